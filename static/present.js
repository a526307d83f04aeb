// Slides by keyboard, as a presenter's remote sends them. The lesson flows through pages of the size
// of the screen (columns, see present/deck.css), so that a long section is divided by itself, and each
// page fits. Whatever has the focus, the keys go from page to page; only in a field that is typed
// in, the arrows move in its text.
import { swap } from "./live.js";
import { keyOf } from "./portside.js";

const deck = document.querySelector(".lesson");
const bar = document.querySelector(".present-bar");
const counter = bar.querySelector(".counter");
const RESTS_AFTER_MS = 3_000;

let page = 0;
let pages = 1;

function width() {
  return deck.clientWidth;
}

/** Counts the pages, and lays a mark at the beginning of each, where the browser's own scrolling ends. */
function layOut() {
  deck.querySelectorAll(":scope > .page-mark").forEach((mark) => mark.remove());
  const forms = [...deck.querySelectorAll(".card > form:not(:has(ol))")];
  forms.forEach((form) => form.classList.remove("tight"));
  // All is read before any is changed, so that the deck is laid out twice and not for each.
  const long = forms.filter((form) => form.getClientRects().length > 1);
  const apart = forms.filter((form) => !long.includes(form) && leftAlone(form));
  [...long, ...apart].forEach((form) => form.classList.add("tight"));
  const cards = [...deck.querySelectorAll(".card:has(.said .outcome)")];
  cards.forEach((card) => card.classList.remove("snug", "apart"));
  const inVain = apart.filter(leftAlone);
  const astray = cards.filter(strays);
  inVain.forEach((form) => form.classList.remove("tight"));
  astray.forEach((card) => card.classList.add(card.querySelector(".why") ? "snug" : "apart"));
  const still = astray.filter(strays);
  still.forEach((card) => card.classList.remove("snug"));
  const each = width();
  pages = Math.max(1, Math.round(deck.scrollWidth / each));
  const marks = Array.from({ length: pages }, (_, at) => {
    const mark = document.createElement("i");
    mark.className = "page-mark";
    mark.style.left = `${at * each}px`;
    return mark;
  });
  deck.append(...marks);
}

/** Whether the little that leads to a question fills a page of its own. */
function leftAlone(form) {
  const before = form.closest(".beat > .card")?.previousElementSibling;
  const rects = [...(before?.getClientRects() ?? [])];
  if (rects.length !== 1 || !form.querySelector(".question ~ .run")) return false;
  return rects[0].bottom < window.innerHeight / 2 && pageOf(before) < pageOf(form);
}

/** Whether closed folds of a card stand on a page where nothing else does. */
function strays(card) {
  const folds = [...card.querySelectorAll(".out :is(.measured, .raw):not([open])")];
  const last = folds.at(-1);
  if (!last) return false;
  const at = pageOf(last);
  const others = [...last.parentElement.children].filter((each) => !folds.includes(each));
  const next = card.nextElementSibling;
  return !others.some((each) => pageOf(each, -1) >= at) && !(next && pageOf(next) === at);
}

/** The page that an element begins on, or ends on. */
function pageOf(element, part = 0) {
  const left = [...element.getClientRects()].at(part)?.left ?? 0;
  return Math.floor((left + deck.scrollLeft) / width());
}

function show(index) {
  page = Math.max(0, Math.min(pages - 1, index));
  // At once: a second press must not find the page still on its way.
  deck.scrollTo({ left: page * width(), behavior: "instant" });
  const text = `${page + 1} / ${pages}`;
  if (counter.textContent !== text) counter.textContent = text;
  anchor = first();
}

let anchor; // what stands on the page: it stays in view while the rest of the deck changes

/** What begins on the page, near its middle: what only goes on there would lead back to its beginning. */
function first() {
  return [0.5, 0.35, 0.65, 0.2, 0.8]
    .map((part) => document.elementFromPoint(width() / 2, window.innerHeight * part))
    .find((each) => each && each !== deck && deck.contains(each) && pageOf(each) === page);
}

let awaited; // the card or claim whose outcome is waited for or in view, until somebody goes elsewhere

function turn(index) {
  awaited = undefined;
  show(index);
}

const forward = () => turn(page + 1);
const back = () => turn(page - 1);
const keys = {
  ArrowRight: forward,
  ArrowLeft: back,
  PageDown: forward,
  PageUp: back,
  Home: () => turn(0),
  End: () => turn(pages - 1),
  b: () => document.documentElement.classList.toggle("black"),
  ".": () => document.documentElement.classList.toggle("black"),
};
const opening = bar.querySelector("[aria-keyshortcuts=J]"); // while a class is on, J is the invitation's
if (opening) keys.j = () => opening.click();
const TYPED = "input:not([type=radio], [type=checkbox]), textarea, select";

