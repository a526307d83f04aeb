-- What the owner of this computer has done in the course. Times are milliseconds since 1970.

-- A card or claim that was run: what was predicted at a card with a question, what came out, and,
-- once a prediction was wrong, after how many days it comes again and when.
CREATE TABLE tried (
  lesson TEXT NOT NULL,
  card TEXT NOT NULL,
  predicted TEXT,
  outcome TEXT NOT NULL,
  tried_at INTEGER NOT NULL,
  days INTEGER,
  due_at INTEGER,
  PRIMARY KEY (lesson, card)
);

-- A section that was read to its end.
CREATE TABLE section (
  lesson TEXT NOT NULL,
  anchor TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (lesson, anchor)
);

-- There where predictions are not to come again.
CREATE TABLE progress_setting (
  name TEXT PRIMARY KEY
);
