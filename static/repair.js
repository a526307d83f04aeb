// A sentence to repair: what is known belongs to the words that were tested, so that it goes away as
// soon as the reader chooses others, and news of the run before does not choose for them.
const sentenceOf = (event) => event.target.closest?.(".repair");

document.addEventListener("change", (event) => {
  const sentence = sentenceOf(event);
  if (!sentence) return;
  const verdict = sentence.querySelector(".verdict");
  verdict.textContent = verdict.dataset.open;
  sentence.className = "claim repair claim-open";
  sentence.querySelector(".repair-found").replaceChildren();
  sentence.dataset.chosen = "true";
});

document.addEventListener("submit", (event) => {
  const sentence = sentenceOf(event);
  if (sentence) delete sentence.dataset.chosen;
});

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (sentenceOf(event)?.dataset.chosen) event.preventDefault();
});
