// Digits at places on a plane, each a point in its class's color; the one under the pointer shows itself.
// data, as JSON: {sheet: base64 of a PNG, columns, points: [[x, y, truth, answer, certainty], …]}
const CSS = `
  .places { position: relative; max-width: 900px; font-size: 13px }
  canvas { display: block; width: 100%; border-radius: 6px; background: color-mix(in srgb, var(--st-text-color) 3%, transparent); touch-action: pan-y }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-bottom: 6px } .legend span { display: inline-flex; align-items: center; gap: 4px }
  .legend button { border: 0; background: none; color: inherit; font: inherit; padding: 2px 4px; border-radius: 4px; cursor: pointer }
  .legend button[aria-pressed=true] { outline: 2px solid var(--st-primary-color) }
  .legend i { display: inline-block; width: 10px; height: 10px; border-radius: 5px; margin-right: 4px }
  .tip { padding: 6px; display: flex; gap: 8px; align-items: center }
  .ink { width: 56px; height: 56px; background-color: #000; image-rendering: pixelated; border-radius: 3px }`;
// ten colors of equal weight that differ in lightness too; the digits are also written at the middle of their classes
const COLORS = [BLUE, ORANGE, "#1a9c6b", "#c93a5b", "#8b5cd6", "#a0712b", "#d95fae", "#6b7580", "#9aa31a", "#22a7c2"];
const INK = 56;
const HTML = `<div class="places"><div class="legend" role="group" aria-label="Show one digit alone">
  ${COLORS.map((color, digit) => `<button aria-pressed="false"><i style="background:${color}"></i>${digit}</button>`).join("")}
  </div><canvas role="img"></canvas><div class="tip"><div class="ink"></div><span></span></div></div>`;

class Places {
  constructor(element) {
    this.element = element;
    [this.legend, this.canvas, this.tip] = element.children;
    const buttons = [...this.legend.children];
    buttons.forEach((button, digit) => button.addEventListener("click", () => {
      this.only = this.only === digit ? null : digit;
      buttons.forEach((one, i) => one.setAttribute("aria-pressed", i === this.only));
      this.draw();
    }));
    for (const kind of ["pointermove", "pointerdown"]) this.canvas.addEventListener(kind, (event) => this.explain(event));
    this.canvas.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") this.hide(); });
  }

  show(data) {
    this.data = data;
    const xs = data.points.map((point) => point[0]), ys = data.points.map((point) => point[1]);
    this.range = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    this.canvas.ariaLabel = `${data.points.length} digits where the last hidden layer puts them, colored by their true class.`;
    this.hide();
    this.draw();
  }

  resize() { this.draw(); }

  place([x, y]) {
    const [left, right, low, high] = this.range, pad = 14;
    return [pad + (this.width - 2 * pad) * (x - left) / (right - left || 1), pad + (this.height - 2 * pad) * (high - y) / (high - low || 1)];
  }

  draw() {
    if (!this.element.clientWidth) return;
    this.width = this.element.clientWidth;
    this.height = Math.min(520, Math.round(this.width * 0.8));
    const context = sharp(this.canvas, this.width, this.height), style = getComputedStyle(this.element);
    const middles = COLORS.map(() => []);
    for (const point of this.data.points) {
      const [x, y] = this.place(point), [, , truth, answer] = point;
      middles[truth].push([x, y]);
      context.globalAlpha = this.only == null || this.only === truth ? 0.8 : 0.06;
      context.fillStyle = COLORS[truth];
      context.beginPath();
      context.arc(x, y, 3, 0, 7);
      context.fill();
      if (answer !== truth) { context.strokeStyle = style.color; context.lineWidth = 1.5; context.beginPath(); context.arc(x, y, 5.5, 0, 7); context.stroke(); }
    }
    context.globalAlpha = 1;
    Object.assign(context, { font: `700 17px ${style.fontFamily}`, textAlign: "center", textBaseline: "middle", lineWidth: 4, lineJoin: "round",
                             strokeStyle: style.getPropertyValue("--st-background-color") || "#fff", fillStyle: style.color });
    const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    middles.forEach((points, digit) => {
      if (!points.length || (this.only != null && this.only !== digit)) return;
      const x = median(points.map((point) => point[0])), y = median(points.map((point) => point[1]));
      context.strokeText(digit, x, y);
      context.fillText(digit, x, y);
    });
  }

  explain({ offsetX, offsetY }) {
    const { points } = this.data, shown = points.filter((point) => this.only == null || point[2] === this.only);
    const away = (point) => { const [x, y] = this.place(point); return Math.hypot(x - offsetX, y - offsetY); };
    const best = closest(shown, away, 14);
    if (!best) return this.hide();
    const [, , truth, answer, certainty] = best, [x, y] = this.place(best);
    cut(this.tip.firstChild, INK, this.data, points.indexOf(best));
    this.tip.lastChild.textContent = `truly ${truth}\nanswered ${answer}${answer === truth ? "" : " (wrong)"}\n${percent(certainty, 0)} sure`;
    putBeside(this.tip, x, this.canvas.offsetTop + Math.max(0, y - 74), this.width);
    this.tip.style.visibility = "visible";
  }

  hide() { this.tip.style.visibility = "hidden"; }
}

const paint = painterOf(Places, CSS, HTML);
