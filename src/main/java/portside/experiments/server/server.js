import { dress as dressDoors } from "../../doors.js";

/** The button "try from this browser", and a form that says where the server is now. */
export function dress(card) {
  dressDoors(card);
  let shown;
  const follow = () => {
    const host = card.querySelector("table[data-host]")?.dataset.host;
    const field = card.querySelector("form input[name=host]:not([type=hidden])");
    if (!host || !field || host === shown) return;
    shown = host;
    field.value = host;
  };
  card.addEventListener("htmx:afterSettle", follow);
  follow();
}
