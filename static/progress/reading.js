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
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // a browser that keeps nothing
  }
}

function look() {
  const passed = headings.filter((each) => each.getBoundingClientRect().top < innerHeight * 0.6);
  if (passed.length === 0) return;
  stopAt(passed.at(-1).id);
  if (!host) return;
  for (const { id } of passed) {
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
