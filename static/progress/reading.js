// Which sections were read to their end, and where the reader stopped: noted in this browser, and
// for whoever runs Portside on their computer as well.
const PAUSE_MS = 400;
const KEY = "portside-done";
const lesson = document.querySelector("article[data-lesson]");
const headings = [...(lesson?.querySelectorAll(".text h2[id]") ?? [])];
const host = lesson?.hasAttribute("data-done");
const told = new Set();
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
  const here = passed.at(-1).id;
  stopAt(here);
  mark(here);
  if (!host) return;
  for (const { id } of passed) {
    if (id !== here) tick(id);
    if (told.has(id)) continue;
    told.add(id);
    const body = new URLSearchParams({ lesson: lesson.dataset.lesson, anchor: id });
    fetch("/progress/section", { method: "POST", body }).catch(() => told.delete(id));
  }
}

if (headings.length > 0) {
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE_MS);
    },
    { passive: true },
  );
  timer = setTimeout(look, PAUSE_MS);
}
