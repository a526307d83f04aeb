// What every page does beyond plain HTML: follow its runs live, remember what was done in this
// browser, and load the script of a widget when the page shows one.
import "./calm.js";
import { follow } from "./live.js";
import { meantButtons } from "./meant.js";
import { remember, showProgress } from "./progress.js";
import "./repair.js";

const scripts = new Map();

/** Loads a widget's own script, once, and hands it each card of its kind. */
async function dress(card) {
  const name = card.dataset.experiment;
  if (!card.dataset.script || card.dataset.dressed) return;
  card.dataset.dressed = "true";
  if (!scripts.has(name)) scripts.set(name, import(`./experiments/${name}/${name}.js`));
  const script = await scripts.get(name);
  script.dress(card);
}

function dressAll() {
  document.querySelectorAll(".card[data-experiment]").forEach(dress);
}

document.addEventListener("htmx:afterSettle", () => {
  dressAll();
  follow();
  remember();
});

meantButtons(document);
dressAll();
follow();
remember();
showProgress();
