// Strokes as ink on a canvas: smooth, with round ends.

/** @import { Stroke } from "./sheet.js" */

const APART = 0.4; // pixels; points nearer to the one before show nothing
const EXACT = 100; // to a hundredth of a pixel, which keeps a drawing small

/** @typedef {{ink: string, paper: string}} Colors */

/**
 * The points of a stroke without those that nobody would see; the first and the last stay.
 * @param {number[]} points x and y in turn
 */
export function thinned(points) {
  const kept = points.slice(0, 2), last = points.length - 2;
  for (let i = 2; i <= last; i += 2)
    if (i === last || Math.hypot(points[i] - kept[kept.length - 2], points[i + 1] - kept[kept.length - 1]) >= APART)
      kept.push(points[i], points[i + 1]);
  return kept.map((value) => Math.round(value * EXACT) / EXACT);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 * @param {Colors} colors
 */
export function paintStroke(context, { points, width, erases }, { ink, paper }) {
  Object.assign(context, { strokeStyle: erases ? paper : ink, lineWidth: width, lineCap: "round", lineJoin: "round" });
  context.beginPath();
  trace(context, points, width / 1000);
  context.stroke();
}

/**
 * Curves that bend at the points and pass in the middle between each two of them; straight at both ends.
 * @param {Pick<CanvasRenderingContext2D, "moveTo" | "lineTo" | "quadraticCurveTo">} context
 * @param {number[]} points
 * @param {number} little a length that nobody sees, without which a dot would be none
 */
export function trace(context, points, little) {
  const last = points.length - 2;
  context.moveTo(points[0], points[1]);
  if (!last) context.lineTo(points[0] + little, points[1]);
  for (let i = 0; i < last; i += 2) {
    const [x, y, nextX, nextY] = points.slice(i, i + 4), middle = [(x + nextX) / 2, (y + nextY) / 2];
    if (i) context.quadraticCurveTo(x, y, middle[0], middle[1]);
    else context.lineTo(middle[0], middle[1]);
  }
  if (last) context.lineTo(points[last], points[last + 1]);
}

/**
 * A sheet with these strokes.
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke[]} strokes
 * @param {Colors} colors
 */
export function paintSheet(context, strokes, colors) {
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  for (const stroke of strokes) paintStroke(context, stroke, colors);
}

/** The mouse over a sheet: a ring as large as the brush. @param {number} width */
export function cursor(width) {
  const size = width + 4;
  /** @param {string} color @param {number} line */
  const ring = (color, line) => `<circle cx='${size / 2}' cy='${size / 2}' r='${width / 2}' fill='none' `
    + `stroke='${color}' stroke-width='${line}'/>`;
  const image = `<svg xmlns='http://www.w3.org/2000/svg' width='${size}' height='${size}'>`
    + `${ring("white", 3)}${ring("black", 1)}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(image)}") ${size / 2} ${size / 2}, crosshair`;
}
