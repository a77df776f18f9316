// The way from ink to 28x28 pixels: a picture after each step, the step's switch, and how many test drawings are read
// rightly without it. A click on a switch tells {step}.
// data, as JSON: see xray.explanation in xray.py
const CSS = `
  .way { font-size: 14px; line-height: 1.35; max-width: 460px }
  .row { display: grid; grid-template-columns: 76px 1fr; gap: 14px; align-items: center; min-height: 76px; margin-bottom: 16px; position: relative }
  .row:not(:last-of-type)::after { content: "↓"; position: absolute; left: 31px; bottom: -17px; opacity: .55; font-size: 13px }
  .frame { width: 76px; height: 76px; background: #000; border-radius: 5px; display: grid; place-items: center; overflow: hidden;
    outline: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent) }
  canvas { image-rendering: pixelated; display: block; outline: 1px dotted rgba(255, 255, 255, .25) }
  .title { font-weight: 600 } .words { font-size: 13px; opacity: .75 }
  button { all: unset; display: flex; gap: 9px; align-items: center; cursor: pointer; border-radius: 4px; min-height: 26px }
  button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .knob { width: 30px; height: 17px; border-radius: 9px; background: color-mix(in srgb, var(--st-text-color) 30%, transparent); position: relative; flex: none; transition: background .12s }
  .knob::after { content: ""; position: absolute; left: 2px; top: 2px; width: 13px; height: 13px; border-radius: 50%; background: #fff; transition: transform .12s }
  [aria-checked="true"] .knob { background: var(--st-primary-color) } [aria-checked="true"] .knob::after { transform: translateX(13px) }
  .without { font-size: 12.5px; font-variant-numeric: tabular-nums; opacity: .85 }
  .end { display: flex; gap: 16px; align-items: center } .digit { font-size: 64px; line-height: 70px; font-weight: 700; width: 76px; text-align: center; color: var(--st-primary-color) }
  .note { font-size: 12.5px; opacity: .7; margin-top: 8px }
  @media (prefers-reduced-motion: reduce) { .knob, .knob::after { transition: none } }`;
const FIRST = { drawing: ["Your drawing", "The sheet, its paper black and its ink white."],
  photo: ["The ink of your photo", "What stands out from the paper, evened against shadows; lines and specks are gone."],
  example: ["An example, until you draw", "A test digit, drawn on a sheet by the computer."] };
const ROW = (head) => `<div class="row"><div class="frame"><canvas role="img"></canvas></div>
  <div>${head}<div class="words"></div><div class="without"></div></div></div>`;
const SWITCH = `<button role="switch"><span class="knob"></span><span class="title"></span></button>`;
const END = `<div><div class="end"><div class="digit" role="status"></div><div class="said"></div></div><div class="note"></div></div>`;

class Way {
  constructor(element, { rows }) {
    element.innerHTML = ROW(`<div class="title"></div>`) + ROW(SWITCH).repeat(rows.length) + END;
    this.rows = [...element.querySelectorAll(".row")];
    this.end = element.lastElementChild;
    element.querySelectorAll("button").forEach((button, i) => (button.onclick = () => {
      button.setAttribute("aria-checked", button.getAttribute("aria-checked") !== "true");
      this.tell({ step: this.steps[i] });
    }));
  }

  show(data) {
    const [title, words] = FIRST[data.source], [first, ...rows] = this.rows;
    this.write(first, title, words, data.ink, title);
    this.steps = data.rows.map((row) => row.step);
    data.rows.forEach(({ title, words, on, picture, without }, i) => {
      this.write(rows[i], title, words, picture, `The picture after: ${title}`);
      rows[i].querySelector("button").setAttribute("aria-checked", on);
      rows[i].querySelector(".without").textContent = without == null ? "" : `Without this step alone: ${percent(without)} right`;
    });
    const off = data.rows.filter((row) => !row.on).length;
    const knows = data.said != null;
    this.end.querySelector(".digit").textContent = knows ? data.said : "?";
    this.end.querySelector(".said").textContent = !knows ? data.ignorance
      : `Read as a ${data.said}, ${percent(data.sure)} sure. ` + (off
        ? `Prepared like this, ${percent(data.accuracy)} of the test drawings are right; with every step, ${percent(data.with_all)}.`
        : `With every step, ${percent(data.accuracy)} of the test drawings are right.`);
    this.end.querySelector(".note").textContent = `Measured now, on ${data.tests} digits of MNIST's test set that the computer draws on a sheet: anywhere, of any size, with pens of any width. The forms are MNIST's own, so people's drawings are harder. A difference of less than a percent may be chance.`;
    globalThis.playgroundXray = { said: data.said, accuracy: data.accuracy, off, source: data.source };
  }

  write(row, title, words, { width, height, pixels }, label) {
    row.querySelector(".title").textContent = title;
    row.querySelector(".words").textContent = words;
    const canvas = painted(row.querySelector("canvas"), bytesOf(pixels), null, width, height), scale = 76 / Math.max(width, height);
    Object.assign(canvas.style, { width: `${width * scale}px`, height: `${height * scale}px` });
    canvas.setAttribute("aria-label", label);
  }
}

const paint = painterOf(Way, CSS, `<div class="way"></div>`);
