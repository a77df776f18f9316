// Numbers as people read them.

/** @typedef {{name: string, unit: string, scale: number, offset: number}} Feature raw value = value * scale + offset */

/**
 * With so many decimals, fewer where a number is large.
 * @param {number} value
 * @param {number} [digits]
 */
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e5) return value.toExponential(1).replace("-", "−");
  const text = value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? Math.min(2, digits) : digits);
  return withMinus(text);
}

/** @param {number} loss */
export function lossText(loss) {
  if (!Number.isFinite(loss)) return "–";
  return loss > 0 && loss < 1e-3 ? loss.toExponential(1).replace("-", "−") : number(loss, 4);
}

/** @param {number} share @param {number} [digits] */
export const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}%`;

/**
 * An accuracy as a whole percentage; with a digit more where it would say 100% although something is wrong.
 * @param {number} accuracy
 */
export function accuracyText(accuracy) {
  if (!Number.isFinite(accuracy)) return "–";
  return accuracy > 0.994 && accuracy < 1 ? `${(Math.floor(1000 * accuracy) / 10).toFixed(1)}%` : percent(accuracy, 0);
}

const GROUPED = new Intl.NumberFormat("en-US"); // toLocaleString would make a new one each time, 20 us

/** A whole number with its thousands apart. @param {number} value */
export const grouped = (value) => GROUPED.format(Math.floor(value + 1e-4));

/**
 * A whole number behind its article, by the sound of its name: "a 7", "an 8", "an 11", "a 110", "an 80,000".
 * @param {number} value
 */
export function withArticle(value) {
  let first = value;
  while (first >= 1000) first = Math.floor(first / 1000); // a number is read from its first group of three digits on
  return `${[11, 18].includes(first) || `${first}`.startsWith("8") ? "an" : "a"} ${grouped(value)}`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`;

/**
 * Halfway through an epoch counts too: per-sample training moves four times in one.
 * @param {number} epoch
 * @param {number} steps in an epoch
 */
export function epochText(epoch, steps) {
  const rest = epoch - Math.floor(epoch + 1e-4);
  if (rest <= 1e-3 || epoch >= 1000) return grouped(epoch);
  return (Math.floor(epoch * 100 + 0.01) / 100).toFixed(steps > 1 ? 2 : 0);
}

/**
 * With so many decimals, few or none of which may say anything, or with six digits in all where that would be long.
 * @param {number} value
 * @param {number} digits
 */
export function decimals(value, digits) {
  const long = Math.abs(value) >= 1e15 || digits > 12;
  return withMinus(long ? `${+value.toPrecision(6)}` : value.toFixed(Math.max(0, digits)));
}

/**
 * As one types it, with as many digits as help.
 * @param {number} value
 */
export const typed = (value) => `${Number.isFinite(value) ? +value.toPrecision(Math.abs(value) < 1 ? 4 : 5) : value}`;

/** With its sign. @param {number} value @param {number} [digits] */
export const signed = (value, digits = 2) => (value >= 0 ? "+" : "") + number(value, digits);

/** Exactly so many decimals. @param {number} value @param {number} digits */
export const fixed = (value, digits) => value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");

/** How sure a network is; never all the way. @param {number} probability */
export const certainty = (probability) =>
  probability > 0.9995 && probability < 1 ? "more than 99.9%" : percent(probability);

/** A feature's name with its unit. @param {Feature} feature */
export const named = ({ name, unit }) => (unit ? `${name}, ${unit}` : name);

/**
 * An axis's name and a value along it as people know it.
 * @param {Feature} axis
 * @param {number} value
 * @param {number} digits
 */
export function valueOf({ name, unit, scale, offset }, value, digits) {
  return `${name} ${decimals(value * scale + offset, digits)}${unit ? ` ${unit}` : ""}`;
}

/**
 * The same of a point, as it was typed: with all digits that its column's spread leaves a float32, but for zeros at
 * their end.
 * @param {Feature} axis
 * @param {number} value
 */
export function ownValueOf({ name, unit, scale, offset }, value) {
  const raw = value * scale + offset, digits = 4 - Math.floor(Math.log10(scale));
  const text = digits < 0 || digits > 12 || Math.abs(raw) >= 1e21 ? `${+raw.toPrecision(7)}` : raw.toFixed(digits);
  const short = text.includes("e") || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
  return `${name} ${(Number(short) ? short : "0").replace("-", "−")}${unit ? ` ${unit}` : ""}`;
}

/**
 * A total of so many digits, and the parts that make it up with the digits, up to `most` more, that it takes to come
 * to it by adding what is printed; comesOut: whether one does.
 * @param {number} total
 * @param {number[]} parts
 * @param {number} digits
 * @param {number} [most]
 */
export function addedUp(total, parts, digits, most = 6) {
  const said = Number(total.toFixed(digits)), half = 0.5 * 10 ** -digits;
  /** @param {number} more */
  const texts = (more) => parts.map((part) => (part >= 0 ? "+" : "") + fixed(part, digits + more));
  for (let more = 0; more <= most; more++) {
    const sum = parts.reduce((all, part) => all + Number(part.toFixed(digits + more)), 0);
    if (Math.abs(sum - said) < 0.999 * half) return { total: fixed(total, digits), parts: texts(more), comesOut: true };
  }
  return { total: fixed(total, digits), parts: texts(0), comesOut: false };
}

/**
 * A text that is no wider than there is room, cut with an ellipsis where it would be.
 * @param {string} text
 * @param {number} room
 * @param {(text: string) => number} widthOf
 */
export function shortened(text, room, widthOf) {
  if (widthOf(text) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join("").trimEnd()}…`) > room) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** A true minus before a number, and none before 0. @param {string} text */
const withMinus = (text) => (Number(text) ? text : text.replace("-", "")).replace("-", "−");
