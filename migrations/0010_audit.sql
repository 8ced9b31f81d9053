-- What was done to data or to rights: who by, what kind, how many; never names, never what was in it.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,                -- erased, exported, appointed, withdrawn, decided, …
  subject TEXT NOT NULL DEFAULT '',    -- a code or an id of ours: BT-12, area oost
  counts TEXT NOT NULL DEFAULT '{}'    -- JSON: how many rows of what
) STRICT;
