// The invitation on the projector: who comes is counted as they come; J or Escape goes back.
import { listen } from "../live.js";
import { keyOf } from "../portside.js";
import { goBack } from "./back.js";

const place = document.getElementById("invitation");

async function draw() {
  try {
    const answer = await fetch(`${place.dataset.part}?_lang=${document.documentElement.lang}`, { headers: { "HX-Request": "true" } });
    if (answer.ok) place.innerHTML = await answer.text();
  } catch {
    // nobody answers: the invitation stays as it is
  }
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (!["Escape", "j"].includes(keyOf(event))) return;
  event.preventDefault();
  goBack(place.dataset.back);
});

listen("arrivals", draw);
