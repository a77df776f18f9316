// Where an axis has its numbers.

import { decimals } from "./text.js";

/**
 * Round raw values along an axis, about `many` or one more, and how far along it, 0 to 1, each one stands.
 * @param {number[]} range of values, from and to
 * @param {{scale: number, offset: number}} axis raw value = value * scale + offset
 * @param {number} [many]
 */
export function ticks(range, { scale, offset }, many = 4) {
  const [low, high] = range.map((value) => value * scale + offset);
  const rough = (high - low) / many, power = 10 ** Math.floor(Math.log10(rough));
  if (!(rough > 4e-15 * Math.max(Math.abs(low), Math.abs(high)))) // all alike to a computer
    return [{ at: 0.5, text: decimals(low, 0) }];
  const step = power * ([1, 2, 5].find((factor) => factor * power >= 0.8 * rough) ?? 10);
  const digits = -Math.floor(Math.log10(step) + 1e-9), first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => first + i)
    .map((place) => ({ at: (place * step - low) / (high - low), text: decimals(place ? place * step : 0, digits) }));
}
