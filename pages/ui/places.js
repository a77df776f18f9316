// Digits at places on a plane, each a point in its class's color; the one under the pointer shows itself.
// data, as JSON: {sheet: base64 of a PNG, columns, points: [[x, y, truth, answer, certainty], …]}
const paint = (() => {
  const CSS = `
    :host { display: block }
    .places { position: relative; max-width: 900px; font-family: var(--st-font, sans-serif); color: var(--st-text-color); font-size: 13px }
    canvas { display: block; width: 100%; border-radius: 6px; background: color-mix(in srgb, var(--st-text-color) 3%, transparent); touch-action: pan-y }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-bottom: 6px } .legend span { display: inline-flex; align-items: center; gap: 4px }
    .legend button { border: 0; background: none; color: inherit; font: inherit; padding: 2px 4px; border-radius: 4px; cursor: pointer }
    .legend button[aria-pressed=true] { outline: 2px solid var(--st-primary-color) }
    .legend i { display: inline-block; width: 10px; height: 10px; border-radius: 5px; margin-right: 4px }
    .tip { position: absolute; visibility: hidden; pointer-events: none; padding: 6px; border-radius: 6px; display: flex; gap: 8px; align-items: center; white-space: pre;
           background: var(--st-text-color); color: var(--st-background-color); z-index: 3 }
    .ink { width: 56px; height: 56px; background-color: #000; image-rendering: pixelated; border-radius: 3px }`;
  // ten colors of equal weight that differ in lightness too; the digits are also written at the middle of their classes
  const COLORS = ["#1476ce", "#ec7a08", "#1a9c6b", "#c93a5b", "#8b5cd6", "#a0712b", "#d95fae", "#6b7580", "#9aa31a", "#22a7c2"];
  const INK = 56;

  class Places {
    constructor(root) {
      const style = document.createElement("style");
      style.textContent = CSS;
      this.element = Object.assign(document.createElement("div"), { className: "places" });
      this.element.innerHTML = `<div class="legend" role="group" aria-label="Show one digit alone"></div><canvas role="img"></canvas><div class="tip"><div class="ink"></div><span></span></div>`;
      root.replaceChildren(style, this.element);
      [this.legend, this.canvas, this.tip] = this.element.children;
      this.legend.innerHTML = COLORS.map((color, digit) => `<button aria-pressed="false"><i style="background:${color}"></i>${digit}</button>`).join("");
      [...this.legend.children].forEach((button, digit) => button.addEventListener("click", () => {
        this.only = this.only === digit ? null : digit;
        [...this.legend.children].forEach((one, i) => one.setAttribute("aria-pressed", i === this.only));
        this.draw();
      }));
      for (const kind of ["pointermove", "pointerdown"]) this.canvas.addEventListener(kind, (event) => this.explain(event));
      this.canvas.addEventListener("pointerleave", ({ pointerType }) => { if (pointerType !== "touch") this.hide(); });
      this.observer = new ResizeObserver(() => this.draw());
      this.observer.observe(this.element);
    }

    show(data) {
      this.data = data;
      const xs = data.points.map((point) => point[0]), ys = data.points.map((point) => point[1]);
      this.range = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      this.canvas.ariaLabel = `${data.points.length} digits where the last hidden layer puts them, colored by their true class.`;
      this.hide();
      this.draw();
    }

    place([x, y]) {
      const [left, right, low, high] = this.range, pad = 14;
      return [pad + (this.width - 2 * pad) * (x - left) / (right - left || 1), pad + (this.height - 2 * pad) * (high - y) / (high - low || 1)];
    }

    draw() {
      if (!this.data || !this.element.clientWidth) return;
      const ratio = Math.min(2, devicePixelRatio || 1), context = this.canvas.getContext("2d"), style = getComputedStyle(this.element);
      this.width = this.element.clientWidth;
      this.height = Math.min(520, Math.round(this.width * 0.8));
      Object.assign(this.canvas, { width: this.width * ratio, height: this.height * ratio });
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
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
      let best = -1, distance = 14;
      this.data.points.forEach((point, i) => {
        if (this.only != null && point[2] !== this.only) return;
        const [x, y] = this.place(point), away = Math.hypot(x - offsetX, y - offsetY);
        if (away < distance) [best, distance] = [i, away];
      });
      if (best < 0) return this.hide();
      const { sheet, columns, points } = this.data, [, , truth, answer, certainty] = points[best], [x, y] = this.place(points[best]);
      Object.assign(this.tip.firstChild.style, { backgroundImage: `url(data:image/png;base64,${sheet})`, backgroundSize: `${columns * INK}px auto`,
        backgroundPosition: `${-(best % columns) * INK}px ${-Math.floor(best / columns) * INK}px` });
      this.tip.lastChild.textContent = `truly ${truth}\nanswered ${answer}${answer === truth ? "" : " (wrong)"}\n${(100 * certainty).toFixed(0)}% sure`;
      const width = this.tip.offsetWidth, left = x + 12 + width > this.width ? x - 12 - width : x + 12;
      Object.assign(this.tip.style, { visibility: "visible", left: `${Math.max(0, left)}px`, top: `${this.canvas.offsetTop + Math.max(0, y - 74)}px` });
    }

    hide() { this.tip.style.visibility = "hidden"; }
  }

  const all = new WeakMap();
  return ({ data, parentElement }) => {
    let places = all.get(parentElement);
    if (!places) all.set(parentElement, (places = new Places(parentElement)));
    places.show(JSON.parse(new TextDecoder().decode(data)));
    return () => { if (!places.element.isConnected) places.observer.disconnect(); };
  };
})();
