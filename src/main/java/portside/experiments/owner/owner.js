// The commands are copied with one click.
import { copyButtons } from "../../copy.js";

export function dress(card) {
  copyButtons(card);
}
