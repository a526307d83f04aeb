// Copies what a button carries in data-copy, and says so on the button for a moment. The clipboard's
// own interface exists in secure contexts only: not on plain http by an address of the network.

const SAID_MS = 1_500;

function bySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return bySelection(text);
  }
}

/** Lets every button with data-copy inside an element copy, also those that come later. */
export function copyButtons(element) {
  element.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button || !(await copied(button.dataset.copy))) return;
    button.focus();
    button.dataset.label ??= button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = button.dataset.label), SAID_MS);
  });
}
