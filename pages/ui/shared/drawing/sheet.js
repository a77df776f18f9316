// What lies on a sheet. The browser owns it: strokes, Undo and Clear count at once, and Python hears of each state as a
// whole. What Python lays on it (strokes of an earlier visit, say) replaces what Python knew of and nothing else, so
// whatever was drawn while that was on its way stays.

/**
 * @typedef {object} Stroke
 * @property {number[]} points x and y in turn, in the sheet's pixels
 * @property {number} width of the brush, in pixels
 * @property {boolean} erases
 *
 * @typedef {object} Laid what Python has laid on the sheet last
 * @property {string} visit Python's name for the visit; another one knows nothing of this sheet
 * @property {number} revision one more each time
 * @property {number} basis the last change that Python knew of then
 * @property {Stroke[]} strokes
 * @property {Stroke[]} cleared what Undo is to bring back while the sheet is blank
 */

export class Sheet {
  /** @type {Stroke[]} */
  strokes = [];
  /** @type {Stroke[]} */
  cleared = [];
  /** How often what lies here has changed, and the last change that Python knows of. */
  changes = 0;
  known = 0;
  /** The last change that a person made. */
  touched = 0;
  visit = "";
  revision = 0;
  /** What Python has laid before it knew of this change does not count: it had lost what it knew. */
  basis = 0;
  /** The change by which each stroke came here. @type {WeakMap<Stroke, number>} */
  since = new WeakMap();

  /** @param {Stroke} stroke */
  add(stroke) {
    this.cleared = [];
    this.put([...this.strokes, stroke]);
    this.touched = this.changes;
  }

  /** Take the last stroke back, or the clearing of the sheet. */
  undo() {
    if (this.strokes.length) this.put(this.strokes.slice(0, -1));
    else {
      const { cleared } = this;
      this.cleared = [];
      this.put(cleared);
    }
    this.touched = this.changes;
  }

  clear() {
    if (this.strokes.length) this.cleared = this.strokes;
    this.put([]);
    this.touched = this.changes;
  }

  /** @param {Stroke[]} strokes */
  put(strokes) {
    this.changes += 1;
    for (const stroke of strokes) if (!this.strokes.includes(stroke)) this.since.set(stroke, this.changes);
    this.strokes = strokes;
  }

  /** Whether Python has still to hear of something. */
  get isNews() { return this.changes > this.known; }

  /** Whether a person has changed something since Python heard last. */
  get isTouched() { return this.touched > this.known; }

  /**
   * Hear from Python.
   * @param {Laid} laid
   * @param {number} known the last change that Python knows of
   */
  hear(laid, known) {
    if (laid.visit !== this.visit) this.meet(laid, known);
    else this.known = Math.max(this.known, known);
    if (laid.revision <= this.revision) return;
    this.revision = laid.revision;
    if (laid.basis >= this.basis) this.lay(laid);
  }

  /** Python is another than before, or the first one. @param {Laid} laid @param {number} known */
  meet({ visit }, known) {
    const isLost = this.visit && (this.strokes.length || this.cleared.length);
    this.changes = Math.max(this.changes, known); // numbers that it knows mean something else
    Object.assign(this, { visit, revision: 0, known: this.changes });
    if (!isLost) return;
    this.put(this.strokes);
    this.basis = this.changes;
  }

  /** @param {Laid} laid */
  lay({ basis, strokes, cleared }) {
    const newer = this.strokes.filter((stroke) => (this.since.get(stroke) ?? 0) > basis);
    this.cleared = newer.length ? [] : cleared;
    this.put([...strokes, ...newer]);
    for (const stroke of strokes) this.since.set(stroke, 0); // Python knows them
  }
}
