// What is running now, in the head of every page of the host: it follows the topic of that name.
import { listen } from "./live.js";

const running = document.getElementById("running");

async function showRunning() {
  const answer = await fetch(running.dataset.from, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const now = await answer.text();
  // Nothing is waited for from here on: what the reader opens meanwhile would be closed again.
  const open = running.querySelector("details")?.open;
  const focused = running.contains(document.activeElement);
  running.innerHTML = now;
  window.htmx?.process(running);
  const list = running.querySelector("details");
  if (list && open) list.open = true;
  if (focused) (list?.querySelector("summary") ?? document.getElementById("main")).focus();
}

listen("running", () => showRunning().catch(() => {})); // it asks again with the next change

// The way to a card that is on this page already loads nothing.
running.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-shows]");
  const shown = link && document.querySelector(`[data-run="${link.dataset.shows}"]`);
  if (!shown) return;
  event.preventDefault();
  running.querySelector("details").open = false;
  (shown.closest(".card, .claim") ?? shown).scrollIntoView({ block: "start" });
});
