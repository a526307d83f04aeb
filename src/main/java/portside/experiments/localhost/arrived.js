// Tells the server that the page is there. The server then shuts the door by which it came, and
// this script comes again until another door lets it in.
const nonce = document.documentElement.dataset.nonce;
const TRIES = 12;
const BETWEEN_MS = 150;

function come(path) {
  return fetch(path, { method: "POST", body: new URLSearchParams({ nonce }) });
}

await come("/arrived");
for (let i = 0; i < TRIES; i++) {
  await new Promise((done) => setTimeout(done, BETWEEN_MS));
  try {
    if ((await come("/again")).ok) break;
  } catch {
    // The door is shut and no other was found: once more, since it may have been shut just now.
  }
}
