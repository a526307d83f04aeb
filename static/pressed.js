// What the page exchanges while it is pressed would not be clicked: the browser clicks what was
// pressed and released both. What has taken its place is clicked then, where it does the same. A
// finger needs no help: its click goes to what is there when it is lifted.

const PRESSABLE = "button, a[href], summary, label";

let pressed;

/** What it says and does, in which part of the page, and what its form would send. */
function does(element) {
  const form = element.closest("form");
  const hidden = [...(form?.querySelectorAll("[type=hidden]") ?? [])].map(({ name, value }) => [name, value]);
  const part = element.closest("[id]")?.id;
  return JSON.stringify([part, element.outerHTML, form?.getAttribute("action"), hidden]);
}

document.addEventListener("pointerdown", (event) => {
  const { target, pointerId, pointerType, button } = event;
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const element = pointerType === "mouse" && button === 0 && plain && target.closest?.(PRESSABLE);
  // What it does is known while it has its form.
  pressed = element && { element, pointerId, does: does(element), place: element.getBoundingClientRect() };
});

document.addEventListener("pointerup", ({ pointerId, clientX: x, clientY: y }) => {
  const last = pressed;
  if (last?.pointerId !== pointerId) return;
  pressed = undefined;
  const { left, right, top, bottom } = last.place;
  const elsewhere = x < left || x > right || y < top || y > bottom; // let go there, as who means no
  if (last.element.isConnected || elsewhere) return;
  const { id } = last.element;
  const now = id ? document.getElementById(id) : document.elementFromPoint(x, y)?.closest(PRESSABLE);
  if (now && does(now) === last.does) now.click();
});

document.addEventListener("pointercancel", () => {
  pressed = undefined;
});
