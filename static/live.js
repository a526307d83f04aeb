// One live connection a page. It only ever says that a topic, such as a run, has a new version; the
// page then asks for the change like for any other page, so that nothing is lost when the
// connection was.

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 2_000; // a class is back within five seconds of its Portside
const ANSWER_MS = 5_000;
const SPREAD_MS = 2_000;

let swapping;

/**
 * What exchanges a part of the page: htmx, which is fetched when it is first needed. To read a page
 * takes none of it.
 */
export function swap() {
  swapping ??= Promise.all([import("./morph.js"), import("./calm.js"), import("./meant.js"), loaded()]).then(
    ([{ morphs }, , { meantButtons }]) => {
      morphs(window.htmx);
      meantButtons(document);
      return window.htmx;
    },
    (failed) => {
      swapping = undefined;
      throw failed;
    },
  );
  return swapping;
}

async function loaded() {
  // It takes the forms over when it comes, but only on a page that has been loaded as a whole.
  if (document.readyState !== "complete") {
    await new Promise((done) => addEventListener("load", done, { once: true }));
  }
  const script = document.createElement("script");
  script.src = new URL("htmx.js", import.meta.url).href;
  await bring(script);
}

/** Puts a script or a style into the page, and waits for it; fails where it does not come. */
export function bring(element) {
  return new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    document.head.append(element);
  });
}

let socket;
let told; // the topics that the page has named on this connection
let lost = false; // whether there was a connection once that is gone
let retry = FIRST_RETRY_MS;
let timer; // of the next try

const hearers = new Map(); // of the topics that are no runs

function shown() {
  return [...document.querySelectorAll("[data-run][data-alive]")];
}

/**
 * Follows a topic that is no run, from now on.
 *
 * @param topic its name, such as "room"
 * @param hear gets each new version, negative where nobody knows the topic, and perhaps with it what
 *   it would ask for, compressed
 */
export function listen(topic, hear) {
  hearers.set(topic, hear);
  follow();
}

/** Follows the runs that the page shows now. Without any, there is nothing to connect for. */
export function follow() {
  const runs = shown().map((run) => `run:${run.dataset.run}`);
  const topics = [...new Set(runs), ...hearers.keys()];
  if (!socket) {
    if (topics.length > 0 && !timer) connect();
  } else if (socket.readyState === WebSocket.OPEN) {
    const message = JSON.stringify({ watch: topics });
    if (message !== told) socket.send(message);
    told = message;
  }
}

function connect() {
  import("./pressed.js").catch(() => {}); // from now on the page changes by itself
  clearTimeout(timer);
  timer = undefined;
  told = undefined;
  let opened = false;
  socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/events`);
  socket.addEventListener("open", () => {
    opened = true;
    if (lost) look(); // perhaps at another Portside
    lost = false;
    retry = FIRST_RETRY_MS;
    say(false);
    follow(); // and is told at once what has changed meanwhile
  });
  socket.addEventListener("message", (event) => {
    const { topic, version, spread = 0, part } = JSON.parse(event.data);
    if (spread > 0) setTimeout(changed, Math.random() * spread, topic, version);
    else changed(topic, version, part);
  });
  socket.addEventListener("close", () => {
    socket = undefined;
    lost = true;
    later();
    look(!opened);
  });
}

/** Tries again after a while; longer each time, and not everybody in the same moment. */
function later() {
  timer = setTimeout(connect, retry * (0.5 + Math.random() / 2));
  retry = Math.min(retry * 2, LONGEST_RETRY_MS);
}

/** Looks whether Portside is there at all, and says so where it is not. */
export async function look(withoutConnection = false) {
  try {
    const health = await fetch("/health", {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    again((await health.json()).start);
  } catch {
    if (socket?.readyState === WebSocket.OPEN) return true; // it came back meanwhile
    say(true);
    if (!socket && !timer) later();
    return false;
  }
  say(false);
  // Something between here and there lets no live connection through; the page goes on without.
  if (withoutConnection) shown().forEach((run) => changed(`run:${run.dataset.run}`, -1));
  return true;
}

function say(gone) {
  const line = document.getElementById("lost");
  if (line) line.hidden = !gone;
}

/** A page of a Portside that was started anew is loaded anew, in a class not all at once. */
function again(start) {
  const host = document.querySelector("#running, .present-bar");
  if (start === document.documentElement.dataset.start) return;
  setTimeout(() => location.reload(), host ? 0 : Math.random() * SPREAD_MS);
}

// A click while Portside is stopped.
document.addEventListener("htmx:sendError", () => look());

/** A device that awakes, or is in a network again, does not wait for the next try. */
function awake() {
  if (document.visibilityState !== "visible") return;
  if (timer) connect();
  else if (socket?.readyState === WebSocket.OPEN) socket.send("{}"); // fails where nobody is left
}

document.addEventListener("visibilitychange", awake);
addEventListener("online", () => {
  // What still connects has asked the network that was lost, and waits longer than a new one would.
  if (lost && socket?.readyState === WebSocket.CONNECTING) socket.close();
  else awake();
});

function changed(topic, version, part) {
  if (hearers.has(topic)) {
    hearers.get(topic)(version, part);
    return;
  }
  const places = shown().filter((place) => `run:${place.dataset.run}` === topic);
  // One answer brings the card and every claim that the run settles, so that one place asks for all.
  const place = places.find((each) => each.matches(".result")) ?? places[0];
  if (!place || (version >= 0 && Number(place.dataset.version) >= version)) return;
  if (asking.has(place.dataset.run)) askAgain.set(place.dataset.run, version);
  else ask(place);
}

const asking = new Set();
const askAgain = new Map(); // the version that was heard of meanwhile

/** Asks for a run as it is now; one question at a time, and a last one when it changed meanwhile. */
async function ask(place) {
  const { run, fields } = place.dataset;
  asking.add(run);
  // The card stays while its result is replaced; what asks must still be there for the answer.
  const card = place.closest(".card");
  try {
    await (await swap()).ajax("GET", `/runs/${run}`, {
      source: card ?? document.body,
      target: card ? `#${card.id}-result` : document.body,
      swap: card ? "innerHTML" : "none",
      values: JSON.parse(fields),
    });
  } catch {
    // nobody answers: the connection is gone as well, and asks when it is back
  }
  asked(run);
}

function asked(run) {
  asking.delete(run);
  const newer = askAgain.get(run);
  askAgain.delete(run);
  if (newer !== undefined) changed(`run:${run}`, newer);
}

/** The run that a request moves on, where what comes of it is the answer: its news wait for that. */
function moved({ requestConfig, verb, path, target }) {
  if ((requestConfig?.verb ?? verb) !== "post" || !target.matches(".out")) return undefined;
  return /^\/runs\/([\w-]+)\/\w+$/.exec(requestConfig?.path ?? path)?.[1];
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const run = moved(detail);
  const shown = run && detail.target.querySelector(`[data-run="${run}"]`);
  if (!shown) return;
  // As whoever follows asks, and for now.
  const { _moment, ...fields } = JSON.parse(shown.dataset.fields);
  for (const [name, value] of Object.entries(fields)) detail.parameters[name] = value;
});
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const run = moved(detail);
  if (run) asking.add(run);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const run = moved(detail);
  if (run) asked(run);
});
