// The errors of finite differences over their step size, as the picture needs them. All are powers of ten.

/**
 * @typedef {object} Errors
 * @property {number[]} powers step sizes: -1 for 1/10, in ascending order
 * @property {number[]} forward of the forward difference
 * @property {number[]} central
 * @property {number} backprop backpropagation's own
 * @property {boolean} isRelative
 * @property {{power: number, forward: number, central: number}} now those of the step size that Python knows of
 */

/**
 * An error at any step size, between those that were sent.
 * @param {Errors} errors
 * @param {"forward" | "central"} which
 * @param {number} power
 */
export function errorAt({ powers, now, ...errors }, which, power) {
  if (power === now.power) return now[which];
  const right = powers.findIndex((each) => each >= power), all = errors[which];
  if (right < 1) return right ? all[all.length - 1] : all[0];
  const share = (power - powers[right - 1]) / (powers[right] - powers[right - 1]);
  return all[right - 1] + share * (all[right] - all[right - 1]);
}

/** The end of the axis of errors. @param {Errors} errors */
export const top = ({ forward, central }) => Math.max(1, Math.ceil(Math.max(...forward, ...central)));

/** A power of ten. @param {number} power */
export const raised = (power) =>
  power === 0 ? "1" : `10${[...`${power}`].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("")}`;
