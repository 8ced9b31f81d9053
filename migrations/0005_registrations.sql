-- Who is on the list of a bijeenkomst, who waits, and who was there.
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

-- Who misses one dagdeel and comes to the others.
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
