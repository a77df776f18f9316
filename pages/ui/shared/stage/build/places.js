// Where the buttons stand that build a network: above its columns, in two rows, or three where columns are close.

/**
 * @typedef {{x: number, y: number}} Spot the middle of something
 *
 * @typedef {object} LayerSpots
 * @property {Spot} less
 * @property {Spot} more
 * @property {Spot | null} count how many neurons the layer has, if there is room to say it
 * @property {Spot | null} gone a button that takes the whole layer away, if there is room for one
 *
 * @typedef {object} Places
 * @property {number} top where the rows end
 * @property {number} heading the middle of the columns' headings
 * @property {boolean} roomy whether these can be words
 * @property {LayerSpots[]} layers
 * @property {Spot[]} gaps before the first hidden layer, between each two, and behind the last one
 */

/** A length of CSS of so many of the stage's pixels. @param {number} px */
export const scaled = (px) => `calc(var(--k, 1) * ${px}px)`;

/** What a pointer needs: a button's size, how far apart the middles of two are at least, and how high a row is. */
export const SIZES = { mouse: { size: 24, apart: 24, row: 27, half: 18, words: 24 },
                       touch: { size: 28, apart: 44, row: 44, half: 22, words: 24 } };

/** @typedef {typeof SIZES.mouse} Sizes */

/** How many rows of buttons columns have that stand so far apart. @param {number} step @param {Sizes} sizes */
const isStacked = (step, { half, apart }) => step < 2 * half + apart;

/** Whether there is room for the columns' names and all buttons. @param {number} step @param {Sizes} sizes */
const isRoomy = (step, { half, apart, words }) => step >= 2 * Math.max(half + apart, words + apart);

/** How high the rows are together. @param {number} step from column to column @param {Sizes} sizes */
export const heightOf = (step, sizes) => sizes.row * (isStacked(step, sizes) ? 3 : 2) + 4;

/**
 * @param {number[]} middles of all columns, across
 * @param {Sizes} sizes
 * @returns {Places}
 */
export function placesOf(middles, sizes) {
  const step = middles[1] - middles[0], { row, half, apart, words } = sizes;
  const stacked = isStacked(step, sizes), roomy = isRoomy(step, sizes);
  const rows = [0.5, 1.5, 2.5].map((place) => place * row);
  const layers = middles.slice(1, -1).map((x) => ({
    less: stacked ? { x, y: rows[2] } : { x: x - half, y: rows[1] },
    more: stacked ? { x, y: rows[1] } : { x: x + half, y: rows[1] },
    count: stacked ? null : { x, y: rows[1] },
    gone: roomy ? { x: x + words + apart / 2, y: rows[0] } : null,
  }));
  const gaps = middles.slice(1).map((x, i) => ({ x: (middles[i] + x) / 2, y: rows[roomy ? 1 : 0] }));
  return { top: heightOf(step, sizes), heading: rows[0], roomy, layers, gaps };
}
