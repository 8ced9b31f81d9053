-- What was done to data or to rights: who by, what kind, how many; never names, never what was in it.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,                -- erased, exported, appointed, withdrawn, decided, …
  subject TEXT NOT NULL DEFAULT '',    -- a code or an id of ours: BT-12, area oost
  counts TEXT NOT NULL DEFAULT '{}'    -- JSON: how many rows of what
) STRICT;

-- Who was on a list is forgotten in time; how many they were stays. What is still in registrations and attendance comes on top.
CREATE TABLE event_counts (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  what TEXT NOT NULL,                  -- a state of registrations (seats) or of attendance (people); 'people': who was there at all
  part INTEGER NOT NULL,               -- the dagdeel, for attendance; 0 for registrations
  number INTEGER NOT NULL,
  PRIMARY KEY (event_id, what, part)
) STRICT;
