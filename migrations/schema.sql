-- What all migrations together make, for readers; the bot never runs this. Written by: python -m tools.schema

CREATE TABLE migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;

CREATE TABLE areas (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,           -- short name in files and links, such as 'oost'
  name TEXT NOT NULL,                  -- as people read it
  gemeente TEXT NOT NULL,
  neighbourhoods TEXT NOT NULL DEFAULT '[]',  -- JSON list of names (wijken)
  numbers TEXT NOT NULL DEFAULT '{}',  -- JSON: phone numbers of this area, by route
  contact TEXT NOT NULL DEFAULT ''     -- what an asker reads about reaching a coach here
) STRICT;

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  telegram_id INTEGER NOT NULL UNIQUE,
  name TEXT,                           -- only when they gave it
  area_id INTEGER REFERENCES areas (id),
  consent_at TEXT,                     -- when they agreed to us keeping personal details
  hinted_at TEXT,                      -- when they were last asked to leave out names of others
  reachable INTEGER NOT NULL DEFAULT 1 CHECK (reachable IN (0, 1)),
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL              -- a day is enough: it decides when we forget them
) STRICT;

CREATE TABLE staff (
  person_id INTEGER NOT NULL REFERENCES people (id),
  role TEXT NOT NULL CHECK (role IN ('coach_welzijn', 'coach_ggz', 'coordinator', 'trainer', 'cotrainer', 'beheerder')),
  area_id INTEGER REFERENCES areas (id),
  UNIQUE (person_id, role, area_id)
) STRICT;

CREATE TABLE inbox (
  seq INTEGER PRIMARY KEY,             -- order of arrival: update ids may jump to lower ones
  update_id INTEGER NOT NULL UNIQUE,
  raw TEXT,                            -- emptied once handled: then only the id is kept
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT,                          -- the class of what went wrong, never what was typed
  received_at TEXT NOT NULL,
  done_at TEXT
) STRICT;
CREATE INDEX inbox_new ON inbox (seq) WHERE state = 'new';

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- readable: reminder:BT-12:person-7:day-before
  chat_id INTEGER NOT NULL,
  person_id INTEGER REFERENCES people (id),
  text TEXT NOT NULL,                  -- key of the text, never the sentence
  "values" TEXT,                       -- JSON; emptied once sent
  keyboard TEXT,                       -- JSON; emptied once sent
  live INTEGER NOT NULL CHECK (live IN (0, 1)),  -- someone is waiting for it right now
  edits INTEGER,                       -- message id that this one replaces
  reply_to INTEGER,                    -- message id that this one answers
  due_at TEXT NOT NULL,
  expires_at TEXT,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'missed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  unclear INTEGER NOT NULL DEFAULT 0,  -- how often we could not tell whether it arrived
  retry_at TEXT,
  message_id INTEGER,
  result TEXT,
  finished_at TEXT
) STRICT;
CREATE INDEX outbox_chat ON outbox (chat_id, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE state = 'queued';
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_queue ON outbox (live, due_at, id) WHERE state = 'queued';

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
