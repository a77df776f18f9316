// Which of several things is the nearest.

/**
 * The one of several things that is the least `away`, and nearer than `reach`; null if none is.
 * @template Thing
 * @param {Iterable<Thing>} things
 * @param {(thing: Thing) => number} away
 * @param {number} [reach]
 * @returns {Thing | null}
 */
export function closest(things, away, reach = Infinity) {
  let best = null;
  for (const thing of things) {
    const distance = away(thing);
    if (distance < reach) [best, reach] = [thing, distance];
  }
  return best;
}

/**
 * Of rows [epoch, ...] the one nearest to an epoch.
 * @template {ArrayLike<number>} Row
 * @param {Iterable<Row>} rows
 * @param {number} epoch
 */
export const nearest = (rows, epoch) => closest(rows, (row) => Math.abs(row[0] - epoch));
