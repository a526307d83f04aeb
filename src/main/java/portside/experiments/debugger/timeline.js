// Looking back at a stop: the slider, its arrows and the links beside it show what stood there, as
// it was recorded. Only the parts that differ are exchanged, so that the slider stays in the hand.
import { swap } from "../../live.js";

let asked = 0; // the last question is the one that counts
const looking = new WeakMap(); // at which stop of which run the reader looks, by card; none for now

/**
 * Shows an earlier stop, or now.
 *
 * @param card the debugger's card
 * @param moment the number of the stop; what is not kept is now
 * @param done hears of it when it is shown, and how far the listing was scrolled
 */
async function show(card, moment, done) {
  const result = card.querySelector(".result");
  looking.set(card, { run: result.dataset.run, moment });
  const fields = { ...JSON.parse(result.dataset.fields), _moment: moment };
  result.dataset.fields = JSON.stringify(fields); // news of the run shows the same moment
  const mine = ++asked;
  const htmx = await swap();
  const answer = await fetch(`/runs/${result.dataset.run}?${new URLSearchParams(fields)}`, {
    headers: { "HX-Request": "true" },
  });
  if (!answer.ok || mine !== asked || !result.isConnected) return;
  const then = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id;
  const scrolled = card.querySelector(".debugger .debugger-source")?.scrollTop ?? 0;
  for (const part of card.querySelectorAll("[data-looked]")) {
    const other = then.getElementById(part.id);
    if (!other) continue;
    part.replaceWith(other);
    htmx.process(other);
  }
  const past = then.querySelector(".debugger").dataset.past;
  if (past === undefined) looking.delete(card);
  card.querySelector(".debugger").toggleAttribute("data-past", past !== undefined);
  const slider = card.querySelector(".debugger-timeline input[type=range]");
  const { value, ariaValueText } = then.getElementById(slider.id);
  slider.value = value;
  slider.ariaValueText = ariaValueText;
  if (focused && document.activeElement === document.body) {
    (document.getElementById(focused) ?? slider).focus({ preventScroll: true });
  }
  done(scrolled);
}

/**
 * Lets a card look back.
 *
 * @param done hears when another moment is shown, and how far the listing was scrolled
 */
export function lookBack(card, done) {
  card.addEventListener("input", ({ target }) => {
    if (target.matches(".debugger-timeline input")) show(card, target.value, done);
  });
  card.addEventListener("click", (event) => {
    const link = event.target.closest(".debugger-timeline a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.moment) show(card, link.dataset.moment, done);
  });
  card.addEventListener("htmx:afterSwap", () => {
    // News that was asked for before the reader looked back shows now, and is not to win.
    const result = card.querySelector(".result[data-fields]");
    const { run, moment } = looking.get(card) ?? {};
    if (!result || result.dataset.run !== run) looking.delete(card);
    else if (JSON.parse(result.dataset.fields)._moment !== `${moment}`) show(card, moment, done);
  });
  card.addEventListener("submit", (event) => {
    if (!event.target.closest(".debugger-bar")) return;
    // Whoever goes on goes on from now.
    looking.delete(card);
    const result = card.querySelector(".result");
    const { _moment, ...now } = JSON.parse(result.dataset.fields);
    result.dataset.fields = JSON.stringify(now);
  });
}
