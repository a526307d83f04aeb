// The part of the class that everyone sees. It is asked for when a new version is heard of; one
// question at a time, and a last one when it changed meanwhile.

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

/** The part of that name in the page's language, as an element; null where nobody answers. */
async function part(path) {
  try {
    const answer = await fetch(`${path}?_lang=${document.documentElement.lang}`, {
      headers: { Accept: "text/html" },
    });
    return answer.ok ? element(await answer.text()) : null;
  } catch {
    return null; // the connection is gone as well, and tells when it is back
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
 * @returns the answer as {ok, status, said}; status 0 where nobody answers
 */
export async function send(path, fields) {
  try {
    const answer = await fetch(path, {
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
