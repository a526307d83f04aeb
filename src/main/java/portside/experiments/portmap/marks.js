// The marks of ports in use: a shape and a colour for each kind, as in the legend.
import { CONNECTED, ELSEWHERE, LISTENS, SIDE, TIME_WAIT, UDP } from "./ports.js";

/** From so many pixels a cell, a port shows all its shapes side by side. */
const ROOMY = 24;

/** Draws a port's mark; `middle` is where in its cell it stands, from the top, 0 to 1. */
export function drawMark(map, pen, port, colour, middle) {
  const { area, cell } = map;
  const x = (port % SIDE - map.left + 0.5) * cell;
  const y = (Math.floor(port / SIDE) - map.top + middle) * cell;
  if (x < -8 || y < -8 || x > area.clientWidth + 8 || y > area.clientHeight + 8) return;
  let shapes = shapesOf(map, port);
  if (cell < ROOMY) shapes = shapes.slice(0, 1);
  const least = map.rem * (map.bits[port] & (LISTENS | ELSEWHERE | UDP) ? 0.5 : 0.375);
  const size = Math.max(least, Math.min(1.25 * map.rem, (cell * 0.62) / shapes.length));
  shapes.forEach(([shape, ink], i) => {
    pen.fillStyle = pen.strokeStyle = colour(ink);
    pen.lineWidth = Math.max(1.3, size / 6);
    drawShape(pen, shape, x + (i - (shapes.length - 1) / 2) * size * 1.2, y, size / 2);
  });
}

function shapesOf({ bits, facts }, port) {
  const said = bits[port];
  const shapes = [];
  if (facts.differences[port] === "unseen") shapes.push(["triangle", "no"]);
  if (said & LISTENS) shapes.push(["disc", "yes"]);
  if (said & ELSEWHERE) shapes.push(["ring", "lan"]);
  if (said & UDP) shapes.push(["diamond", "sea"]);
  if (said & CONNECTED) shapes.push(["square", "amber"]);
  if (said & TIME_WAIT) shapes.push(["cross", "other"]);
  if (shapes.length === 0) shapes.push(["square", "no"]); // the two sources differ otherwise
  return shapes;
}

function drawShape(pen, shape, x, y, r) {
  pen.beginPath();
  if (shape === "disc" || shape === "ring") {
    pen.arc(x, y, shape === "ring" ? r * 0.8 : r, 0, 2 * Math.PI);
  } else if (shape === "diamond") {
    pen.moveTo(x, y - r * 1.1);
    pen.lineTo(x + r * 1.1, y);
    pen.lineTo(x, y + r * 1.1);
    pen.lineTo(x - r * 1.1, y);
  } else if (shape === "triangle") {
    pen.moveTo(x, y - r);
    pen.lineTo(x + r * 1.1, y + r);
    pen.lineTo(x - r * 1.1, y + r);
  } else if (shape === "square") {
    pen.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  } else {
    pen.moveTo(x - r * 0.8, y - r * 0.8);
    pen.lineTo(x + r * 0.8, y + r * 0.8);
    pen.moveTo(x + r * 0.8, y - r * 0.8);
    pen.lineTo(x - r * 0.8, y + r * 0.8);
  }
  pen.closePath();
  if (["disc", "diamond", "triangle"].includes(shape)) pen.fill();
  else pen.stroke();
}
