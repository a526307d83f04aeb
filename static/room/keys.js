// What a presenter's keys do beside the slides: J shows the invitation, F the flip.
import { keyOf } from "../portside.js";

const FLIP = "[data-experiment=server] [data-run][data-alive]";

function go(page, more = {}) {
  const _lang = document.documentElement.lang;
  const query = new URLSearchParams({ _lang, back: location.pathname, ...more });
  location.assign(`/room/${page}?${query}`);
}

/** The demo server that already runs on a slide is the one that the class gets. */
function flip() {
  const run = document.querySelector(FLIP)?.dataset.run;
  go("flip", run ? { run } : {});
}

const keys = { j: () => go("invitation"), f: flip };

document.addEventListener("keydown", (event) => {
  const key = keys[keyOf(event)];
  if (!key || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  key();
});
