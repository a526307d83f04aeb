// How the map looks: grounds first (what the scan got, the system's range, what needs privilege),
// then lines, then a mark for each port in use, then the cursor.
import { ZONES, drawAxes } from "./axes.js";
import { GIVEN, LAST, SIDE } from "./ports.js";
import { drawMark } from "./marks.js";

/** From so many pixels a cell, cells get lines around them, and numbers in them. */
const LINED = 9;
const NUMBERED = 40;

let small; // a pixel a port, enlarged when drawn

/** Draws what is in view. */
export function draw(map) {
  const size = map.area.clientWidth;
  if (size === 0) return;
  drawAxes(map);
  const sharp = window.devicePixelRatio || 1;
  const pixels = Math.round(size * sharp);
  if (map.canvas.width !== pixels) map.canvas.width = map.canvas.height = pixels;
  const style = getComputedStyle(map.area);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const pen = map.canvas.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.fillStyle = colour("sheet");
  pen.fillRect(0, 0, size, size);
  drawGiven(map, pen, colour("yes-wash"), size);
  const [first, last] = map.data.ephemeral.split("–").map(Number);
  drawBand(map, pen, first, last, texture(pen, colour("edge"), "dots"));
  const low = Number(map.data.unprivileged) - 1;
  if (low > 0) drawBand(map, pen, 0, low, texture(pen, colour("edge"), "hatch"));
  drawCells(map, pen, colour, size);
  drawZones(map, pen, colour, size);
  for (const port of map.marked) drawMark(map, pen, port, colour, map.cell >= NUMBERED ? 0.42 : 0.5);
  drawCursor(map, pen, colour);
}

/** What the scan got, in one pass. */
function drawGiven(map, pen, wash, size) {
  if (map.data.source !== "scan") return;
  small ??= new OffscreenCanvas(SIDE, SIDE);
  const dots = small.getContext("2d", { willReadFrequently: true });
  dots.fillStyle = wash;
  dots.fillRect(0, 0, 1, 1);
  const [r, g, b] = dots.getImageData(0, 0, 1, 1).data;
  const image = dots.createImageData(SIDE, SIDE);
  const cells = new Uint32Array(image.data.buffer);
  const little = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  const ink = little ? (255 << 24) | (b << 16) | (g << 8) | r : (r << 24) | (g << 16) | (b << 8) | 255;
  for (let port = 0; port <= LAST; port++) cells[port] = map.bits[port] & GIVEN ? ink : 0;
  dots.putImageData(image, 0, 0);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(small, map.left, map.top, map.visible, map.visible, 0, 0, size, size);
}

function texture(pen, ink, kind) {
  const sharp = window.devicePixelRatio || 1;
  const side = Math.round(8 * sharp);
  const tile = new OffscreenCanvas(side, side);
  const dots = tile.getContext("2d");
  dots.scale(side / 8, side / 8);
  dots.globalAlpha = 0.55;
  dots.fillStyle = dots.strokeStyle = ink;
  if (kind === "dots") {
    dots.fillRect(1, 1, 1, 1);
    dots.fillRect(5, 5, 1, 1);
  } else {
    dots.lineWidth = 1;
    dots.beginPath();
    for (const at of [-8, 0, 8]) {
      dots.moveTo(at - 1, 9);
      dots.lineTo(at + 9, -1);
    }
    dots.stroke();
  }
  const pattern = pen.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / sharp));
  return pattern;
}

/** Ports from first to last: a part of a row, whole rows, a part of a row. */
function drawBand(map, pen, first, last, ink) {
  pen.fillStyle = ink;
  const { cell } = map;
  const rect = (column, row, columns, rows) =>
    pen.fillRect((column - map.left) * cell, (row - map.top) * cell, columns * cell, rows * cell);
  const [top, bottom] = [Math.floor(first / SIDE), Math.floor(last / SIDE)];
  if (top === bottom) {
    rect(first % SIDE, top, last - first + 1, 1);
    return;
  }
  rect(first % SIDE, top, SIDE - (first % SIDE), 1);
  rect(0, top + 1, SIDE, bottom - top - 1);
  rect(0, bottom, (last % SIDE) + 1, 1);
}

function drawCells(map, pen, colour, size) {
  const { cell } = map;
  if (cell < LINED) return;
  pen.strokeStyle = colour("line");
  pen.lineWidth = 1;
  pen.beginPath();
  for (let i = 0; i <= map.visible + 1; i++) {
    const x = (Math.floor(map.left) + i - map.left) * cell;
    const y = (Math.floor(map.top) + i - map.top) * cell;
    pen.moveTo(x, 0);
    pen.lineTo(x, size);
    pen.moveTo(0, y);
    pen.lineTo(size, y);
  }
  pen.stroke();
  if (cell >= NUMBERED) drawNumbers(map, pen, colour("soft"));
}

function drawNumbers(map, pen, ink) {
  const { cell } = map;
  pen.fillStyle = ink;
  pen.font = `${Math.round(0.69 * map.rem)}px sans-serif`;
  pen.textAlign = "center";
  for (let row = Math.floor(map.top); row < Math.min(SIDE, map.top + map.visible); row++) {
    for (let column = Math.floor(map.left); column < Math.min(SIDE, map.left + map.visible); column++) {
      const [x, y] = [(column - map.left + 0.5) * cell, (row - map.top + 1) * cell - 4];
      pen.fillText(String(row * SIDE + column), x, y);
    }
  }
}

function drawZones(map, pen, colour, size) {
  pen.strokeStyle = colour("edge");
  pen.lineWidth = 2;
  pen.beginPath();
  for (const first of ZONES.slice(1)) {
    const y = (first / SIDE - map.top) * map.cell;
    pen.moveTo(0, y);
    pen.lineTo(size, y);
  }
  pen.stroke();
}

function drawCursor(map, pen, colour) {
  const { cell } = map;
  const side = Math.max(cell, 0.69 * map.rem);
  const most = map.area.clientWidth - side - 2;
  const middle = (at) => Math.max(2, Math.min(most, (at + 0.5) * cell - side / 2));
  const x = middle(map.cursor % SIDE - map.left);
  const y = middle(Math.floor(map.cursor / SIDE) - map.top);
  pen.lineWidth = 4;
  pen.strokeStyle = colour("sheet");
  pen.strokeRect(x, y, side, side);
  pen.lineWidth = 2;
  pen.strokeStyle = colour("ink");
  pen.strokeRect(x, y, side, side);
}
