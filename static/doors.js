// Tries the doors of an experiment's server from this browser, and tells the run what came of it.
// A script learns very little: an answer that it may not read, a failure without a reason, or
// nothing at all. Closed, rejected and blocked all look the same, so that nothing here says more.

const PATIENCE_MS = 3_000;
const FIRST_PAUSE_MS = 250;
const MOST_TRIES = 5;

/** What this browser finds at http://door:port/. */
export async function knock(door, port) {
  const mark = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), PATIENCE_MS);
  const start = performance.now();
  let result = "answered";
  try {
    await fetch(`http://${door}:${port}/?door=${mark}`, {
      mode: "no-cors",
      cache: "no-store",
      credentials: "omit",
      signal: clock.signal,
    });
  } catch {
    result = clock.signal.aborted ? "no-answer" : "failed-at-once";
  }
  clearTimeout(timer);
  return { door, result, ms: Math.round(performance.now() - start), mark };
}

/** Tells what was found; a busy Portside or a bad moment of the network is tried again. */
async function tell(run, found) {
  const body = new URLSearchParams({ ...found, ms: String(found.ms) });
  for (let tries = 1, pause = FIRST_PAUSE_MS; tries <= MOST_TRIES; tries++, pause *= 2) {
    try {
      const answer = await fetch(`/runs/${run}/seen`, {
        method: "POST",
        headers: { Accept: "application/json" },
        body,
      });
      if (![409, 429, 503].includes(answer.status)) return;
    } catch {
      // nobody answered
    }
    await new Promise((resume) => setTimeout(resume, pause * (0.5 + Math.random())));
  }
}

/** Makes the buttons <button data-doors="127.0.0.1 …" data-port data-run hidden> of a card work. */
export function dress(card) {
  let busy = false;
  const show = () => {
    for (const button of card.querySelectorAll("button[data-doors]")) {
      button.hidden = false;
      button.disabled = busy;
    }
  };
  card.addEventListener("htmx:afterSettle", show);
  card.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-doors]");
    if (!button || busy) return;
    busy = true;
    show();
    const { doors, port, run } = button.dataset;
    for (const door of doors.split(" ")) {
      await tell(run, await knock(door, port));
    }
    busy = false;
    show();
  });
  show();
}
