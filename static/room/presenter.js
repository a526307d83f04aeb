// The host's page in a class: it tells where the presenter is, asks the questions of cards, and
// shows the question that is asked on the whole screen.
import { follow as followRuns, listen } from "../live.js";
import { keyOf } from "../portside.js";
import { follows, inTurn, sayAsked, send } from "./part.js";

const line = document.getElementById("room-line");
const beats = [...document.querySelectorAll(".beat")];
const places = [...document.querySelectorAll(".beat, .beat > .card")];
const lesson = document.querySelector("[data-lesson][data-cards]")?.dataset.lesson;
const presents = document.documentElement.classList.contains("present");
const SETTLED_MS = 250; // after a scroll
const COUNT_MS = 150;

let stage; // the part that everyone sees, on this screen
let away; // the question and phase that was put away to see its card
let explains; // whether the presenter wants to see why it came out; undefined: where there is room
let shownRun;

/** This window, also after a reload. */
const self = (() => {
  let name = sessionStorage.getItem("portside-window");
  if (!name) {
    name = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join("");
    sessionStorage.setItem("portside-window", name);
  }
  return name;
})();

function isDriving() {
  return !stage?.dataset.driver || stage.dataset.driver === self;
}

async function act(name, fields = {}) {
  const answer = await send(`/room/${name}`, { window: self, ...fields });
  const refused = line.querySelector(".room-refused");
  // That a slide has turned, which the page tells by itself, is no answer to what was refused before.
  if (name === "place" && !refused.hidden && refused.dataset.act !== name) return answer;
  refused.dataset.act = name;
  refused.hidden = answer.ok || answer.said.error === "room.not-driving";
  refused.textContent = [answer.said.what, answer.said.todo].filter(Boolean).join(" ");
  return answer;
}

// where the presenter is

/** The card or the beat that has begun last, on the page that is shown or before it. */
function anchorHere() {
  // The lesson flows through pages from left to right; a beat and its card may take several.
  const begun = (place) => (place.getClientRects()[0]?.left ?? Infinity) < innerWidth - 1;
  const place = places.findLast(begun);
  return place ? place.id || `beat-${beats.indexOf(place)}` : "";
}

/** What of a card the question stands for on the screen: not what came out, on the pages after it. */
function questionOf(id) {
  const card = document.getElementById(id);
  return card?.querySelector(".question")?.closest("form") ?? card;
}

function isOnPage(element) {
  const rects = [...(element?.getClientRects() ?? [])];
  return rects.some(({ left, right }) => right > 1 && left < innerWidth - 1);
}

/** Turns to the page where an element begins. */
function turnTo(element) {
  element?.scrollIntoView({ behavior: "instant", inline: "start", block: presents ? "nearest" : "start" });
}

let told;
let timer;

/** Tells where the presenter is, where this window leads; or does so since just now. */
function tell(leads = isDriving()) {
  if (!presents || !leads) return;
  const anchor = anchorHere();
  if (anchor === told) return;
  told = anchor;
  act("place", { lesson, anchor });
}

if (presents) {
  addEventListener("scroll", () => {
    showStage();
    clearTimeout(timer);
    timer = setTimeout(() => stage && tell(), SETTLED_MS);
  }, { passive: true, capture: true });
}

// the question

function inSight() {
  if (!stage?.dataset.poll || stage.dataset.in !== lesson) return false;
  return !presents || isOnPage(questionOf(stage.dataset.card));
}

function stateOf(part) {
  return `${part.dataset.poll} ${part.dataset.phase}`;
}

function showStage() {
  if (!stage) return;
  const open = inSight() && away !== stateOf(stage) && isDriving();
  const was = !stage.hidden;
  stage.hidden = !open;
  document.documentElement.classList.toggle("room-filled", open);
  for (const part of document.querySelectorAll("body > header, body > main, body > footer, body > nav")) {
    part.inert = open;
  }
  if (open && !was) stage.focus({ preventScroll: true });
  const asked = Boolean(stage.dataset.poll) && stage.dataset.phase !== "revealed";
  const back = line.querySelector("[data-to-question]");
  back.hidden = open || !(asked || (inSight() && away));
  line.querySelector(".room-other").hidden = isDriving();
  fit();
}

/** Whether nothing of the question is below the screen or behind its foot. */
function isWhole() {
  const foot = stage.querySelector(".stage-foot");
  if (!foot || stage.scrollHeight > innerHeight) return !foot;
  const lowest = Math.max(...[...stage.children].map((part) => (part === foot ? 0 : part.getBoundingClientRect().bottom)));
  return lowest <= foot.getBoundingClientRect().top;
}

const SMALLER = ["fit-1", "fit-2", "fit-3"];

/** Sets the question smaller until it is whole, as far as the last row can read. */
function shrink(steps) {
  stage.classList.remove(...SMALLER);
  for (const step of steps) {
    if (isWhole()) return true;
    stage.classList.add(step);
  }
  return isWhole();
}

/**
 * Why it came out stands below the numbers where there is room for both in large type. Else it is
 * one key away, and then takes the place of the answers that did not come out if it has to.
 */
