// The card of the ports. Its table is dressed at once; the picture is fetched when there is one.
import { dressTable } from "./table.js";

/** Called once for each card; its result is replaced whenever the run changes. */
export function dress(card) {
  let map;
  const refresh = async () => {
    dressTable(card, (port) => map?.choose(port));
    if (!card.querySelector(".portmap")) return;
    const { PortMap } = await import("./map.js");
    map ??= new PortMap(card);
    map.refresh();
  };
  card.addEventListener("htmx:afterSettle", refresh);
  refresh();
}
