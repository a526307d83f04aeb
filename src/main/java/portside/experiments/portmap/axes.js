// Beside the map: the number that each row begins with, what a column adds to it, and the zones of
// IANA as a stripe. All three follow what is in view.
import { LAST, SIDE } from "./ports.js";

/** The zones of IANA begin here (RFC 6335 §6). */
export const ZONES = [0, 1024, 49152];

/** About so many numbers stand at the left, and at the top. */
const ROWS = 8;
const COLUMNS = 4;

/** A power of two, so that the numbers stay while the map is zoomed. */
function step(visible, numbers) {
  return Math.max(1, 2 ** Math.round(Math.log2(visible / numbers)));
}

function numbers(axis, from, visible, count, put) {
  const by = step(visible, count);
  const said = [];
  for (let at = Math.ceil(from / by) * by; at < Math.min(SIDE, from + visible - by / 4); at += by) {
    const number = document.createElement("span");
    put(number, at);
    said.push(number);
  }
  axis.replaceChildren(...said);
}

/** Writes the numbers and the stripe for what is in view. */
export function drawAxes({ figure, left, top, visible, cell }) {
  numbers(figure.querySelector(".portmap-rows"), top, visible, ROWS, (number, row) => {
    number.textContent = row * SIDE;
    number.style.top = `${(row - top) * cell}px`;
  });
  numbers(figure.querySelector(".portmap-columns"), left, visible, COLUMNS, (number, column) => {
    number.textContent = `+${column}`;
    number.style.left = `${(column - left) * cell}px`;
  });
  [...figure.querySelector(".portmap-stripe").children].forEach((zone, i) => {
    const first = ZONES[i] / SIDE;
    const end = ((ZONES[i + 1] ?? LAST + 1) - 1) / SIDE;
    const from = Math.max(0, first - top);
    const to = Math.min(visible, end - top);
    zone.hidden = to <= from;
    zone.style.top = `${from * cell}px`;
    zone.style.height = `${Math.max(3, (to - from) * cell)}px`; // the first has four rows only
  });
}
