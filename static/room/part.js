// The part of the class that everyone sees. It is asked for when a new version is heard of; one
// question at a time, and a last one when it changed meanwhile.

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

const TRIES = 6;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 2_000;
const ANSWER_MS = 5_000; // what takes longer is taken for lost

/**
 * Asks again, later each time, what a busy Portside or a bad moment of the network refuses.
 *
 * @param path what is asked
 * @param options of fetch
 * @returns the last answer; undefined where nobody answered
 */
export async function persist(path, options) {
  for (let tries = 1, pause = FIRST_PAUSE_MS; ; tries++, pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const answer = await fetch(path, { signal: AbortSignal.timeout(ANSWER_MS), ...options }).catch(() => undefined);
    if ((answer && ![429, 503].includes(answer.status)) || tries === TRIES) return answer;
    await new Promise((resume) => setTimeout(resume, pause * (0.5 + Math.random() / 2)));
  }
}

/** The part of that name in the page's language, as an element; null where nobody answers. */
async function part(path) {
  try {
    const answer = await persist(`${path}?_lang=${document.documentElement.lang}`, {
      headers: { Accept: "text/html" },
    });
    return answer?.ok ? element(await answer.text()) : null;
  } catch {
    return null; // it broke off; the connection is gone as well, and tells when it is back
  }
}

/** The part that the news brought along, in gzip and Base64; null where this browser cannot read it. */
async function unpacked(sent) {
  try {
    const bytes = Uint8Array.from(atob(sent), (char) => char.charCodeAt(0));
    const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return element(await new Response(text).text());
  } catch {
    return null; // then it asks
  }
}

/**
 * One question at a time, and a last one when there was reason to ask meanwhile.
 *
 * @param ask asks it; where nobody answers, the line of every page says so
 * @param pause milliseconds from an answer to the next question
 * @param again called for the last one instead, where it may not be wanted any more
 * @returns to be called whenever there is reason to ask
 */
export function inTurn(ask, pause = 0, again = undefined) {
  let asking = false;
  let meanwhile = false;
  return async function turn() {
    meanwhile = asking;
    if (asking) return;
    asking = true;
    try {
      await ask();
    } catch {
      // what is shown stays, and it is asked again with the next news
    }
    if (pause > 0) await new Promise((resume) => setTimeout(resume, pause));
    asking = false;
    if (meanwhile) (again ?? turn)();
  };
}

/**
 * Follows a part.
 *
 * @param path where it is
 * @param show gets each new state of it
 * @returns to be called with each version that is heard of, and what it brought along
 */
export function follows(path, show) {
  let shown;
  let asking = false;
  let next; // what was heard of last and is not shown yet, with what it brought along
  return async function hear(version, sent) {
    if (shown !== undefined && String(version) === shown) return;
    if (sent && Number(version) < Number(shown)) return; // overtaken by a newer one
    next = { sent };
    if (asking) return;
    asking = true;
    try {
      while (next) {
        const { sent: brought } = next;
        next = undefined;
        const fresh = (brought ? await unpacked(brought) : null) ?? (await part(path));
        if (!fresh) continue;
        shown = fresh.dataset.version;
        await show(fresh);
      }
    } finally {
      asking = false; // what one state of it broke is no reason to miss the next
    }
  };
}

/** The card of a question, where it stands on this page. */
export function cardOf({ dataset }) {
  const lesson = document.querySelector("[data-lesson][data-cards]")?.dataset.lesson;
  return dataset.poll && dataset.in === lesson ? document.getElementById(dataset.card) : null;
}

/** The card of a question that is open says so; the page may be older than the question. */
export function sayAsked(part) {
  const asked = part.dataset.phase === "open" ? cardOf(part) : null;
  for (const notice of document.querySelectorAll(".card .asked")) {
    notice.hidden = notice.closest(".card") !== asked;
  }
}

/**
 * Sends a form to the class.
 *
 * @param tries what asks: fetch once, or persist
 * @returns the answer as {ok, status, said}; status 0 where nobody answers
 */
export async function send(path, fields, tries = fetch) {
  try {
    const answer = await tries(path, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(fields),
      keepalive: true,
    });
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, said: text ? JSON.parse(text) : {} };
  } catch {
    return { ok: false, status: 0, said: {} };
  }
}