function fit() {
  if (stage.hidden) return;
  const button = stage.querySelector(".explain");
  let why = Boolean(button) && explains !== false;
  stage.classList.remove("why-alone");
  stage.classList.toggle("with-why", why);
  if (why && explains === undefined && !shrink(SMALLER.slice(0, 2))) {
    why = false;
    stage.classList.remove("with-why");
  }
  if (!shrink(SMALLER) && why) {
    stage.classList.add("why-alone");
    shrink(SMALLER);
  }
  button?.setAttribute("aria-pressed", String(why));
}

addEventListener("resize", () => stage && fit());

function show(fresh) {
  if (stage && stateOf(stage) !== stateOf(fresh)) {
    away = explains = undefined;
    line.querySelector(".room-refused").hidden = true; // perhaps the reason for it is gone
  }
  const focused = stage?.contains(document.activeElement) && document.activeElement.dataset.key;
  fresh.hidden = stage?.hidden ?? true;
  if (stage) stage.replaceWith(fresh);
  else document.body.append(fresh);
  const first = !stage;
  stage = fresh;
  if (first) tell();
  const address = stage.querySelector("[data-address]");
  if (address) address.textContent = line.dataset.address ? `${line.dataset.address}:${location.port}` : location.host;
  const slide = stage.querySelector("[data-slide]");
  if (slide && presents) slide.textContent = document.querySelector(".present-bar .counter").textContent;
  showStage();
  sayAsked(stage);
  if (!stage.hidden) {
    (focused && stage.querySelector(`[data-key="${focused}"]`) || stage).focus({ preventScroll: true });
  }
  count();
  result();
}

/** The card shows what its question's run has measured, as if it had been run there. */
function result() {
  const { settled, card } = stage.dataset;
  const out = stage.dataset.in === lesson && document.getElementById(`${card}-result`);
  if (!settled || settled === shownRun || !out) return;
  shownRun = settled;
  const place = document.createElement("div");
  Object.assign(place.dataset, {
    run: settled,
    version: "-1",
    alive: "true",
    fields: JSON.stringify({ _page: location.pathname, _card: card }),
  });
  place.className = "result";
  out.replaceChildren(place);
  followRuns();
}

// how many have answered

function count() {
  if (stage?.dataset.phase === "open") askCount();
  else line.querySelector("[data-line-heads]").textContent = "";
}

const askCount = inTurn(async () => {
  const { answered, here } = await (await fetch("/room/count")).json();
  line.querySelector("[data-line-heads]").textContent = `${answered} / ${here}`;
  const heads = stage.querySelector("[data-heads]");
  if (heads) {
    const text = document.createElement("span");
    text.textContent = heads.dataset.template.replace("#", answered).replace("#", here);
    heads.querySelector("strong, span").replaceWith(text);
    const progress = heads.querySelector("progress");
    progress.max = Math.max(here, 1);
    progress.value = answered;
  }
}, COUNT_MS, count);

// what the presenter does

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button");
  if (!form.matches("form.ask, #room-stage form")) return;
  event.preventDefault();
  const name = form.matches(".ask") ? "ask" : button.dataset.act;
  if (name === "ask" && presents) turnTo(questionOf(form.closest(".card").id)); // the button may stand behind it
  if (button.dataset.sure && !button.matches(".sure")) {
    button.classList.add("sure"); // the second press does it
    button.querySelector("span").textContent = button.dataset.sure;
    return;
  }
  act(name, Object.fromEntries(new FormData(form)));
});

document.addEventListener("click", (event) => {
  if (event.target.closest(".explain")) {
    explains = !stage.classList.contains("with-why");
    fit();
  } else if (event.target.closest(".away")) {
    away = stateOf(stage);
    showStage();
    // The question was just seen; what came out stands after it.
    if (presents && stage.dataset.phase === "revealed") turnTo(document.querySelector(`#${CSS.escape(stage.dataset.card)} .said .outcome`));
  } else if (event.target.closest("[data-to-question]")) {
    away = undefined;
    if (stage.dataset.in !== lesson) location.assign(line.dataset.path.replace("#", stage.dataset.in) + `#${stage.dataset.card}`);
    else turnTo(presents ? questionOf(stage.dataset.card) : document.getElementById(stage.dataset.card));
    showStage();
  } else if (event.target.closest("[data-drive]")) {
    drive();
  }
});

document.addEventListener("keydown", (event) => {
  if (!stage || stage.hidden || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  if (event.key === "Enter" && event.target.closest("button, a")) return;
  const key = keyOf(event);
  const wanted = key.length === 1 ? key.toUpperCase() : key;
  const button = [...stage.querySelectorAll("[data-key]")].find((b) => b.dataset.key === wanted);
  if (!button) return;
  event.preventDefault();
  button.click();
});

listen("room", follows("/room/stage", show));
listen("room-count", count);

async function drive() {
  told = undefined;
  const answer = await act("drive");
  if (answer.ok) tell(true);
}

// A window that presents for the first time leads; after a reload it does so only if it did before.
if (presents && !sessionStorage.getItem("portside-led")) {
  sessionStorage.setItem("portside-led", "true");
  drive();
}
