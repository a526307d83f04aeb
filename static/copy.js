// Copies what a button carries in data-copy, and says so on the button for a moment. The clipboard's
// own interface exists in secure contexts only: not on plain http by an address of the network.
// There, an old command copies what is selected; where that is refused as well, what the button
// belongs to stays selected, and the button says which keys copy it.

const SAID_MS = 1_500;
const SELECTED_MS = 6_000; // until the keys are read and pressed

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

function say(button, text, ms) {
  button.dataset.label ??= button.textContent;
  button.textContent = text;
  clearTimeout(button.said);
  button.said = setTimeout(() => (button.textContent = button.dataset.label), ms);
}

/** Copies what the button carries. */
export async function copy(button) {
  if (await copied(button.dataset.copy)) {
    button.focus();
    say(button, button.dataset.copied, SAID_MS);
  } else {
    getSelection().selectAllChildren(button.parentElement.querySelector("code"));
    say(button, button.dataset.selected, SELECTED_MS);
  }
}
