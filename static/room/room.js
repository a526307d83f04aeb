// What a page does while a class is on: the host's pages lead it, those of guests take part.
const line = document.getElementById("room-line");
if (line?.dataset.host) import("./presenter.js");
else if (line) import("./guest.js");
if (document.getElementById("flip-mine")) import("./tries.js");
