// Makes the text area of a program an editor; without this script it is a text area.
const text = document.getElementById("text");
let written = () => text.value;

if (text && window.CodeMirror) {
  const python = text.dataset.language === "python";
  text.required = false; // it is hidden now, and a browser could not say what it lacks
  const editor = window.CodeMirror.fromTextArea(text, {
    mode: python ? "text/x-python" : "text/x-java",
    lineNumbers: true,
    lineWrapping: true,
    indentUnit: python ? 4 : 2,
    matchBrackets: true,
    autoCloseBrackets: true,
    viewportMargin: Infinity,
    screenReaderLabel: text.dataset.label,
    extraKeys: {
      Tab: (at) => (at.somethingSelected() ? at.indentSelection("add") : at.execCommand("insertSoftTab")),
      "Shift-Tab": "indentLess",
      // Whoever has no mouse must come out again: Tab indents only until Esc.
      Esc: (at) => at.setOption("extraKeys", { Tab: false, "Shift-Tab": false }),
    },
  });
  written = () => editor.getValue();
  const keys = editor.getOption("extraKeys");
  editor.on("focus", () => editor.setOption("extraKeys", keys));
  for (const line of text.dataset.faults.split(" ").filter(Boolean)) {
    editor.addLineClass(Number(line) - 1, "background", "at-fault");
  }
  const leave = document.createElement("p");
  leave.className = "leave";
  leave.textContent = text.dataset.leave;
  editor.getWrapperElement().after(leave);
}

/** Whether what stands there is nowhere else: it was written since, or was refused. */
const unsaved = () => written() !== text.defaultValue || "refused" in text.dataset;

let sent = false;
text?.form.addEventListener("submit", (event) => {
  const said = document.getElementById("said");
  const bytes = new TextEncoder().encode(written().trimEnd()).length;
  sent = event.submitter?.value === "reset" || bytes <= Number(text.dataset.most);
  if (sent) return;
  // More than a form may hold would be gone with the page that brought it.
  event.preventDefault();
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = text.dataset.tooLong;
  said.replaceChildren(notice);
  said.scrollIntoView({ block: "nearest" });
});

if (text) {
  addEventListener("beforeunload", (event) => {
    if (!sent && unsaved()) event.preventDefault();
    sent = false; // what was sent may not arrive
  });
}
