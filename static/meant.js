// Where what was typed is refused and something else was probably meant, a button puts that into the
// field, so that the next press of "run" takes it.

export function meantButtons(element) {
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button.meant");
    if (!button) return;
    const form = button.closest(".card")?.querySelector("form");
    const field = form?.elements.namedItem(button.dataset.field);
    if (!field) return;
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    button.closest(".problem").remove();
  });
}
