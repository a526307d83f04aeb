-- What the owner of this computer has made of the programs of the course, which itself is never
-- written to. Times are milliseconds since 1970.
CREATE TABLE changed_program (
  lesson TEXT NOT NULL,
  file TEXT NOT NULL,
  text TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (lesson, file)
);
