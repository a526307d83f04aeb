// The keys of VS Code, and a card's clicks on lines. Everything else is plain forms: the debugger
// works without this file.
import { swap } from "../../live.js";
import { lookBack } from "./timeline.js";

/** The key of an event, as the buttons name theirs. */
function name(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  return `${control ? "Ctrl+" : ""}${event.shiftKey ? "Shift+" : ""}${key}`;
}

function start(card, mode) {
  const form = card.querySelector("form[action^='/experiments/debugger']");
  if (!form?.querySelector("button.run")) return false;
  const choice = form.elements.namedItem("mode");
  // A question is about the mode that it sets: it starts as it is.
  if (choice && choice.type !== "hidden") choice.value = mode;
  form.requestSubmit();
  return true;
}

/** The result of a session that goes on. */
function live(card) {
  return card.querySelector(".result[data-alive]");
}

function press(card, key) {
  const view = card.querySelector(".debugger");
  if (!view || !live(card)) {
    if (key === "F9") return toggle(card);
    if (key === "F5") return start(card, "debug");
    if (key === "Ctrl+F5") return start(card, "run");
    return false;
  }
  if (key === "F9") return toggle(card);
  if (key === "Shift+F5") {
    card.querySelector("button.stop")?.form.requestSubmit();
    return true;
  }
  const form = view.querySelector(`form[data-key="${key}"]`);
  form?.requestSubmit();
  return Boolean(form) || /^(Ctrl\+|Shift\+|Ctrl\+Shift\+)?F(5|6|9|10|11)$/.test(key);
}

/** A breakpoint on the line that has the focus, else on the line where the program stands. */
function toggle(card) {
  const line = document.activeElement?.closest("[data-line]") ?? card.querySelector(".debugger-here");
  line?.querySelector("button").click();
  return true;
}

function walk(card, step) {
  const source = document.activeElement?.closest(".debugger-source");
  if (!source || !card.contains(source)) return false;
  const buttons = [...source.querySelectorAll(".debugger-gutter")];
  const at = buttons.indexOf(document.activeElement);
  if (at < 0) return false;
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))].focus();
  oneStop(source);
  return true;
}

/** Shows the breakpoint that the form would start with, and takes clicks where it is the reader's. */
function mark(card, field) {
  card.querySelectorAll(".debugger-before .debugger-gutter").forEach((gutter) => {
    const on = gutter.closest("[data-line]").dataset.line === field.value;
    gutter.disabled = false;
    gutter.setAttribute("aria-pressed", on);
    gutter.classList.toggle("debugger-on", on);
    gutter.querySelector("span").textContent = on ? "●" : "";
  });
}

/** The listing before the start follows the form, and the form follows clicks on the listing. */
function prepare(card) {
  const before = card.querySelector(".debugger-before");
  const form = before?.closest("form");
  const field = form?.elements.namedItem("breakpoint");
  if (!field || field.type === "hidden") return;
  mark(card, field);
  field.addEventListener("input", () => mark(card, field));
  before.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]");
    if (!line) return;
    field.value = field.value === line.dataset.line ? "0" : line.dataset.line;
    mark(card, field);
  });
  form.addEventListener("change", async (event) => {
    if (!["program", "runtime"].includes(event.target.name)) return;
    field.value = "0"; // another program's lines
    await (await swap()).ajax("GET", "/experiments/debugger", {
      source: card, // not in the form, whose own request must not wait for this one
      target: `#${before.id}`,
      swap: "innerHTML",
      select: ".debugger-before > *",
      values: {
        program: form.elements.namedItem("program").value,
        runtime: form.elements.namedItem("runtime").value,
      },
    });
    mark(card, field);
  });
}

/** Keeps the listing where the reader had it, and the line where the program stands in view. */
function showLine(source, scrolled) {
  if (!source) return;
  source.scrollTop = scrolled;
  const line = source.querySelector(".debugger-here");
  if (!line) return;
  const top = line.offsetTop - source.offsetTop;
  const bottom = top + line.offsetHeight;
  if (top < source.scrollTop || bottom > source.scrollTop + source.clientHeight) {
    source.scrollTop = top - source.clientHeight / 2;
  }
}

/** On a phone: which part of the stopped program is shown. */
function markPart(card) {
  const shown = card.dataset.part ?? "variables";
  for (const button of card.querySelectorAll("button[data-part]")) {
    button.setAttribute("aria-pressed", button.dataset.part === shown);
  }
}

/** The listing is one stop of the keyboard: the arrows go on from there. */
function oneStop(source) {
  const gutters = [...(source?.querySelectorAll(".debugger-gutter") ?? [])];
  const here = source?.querySelector(".debugger-here .debugger-gutter");
  const stop = gutters.find((gutter) => gutter === document.activeElement) ?? here ?? gutters[0];
  gutters.forEach((gutter) => (gutter.tabIndex = gutter === stop ? 0 : -1));
}

/** What the reader used last: a re-rendered button may lose the focus, and F10 must go on. */
let last;

function touch(event) {
  last = event.target.closest?.(".card");
}

document.addEventListener("pointerdown", touch);
document.addEventListener("focusin", touch);

/** What a reader waits for, in its order: nothing, that it has started, that it stands or has ended. */
function stage(card) {
  const result = card.querySelector(".result");
  const here = result?.dataset.outcome || result?.querySelector(".debugger[data-state=paused]");
  return { run: result?.dataset.run, at: here ? 2 : live(card) ? 1 : 0 };
}

