// Where gradient descent has been on a curve: steps that Python has computed, taken one after the other.

/**
 * @typedef {{at: number[], losses: number[], slopes: number[]}} Path steps to come, the first one from where it is now
 * @typedef {{at: number, loss: number}} Stop
 */

export class Walk {
  /** The places so far, the present one last. @type {Stop[]} */
  stops = [];
  /** What the curve depends on. */
  key = "";

  /** How many steps have been taken. */
  get count() { return Math.max(0, this.stops.length - 1); }

  /**
   * Note where the weight is. Where no step has led, a new walk begins.
   * @param {string} key
   * @param {number} at
   * @param {number} loss
   */
  arrive(key, at, loss) {
    if (key === this.key && this.stops.at(-1)?.at === at) return;
    this.key = key;
    this.stops = [{ at, loss }];
  }

  /**
   * Take the next step of a path that leads through the present place; where to, or nothing if the path does not know.
   * @param {Path} path
   */
  step(path) {
    const here = this.stops.at(-1), found = here ? path.at.indexOf(here.at) : -1;
    if (found < 0 || found === path.at.length - 1) return null;
    const next = { at: path.at[found + 1], loss: path.losses[found + 1] };
    this.stops.push(next);
    return next;
  }

  /** Go back to the first place. */
  back() {
    this.stops.length = Math.min(1, this.stops.length);
    return this.stops[0];
  }
}
