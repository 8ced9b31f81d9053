-- What Telegram handed over, stored before Telegram is told; and what is to be sent.
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
  topic INTEGER,                       -- forum topic in which it is said
  opens_topic TEXT,                    -- title of the topic that is made for it first; emptied once sent
  attachment TEXT,                     -- JSON: which file is made and from what; emptied once sent
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
CREATE INDEX outbox_queue ON outbox (live, due_at, id) WHERE state = 'queued';
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE state = 'queued';
CREATE INDEX outbox_chat ON outbox (chat_id, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_message ON outbox (chat_id, message_id) WHERE message_id IS NOT NULL;
