// A guest's device tries the demo server of the class whenever it has moved, and tells what it
// found. What is shown of it is made by the server.
import { knock } from "../doors.js";
import { listen } from "../live.js";
import { persist } from "./part.js";

const PART = `/join/flip?_lang=${document.documentElement.lang}`;
const SAYS_SO_MS = 5_000;
const ONCE_MORE_MS = 3_000; // a radio network loses a packet now and then
const ONCE_MORE = 2;

const place = document.getElementById("flip-mine");
let tried = 0; // the round that was tried last
let unanswered = 0; // how often nothing came in that round
let busy = false;

function part() {
  return place.querySelector(".flip-mine");
}

async function show(answer) {
  if (answer.status !== 200) return;
  place.innerHTML = await answer.text();
  place.hidden = !part()?.textContent.trim();
  const button = part()?.querySelector("[data-try]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => attempt(true));
  }
}

/** What the browser says of the permission to call devices of the local network, where it has one. */
async function permission() {
  if (!isSecureContext) return ""; // Chromium then says "denied", and lets the page in all the same
  for (const name of ["local-network-access", "local-network"]) {
    try {
      return (await navigator.permissions.query({ name })).state;
    } catch {
      // this browser knows no such permission
    }
  }
  return "";
}

/** Tells what was found. */
async function tell(found, round) {
  const body = new URLSearchParams({
    round,
    result: found.result,
    ms: String(found.ms),
    mark: found.mark,
    secure: location.protocol === "https:" ? "yes" : "no",
    permission: await permission(),
  });
  const answer = await persist(PART, { method: "POST", headers: { "HX-Request": "true" }, body });
  if (answer) await show(answer);
}

/** Tries the server of this round, once. */
async function attempt(anew) {
  const { phase, round, door, port, mark } = part()?.dataset ?? {};
  if (busy || phase !== "open" || !door) return;
  if (!anew && (tried === round || mark !== "not-tried")) return;
  busy = true;
  if (tried !== round) unanswered = 0;
  tried = round;
  const found = await knock(door, port);
  await tell(found, round);
  busy = false;
  if (found.result === "no-answer" && unanswered++ < ONCE_MORE) {
    setTimeout(() => attempt(part()?.dataset.round === round), ONCE_MORE_MS * (0.5 + Math.random()));
  }
  attempt(false); // it may have moved meanwhile
}

async function changed() {
  const answer = await persist(PART, { headers: { "HX-Request": "true" } });
  if (!answer) return; // the connection is gone as well, and asks when it is back
  await show(answer);
  attempt(false);
}

/** While the devices are asked, this one says that it is there. */
setInterval(() => {
  if (part()?.dataset.phase === "open") fetch("/join/here").catch(() => {});
}, SAYS_SO_MS);

if (place) listen("flip", changed);
