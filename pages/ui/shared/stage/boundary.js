// The decision boundary: the line on which a network is undecided between two classes, which moves from the first step
// on, long before the colors on its two sides can be told apart.

const UNDECIDED = 127.5; // of answers 0..255
const LEAST = 2; // by which answers differ where there is a line: rounding alone makes a difference of 1

/**
 * The line through a square map, as segments [x0, y0, x1, y1, ...] on a square of one by one. Values come rounded,
 * which would give the line steps where the answers are almost even; so each is taken as the mean of its neighborhood
 * first.
 * @param {ArrayLike<number>} map
 * @param {number} side
 */
export function boundaryOf(map, side) {
  /** @type {number[]} */
  const segments = [];
  if (spread(map) < LEAST) return segments;
  const values = smoothed(smoothed(map, side, 1), side, side);
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const first = row * side + column, a = values[first] - UNDECIDED, b = values[first + 1] - UNDECIDED;
      const c = values[first + side + 1] - UNDECIDED, d = values[first + side] - UNDECIDED;
      if (a < 0 === b < 0 && b < 0 === c < 0 && c < 0 === d < 0) continue;
      if (a < 0 !== b < 0) segments.push((column + a / (a - b) + 0.5) / side, (row + 0.5) / side);
      if (b < 0 !== c < 0) segments.push((column + 1.5) / side, (row + b / (b - c) + 0.5) / side);
      if (d < 0 !== c < 0) segments.push((column + d / (d - c) + 0.5) / side, (row + 1.5) / side);
      if (a < 0 !== d < 0) segments.push((column + 0.5) / side, (row + a / (a - d) + 0.5) / side);
    }
  }
  return segments;
}

/** How far the highest value is from the lowest. @param {ArrayLike<number>} values */
function spread(values) {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return high - low;
}

/**
 * Each value as the mean of itself and its neighbors `step` away; at the edges as it is, or straight lines would bend.
 * @param {ArrayLike<number>} values
 * @param {number} side
 * @param {number} step
 */
function smoothed(values, side, step) {
  const result = new Float32Array(side * side);
  for (let i = 0; i < result.length; i++) {
    const place = step === 1 ? i % side : Math.floor(i / side);
    const isEdge = place === 0 || place + 1 === side;
    result[i] = isEdge ? values[i] : (values[i] + values[i - step] + values[i + step]) / 3;
  }
  return result;
}
