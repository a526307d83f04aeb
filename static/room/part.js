// The part of the class that everyone sees. It is asked for when a new version is heard of; one
// question at a time, and a last one when it changed meanwhile.

/** The part of that name in the page's language, as an element; null where nobody answers. */
async function part(path) {
  try {
    const answer = await fetch(`${path}?_lang=${document.documentElement.lang}`, {
      headers: { Accept: "text/html" },
    });
    if (!answer.ok) return null;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    return holder.content.firstElementChild;
  } catch {
    return null; // the connection is gone as well, and tells when it is back
  }
}

/**
 * Follows a part.
 *
 * @param path where it is
 * @param show gets each new state of it
 * @returns to be called with each version that is heard of
 */
export function follows(path, show) {
  let shown;
  let asking = false;
  let again = false;
  return async function hear(version) {
    if (shown !== undefined && String(version) === shown) return;
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      const fresh = await part(path);
      if (fresh) {
        shown = fresh.dataset.version;
        await show(fresh);
      }
    } while (again);
    asking = false;
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
