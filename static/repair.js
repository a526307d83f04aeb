// A sentence to repair: what is known belongs to the words that were tested, so that it goes away as
// soon as the reader chooses others, and news of the run before does not choose for them.
const sentenceOf = (event) => event.target.closest?.(".repair");

/** From now on only the answer to the reader's own form changes it. */
function hold(event) {
  const sentence = sentenceOf(event);
  if (sentence) sentence.dataset.held = "true";
  return sentence;
}

document.addEventListener("change", (event) => {
  const sentence = hold(event);
  if (!sentence) return;
  const verdict = sentence.querySelector(".verdict");
  verdict.textContent = verdict.dataset.open;
  sentence.className = "claim repair claim-open";
  sentence.querySelector(".repair-found").replaceChildren();
});

document.addEventListener("submit", hold);

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const sentence = sentenceOf(event);
  if (sentence) delete sentence.dataset.held;
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (sentenceOf(event)?.dataset.held) event.preventDefault();
});
