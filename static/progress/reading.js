// Which sections were in view for a while, and where the reader stopped: noted in this browser, and
// for whoever runs Portside on their computer as well.
import { KEY } from "../progress.js";

const PAUSE_MS = 400;

// A section counts once it was seen so often; who jumps down a page has not read what lies between.
const GLANCE_MS = 250;
const GLANCES = 4;
const lesson = document.querySelector("article[data-lesson]");
const headings = [...(lesson?.querySelectorAll(".text h2[id]") ?? [])];
const host = lesson?.hasAttribute("data-done");
const told = new Set();
const glances = new Map();
let timer;

function stopAt(anchor) {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    all.at = `${lesson.dataset.lesson}#${anchor}`;
    all.section = { lang: document.documentElement.lang, text: entry(anchor)?.textContent };
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // a browser that keeps nothing
  }
}

const contents = lesson?.querySelector(".contents nav");
const links = [...(contents?.querySelectorAll("a") ?? [])];

/** A section in the contents. */
function entry(anchor) {
  return links.find(({ hash }) => decodeURIComponent(hash.slice(1)) === anchor);
}

/** Shows in the contents where the reader is. */
function mark(anchor) {
  for (const link of links) {
    const here = decodeURIComponent(link.hash.slice(1)) === anchor;
    if (here) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
    // Only the contents scroll, and only where they scroll in themselves.
    if (here && contents.scrollHeight > contents.clientHeight) {
      contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
    }
  }
}

/** Shows in the contents that a section was read. */
function tick(anchor) {
  const link = entry(anchor);
  if (!link || link.parentNode.querySelector(".was")) return;
  const was = document.createElement("span");
  was.className = "was";
  was.innerHTML = ' ✓<span class="visually-hidden"></span>';
  was.lastChild.textContent = ` ${contents.dataset.read}`;
  link.after(was);
}

function look() {
  const passed = headings.filter((each) => each.getBoundingClientRect().top < innerHeight * 0.6);
  if (passed.length === 0) return;
  // The section whose heading is near the top, or the last one at the end of the page.
  const end = scrollY + innerHeight > document.documentElement.scrollHeight - 2;
  const near = passed.filter((each) => end || each.getBoundingClientRect().top < innerHeight * 0.3);
  const here = (near.at(-1) ?? passed[0]).id;
  stopAt(here);
  mark(here);
  for (const { id } of passed) {
    if (id !== here && told.has(id)) tick(id);
  }
}

function tell(id) {
  told.add(id);
  const body = new URLSearchParams({ lesson: lesson.dataset.lesson, anchor: id });
  fetch("/progress/section", { method: "POST", body }).catch(() => told.delete(id));
}

/** Counts what is in view now. */
function glance() {
  if (document.hidden) return;
  const tops = headings.map((each) => each.getBoundingClientRect().top);
  const last = scrollY + innerHeight > document.documentElement.scrollHeight - 2;
  const lowest = innerHeight * (last ? 1 : 0.6);
  headings.forEach(({ id }, i) => {
    const below = tops[i + 1] ?? Infinity;
    if (told.has(id) || tops[i] > lowest || below < innerHeight * 0.2) return;
    glances.set(id, (glances.get(id) ?? 0) + 1);
    if (glances.get(id) >= GLANCES) tell(id);
  });
}

if (headings.length > 0) {
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  };
  addEventListener("scroll", later, { passive: true });
  // A card that gets its result moves what is below it.
  new ResizeObserver(later).observe(lesson);
  if (host) setInterval(glance, GLANCE_MS);
}
