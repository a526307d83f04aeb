// Comes for one portion after the other, and says when it has each, until the other computer has
// seen enough.
const { own, running, done, busy, same } = document.querySelector("main").dataset;
const state = document.getElementById("state");
const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");
const AGAIN_MS = 1_000;

function post(path) {
  return fetch(`${path}?page=${page}`, { method: "POST", cache: "no-store" });
}

/** One round; whether there is more to come. */
async function round() {
  const portion = await post("/portion");
  if (!portion.ok) return null;
  await portion.arrayBuffer();
  return (await (await post("/got")).text()) === "more";
}

if (own === "true") {
  state.textContent = same;
} else {
  let bytesAsked = false;
  for (let more = true; more !== false; ) {
    try {
      more = await round();
    } catch {
      // The server has closed: with what it needed, or because the other reader stopped it.
      break;
    }
    if (more === null) {
      state.textContent = busy;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    } else {
      bytesAsked = true;
      state.textContent = running;
    }
  }
  if (bytesAsked) state.textContent = done;
}
