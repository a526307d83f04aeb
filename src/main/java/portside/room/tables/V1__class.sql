-- A class: one sitting of the room. Times are milliseconds since 1970 (UTC).
CREATE TABLE class (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  code TEXT NOT NULL,          -- empty: none was asked for
  opened_at INTEGER NOT NULL,
  ended_at INTEGER,            -- null: it is on
  version INTEGER NOT NULL,
  lesson TEXT,                 -- where the presenter is
  anchor TEXT,
  invites TEXT NOT NULL        -- the address that the invitation shows; empty: the likeliest
);

-- Somebody who takes part; person is the id of their browser's cookie.
CREATE TABLE member (
  class TEXT NOT NULL REFERENCES class (id) ON DELETE CASCADE,
  person TEXT NOT NULL,
  number INTEGER NOT NULL,     -- 1 for who joined first
  name TEXT,                   -- null: they gave none
  joined_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,    -- when they joined again or answered last
  following INTEGER NOT NULL,
  PRIMARY KEY (class, person)
);

-- A question to the class: a card of a lesson.
CREATE TABLE poll (
  id TEXT PRIMARY KEY,
  class TEXT NOT NULL REFERENCES class (id) ON DELETE CASCADE,
  lesson TEXT NOT NULL,
  card TEXT NOT NULL,
  experiment TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  phase TEXT NOT NULL,         -- OPEN, CLOSED, RUNNING, REVEALED
  bars_hidden INTEGER NOT NULL,
  run TEXT,                    -- the run that settled it
  outcome TEXT,                -- what was measured; null: nothing
  evidence TEXT,               -- what guests may see of it, as JSON
  measured_at INTEGER
);

CREATE INDEX poll_of_class ON poll (class, asked_at);

CREATE TABLE poll_parameter (
  poll TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (poll, name)
);

-- The outcomes that can be chosen, in the order of the card.
CREATE TABLE poll_option (
  poll TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (poll, ordinal)
);

-- The measured outcome in one sentence, in each language.
CREATE TABLE poll_said (
  poll TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
  lang TEXT NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (poll, lang)
);

CREATE TABLE round (
  poll TEXT NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,     -- 1 for the first
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,           -- null: choices are taken
  PRIMARY KEY (poll, number)
);

-- Who chose what; one choice for a person and a round.
CREATE TABLE answer (
  poll TEXT NOT NULL,
  round INTEGER NOT NULL,
  person TEXT NOT NULL,
  choice TEXT NOT NULL,        -- the outcome that they predict
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (poll, round, person),
  FOREIGN KEY (poll, round) REFERENCES round (poll, number) ON DELETE CASCADE
);