function taken(event) {
  return !event.key.startsWith("Page") && event.target.closest(TYPED);
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab") awaited = undefined;
    const key = keys[keyOf(event)];
    if (!key || event.altKey || event.ctrlKey || event.metaKey || taken(event)) return;
    key();
    event.preventDefault();
  },
  true, // before the arrows choose the next option
);

// What comes into view by the browser itself, a link's target or the focus, comes as a whole page.
deck.addEventListener("scroll", () => {
  const there = Math.round(deck.scrollLeft / width());
  if (swiping) swiped();
  if (there === page) return;
  if (swiping) awaited = undefined;
  show(there);
});

let swiping; // while a wheel or a finger moves the deck, nothing that comes in moves it back
const SWIPE_RESTS_AFTER_MS = 200;

function swiped() {
  clearTimeout(swiping);
  swiping = setTimeout(() => {
    swiping = undefined;
    renewed();
  }, SWIPE_RESTS_AFTER_MS);
}

for (const swipe of ["wheel", "touchmove"]) {
  deck.addEventListener(swipe, swiped, { passive: true });
}
// But a button that is gone hands its focus on within its card, while one looks at the outcome.
document.addEventListener("focusin", ({ target }) => {
  if (!deck.contains(target) || awaited?.contains(target)) return;
  if (pageOf(target) !== page) show(pageOf(target));
});

document.addEventListener("pointerdown", () => {
  awaited = undefined; // what is pressed leads to where it leads
});

/** Below the question of a class stands the page of its card, wherever the deck has put it. */
function asked() {
  const card = document.querySelector("#room-stage:not([hidden])")?.dataset.card;
  return card && document.getElementById(card)?.querySelector(".question");
}

/** Where the awaited outcome is or will be; a claim is exchanged as a whole. */
function waited() {
  const place = awaited && document.getElementById(awaited.id);
  if (!place || place.matches(".claim")) return place;
  const asksToOpen = ".result :is(.qr-link, a[target=_blank])"; // by a phone, or by this browser
  return (
    place.querySelector(".said .outcome") ??
    place.querySelector(asksToOpen) ??
    place.querySelector("form")
  );
}

/** The deck has changed; what stood first on the page stays in view. */
function renewed() {
  if (swiping) return; // it follows when the deck rests
  layOut();
  const kept = asked() ?? waited() ?? anchor;
  show(kept?.isConnected ? pageOf(kept) : page);
}

addEventListener("resize", renewed);
document.addEventListener("toggle", renewed, true);

/** Who asks for a run, or stops one, waits for it where its card is, whatever moves on below. */
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const place = detail.elt?.closest?.(".card, .claim");
  if (!place || document.documentElement.matches(".room-filled")) return;
  const outcome = place.querySelector(".said .outcome");
  const asks = detail.elt.matches(".card > form, .claim form");
  if (asks || (outcome && pageOf(outcome) === page)) awaited = place;
});

/** What came out is what everybody waits for. */
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const card = detail.target?.closest?.(".card");
  const outcome = card?.querySelector(".said .outcome");
  const run = card?.querySelector("[data-run]")?.dataset.run;
  if (outcome && card.dataset.told !== run) {
    card.dataset.told = run;
    // In a class, the question over the page says what came out; the page behind it stays.
    if (!document.documentElement.matches(".room-filled")) awaited = card;
  }
  renewOnce();
});

let due = false;

/** An answer of Portside exchanges several places, and each of them tells so: one renewal for all. */
function renewOnce() {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    renewed();
  });
}

// The way out stands in a corner of the slide: it is there while the pointer moves.
let rest;

function showBar() {
  bar.classList.remove("resting");
  clearTimeout(rest);
  rest = setTimeout(() => bar.classList.add("resting"), RESTS_AFTER_MS);
}

document.addEventListener("pointermove", showBar);
showBar();
document.documentElement.classList.add("deck");
layOut();
// Who reloads, or comes back, finds the page that was left: no browser remembers it of a deck.
const left = `portside-page ${location.pathname}`;
const [{ type } = {}] = performance.getEntriesByType("navigation");
const from = document.referrer && new URL(document.referrer);
const fromRoom = from && from.origin === location.origin && /^\/room\b/.test(from.pathname);
const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
const before = type !== "navigate" || (fromRoom && !target) ? sessionStorage.getItem(left) : null;
addEventListener("pagehide", () => sessionStorage.setItem(left, page));
show(before === null ? (target ? pageOf(target) : 0) : Number(before));
document.fonts?.ready.then(renewed);
swap().catch(() => {}); // a class is not to wait for it at the first press
