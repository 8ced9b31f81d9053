-- Who writes to us, and the area (werkgebied) they belong to.
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
  area_id INTEGER REFERENCES areas (id),
  UNIQUE (person_id, role, area_id)
) STRICT;
