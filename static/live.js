// One live connection a page. It only ever says that a run has changed; the page then asks for the
// change like for any other page, so that nothing is lost when the connection was.

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

let socket;
let retry = FIRST_RETRY_MS;

function shown() {
  return [...document.querySelectorAll("[data-run][data-alive]")];
}

/** Follows the runs that the page shows now. Without one, there is nothing to connect for. */
export function follow() {
  const runs = shown();
  if (!socket) {
    if (runs.length > 0) connect();
  } else if (socket.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ watch: runs.map((run) => run.dataset.run) }));
  }
}

function connect() {
  socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/events`);
  socket.addEventListener("open", () => {
    retry = FIRST_RETRY_MS;
    follow();
  });
  socket.addEventListener("message", (event) => changed(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    socket = undefined;
    // The run may have gone on meanwhile: ask once, then try to hear of it again.
    setTimeout(() => {
      for (const run of new Set(shown().map((element) => element.dataset.run))) {
        changed({ run, version: Infinity });
      }
      follow();
    }, retry);
    retry = Math.min(retry * 2, LONGEST_RETRY_MS);
  });
}

function changed({ run, version, alive }) {
  const places = shown().filter((element) => element.dataset.run === run);
  // One answer brings the card and every claim that the run settles, so that one place asks for all.
  const place = places.find((element) => element.matches(".result")) ?? places[0];
  if (place && (Number(place.dataset.version) < version || !alive)) ask(place);
}

const asking = new Set();
const askAgain = new Set();

/** Asks for a run as it is now; one question at a time, and a last one when it changed meanwhile. */
async function ask(place) {
  const { run, fields } = place.dataset;
  if (asking.has(run)) {
    askAgain.add(run);
    return;
  }
  asking.add(run);
  // The card stays while its result is replaced; what asks must still be there for the answer.
  const card = place.closest(".card");
  await htmx.ajax("GET", `/runs/${run}`, {
    source: card ?? document.body,
    target: card ? `#${card.id}-result` : document.body,
    swap: card ? "innerHTML" : "none",
    values: JSON.parse(fields),
  });
  asking.delete(run);
  if (askAgain.delete(run)) changed({ run, version: Infinity });
}
