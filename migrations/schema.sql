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
  numbers TEXT NOT NULL DEFAULT '{}',  -- JSON: phone numbers of this area, by route, with the day of the last check
  contact TEXT NOT NULL DEFAULT '',    -- what an asker reads about reaching a coach here
  opening TEXT NOT NULL DEFAULT '',    -- when coaches can be reached, as it was typed: 'ma-vr 9.00-17.00'
  flyers TEXT NOT NULL DEFAULT '[]'    -- JSON list of {title, url}
) STRICT;

CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given out again: who was erased must not be taken for somebody new
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
  area_id INTEGER REFERENCES areas (id), from_settings INTEGER NOT NULL DEFAULT 0 CHECK (from_settings IN (0, 1)),
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
CREATE INDEX outbox_chat ON outbox (chat_id, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE state = 'queued';
CREATE INDEX outbox_failed ON outbox (person_id) WHERE state = 'failed';
CREATE INDEX outbox_message ON outbox (chat_id, message_id) WHERE message_id IS NOT NULL;
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
CREATE INDEX questions_counted ON questions (week, area_id, answer, helped);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,           -- as on the flyer: BT-12
  kind TEXT NOT NULL CHECK (
    kind IN ('bouwstenentraining', 'q&a', 'bewustwordingsbijeenkomst', 'maatwerktraining', 'herstelwerkgroep')),
  title TEXT NOT NULL,
  theme TEXT NOT NULL DEFAULT '',
  gemeente TEXT NOT NULL,
  neighbourhood TEXT NOT NULL,         -- the wijk where it is
  location TEXT NOT NULL,
  area_id INTEGER REFERENCES areas (id),  -- whose coaches look after it; null: the beheerder does
  capacity INTEGER NOT NULL CHECK (capacity > 0),
  minimum INTEGER NOT NULL DEFAULT 0 CHECK (minimum >= 0),
  trainers TEXT NOT NULL DEFAULT '[]', -- JSON list of names
  cotrainer TEXT,                      -- mostly an expert by experience
  target_group TEXT NOT NULL DEFAULT '',
  audience TEXT CHECK (audience IN ('professionals', 'volunteers', 'residents')),  -- only where groups are kept apart
  signup_required INTEGER NOT NULL CHECK (signup_required IN (0, 1)),
  costs TEXT NOT NULL DEFAULT '',      -- '' is free
  programme TEXT NOT NULL DEFAULT '',
  practical TEXT NOT NULL DEFAULT '',  -- parking, wheelchair, what to bring
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'go', 'no_go', 'cancelled')),
  revision INTEGER NOT NULL DEFAULT 0, -- goes up with every change that participants hear of; SEQUENCE of the calendar file
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER agenda_event_deleted AFTER DELETE ON events BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_event_inserted AFTER INSERT ON events BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_event_updated AFTER UPDATE ON events BEGIN UPDATE agenda_version SET version = version + 1; END;

CREATE TABLE event_parts (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),  -- 1 is the first dagdeel
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  PRIMARY KEY (event_id, number),
  CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX event_parts_start ON event_parts (starts_at);
CREATE TRIGGER agenda_part_deleted AFTER DELETE ON event_parts BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_part_inserted AFTER INSERT ON event_parts BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_part_updated AFTER UPDATE ON event_parts BEGIN UPDATE agenda_version SET version = version + 1; END;

CREATE TABLE agenda_version (version INTEGER NOT NULL) STRICT;

CREATE TABLE registrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- keys of messages and buttons hold it, so it is never given out again
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  person_id INTEGER REFERENCES people (id),  -- null: signed up by a coach, or walked in; has no Telegram
  name TEXT NOT NULL,
  role TEXT,                           -- in the neighbourhood, in their own words: 'wijkagent'
  organisation TEXT,
  neighbourhood TEXT,                  -- where they live or work
  seats INTEGER NOT NULL DEFAULT 1 CHECK (seats > 0),
  state TEXT NOT NULL CHECK (state IN ('signed_up', 'waiting', 'offered', 'cancelled')),
  queue_number INTEGER NOT NULL,       -- order on the waiting list; a new one when somebody comes back
  offered_until TEXT,                  -- until when a free seat is held for them
  passed INTEGER NOT NULL DEFAULT 0,   -- how often a smaller party behind them got seats that were too few for them
  missed_offers INTEGER NOT NULL DEFAULT 0,  -- how often they let an offer run out
  source TEXT NOT NULL DEFAULT 'self' CHECK (source IN ('self', 'coach', 'walk_in')),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
  UNIQUE (event_id, person_id)
) STRICT;
CREATE INDEX registrations_event ON registrations (event_id, state, queue_number);
CREATE INDEX registrations_person ON registrations (person_id);

CREATE TABLE registration_absences (
  registration_id INTEGER NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  PRIMARY KEY (registration_id, part)
) STRICT;

CREATE TABLE attendance (
  registration_id INTEGER NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
  part INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('present', 'absent', 'excused')),  -- aanwezig, afwezig, afgemeld
  noted_at TEXT NOT NULL,
  PRIMARY KEY (registration_id, part)
) STRICT;

CREATE TABLE event_decisions (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  round INTEGER NOT NULL,              -- 1 is two weeks ahead; 'nog even wachten' opens a next round
  asked_at TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('go', 'no_go', 'wait')),
  decided_by INTEGER REFERENCES people (id),
  decided_at TEXT,
  ask_again_at TEXT,
  PRIMARY KEY (event_id, round)
) STRICT;

CREATE TABLE check_ins (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
  answer TEXT CHECK (answer IN ('yes', 'no', 'maybe')),  -- to 'kom je nog?'; null: asked, not answered
  asked_at TEXT NOT NULL,
  asked_again_at TEXT,
  answered_at TEXT
) STRICT;

