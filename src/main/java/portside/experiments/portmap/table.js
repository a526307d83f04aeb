// The plain table of the ports in use, made sortable and filtered. It needs no picture.

/** Dresses the table of a card, a new one after every run; a row that is clicked is chosen. */
export function dressTable(card, choose) {
  const part = card.querySelector(".portmap-table");
  if (!part || part.dataset.dressed) return;
  part.dataset.dressed = "true";
  const filter = part.querySelector(".portmap-filter");
  filter.hidden = false;
  filter.querySelector("input").addEventListener("input", (event) => showRows(part, event.target.value));
  part.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.textContent = head.textContent;
    button.type = "button";
    button.addEventListener("click", () => sortRows(part, head, column));
    head.replaceChildren(button);
  });
  part.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (row) choose(Number(row.dataset.port));
  });
}

function showRows(part, typed) {
  const wanted = typed.trim().toLowerCase();
  let shown = 0;
  for (const row of part.querySelectorAll("tbody tr")) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
    if (!row.hidden) shown++;
  }
  const count = part.querySelector(".portmap-count");
  count.textContent = count.dataset.words.replace("#", shown);
}

function sortRows(part, head, column) {
  const rising = head.getAttribute("aria-sort") !== "ascending";
  part.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", rising ? "ascending" : "descending");
  const text = (row) => row.children[column].textContent.trim();
  const compare =
    head.dataset.sort === "number"
      ? (a, b) => a.dataset.port - b.dataset.port
      : (a, b) => text(a).localeCompare(text(b), undefined, { numeric: true });
  // Sorted by hand, the rows are one list and no longer listeners first.
  const rows = [...part.querySelectorAll("tbody tr")].sort(compare);
  part.querySelector("tbody").append(...(rising ? rows : rows.reverse()));
}
