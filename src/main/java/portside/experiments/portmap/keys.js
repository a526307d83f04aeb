// The map by keyboard alone: the arrows and their relatives, letters for what is often wanted, and a
// field for a number.
import { keyOf } from "../../portside.js";
import { LAST, SIDE } from "./ports.js";

const SCREEN = 16 * SIDE;

/** Lets the focused map be moved by keys. */
export function followKeys(map, number) {
  map.area.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey) return;
    const move = moves(map, number, event.ctrlKey)[keyOf(event)];
    if (!move || (event.ctrlKey && !["Home", "End"].includes(event.key))) return;
    event.preventDefault();
    move();
  });
}

function moves(map, number, far) {
  const { cursor } = map;
  const column = cursor % SIDE;
  const row = cursor - column;
  return {
    ArrowLeft: () => map.go(cursor - 1),
    ArrowRight: () => map.go(cursor + 1),
    ArrowUp: () => cursor >= SIDE && map.go(cursor - SIDE),
    ArrowDown: () => cursor <= LAST - SIDE && map.go(cursor + SIDE),
    Home: () => map.go(far ? 0 : row),
    End: () => map.go(far ? LAST : row + SIDE - 1),
    PageUp: () => map.go(Math.max(column, cursor - SCREEN)),
    PageDown: () => map.go(Math.min(LAST - SIDE + 1 + column, cursor + SCREEN)),
    Enter: () => map.go(cursor, true),
    " ": () => map.go(cursor, true),
    n: () => map.next(1),
    p: () => map.next(-1),
    "+": () => map.zoomBy(2),
    "=": () => map.zoomBy(2),
    "-": () => map.zoomBy(0.5),
    "/": () => number.select(),
  };
}

/** Leads from a typed number to its port; what is none is refused in words. */
export function followNumber(map, number) {
  number.addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.area.focus();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const typed = number.value.trim();
    if (!/^[0-9]{1,5}$/.test(typed) || Number(typed) > LAST) {
      number.setAttribute("aria-invalid", "true");
      map.here.textContent = map.words.bad;
      return;
    }
    number.removeAttribute("aria-invalid");
    map.area.focus();
    map.go(Number(typed), true);
  });
}
