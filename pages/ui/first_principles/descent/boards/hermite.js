// A curve between places whose values and slopes are known: cubics, as many as there are gaps.

/** @typedef {{places: number[], losses: number[], slopes: number[]}} Known places in ascending order */

/**
 * The value and the slope of a curve; beyond its ends, those of the end.
 * @param {Known} known
 * @param {number} at
 * @returns {{value: number, slope: number}}
 */
export function interpolated({ places, losses, slopes }, at) {
  const last = places.length - 1, x = Math.max(places[0], Math.min(places[last], at));
  let low = 0, high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle] <= x) low = middle;
    else high = middle;
  }
  const width = places[high] - places[low];
  if (!width) return { value: losses[low], slope: slopes[low] };
  const t = (x - places[low]) / width, s = 1 - t, rise = losses[high] - losses[low];
  return {
    value: losses[low] * (1 + 2 * t) * s * s + losses[high] * t * t * (3 - 2 * t)
      + width * t * s * (slopes[low] * s - slopes[high] * t),
    slope: 6 * t * s * rise / width + slopes[low] * s * (1 - 3 * t) + slopes[high] * t * (3 * t - 2),
  };
}
