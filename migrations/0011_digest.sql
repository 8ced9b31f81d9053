-- What the weekly digest needs: how many different people asked about a theme, which weeks were told, and tips by coaches.
-- Who asked is never kept: only a hash with a salt of that week. When the week is counted, hashes and salt go.
CREATE TABLE week_salts (
  week TEXT PRIMARY KEY,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE theme_askers (
  week TEXT NOT NULL,
  area_id INTEGER NOT NULL,            -- 0: no area known
  situation TEXT NOT NULL,
  asker TEXT NOT NULL,
  PRIMARY KEY (week, area_id, situation, asker)
) STRICT, WITHOUT ROWID;

CREATE TABLE theme_weeks (
  week TEXT NOT NULL,
  area_id INTEGER NOT NULL,
  situation TEXT NOT NULL,
  askers INTEGER NOT NULL,
  PRIMARY KEY (week, area_id, situation)
) STRICT, WITHOUT ROWID;

CREATE TABLE digest_weeks (
  week TEXT NOT NULL,
  area_id INTEGER NOT NULL,
  planned_at TEXT NOT NULL,
  PRIMARY KEY (week, area_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE digest_groups (
  chat_id INTEGER PRIMARY KEY REFERENCES team_groups (chat_id) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT;

-- A tip for an area, written by one coach and approved by another.
CREATE TABLE area_tips (
  id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL REFERENCES areas (id),
  title TEXT NOT NULL,
  do TEXT NOT NULL,
  say TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('proposed', 'live', 'withdrawn')),
  author_id INTEGER REFERENCES people (id),
  approved_by INTEGER REFERENCES people (id),
  created_at TEXT NOT NULL,
  approved_at TEXT
) STRICT;

-- The scrubbed questions that a tip answers; a new question that is like one of them gets the tip.
CREATE TABLE area_tip_questions (
  tip_id INTEGER NOT NULL REFERENCES area_tips (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  PRIMARY KEY (tip_id, text)
) STRICT, WITHOUT ROWID;

-- Who wants to hear it when there is a tip after all; gone once they did, or after ninety days.
CREATE TABLE tip_wishes (
  question_id INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id),
  wished_at TEXT NOT NULL,
  PRIMARY KEY (question_id, person_id)
) STRICT, WITHOUT ROWID;
