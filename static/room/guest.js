// A guest's page in a class: it goes where the presenter goes, shows the question that is asked, and
// lets its reader read ahead and come back. Nobody is moved while typing or while a card is open.
import { listen } from "../live.js";
import { cardOf, follows, persist, sayAsked, send } from "./part.js";
import { isThere, go } from "./way.js";

const line = document.getElementById("room-line");
const SOON_MS = 1_500;

let mine = { member: null, choices: {} };
let now; // the part that everyone sees, as it is in the page
let bar;
let placed = ""; // where the presenter was when the page last moved
let wentAt = -Infinity; // when it did

/**
 * What belongs to this browser alone; what its reader does meanwhile is newer.
 *
 * @returns false where nobody answers
 */
async function ask() {
  const before = mine;
  try {
    const answer = await persist("/join/mine");
    const said = answer.ok && (await answer.json());
    if (said && mine === before) mine = { choices: {}, ...said };
    return true;
  } catch {
    return false; // asked again with the next news
  }
}

/**
 * A question or a round that is new is shown at once: nobody has answered it yet, but perhaps this
 * person in another tab. So a class need not ask for that all together.
 */
function askSoon(poll, choices = {}) {
  mine = { ...mine, poll, choices, saved: undefined };
  setTimeout(() => ask().then(mark), Math.random() * SOON_MS);
}

function isBusy() {
  const focused = document.activeElement;
  if (focused?.closest("#room-now")) return false;
  const types = focused?.matches(
    "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])",
  );
  if (document.body.matches(".flip-device") || document.querySelector("#flip-mine details[open]")) return true;
  return Boolean(types || focused?.closest(".card") || document.querySelector(".card [data-alive]"));
}

function isFollowing() {
  return Boolean(mine.member?.following);
}

async function show(fresh) {
  if (!fresh.dataset.class || fresh.dataset.class !== line.dataset.class) {
    over();
    return;
  }
  const anew = fresh.dataset.poll && fresh.dataset.poll !== mine.poll;
  if (mine.class !== fresh.dataset.class || (anew && fresh.dataset.phase !== "open")) {
    await ask();
    mine.poll = fresh.dataset.poll;
  } else if (anew) {
    askSoon(fresh.dataset.poll);
  } else if (fresh.dataset.opened !== now?.dataset.opened && Number(fresh.dataset.round) >= Number(now?.dataset.round)) {
    // A new round; one that was discarded had perhaps the same number.
    const { [fresh.dataset.round]: discarded, ...others } = mine.choices;
    askSoon(fresh.dataset.poll, others);
  }
  const before = now;
  now = fresh;
  sayAsked(fresh);
  if (!mine.member) return;
  line.hidden = true;
  showBar();
  const place = { lesson: fresh.dataset.lesson, anchor: fresh.dataset.anchor ?? "" };
  const key = `${place.lesson}#${place.anchor}`;
  const moved = place.lesson && key !== placed;
  if (isFollowing() && isBusy()) {
    if (moved || fresh.dataset.front) say("elsewhere");
  } else if (moved && isFollowing()) {
    if (!go(place)) return; // the page is left for another one
    placed = key;
    wentAt = performance.now();
  }
  put(fresh, before);
  mark();
}

let text; // of the question that is in the page

/** The same question at another place of the class stays: a finger may just be on it. */
function kept(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (name.startsWith("data-") && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name.startsWith("data-")) old.setAttribute(name, value);
  }
  return old;
}

/** Puts the question into the page: over all of it for who follows, else before its text. */
function put(news, before) {
  const old = document.getElementById("room-now");
  const same = old && old.dataset.poll === news.dataset.poll && text === news.innerHTML;
  text = news.innerHTML;
  const fresh = same ? kept(old, news) : news;
  const main = document.getElementById("main");
  const asks = fresh.dataset.poll && fresh.dataset.front;
  const fills = asks && isFollowing() && !isBusy();
  if (!asks) {
    old?.remove();
  } else if (old) {
    if (old !== fresh) old.replaceWith(fresh);
  } else if (fills) {
    document.body.append(fresh);
  } else {
    main.prepend(fresh);
  }
  if (asks && fills && fresh.parentElement !== document.body) document.body.append(fresh);
  fresh.classList.toggle("fills", Boolean(fills));
  if (fills) fresh.tabIndex = 0; // what scrolls is reached by keyboard
  for (const part of document.querySelectorAll("body > header, body > main, body > footer")) {
    part.inert = Boolean(fills);
  }
  document.documentElement.classList.toggle("room-filled", Boolean(fills));
  const other = before?.dataset.poll !== fresh.dataset.poll || before?.dataset.phase !== fresh.dataset.phase;
  if (fills && other) fresh.querySelector("#room-question")?.focus({ preventScroll: true });
}

