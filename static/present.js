// Slides by keyboard, as a presenter's remote sends them. Right and left go from slide to slide. A
// slide may be longer than the screen: Page Down shows the rest of it first. Up and Down scroll as
// on any page.
const slides = [...document.querySelectorAll(".slide")];
const OVERLAP = 0.15; // of the screen, so that the eye finds the line again
const NEAR_PX = 4;

function current() {
  const middle = window.innerHeight / 3;
  return Math.max(
    0,
    slides.findLastIndex((slide) => slide.getBoundingClientRect().top <= middle),
  );
}

function scroll(distance) {
  // At once: a second press must not find the page still on its way.
  window.scrollBy({ top: distance, behavior: "instant" });
}

function show(index) {
  const slide = slides[Math.max(0, Math.min(slides.length - 1, index))];
  if (slide) scroll(slide.getBoundingClientRect().top);
}

function screen() {
  return window.innerHeight * (1 - OVERLAP);
}

function forward() {
  const below = slides[current()].getBoundingClientRect().bottom - window.innerHeight;
  if (below > NEAR_PX) scroll(Math.min(below, screen()));
  else show(current() + 1);
}

function back() {
  const above = -slides[current()].getBoundingClientRect().top;
  if (above > NEAR_PX) scroll(-Math.min(above, screen()));
  else {
    show(current() - 1);
    const below = slides[current()].getBoundingClientRect().bottom - window.innerHeight;
    if (below > NEAR_PX) scroll(below);
  }
}

const keys = {
  ArrowRight: () => show(current() + 1),
  ArrowLeft: () => show(current() - 1),
  PageDown: forward,
  PageUp: back,
};

/** Whether the focus is where this key has a meaning already. A button knows none of them. */
function taken(event) {
  const arrow = event.key.startsWith("Arrow");
  return event.target.closest(arrow ? "input, select, textarea, pre" : "select, textarea, pre");
}

document.addEventListener("keydown", (event) => {
  if (!keys[event.key] || event.altKey || event.ctrlKey || event.metaKey || taken(event)) return;
  keys[event.key]();
  event.preventDefault();
});

// The way out stands in a corner of the slide: it is there while the pointer moves.
const RESTS_AFTER_MS = 3_000;
const bar = document.querySelector(".present-bar");
let rest;

function showBar() {
  bar.classList.remove("resting");
  clearTimeout(rest);
  rest = setTimeout(() => bar.classList.add("resting"), RESTS_AFTER_MS);
}

document.addEventListener("pointermove", showBar);
showBar();