CREATE TABLE reminder_choices (
  person_id INTEGER PRIMARY KEY REFERENCES people (id),
  choice TEXT NOT NULL CHECK (choice IN ('normal', 'earlier', 'later', 'none'))
) STRICT;

CREATE TABLE calls (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
  listed_at TEXT NOT NULL,
  done_at TEXT
) STRICT;

CREATE TABLE timeline_clock (
  planned_at TEXT NOT NULL,
  told_missed_at TEXT NOT NULL
) STRICT;

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

CREATE TABLE survey_later (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE survey_ballots (
  ballot TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  next TEXT NOT NULL,                  -- the question where this form stands, or done
  answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_answers (
  key TEXT PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  question TEXT NOT NULL,              -- grade_event, grade_trainer, grade_expert, takes_home, remarks, brought
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answers_event ON survey_answers (event_id, question);

CREATE TABLE helped_later (
  question_id INTEGER PRIMARY KEY REFERENCES questions (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id),
  ask_at TEXT NOT NULL
) STRICT;

CREATE TABLE invitations (
  token TEXT PRIMARY KEY,              -- a hash: the link itself is only with who got it
  role TEXT NOT NULL,
  area_id INTEGER REFERENCES areas (id),
  invited_by INTEGER REFERENCES people (id),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_by INTEGER REFERENCES people (id),
  used_at TEXT,
  withdrawn_at TEXT
) STRICT;

CREATE TABLE team_groups (
  chat_id INTEGER PRIMARY KEY,
  area_id INTEGER NOT NULL UNIQUE REFERENCES areas (id),
  has_topics INTEGER NOT NULL DEFAULT 0 CHECK (has_topics IN (0, 1)),
  connected_at TEXT NOT NULL
) STRICT;

CREATE TABLE handovers (
  id INTEGER PRIMARY KEY,
  question_id INTEGER REFERENCES questions (id) ON DELETE SET NULL,
  asker_id INTEGER REFERENCES people (id),  -- null once closed and past its date
  area_id INTEGER REFERENCES areas (id),
  kind TEXT NOT NULL DEFAULT 'question' CHECK (kind IN ('question', 'crisis')),
  crisis TEXT,                         -- which kind of crisis, such as suicide_other; never what was typed
  text TEXT NOT NULL,                  -- scrubbed; exactly what the asker agreed to pass on; '' for a crisis
  asker_name TEXT,                     -- only when they chose to give it
  state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'closed')),
  claimed_by INTEGER REFERENCES people (id),
  passed_to TEXT NOT NULL DEFAULT '[]',  -- JSON: ids of staff who were asked so far, in order
  step INTEGER NOT NULL DEFAULT 0,     -- how many rungs of the ladder were taken since it is open
  round INTEGER NOT NULL DEFAULT 0,    -- how often it was put before anybody, for the keys of what is sent
  group_id INTEGER,                    -- chat of the coaches' group in which it was asked
  topic INTEGER,                       -- forum topic in the coaches' group
  created_at TEXT NOT NULL,
  claimed_at TEXT,
  next_step_at TEXT,                   -- open: when somebody else is asked; claimed: when the coach is reminded of the asker
  closed_at TEXT,
  helped TEXT CHECK (helped IN ('yes', 'a_bit', 'no'))
) STRICT;
CREATE INDEX handovers_asker ON handovers (asker_id);
CREATE INDEX handovers_coach ON handovers (claimed_by);
CREATE INDEX handovers_state ON handovers (state, next_step_at);

CREATE TABLE handover_messages (
  id INTEGER PRIMARY KEY,
  handover_id INTEGER NOT NULL REFERENCES handovers (id) ON DELETE CASCADE,
  from_asker INTEGER NOT NULL CHECK (from_asker IN (0, 1)),
  text TEXT NOT NULL,                  -- scrubbed; '' when it was said in a crisis
  sent_at TEXT NOT NULL
) STRICT;
CREATE INDEX handover_messages_handover ON handover_messages (handover_id);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,                -- erased, exported, appointed, withdrawn, decided, …
  subject TEXT NOT NULL DEFAULT '',    -- a code or an id of ours: BT-12, area oost
  counts TEXT NOT NULL DEFAULT '{}'    -- JSON: how many rows of what
) STRICT;

CREATE TABLE event_counts (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  what TEXT NOT NULL,                  -- a state of registrations (seats) or of attendance (people); 'people': who was there at all
  part INTEGER NOT NULL,               -- the dagdeel, for attendance; 0 for registrations
  number INTEGER NOT NULL,
  PRIMARY KEY (event_id, what, part)
) STRICT;

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

CREATE TABLE area_tip_questions (
  tip_id INTEGER NOT NULL REFERENCES area_tips (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  PRIMARY KEY (tip_id, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE tip_wishes (
  question_id INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id),
  wished_at TEXT NOT NULL,
  PRIMARY KEY (question_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_groups (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  what TEXT NOT NULL CHECK (what IN ('role', 'organisation', 'reached')),
  name TEXT NOT NULL,                  -- for 'reached': a short mark of an organisation, not its name
  number INTEGER NOT NULL,
  PRIMARY KEY (event_id, what, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE question_counts (
  week TEXT NOT NULL,
  area_id INTEGER NOT NULL,            -- 0: no area known
  answer TEXT NOT NULL,
  helped TEXT NOT NULL,                -- '' when nobody said
  number INTEGER NOT NULL,
  PRIMARY KEY (week, area_id, answer, helped)
) STRICT, WITHOUT ROWID;

CREATE TABLE partnerships (
  area_id INTEGER NOT NULL REFERENCES areas (id),
  noted_at TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 0),
  PRIMARY KEY (area_id, noted_at)
) STRICT, WITHOUT ROWID;
