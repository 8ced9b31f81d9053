-- Digest and figures count questions without reading them.
DROP INDEX questions_week;
CREATE INDEX questions_counted ON questions (week, area_id, answer, helped);
