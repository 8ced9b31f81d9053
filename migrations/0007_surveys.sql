-- Evaluations. Who was invited is known until it closes; who answered is kept nowhere, and what was answered cannot be led back to
-- anybody. Why it is made like this stands in bot/features/surveys/__init__.py.
CREATE TABLE surveys (
  event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'skipped')),  -- skipped: too few people to be anonymous
  invited INTEGER NOT NULL DEFAULT 0,
  answered INTEGER,                    -- forms with at least one answer; counted when it closes
  closes_at TEXT NOT NULL,
  closed_at TEXT,
  stories_until TEXT                   -- until when what it brought, asked three months later, may be told
) STRICT;

CREATE TABLE survey_invitations (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
  invited_at TEXT NOT NULL,
  reminded INTEGER NOT NULL DEFAULT 0 CHECK (reminded IN (0, 1))
) STRICT;

-- Who asked to hear from us after three months; whoever was invited may, with or without answering.
CREATE TABLE survey_later (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE
) STRICT;

-- One form each, under a hash: the ballot itself is only in the button on somebody's phone.
CREATE TABLE survey_ballots (
  ballot TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  next TEXT NOT NULL,                  -- the question where this form stands, or done
  answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))
) STRICT, WITHOUT ROWID;

-- One row per answer, under a key that changes with every answer that is put with it; no time, no order, no form.
CREATE TABLE survey_answers (
  key TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  question TEXT NOT NULL,              -- grade_event, grade_trainer, grade_expert, takes_home, remarks, brought
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answers_event ON survey_answers (event_id, question);

-- Who wants to be asked after five days whether the tips helped; gone at the moment of asking.
CREATE TABLE helped_later (
  question_id INTEGER PRIMARY KEY REFERENCES questions (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id),
  ask_at TEXT NOT NULL
) STRICT;
