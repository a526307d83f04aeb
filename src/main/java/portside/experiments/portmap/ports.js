// What the picture, the words and the moves share: the numbers, and what a byte of the attachment
// `map` says of a port (see PortPicture).

/** Ports a row, and rows. */
export const SIDE = 256;

export const LAST = SIDE * SIDE - 1;

export const [LISTENS, ELSEWHERE, UDP, CONNECTED, TIME_WAIT, IN_USE, PRIVILEGE, GIVEN] = [
  1, 2, 4, 8, 16, 32, 64, 128,
];

const IN_TABLE = LISTENS | ELSEWHERE | UDP | CONNECTED | TIME_WAIT;

/** What is known before anything has come: a byte a port, and the facts of single ports. */
export const NOTHING = { rows: [], differences: {}, services: {} };

/** The ports that get a mark: in use, or told differently by the two sources. */
export function marks(bits, facts) {
  const marked = [];
  for (let port = 0; port <= LAST; port++) {
    if (bits[port] & IN_TABLE || facts.differences[port]) marked.push(port);
  }
  return marked;
}
