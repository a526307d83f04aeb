// Where the class is, and how a page gets there.

const FAR = 1.2; // screens

/** A card by its id, which is the same in every language, or a beat by its number. */
function target(anchor) {
  const beat = /^beat-(\d+)$/.exec(anchor)?.[1];
  if (beat) return document.querySelectorAll(".beat")[beat] ?? document.body;
  return document.getElementById(anchor) ?? document.body;
}

function onPage(lesson) {
  const here = document.querySelector("[data-lesson][data-cards]");
  return here?.dataset.lesson === lesson;
}

/** Whether the page shows that place now. */
export function isThere(lesson, anchor) {
  const element = onPage(lesson) && target(anchor);
  if (!element) return false;
  if (element === document.body) return scrollY < innerHeight * FAR;
  const { top, bottom } = element.getBoundingClientRect();
  const far = innerHeight * FAR;
  return bottom > -far && top < far + innerHeight * 0.2;
}

/**
 * Goes to a place.
 *
 * @returns false where the page is left for it
 */
export function go({ lesson, anchor }) {
  if (!onPage(lesson)) {
    location.assign(`/${document.documentElement.lang}/${lesson}`);
    return false; // and goes to the anchor when it is there
  }
  // A smooth way past parts that are not laid out yet would end elsewhere.
  document.documentElement.classList.add("whole");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target(anchor).scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" });
  return true;
}
