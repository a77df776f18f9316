// A pinned run: its map and numbers stay beside the next ones, and its curve in their curve. It lives in the browser, as
// it is a picture and not a run: so it outlasts restarts, other problems and visits to other pages.

const PINNED_CSS = `
  .pinned { display: flex; gap: 12px; align-items: center; margin-top: 8px; padding-top: 8px; line-height: 1.45;
            border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
  .pinned[hidden] { display: none } .pinned > div { flex: 1; min-width: 0 } .pinned p { margin: 0; font-variant-numeric: tabular-nums }
  .pinned canvas { flex: none; width: 84px; height: 84px; border: 1px solid color-mix(in srgb, currentColor 35%, transparent) }`;
const PINNED_HTML = `<div class="pinned" role="group" aria-label="Pinned run" hidden><canvas role="img"></canvas>
    <div><p class="pinned-name"></p><p class="pinned-settings"></p><p class="pinned-numbers"></p><p class="pinned-note"></p></div>
    <span class="tools"><button class="unpin" type="button">Unpin</button></span></div>`;

class Pinned {
  constructor(stage, element, button) {
    this.stage = stage;
    this.element = element;
    const find = (part) => element.querySelector(`.pinned-${part}`);
    this.parts = { name: find("name"), settings: find("settings"), numbers: find("numbers"), note: find("note") };
    this.canvas = element.querySelector("canvas");
    button.addEventListener("click", () => this.pin());
    element.querySelector(".unpin").addEventListener("click", () => { this.pin(null); button.focus(); });
  }

  get run() { return globalThis.playground.pinned; }

  pin(run = this.present()) {
    globalThis.playground.pinned = run;
    this.written = null;
    this.stage.stale = true;
    this.stage.wake();
  }

  // What is on the stage, as it is this moment.
  present() {
    const { scene, shown, curve } = this.stage;
    const { problem, settings, lossName, outputs } = scene, { loss, accuracy, testLoss, testAccuracy, map } = shown;
    return { problem, settings, lossName, outputs, loss, accuracy, testLoss, testAccuracy, map: map.slice(), tested: this.stage.tested,
             at: epochText(shown.epoch, scene.stepsPerEpoch),
             curve: curve.points.filter(([epoch]) => epoch <= shown.epoch + 1e-3).map((row) => [...row]) };
  }

  // Called whenever the stage's numbers are written; looks at the rest only if it has changed.
  paint() {
    const { run, stage } = this, { theme, scene } = stage;
    this.element.hidden = !run || scene.moments == null;
    if (this.element.hidden) return;
    const note = run.problem !== scene.problem ? "Another problem than the present one."
      : run.lossName !== scene.lossName ? `Its loss, ${run.lossName}, cannot be compared with this one; its accuracy can.` : "";
    if (this.parts.note.textContent !== note) this.parts.note.textContent = note;
    if (this.written === theme) return;
    this.written = theme;
    const side = Math.sqrt(run.map.length / run.outputs), field = new Cells(side, side);
    this.canvas.width = this.canvas.height = side;
    if (run.outputs === 1) field.color(run.map, theme.scale);
    else field.colorByClass(run.map, run.outputs, theme);
    this.canvas.getContext("2d").drawImage(field.canvas, 0, 0);
    this.parts.name.innerHTML = "<b></b>";
    this.parts.name.firstChild.textContent = `Pinned: ${run.problem}`;
    this.parts.settings.textContent = run.settings;
    this.parts.numbers.textContent = [`Epoch ${run.at}`, `loss ${lossText(run.loss)}`,
      Number.isFinite(run.accuracy) && `accuracy ${share(run.accuracy)}`,
      run.tested && `on test points ${lossText(run.testLoss)}` + (Number.isFinite(run.testAccuracy) ? `, ${share(run.testAccuracy)}` : "")]
      .filter(Boolean).join(" · ");
    this.canvas.ariaLabel = "What the pinned network answers everywhere on the plane.";
  }
}
