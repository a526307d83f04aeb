// The host's room: who is here, who takes part, how many have answered and how the question stands
// is right without a reload. The page is asked for anew, and what has changed in it takes its place.
import { listen } from "../live.js";

const PAUSE_MS = 150; // three hundred who come at once are not three hundred pages
const LOOK_MS = 10_000; // a device that has gone says nothing

let asking = false;
let again = false;

/** What stands in one place; whoever uses a button there goes on where they were. */
function put(place, fresh) {
  const { state } = fresh.dataset; // the same question is only counted anew, by a place inside
  if (state === undefined ? place.innerHTML === fresh.innerHTML : place.dataset.state === state) return;
  const key = place.contains(document.activeElement) && document.activeElement.dataset.key;
  place.replaceChildren(...fresh.childNodes);
  if (state !== undefined) place.dataset.state = state;
  if (key) place.querySelector(`[data-key="${key}"]`)?.focus();
}

async function draw() {
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(`${location.pathname}?_lang=${document.documentElement.lang}`, {
      headers: { Accept: "text/html" },
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(place.id);
      if (fresh) put(place, fresh);
    }
  } catch {
    // nobody answers: the line of every page says so
  }
  setTimeout(() => {
    asking = false;
    if (again) draw();
  }, PAUSE_MS);
}

setInterval(() => {
  if (document.visibilityState === "visible") draw();
}, LOOK_MS);
listen("room", draw);
listen("room-count", draw);
