// Whether this browser keeps up with a run that plays. What Streamlit's page does for each message takes a slow phone
// longer than all pictures in between: then fewer messages, each with more snapshots, bring more frames.

const LONG = 60; // milliseconds of a frame that something else held up; a phone that saves power has even ones of 33
const SLOW = 0.3, QUICK = 0.05; // of the time, in long frames: more is a slow browser, less may be a quick one again
const WINDOW = 2000; // milliseconds of frames that are looked at together
const LONGEST_FRAME = 1000; // milliseconds; a page that stood still for longer was not painting at all
const TO_SLOW = 2, TO_QUICK = 3; // windows in a row that it takes

export class Pace {
  slowFor = 0; // windows in a row
  quickFor = 0;
  toQuick = TO_QUICK; // doubled each time, so that a browser in between does not go to and fro
  before = NaN; // when the last frame was painted
  spent = 0; // milliseconds, and those in long frames
  lost = 0;

  /** @param {boolean} slow as was known before */
  constructor(slow) { this.slow = slow; }

  /** A frame was painted, and the next one is wanted. @param {number} now milliseconds */
  note(now) {
    const spent = now - this.before;
    this.before = now;
    if (!(spent < LONGEST_FRAME)) return;
    this.spent += spent;
    if (spent > LONG) this.lost += spent;
    if (this.spent >= WINDOW) this.judge();
  }

  /** No further frame is wanted: the time until the next one says nothing. */
  rest() { this.before = NaN; }

  judge() {
    const share = this.lost / this.spent;
    this.lost = this.spent = 0;
    this.slowFor = share > SLOW ? this.slowFor + 1 : 0;
    this.quickFor = share < QUICK ? this.quickFor + 1 : 0;
    if (!this.slow && this.slowFor >= TO_SLOW) this.slow = true;
    else if (this.slow && this.quickFor >= this.toQuick) {
      this.slow = false;
      this.toQuick *= 2;
    }
  }
}
