// Makes the text area of a program an editor; without this script it is a text area.
const text = document.getElementById("text");
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
