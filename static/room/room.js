// What a page does while a class is on.

if (document.getElementById("flip-mine")) import("./tries.js");
if (document.querySelector("html.present .room-line[data-host]")) import("./keys.js");
