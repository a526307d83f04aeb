// Commands are copied with one click, and hints that were opened stay open when the card is renewed.
import { copyButtons } from "../../copy.js";

export function dress(card) {
  copyButtons(card);
  const open = new Set();
  card.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.matches("details[id]") || !target.isConnected) return;
      if (target.open) open.add(target.id);
      else open.delete(target.id);
    },
    true,
  );
  card.addEventListener("htmx:afterSwap", () => {
    for (const details of card.querySelectorAll("details[id]")) {
      if (open.has(details.id)) details.open = true;
    }
  });
}