/** Marks in the question what this guest chose. */
function mark() {
  const section = document.getElementById("room-now");
  if (!section?.dataset.poll) return;
  const { round, outcome } = section.dataset;
  const choice = mine.choices?.[round];
  const first = mine.choices?.[round - 1];
  const predicted = choice && cardOf(section)?.querySelector(`[name=_prediction][value="${CSS.escape(choice)}"]`);
  if (predicted) predicted.checked = true; // what is answered here is predicted there
  for (const each of section.querySelectorAll(".choice")) {
    const value = each.value || each.dataset.choice;
    each.classList.toggle("mine", value === choice);
    if (each.matches("button")) each.setAttribute("aria-pressed", String(value === choice));
    setShown(each.querySelector(".own"), value === choice);
    setShown(each.querySelector(".earlier"), value === first && value !== choice);
  }
  setShown(section.querySelector(".saved"), choice && mine.saved !== false);
  setShown(section.querySelector(".unsaved"), choice && mine.saved === false);
  setShown(section.querySelector(".verdict.right"), outcome && choice === outcome);
  setShown(section.querySelector(".verdict.wrong"), outcome && choice && choice !== outcome);
}

function setShown(element, shown) {
  if (element) element.hidden = !shown;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("#room-now form.choices")) return;
  event.preventDefault();
  const choice = event.submitter?.value;
  const { poll, round } = Object.fromEntries(new FormData(form));
  form.setAttribute("aria-busy", "true");
  const answer = await send("/join/answer", { poll, round, choice }, persist);
  form.removeAttribute("aria-busy");
  const refused = document.querySelector("#room-now .refused");
  if (answer.ok) {
    mine = { ...mine, choices: { ...mine.choices, [round]: choice }, saved: answer.said.saved };
    setShown(refused, false);
    mark();
  } else if (refused) {
    refused.textContent = [answer.said.what, answer.said.todo].filter(Boolean).join(" ") || line.dataset.lost;
    refused.hidden = false;
  }
});

function showBar() {
  if (!bar) {
    bar = line.querySelector("template").content.firstElementChild.cloneNode(true);
    document.body.append(bar);
    document.documentElement.classList.add("in-class");
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-follow]");
      if (button) follow(button.dataset.follow === "yes");
    });
    const who = bar.querySelector("[data-who]");
    const number = who.dataset.number.replace("#", mine.member.number);
    who.textContent = [mine.member.name, number].filter(Boolean).join(" · ");
  }
  say(isFollowing() ? "following" : readsAhead());
}

/** Whoever reads ahead may be far from the question, which stands before the text. */
function readsAhead() {
  return now?.dataset.front && now.dataset.phase === "open" ? "asked" : "detached";
}

function say(state) {
  for (const each of bar.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== state;
  bar.querySelector("[data-follow=no]").hidden = state !== "following";
  bar.querySelector("[data-follow=yes]").hidden = state === "following" || state === "over";
}

let wish; // what its reader wanted last

/** Follows, once Portside knows it; reads ahead at once. */
async function follow(yes) {
  wish = yes;
  const decided = () => {
    if (wish === yes) mine = { ...mine, member: { ...mine.member, following: yes } };
  };
  if (!yes) decided();
  placed = "";
  say(yes ? "following" : readsAhead());
  document.activeElement?.blur();
  const told = send("/join/follow", { follow: yes ? "yes" : "no" }).then(decided); // what was asked for before is older
  if (yes) await told; // the page may be left at once
  if (now) await show(now);
}

/** Whoever scrolls far away, or takes a link, reads ahead. */
const ITS_OWN_MS = 1_000; // for so long the page scrolls by what its reader did, or by itself
let touched = -Infinity;
for (const kind of ["wheel", "touchmove", "keydown"]) {
  addEventListener(kind, () => (touched = performance.now()), { passive: true });
}

addEventListener("scroll", () => {
  const section = now?.dataset;
  if (!mine.member || !isFollowing() || !section?.lesson) return;
  const since = performance.now() - touched;
  if (since > ITS_OWN_MS || performance.now() - wentAt < ITS_OWN_MS || section.front) return;
  if (!isThere(section.lesson, section.anchor ?? "")) follow(false);
}, { passive: true });

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!mine.member || !isFollowing() || !link || link.origin !== location.origin) return;
  if (link.pathname === location.pathname || link.pathname.startsWith("/join")) return;
  if (document.documentElement.lang && link.hreflang) return; // the same page in another language
  mine = { ...mine, member: { ...mine.member, following: false } };
  send("/join/follow", { follow: "no" });
});

function over() {
  document.getElementById("room-now")?.remove();
  for (const part of document.querySelectorAll("body > [inert]")) part.inert = false;
  document.documentElement.classList.remove("room-filled");
  line.hidden = true;
  if (bar) say("over");
}

const hear = follows("/room/now", show);
// A network that is lost while the page loads is no reason to be out of the class for good.
while (!(await ask())) await new Promise((resume) => setTimeout(resume, SOON_MS));
if (mine.member || location.pathname === "/join") listen(`room.${document.documentElement.lang}`, hear);
