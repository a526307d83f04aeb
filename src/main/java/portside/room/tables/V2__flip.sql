-- One asking of all devices of a class whether they reach the demo server.
CREATE TABLE flip (
  class TEXT NOT NULL REFERENCES class (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,     -- 1 for the first one of the class
  bound TEXT NOT NULL,         -- where the demo server listened
  port INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  PRIMARY KEY (class, number)
);

-- What a device found; its address is not kept.
CREATE TABLE flip_found (
  class TEXT NOT NULL,
  flip INTEGER NOT NULL,
  person TEXT NOT NULL,
  mark TEXT NOT NULL,          -- answered, failed-at-once, no-answer
  millis INTEGER,              -- null: a person said it, no browser measured it
  PRIMARY KEY (class, flip, person),
  FOREIGN KEY (class, flip) REFERENCES flip (class, number) ON DELETE CASCADE
);
