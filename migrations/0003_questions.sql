-- Where a conversation stands, and coaching questions without who asked them.
CREATE TABLE dialogues (
  chat_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people (id),
  feature TEXT NOT NULL,
  step TEXT NOT NULL,
  data TEXT NOT NULL DEFAULT '{}',
  expires_at TEXT NOT NULL,
  PRIMARY KEY (chat_id, person_id)
) STRICT;

CREATE TABLE questions (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,                  -- scrubbed: names and numbers of others are gone
  answer TEXT NOT NULL CHECK (answer IN ('tips', 'choose', 'rule', 'crisis', 'unknown')),
  situation TEXT,                      -- what was answered with, or the rule or the kind of crisis
  helped TEXT CHECK (helped IN ('yes', 'a_bit', 'no')),
  area_id INTEGER REFERENCES areas (id),
  week TEXT NOT NULL                   -- such as 2026-W47: no day, no hour, no person
) STRICT;
CREATE INDEX questions_week ON questions (week);
