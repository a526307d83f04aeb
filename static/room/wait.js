// Before a class there is nothing to take part in: the page loads itself again once one has begun.
import { listen } from "../live.js";

listen("room", (version) => {
  if (version > Number(document.querySelector("[data-waits]").dataset.waits)) location.reload();
});
