// Slides by keyboard, as a presenter's remote sends them.
const slides = [...document.querySelectorAll(".slide")];

function current() {
  const middle = window.innerHeight / 3;
  return slides.findLastIndex((slide) => slide.getBoundingClientRect().top <= middle);
}

function show(index) {
  slides[Math.max(0, Math.min(slides.length - 1, index))]?.scrollIntoView();
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, button, summary, a")) return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (["ArrowRight", "PageDown"].includes(event.key)) show(current() + 1);
  else if (["ArrowLeft", "PageUp"].includes(event.key)) show(current() - 1);
  else return;
  event.preventDefault();
});
