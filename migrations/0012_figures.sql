-- What the figures for the council still know when lists and questions are forgotten: counts, never who.

-- Of a bijeenkomst whose list is forgotten. A name stands here only when at least three people of that list gave it.
CREATE TABLE event_groups (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  what TEXT NOT NULL CHECK (what IN ('role', 'organisation', 'reached')),
  name TEXT NOT NULL,                  -- for 'reached': a short mark of an organisation, not its name
  number INTEGER NOT NULL,
  PRIMARY KEY (event_id, what, name)
) STRICT, WITHOUT ROWID;

-- Of the questions of a week that are forgotten.
CREATE TABLE question_counts (
  week TEXT NOT NULL,
  area_id INTEGER NOT NULL,            -- 0: no area known
  answer TEXT NOT NULL,
  helped TEXT NOT NULL,                -- '' when nobody said
  number INTEGER NOT NULL,
  PRIMARY KEY (week, area_id, answer, helped)
) STRICT, WITHOUT ROWID;

-- In how many partnerships an area takes part, as a coach filled in; the last one before the end of a period counts.
CREATE TABLE partnerships (
  area_id INTEGER NOT NULL REFERENCES areas (id),
  noted_at TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 0),
  PRIMARY KEY (area_id, noted_at)
) STRICT, WITHOUT ROWID;
