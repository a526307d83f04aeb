// Keeps the reader where they are while htmx changes a card: what stays the same is left alone, so
// that it is neither read aloud again nor reset; the focus does not fall out of the page; what
// the run before said does not stand above a mistake; and what was unfolded stays so.

/** The part of an out-of-band answer that would take the place of the target. */
function content(fragment) {
  return fragment.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? fragment.firstElementChild : fragment;
}

let follows; // whether the answer is news of the same run; a new run is told even if it ends alike

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const fresh = content(fragment);
  const whole = fragment !== fresh; // the element itself is exchanged, and not only what is in it
  const same = follows && fresh.innerHTML === target.innerHTML;
  if (same && (!whole || fresh.className === target.className)) event.preventDefault();
});

/** Whether an answer is about a run that the page shows no more, or shows as it was later. */
function late(run, target, answer) {
  if (!document.querySelector(`[data-run="${run}"]`)) return true;
  const shown = target.querySelector(`.result[data-run="${run}"]`)?.dataset.version;
  const told = new RegExp(`data-run="${run}" data-version="(\\d+)"`).exec(answer)?.[1];
  return Number(told) < Number(shown);
}

let left; // the card that the focus was in, and which of its options

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  const run = /^\/runs\/([\w-]+)/.exec(requestConfig.path)?.[1];
  const refused = requestConfig.verb === "post" && xhr.status >= 400;
  if (run && (refused || late(run, target, xhr.responseText))) {
    event.detail.shouldSwap = false; // what is shown stays
    return;
  }
  const focused = document.activeElement;
  const card = focused?.closest(".card");
  left = card && { card, option: focused.matches("[type=radio]") ? focused.value : undefined };
  follows = requestConfig.verb === "get" || Boolean(run);
  if (xhr.status >= 400 && target.matches(".out")) {
    target.parentElement.querySelector(".said").replaceChildren();
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (!left?.card.isConnected || document.activeElement !== document.body) return;
  const options = [...left.card.querySelectorAll("[type=radio]")];
  const place =
    options.find((option) => option.value === left.option) ?? left.card.querySelector("button.run");
  place?.focus({ preventScroll: true });
  left = undefined;
});

let folds = new Map(); // of what is exchanged: whether each details[id] was open, or told something
const tells = (details) => Boolean(details.querySelector("[role=alert]"));

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const all = detail.target.querySelectorAll("details[id]");
  folds = new Map([...all].map((details) => [details.id, { open: details.open, told: tells(details) }]));
});

document.addEventListener("htmx:afterSwap", ({ target }) => {
  for (const details of target.querySelectorAll("details[id]")) {
    const before = folds.get(details.id);
    if (before) details.open = before.open || (tells(details) && !before.told);
  }
});
