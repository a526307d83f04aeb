// What the page exchanges while it is pressed would not be clicked: the browser clicks what was
// pressed and released both. What has taken its place is clicked then, where it does the same.

const PRESSABLE = "button, a[href], summary, label";

let pressed;

const whatItSends = (element) => element.closest("form")?.getAttribute("action");

/** What does the same and stands where the element stood, or has its name. */
function successor({ element, sends }, x, y) {
  const now = element.id
    ? document.getElementById(element.id)
    : document.elementFromPoint(x, y)?.closest(PRESSABLE);
  const same = now && (element.id || now.outerHTML === element.outerHTML);
  return same && whatItSends(now) === sends ? now : undefined;
}

document.addEventListener("pointerdown", ({ target, button, isPrimary }) => {
  const element = isPrimary && button === 0 && target.closest?.(PRESSABLE);
  // What it sends is in its form, which is gone with it.
  pressed = element && { element, sends: whatItSends(element), place: element.getBoundingClientRect() };
});

document.addEventListener("pointerup", ({ clientX: x, clientY: y }) => {
  const last = pressed;
  pressed = undefined;
  if (!last || last.element.isConnected) return;
  const { left, right, top, bottom } = last.place;
  if (x < left || x > right || y < top || y > bottom) return; // let go elsewhere, as who means no
  successor(last, x, y)?.click();
});

document.addEventListener("pointercancel", () => {
  pressed = undefined;
});
