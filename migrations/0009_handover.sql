-- Questions handed over to a coach, and the conversation that follows.
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
CREATE INDEX handovers_state ON handovers (state, next_step_at);
CREATE INDEX handovers_asker ON handovers (asker_id);
CREATE INDEX handovers_coach ON handovers (claimed_by);

CREATE TABLE handover_messages (
  id INTEGER PRIMARY KEY,
  handover_id INTEGER NOT NULL REFERENCES handovers (id) ON DELETE CASCADE,
  from_asker INTEGER NOT NULL CHECK (from_asker IN (0, 1)),
  text TEXT NOT NULL,                  -- scrubbed; '' when it was said in a crisis
  sent_at TEXT NOT NULL
) STRICT;
CREATE INDEX handover_messages_handover ON handover_messages (handover_id);

-- A beheerder of the settings is staff like any other once they have written, so that what must reach a beheerder does.
ALTER TABLE staff ADD COLUMN from_settings INTEGER NOT NULL DEFAULT 0 CHECK (from_settings IN (0, 1));
