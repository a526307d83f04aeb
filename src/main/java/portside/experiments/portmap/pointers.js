// The map by mouse, finger and wheel: a tap chooses, dragging moves, two fingers and the wheel zoom.
import { SIDE } from "./ports.js";

/** Farther than this, in pixels, a tap is a drag. */
const STILL = 6;

/** A cell of two pixels is hard to hit: a mark within so many pixels is what was meant. */
const NEAR = 7;

/** A finger covers so many pixels around the one that it means (WCAG 2.5.5: 44 across). */
const FINGER = 22;

/** Lets the map be moved by whatever points. */
export function followPointers(map) {
  const { area, canvas } = map;
  const down = new Map();
  let moved = 0;
  let spread = 0;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const distance = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
  area.addEventListener("pointerdown", (event) => {
    if (down.size === 0) moved = 0;
    down.set(event.pointerId, at(event));
    if (down.size === 2) spread = distance([...down.values()]);
  });
  area.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    down.set(event.pointerId, now);
    if (down.size === 2) {
      const [a, b] = down.values();
      const wider = distance([a, b]);
      map.zoomBy(wider / spread, (a.x + b.x) / 2, (a.y + b.y) / 2);
      spread = wider;
    } else if (map.zoom > 1 && moved > STILL) {
      area.setPointerCapture(event.pointerId);
      map.look(map.left - (now.x - before.x) / map.cell, map.top - (now.y - before.y) / map.cell);
    }
  });
  const up = (event) => {
    const was = down.get(event.pointerId);
    down.delete(event.pointerId);
    if (event.type !== "pointerup" || !was || moved > STILL || down.size > 0) return;
    const column = Math.floor(map.left + was.x / map.cell);
    const row = Math.floor(map.top + was.y / map.cell);
    map.go(nearest(map, column, row, event.pointerType === "touch" ? FINGER : NEAR), true);
  };
  area.addEventListener("pointerup", up);
  area.addEventListener("pointercancel", up);
  area.addEventListener("pointerleave", (event) => down.delete(event.pointerId));
  area.addEventListener(
    "wheel",
    (event) => {
      // Without the focus the wheel scrolls the page, as everywhere.
      if (document.activeElement !== area && !event.ctrlKey) return;
      event.preventDefault();
      const { x, y } = at(event);
      map.zoomBy(event.deltaY < 0 ? 1.25 : 0.8, x, y);
    },
    { passive: false },
  );
}

function nearest(map, column, row, pixels) {
  const reach = Math.floor(pixels / map.cell);
  let best = row * SIDE + column;
  let least = Infinity;
  for (const port of reach > 0 ? map.marked : []) {
    const far = Math.hypot((port % SIDE) - column, Math.floor(port / SIDE) - row);
    if (far <= reach && far < least) [best, least] = [port, far];
  }
  return best;
}
