// The invitation's part of the host's room: what was tested, and who has come.
import { listen } from "../live.js";

async function draw() {
  const place = document.getElementById("invitation");
  try {
    const answer = await fetch(
      `/room/invitation?part=room&_lang=${document.documentElement.lang}`,
      { headers: { "HX-Request": "true" } },
    );
    if (answer.ok && place) place.outerHTML = await answer.text();
  } catch {
    // nobody answers: the line of every page says so
  }
}

listen("arrivals", draw);
