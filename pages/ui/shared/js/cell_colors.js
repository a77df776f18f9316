// The colors of a map's cells as pixels of an image: by a scale, by the most likely class, or by the answer alone.

import { mix, packed } from "./color.js";

/**
 * @import { RGB } from "./color.js"
 * @typedef {Float32Array | Uint8Array} Values of cells, 0 to 255
 */

/**
 * By one scale of colors.
 * @param {Uint32Array} pixels written
 * @param {Values} values
 * @param {Uint32Array} scale
 */
export function colorByScale(pixels, values, scale) {
  for (let i = 0; i < pixels.length; i++) pixels[i] = scale[values[i] + 0.5 | 0];
}

/**
 * By the most likely of several classes, whose maps follow each other; the less likely, the fainter.
 * @param {Uint32Array} pixels written
 * @param {Values} maps
 * @param {number} classes
 * @param {{classes: RGB[], neutral: RGB}} theme
 */
export function colorByClass(pixels, maps, classes, { classes: colors, neutral }) {
  const cells = pixels.length, chance = 255 / classes;
  for (let i = 0; i < cells; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++) if (maps[k * cells + i] > maps[best * cells + i]) best = k;
    const share = Math.max(0, (maps[best * cells + i] - chance) / (255 - chance));
    pixels[i] = packed(mix(neutral, colors[best], share));
  }
}

/**
 * By the answer alone, in one color a class: maps of `side` x `side` values, spread bilinearly over our finer cells.
 * Between four neighbors that agree all is theirs, so that only the boundary has to be computed.
 * @param {Uint32Array} pixels written, a square of finer cells
 * @param {Values} maps
 * @param {number} side
 * @param {number} outputs
 * @param {RGB[]} colors
 * @param {Uint8Array} winners room for the answers of side x side cells, written
 */
export function colorFlat(pixels, maps, side, outputs, colors, winners) {
  const width = Math.round(Math.sqrt(pixels.length)), fine = width / side, cells = side * side;
  const pixelOf = colors.map(packed);
  /** Where the cells between two of the map end. @param {number} i */
  const edge = (i) => Math.max(0, Math.min(width, Math.round((i + 0.5) * fine)));
  /** @param {(output: number) => number} value */
  const winner = (value) => {
    if (outputs === 1) return value(0) >= 127.5 ? 1 : 0;
    let best = 0;
    for (let k = 1; k < outputs; k++) if (value(k) > value(best)) best = k;
    return best;
  };
  for (let i = 0; i < cells; i++) winners[i] = winner((k) => maps[k * cells + i]);
  for (let row = 0; row <= side; row++) {
    const above = Math.max(0, row - 1) * side, below = Math.min(side - 1, row) * side;
    const top = edge(row - 1), bottom = edge(row);
    for (let column = 0; column <= side; column++) {
      const before = Math.max(0, column - 1), after = Math.min(side - 1, column), first = winners[above + before];
      const left = edge(column - 1), right = edge(column);
      if (winners[above + after] === first && winners[below + before] === first && winners[below + after] === first) {
        const color = pixelOf[first];
        for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) pixels[y * width + x] = color;
        continue;
      }
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const u = (x + 0.5) / fine + 0.5 - column, v = (y + 0.5) / fine + 0.5 - row;
          pixels[y * width + x] = pixelOf[winner((k) => {
            const at = k * cells;
            return (maps[at + above + before] * (1 - u) + maps[at + above + after] * u) * (1 - v)
              + (maps[at + below + before] * (1 - u) + maps[at + below + after] * u) * v;
          })];
        }
      }
    }
  }
}
