// The curves that stand for weights.

/** @typedef {number[]} Curve x and y of a Bézier curve's start, its two handles and its end */

/**
 * The point of a curve at t, 0 to 1.
 * @param {Curve} curve
 * @param {number} t
 */
export function alongCurve([x0, y0, x1, y1, x2, y2, x3, y3], t) {
  const s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}

/**
 * How far a point is from a curve, or infinity beside it.
 * @param {Curve} curve
 * @param {number} x
 * @param {number} y
 */
export function distanceTo(curve, x, y) {
  const [x0, , , , , , x3] = curve;
  if (x < Math.min(x0, x3) || x > Math.max(x0, x3)) return Infinity;
  let best = Infinity;
  for (let i = 0; i <= 24; i++) {
    const [px, py] = alongCurve(curve, i / 24);
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}