/** It has just got on: all that a step needs comes into view, below the answer where both fit. */
function bring(card, view) {
  const said = card.querySelector(".said");
  const { bottom } = view.getBoundingClientRect();
  const room = window.innerHeight - parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const steps = view.dataset.state === "paused";
  const from = steps && bottom - said.getBoundingClientRect().top > room ? view : said;
  if (from.getBoundingClientRect().top < 0 || bottom > window.innerHeight) from.scrollIntoView({ block: "start" });
}

/** A field that was typed in is kept as it is, so that it does not know what was said of it. */
function markRefused(card) {
  for (const field of card.querySelectorAll(".debugger-only input[name=condition]")) {
    const reason = field.closest("li").querySelector("[role=alert]");
    if (reason) field.setAttribute("aria-describedby", reason.id);
    if (reason) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    const pressed = field.closest("li").contains(document.activeElement);
    if (reason && pressed && !document.documentElement.classList.contains("deck")) {
      reason.scrollIntoView({ block: "nearest" });
    }
  }
}

/** The form for the condition of a line, with the keyboard in it. */
function only(card, line) {
  const form = card.querySelector(`.debugger-source [data-line="${line}"] details.debugger-only`);
  if (!form) return;
  form.open = true;
  form.querySelector("[name=condition]").focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

/** The keyboard goes on where it was in a form, or where a condition was refused. */
function typeOn(card, at) {
  if (at) document.getElementById(at)?.focus({ preventScroll: true });
  const refused = card.querySelector("details.debugger-only:has([role=alert]) [name=condition]");
  const from = document.activeElement?.closest("[data-line]");
  if (refused && from?.contains(refused)) refused.focus({ preventScroll: true });
}

function closeOnly(form) {
  form.open = false;
  form.closest("[data-line]").querySelector(".debugger-gutter").focus({ preventScroll: true });
}

/** What the page does not say of itself: what is scrolled, and where the keyboard goes. */
function seen(card, scrolled) {
  const output = card.querySelector(".debugger-output");
  if (output) output.scrollTop = output.scrollHeight;
  const source = card.querySelector(".debugger .debugger-source");
  showLine(source, scrolled);
  oneStop(source);
  markPart(card);
  markRefused(card);
}

export function dress(card) {
  prepare(card);
  oneStop(card.querySelector(".debugger .debugger-source"));
  markPart(card);
  document.addEventListener("keydown", (event) => {
    if (last !== card || event.altKey) return;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const done = arrow ? walk(card, arrow) : /^F\d/.test(event.key) && press(card, name(event));
    if (done) event.preventDefault();
  });
  card.addEventListener("click", (event) => {
    const line = event.target.closest(".debugger .debugger-source [data-line]");
    if (line && event.target.closest("code")) line.querySelector("button").click();
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
    const listed = event.target.closest("a[data-only]");
    const summary = event.target.closest(".debugger-only summary");
    if (summary && summary.parentElement.open) return; // it is closed
    if (listed || summary) event.preventDefault();
    if (listed || summary) only(card, listed?.dataset.only ?? summary.closest("[data-line]").dataset.line);
    const part = event.target.closest("button[data-part]");
    if (part) card.dataset.part = part.dataset.part;
    if (part) markPart(card);
  });
  card.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest("details.debugger-only[open]");
    if (form) closeOnly(form);
  });
  card.addEventListener("submit", (event) => {
    const form = event.target.closest("details.debugger-only");
    if (!form) return;
    form.querySelector("[role=alert]")?.remove(); // one that is refused again says so anew, and opens
    closeOnly(form);
  });
  card.addEventListener("htmx:afterRequest", (event) => {
    // What was sent need not be typed over; a condition stays, so that it can be corrected.
    if (!event.detail.successful || !event.target.matches(".debugger-say")) return;
    event.target.querySelectorAll("input:not([type=hidden])").forEach((input) => {
      input.value = "";
    });
  });
  let scrolled = 0;
  lookBack(card, (listing) => seen(card, listing));
  let brought = stage(card); // how far it was when it came into view
  let pressed = false;
  let typing;
  card.addEventListener("htmx:beforeSwap", () => {
    typing = document.activeElement?.closest(".debugger-only[open]") && document.activeElement.id;
    pressed = Boolean(document.activeElement?.closest(".run, .debugger-bar"));
    scrolled = card.querySelector(".debugger .debugger-source")?.scrollTop ?? 0;
  });
  card.addEventListener("htmx:afterSwap", () => {
    seen(card, scrolled);
    const now = stage(card);
    const further = now.at > (now.run === brought.run ? brought.at : 0);
    const view = card.querySelector(".result .debugger");
    if (view && further && !document.documentElement.classList.contains("deck")) bring(card, view);
    if (further || now.run !== brought.run) brought = now;
    // The button that was pressed may be gone, as Pause is at a stop; the keyboard goes on beside it.
    if (pressed && live(card) && !document.activeElement?.closest(".debugger-bar")) {
      card.querySelector(".debugger-bar button")?.focus({ preventScroll: true });
    }
  });
  card.addEventListener("htmx:afterSettle", () => typeOn(card, typing)); // what is folded is settled
}
