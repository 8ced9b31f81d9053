-- The time side: what a coach decided, what participants answered, and which reminders somebody wants.
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

-- Who could not be reached by Telegram and was put on a coach's list 'even bellen': once, until somebody called.
CREATE TABLE calls (
  registration_id INTEGER PRIMARY KEY REFERENCES registrations (id) ON DELETE CASCADE,
  listed_at TEXT NOT NULL,
  done_at TEXT
) STRICT;
CREATE INDEX outbox_failed ON outbox (person_id) WHERE state = 'failed';

-- One row: when we last planned, so that a bot that was off knows what it missed, and until when coaches were told of that.
CREATE TABLE timeline_clock (
  planned_at TEXT NOT NULL,
  told_missed_at TEXT NOT NULL
) STRICT;
