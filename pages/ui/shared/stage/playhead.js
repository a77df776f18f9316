// Where the stage is between the snapshots that it was sent: it goes from one to the next in about the time that Python
// took for it, so that what comes in bursts moves evenly.

import { Blender } from "./blend.js";

/**
 * @import { Blend } from "./blend.js"
 * @import { Snapshot } from "./messages/message.js"
 */

const FEWEST = 3; // snapshots of a message, at least, for what follows
const LONGEST_QUEUE = 3; // messages whose snapshots wait to be shown; a tab in the background would pile them up
const SHORT = 0.45, LONG = 1.5; // messages, by the snapshots that wait

export class Playhead {
  /** @param {Snapshot} snapshot */
  constructor(snapshot) {
    this.shown = snapshot;
    this.target = snapshot;
    /** @type {Snapshot[]} */
    this.queue = [];
    this.burst = FEWEST; // snapshots that come at once
    this.held = false;
    /** @type {Blend} */
    this.painted = snapshot;
    this.started = 0; // when the way to the target began
    this.arrived = 0; // when the last one ended
    this.blender = new Blender();
  }

  /** Whether there is something left to show. */
  get isMoving() { return !this.held && (this.target !== this.shown || this.queue.length > 0); }

  /** Stand still where it is, until the next jump, or until released. */
  hold() { this.held = true; }

  release() { this.held = false; }

  /** Show this one, exactly and at once. @param {Snapshot} snapshot */
  jump(snapshot) {
    this.queue = [];
    this.held = false;
    this.shown = this.target = snapshot;
  }

  /** Go on to these; returns how many had to be dropped. @param {Snapshot[]} snapshots */
  add(snapshots) {
    this.queue.push(...snapshots);
    this.burst = Math.max(FEWEST, snapshots.length);
    const late = Math.max(0, this.queue.length - LONGEST_QUEUE * this.burst);
    if (late) this.queue.splice(0, late);
    return late;
  }

  /**
   * What to paint at a time, `shown` being the snapshot that was reached last.
   * @param {number} now milliseconds
   * @param {number} gap milliseconds from a snapshot to the next
   * @returns {Blend}
   */
  at(now, gap) {
    if (!this.held) this.painted = this.goOn(now, gap);
    return this.painted;
  }

  /** @param {number} now @param {number} gap @returns {Blend} */
  goOn(now, gap) {
    const next = this.target === this.shown ? this.queue.shift() : undefined;
    if (next) {
      this.target = next;
      this.started = this.arrived && now - this.arrived < 40 ? this.arrived : now;
    }
    if (this.target === this.shown) return this.shown;
    // a short queue is played a little slower and a long one faster, so that it never runs dry nor falls behind
    const waiting = this.queue.length / this.burst, length = gap * (waiting < SHORT ? 1.2 : waiting > LONG ? 0.6 : 1);
    const t = (now - this.started) / length;
    if (t < 1) return this.blender.blend(this.shown, this.target, t);
    this.shown = this.target;
    this.arrived = this.started + length;
    return this.shown;
  }
}
