// Which of the fingers, palms and pens on a sheet the ink follows: one at a time, the one that moves. The ball of a
// hand may rest there first, and a second finger may tap in the middle of a stroke: neither changes the stroke.
//
// A pen or the mouse is followed at once. Of several touches the first one to move is, from where it came down; all
// others are ignored until they are lifted. A touch that has only rested leaves a dot, unless another one came after
// it.

const STILL = 10; // pixels of the sheet within which a touch rests

/**
 * @typedef {object} Touch
 * @property {string} kind "mouse", "pen" or "touch"
 * @property {number[]} points x and y in turn
 * @property {boolean} rests whether another one came while it had not moved: a palm
 * @property {boolean} ignored
 * @property {boolean} isInk whether all of its points have become a stroke already
 */

export class Hand {
  /** All that press, by the identifiers of their pointers. @type {Map<number, Touch>} */
  touches = new Map();
  /** @type {Touch | null} */
  followed = null;

  /**
   * Something comes down. Returns the points of the stroke that ends by it, if one does.
   * @param {number} id
   * @param {string} kind
   * @param {number} x
   * @param {number} y
   */
  down(id, kind, x, y) {
    const ended = this.up(id) ?? (kind === "touch" || this.followed?.kind !== "touch" ? null : this.leave());
    /** @type {Touch} */
    const touch = { kind, points: [x, y], rests: false, ignored: this.followed !== null, isInk: false };
    for (const other of this.touches.values()) other.rests = true;
    this.touches.set(id, touch);
    if (kind !== "touch" && !touch.ignored) this.follow(touch);
    return ended;
  }

  /** @param {number} id @param {number} x @param {number} y */
  move(id, x, y) {
    const touch = this.touches.get(id);
    if (!touch || touch.ignored) return;
    touch.points.push(x, y);
    touch.isInk = false;
    const [left, top] = touch.points;
    if (!this.followed && Math.hypot(x - left, y - top) > STILL) this.follow(touch);
  }

  /**
   * Something is lifted, or taken away by the system. Returns the points of its stroke, if it leaves one.
   * @param {number} id
   */
  up(id) {
    const touch = this.touches.get(id), isFollowed = touch === this.followed;
    this.touches.delete(id);
    if (!touch) return null;
    if (isFollowed) this.followed = null;
    return touch.isInk || touch.ignored || (touch.rests && !isFollowed) ? null : touch.points;
  }

  /** Make what is drawn now a stroke. Returns its points, if there are any; the next stroke goes on from the last. */
  cut() {
    const touch = this.drawing;
    if (!touch || touch.isInk) return null;
    const { points } = touch;
    Object.assign(touch, { points: points.slice(-2), isInk: true });
    return points;
  }

  /** What ink is to be seen of now: what is followed or, as long as nothing has moved, what came last. */
  get drawing() {
    if (this.followed) return this.followed;
    return [...this.touches.values()].findLast(({ rests, ignored }) => !rests && !ignored) ?? null;
  }

  /** @param {Touch} touch */
  follow(touch) {
    this.followed = touch;
    for (const other of this.touches.values()) other.ignored = other !== touch;
  }

  /** Follow nothing, and ignore what has been followed. Returns its points. */
  leave() {
    const touch = this.followed;
    this.followed = null;
    if (!touch) return null;
    touch.ignored = true;
    return touch.isInk ? null : touch.points;
  }
}
