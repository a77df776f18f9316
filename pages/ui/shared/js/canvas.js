// What pictures on canvases have in common: sharp lines, and digits by their pixels.

import { SIDE } from "./digit_format.js";
import { rem } from "./dom.js";

/** @param {HTMLCanvasElement} canvas */
export function context2d(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no room to draw.");
  return context;
}

/**
 * Make a canvas so large, in CSS pixels, and blank; returns the context that draws on it, sharp on every screen.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {number} [ratio] pixels of the canvas for one of CSS
 */
export function sharp(canvas, width, height, ratio = Math.min(2, devicePixelRatio || 1)) {
  const context = context2d(canvas);
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/**
 * A canvas of width x height pixels whose bytes go through a scale of colors (see themeOf); null paints white ink on
 * black.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} bytes
 * @param {Uint32Array | null} [scale]
 * @param {number} [width]
 * @param {number} [height]
 */
export function painted(canvas, bytes, scale = null, width = SIDE, height = width) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = context2d(canvas), image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = scale ? scale[bytes[i]] : 0xff000000 | (bytes[i] * 0x010101);
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * Have an element of this size, `rem(size)`, show the i-th digit of a sheet: a PNG in base64 with so many columns of
 * digits.
 * @param {HTMLElement} element
 * @param {number} size
 * @param {{sheet: string, columns: number}} digits
 * @param {number} i
 */
export function cut(element, size, { sheet, columns }, i) {
  Object.assign(element.style, {
    backgroundImage: `url(data:image/png;base64,${sheet})`, backgroundSize: `${rem(columns * size)} auto`,
    backgroundPosition: `${rem(-(i % columns) * size)} ${rem(-Math.floor(i / columns) * size)}`,
    backgroundOrigin: "content-box" });
}
