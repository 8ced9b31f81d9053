-- The agenda: bijeenkomsten with their dagdelen. Trainers are names on a flyer here; staff of ours is in table staff.
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

CREATE TABLE event_parts (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),  -- 1 is the first dagdeel
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  PRIMARY KEY (event_id, number),
  CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX event_parts_start ON event_parts (starts_at);

-- One number that goes up whenever the agenda changes, so that whoever remembers it knows when to look again.
CREATE TABLE agenda_version (version INTEGER NOT NULL) STRICT;
INSERT INTO agenda_version VALUES (1);
CREATE TRIGGER agenda_event_inserted AFTER INSERT ON events BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_event_updated AFTER UPDATE ON events BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_event_deleted AFTER DELETE ON events BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_part_inserted AFTER INSERT ON event_parts BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_part_updated AFTER UPDATE ON event_parts BEGIN UPDATE agenda_version SET version = version + 1; END;
CREATE TRIGGER agenda_part_deleted AFTER DELETE ON event_parts BEGIN UPDATE agenda_version SET version = version + 1; END;
