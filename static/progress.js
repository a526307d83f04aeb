// What was done in this browser: which cards have been run. It stays here and is sent to nobody.

/** Where a browser keeps it. */
export const KEY = "portside-done";

/** What was done, by lesson, and where the reader stopped. */
export function done() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // a browser that keeps nothing, or a broken entry
  }
}

/** Remembers the cards of this lesson that show an outcome now. */
export function remember() {
  const lesson = document.querySelector("[data-cards]");
  if (!lesson) return;
  const all = done();
  const kept = lesson.dataset.done?.split(" ") ?? all[lesson.dataset.lesson] ?? [];
  for (const id of kept) document.getElementById(id)?.classList.add("was");
  const mine = new Set(kept.filter(Boolean));
  document
    .querySelectorAll(".card:has([data-outcome])")
    .forEach((card) => mine.add(card.id));
  if (mine.size === (all[lesson.dataset.lesson] ?? []).length) return;
  all[lesson.dataset.lesson] = [...mine];
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    return; // private windows may refuse; the lesson works without
  }
  showProgress();
}

const CHOSEN = `portside-chosen ${location.pathname.split("/")[2]}`;

/** What was predicted and not run yet is still chosen after a reload: a run is kept by Portside. */
export function keepChoices() {
  const chosen = JSON.parse(sessionStorage.getItem(CHOSEN)) ?? {};
  for (const [card, outcome] of Object.entries(chosen)) {
    const options = [...(document.getElementById(card)?.querySelectorAll("[name=_prediction]") ?? [])];
    const option = options.find(({ value }) => value === outcome);
    if (option && !options.some(({ checked }) => checked)) option.checked = true;
  }
  document.addEventListener("change", ({ target }) => {
    const card = target.name === "_prediction" && target.closest(".card");
    if (!card) return;
    chosen[card.id] = target.value;
    sessionStorage.setItem(CHOSEN, JSON.stringify(chosen));
  });
}

/** Shows how far the reader is, wherever the page has a place for it. */
export function showProgress() {
  const all = done();
  if (all.at && document.querySelector("[data-continue]")) import("./progress/way.js");
  for (const place of document.querySelectorAll("[data-progress]")) {
    const count = Number(place.dataset.count);
    const cards =
      place.dataset.done?.split(" ").filter(Boolean).length ?? all[place.dataset.progress]?.length ?? 0;
    if (cards > 0) place.textContent = place.dataset.template.replace("#", Math.min(cards, count));
  }
  for (const step of document.querySelectorAll(".steps a[data-lesson]")) {
    const lesson = document.querySelector(`[data-progress="${step.dataset.lesson}"]`);
    const count = Number(lesson?.dataset.count ?? step.dataset.count);
    if (count > 0 && (all[step.dataset.lesson]?.length ?? 0) >= count) step.classList.add("done");
  }
}
