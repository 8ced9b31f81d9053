-- Evaluations. Who was invited is known; what was answered cannot be led back to anybody.
CREATE TABLE survey_invitations (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
  invited_at TEXT NOT NULL,
  reminded_at TEXT,
  closed_at TEXT,                      -- answered, stopped, or fourteen days over
  later INTEGER NOT NULL DEFAULT 0 CHECK (later IN (0, 1))  -- may be asked after three months what it brought
) STRICT;

-- One row per answer, under a random key, without time, so that neither order nor rowid says who it was.
CREATE TABLE survey_answers (
  key TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  question TEXT NOT NULL,              -- grade_event, grade_trainer, grade_expert, takes_home, remarks, brought
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answers_event ON survey_answers (event_id, question);
