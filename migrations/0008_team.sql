-- Invitations for staff, and the groups in which coaches work together.
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
