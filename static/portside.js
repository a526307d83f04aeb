// What every page does beyond plain HTML: follow its runs, remember what was done, and fetch what a
// card needs when the reader comes to it.
import { follow, look, swap } from "./live.js";
import { keepChoices, remember, showProgress } from "./progress.js";

const SOON = { timeout: 100 }; // milliseconds: after that also on a page that is never idle

/**
 * Lays a lesson out beat by beat, each in a moment when there is nothing else to do: at once for
 * who has left its beginning. After a reload the browser looks for the place that was left.
 */
function layOut() {
  const beat = document.querySelector(".beat:not(.whole)");
  if (!beat || scrollY > 0) {
    layOutWhole();
  } else {
    beat.classList.add("whole");
    requestIdleCallback(layOut, SOON);
  }
}

/** What is in view stays there, whatever heights come above it: browsers hold little that is sticky. */
function layOutWhole() {
  const root = document.documentElement;
  if (root.matches(".whole")) return;
  const seen = [...document.querySelectorAll(".beat")].find((beat) => bottomOf(beat) > 0);
  const before = seen && bottomOf(seen);
  root.style.overflowAnchor = "none"; // or it would be held twice
  root.classList.add("whole");
  if (seen) scrollBy({ top: bottomOf(seen) - before, behavior: "instant" });
  root.style.removeProperty("overflow-anchor");
}

const bottomOf = (element) => element.getBoundingClientRect().bottom;
const [arrival] = performance.getEntriesByType("navigation");
if (arrival?.type === "navigate" && window.requestIdleCallback) {
  requestIdleCallback(layOut, SOON);
  for (const type of ["scroll", "wheel", "keydown", "pointerdown", "touchstart"]) {
    addEventListener(type, layOutWhole, { once: true, passive: true });
  }
} else {
  document.documentElement.classList.add("whole");
}

const scripts = new Map();

/** Loads a widget's own script once. */
async function dress(card) {
  const name = card.dataset.experiment;
  if (card.dataset.dressed) return;
  card.dataset.dressed = "true";
  if (!scripts.has(name)) scripts.set(name, import(`./experiments/${name}/${name}.js`));
  const script = await scripts.get(name);
  script.dress(card);
  card.dataset.dressed = "ready";
}

const comes = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    comes.unobserve(target);
    dress(target);
  }
});

function dressAll() {
  for (const card of document.querySelectorAll(".card[data-script]:not([data-dressed])")) {
    comes.observe(card);
  }
}

/** The reader's own shells stand first. */
if (navigator.userAgent.includes("Windows")) {
  for (const { rows } of document.querySelectorAll("table")) {
    const [, first] = rows[0].cells;
    if (first?.textContent.startsWith("bash")) for (const row of rows) row.append(row.cells[1]);
  }
}

/** Somebody is about to use a form, or to ask what a word means; a finger's first tap asks. */
function near(event) {
  const word = event.target.closest?.("a.word");
  if (word) {
    if (event.pointerType) word.finger = event.pointerType === "touch";
    if (event.type === "click" && word.finger && !word.asked) event.preventDefault();
    word.asked ||= event.type === "click";
    import("./words/words.js").then(({ explain }) => explain(word, event));
  }
  if (event.target.closest?.("form[hx-post]")) swap().catch(() => {}); // who sends it hears of it
  if (event.target.closest?.(".repair")) import("./repair.js").catch(() => {}); // does without
}

for (const type of ["pointerover", "focusin", "click"]) document.addEventListener(type, near);

/**
 * The key of an event: a letter in lower case, else its name. Under a Korean input method the J key
 * says "ㅓ", or "Process" where the method takes it; then its place counts, as on a US keyboard.
 */
export function keyOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code ?? "")?.[1].toLowerCase() ?? key;
}

/** The search opens over the page: by / or Ctrl+K, or by its link. */
function seek(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const asked =
    event.type === "click"
      ? event.target.closest?.("a.seek")
      : (event.key === "/" && !typing) || (keyOf(event) === "k" && (event.ctrlKey || event.metaKey));
  if (!asked || event.defaultPrevented) return; // a widget may have keys of its own
  event.preventDefault();
  import("./search/search.js").then(({ open }) => open());
}

document.addEventListener("keydown", seek);
document.addEventListener("click", seek);

/** A form that was sent before htmx had come is sent again, by htmx. */
document.addEventListener("submit", async (event) => {
  const { target, submitter } = event;
  if (window.htmx || !target.matches("[hx-post]")) return;
  event.preventDefault();
  try {
    await swap();
  } catch {
    if (await look()) target.submit(); // as any form, and the whole page anew
    return;
  }
  // htmx knows a form's button by what happened to it while htmx was there.
  submitter?.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  target.requestSubmit(submitter);
});

document.addEventListener("htmx:afterSettle", () => {
  dressAll();
  follow();
  remember();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) (await import("./copy.js")).copy(button);
});

// What is running is in the head of the host's pages only.
if (document.getElementById("running")) import("./running.js");
addEventListener("scroll", () => import("./progress/reading.js"), { once: true, passive: true });

dressAll();
follow();
remember();
showProgress();
keepChoices();
