// The host's room: whatever of it is [data-live] is right without a reload, such as who is here and
// takes part, and the question with its buttons, its answers and how it stands. The page is asked
// for anew, and what has changed in it takes its place.
import { listen } from "../live.js";
import { inTurn } from "./part.js";

const PAUSE_MS = 150; // three hundred who come at once are not three hundred pages
const LOOK_MS = 10_000; // a device that has gone says nothing

/** What stands in one place; whoever uses a button there goes on where they were. */
function put(place, fresh) {
  const { state } = fresh.dataset; // the same question is only counted anew, by a place inside
  if (state === undefined ? place.innerHTML === fresh.innerHTML : place.dataset.state === state) return;
  const key = place.contains(document.activeElement) && document.activeElement.dataset.key;
  place.replaceChildren(...fresh.childNodes);
  if (state !== undefined) place.dataset.state = state;
  if (key) place.querySelector(`[data-key="${key}"]`)?.focus();
}

const draw = inTurn(async () => {
  const answer = await fetch(`${location.pathname}?_lang=${document.documentElement.lang}`, {
    headers: { Accept: "text/html" },
  });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(place.id);
    if (fresh) put(place, fresh);
  }
}, PAUSE_MS);

setInterval(() => {
  if (document.visibilityState === "visible") draw();
}, LOOK_MS);
listen("room", draw);
listen("room-count", draw);
