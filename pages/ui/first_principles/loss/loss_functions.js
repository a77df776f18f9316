// The engine's losses once more, for pictures that follow a finger: a test holds them to the engine's own numbers.

/**
 * The losses of a prediction p for a label y, 0 or 1, with their derivatives with respect to p.
 * @type {Record<"mse" | "crossEntropy", Record<"f" | "slope", (p: number, y: number) => number>>}
 */
export const LOSSES = {
  mse: { f: (p, y) => (p - y) ** 2, slope: (p, y) => 2 * (p - y) },
  crossEntropy: { f: (p, y) => 0 - (y ? Math.log(p) : Math.log1p(-p)), slope: (p, y) => (y ? -1 / p : 1 / (1 - p)) },
};

/** Probabilities of scores. @param {number[]} scores */
export function softmax(scores) {
  const largest = Math.max(...scores), powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}

/** The loss of the correct one of two classes, whose score lies d behind. @param {number} d */
export const twoClassLoss = (d) => d + Math.log1p(Math.exp(-d));

/** Scores from a text of ours, parted by commas; nothing if they are not numbers. @param {unknown} text */
export function scoresOf(text) {
  const found = typeof text === "string" ? text.split(",").map((part) => (part.trim() ? Number(part) : NaN)) : [];
  return found.length > 1 && found.every(Number.isFinite) ? found : null;
}

/** The end of an axis around zero that has room for all of these. @param {number[]} values */
export function reach(values) {
  const size = Math.max(5, ...values.map(Math.abs)), power = 10 ** Math.floor(Math.log10(size));
  return power * ([1, 2, 5].find((factor) => factor * power >= size) ?? 10);
}
