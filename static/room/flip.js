// The flip on the projector: it follows the devices, and the presenter drives it by keyboard. All
// that it shows is made by the server; without this script the same page is there to be reloaded.
import { listen } from "../live.js";
import { keyOf } from "../portside.js";
import { goBack } from "./back.js";
import { inTurn } from "./part.js";

const LOOK_MS = 2_000; // a device that has gone says nothing

const place = document.getElementById("flip");
let chosen = place?.querySelector("[data-chosen]")?.dataset.chosen;

function board() {
  return place.querySelector(".flip-board").dataset;
}

/** Asks for the picture as it is now; where nobody answers, it stays. */
const draw = inTurn(async () => {
  const query = new URLSearchParams({ _lang: document.documentElement.lang });
  if (chosen) query.set("device", chosen);
  const answer = await fetch(`${place.dataset.part}?${query}`, {
    headers: { "HX-Request": "true" },
  });
  if (answer.ok) place.innerHTML = await answer.text();
});

async function act(form) {
  try {
    await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
  } catch {
    // nobody answers: the line of every page says so
  }
  draw();
}

function choose(number) {
  chosen = number;
  draw();
}

function press(path) {
  const form = document.querySelector(`form[action$="/flip/${path}"]`);
  if (form) act(form);
}

const keys = {
  f: () => press(["none", "ended", "failed"].includes(board().phase) ? "open" : "turn"),
  r: () => press("again"),
  ArrowRight: () => choose(board().next),
  ArrowLeft: () => choose(board().previous),
  Escape: () => {
    if (chosen) choose(undefined);
    else goBack(place.dataset.back);
  },
};

if (place) {
  document.addEventListener("keydown", (event) => {
    const key = keys[keyOf(event)];
    if (!key || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    event.preventDefault();
    key();
  });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.target);
  });
  listen("flip", draw);
  listen("census", draw);
  setInterval(() => {
    if (document.visibilityState === "visible") draw();
  }, LOOK_MS);
}
