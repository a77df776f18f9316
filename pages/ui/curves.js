// Loss and accuracy while a network trains, on training and test rows.
// data, as JSON: {epochs: how many are planned, batches: [[epoch, loss], …],
//        evaluations: [[epoch, training loss, training accuracy, test loss, test accuracy], …]}
const paint = (() => {
  const CSS = `
    :host { display: block }
    .curves { position: relative; overflow-x: clip; display: flex; flex-wrap: wrap; gap: 12px 20px; font-family: var(--st-font, sans-serif); color: var(--st-text-color) }
    canvas { display: block }
    .tip { position: absolute; pointer-events: none; visibility: hidden; padding: 5px 8px; border-radius: 6px; white-space: pre;
           background: var(--st-text-color); color: var(--st-background-color); font-size: 12px; line-height: 1.4; font-variant-numeric: tabular-nums }`;
  const HEIGHT = 172, LEFT = 40, TOP = 22, BOTTOM = 30;
  const TRAIN = "#1476ce", TEST = "#ec7a08";

  class Curves {
    constructor(root) {
      const style = document.createElement("style");
      style.textContent = CSS;
      this.element = Object.assign(document.createElement("div"), { className: "curves" });
      this.element.innerHTML = `<canvas role="img"></canvas><canvas role="img"></canvas><div class="tip"></div>`;
      root.replaceChildren(style, this.element);
      this.canvases = [...this.element.querySelectorAll("canvas")];
      this.tip = this.element.querySelector(".tip");
      this.canvases.forEach((canvas, which) => {
        canvas.addEventListener("pointermove", (event) => { this.pointer = { which, x: event.offsetX }; this.draw(); });
        canvas.addEventListener("pointerleave", () => { this.pointer = null; this.tip.style.visibility = "hidden"; this.draw(); });
      });
      this.observer = new ResizeObserver(() => this.draw());
      this.observer.observe(this.element);
    }

    show(data) { this.data = data; this.draw(); }

    draw() {
      if (!this.data || !this.element.clientWidth) return;
      const { evaluations, batches } = this.data, column = (i) => evaluations.map((row) => [row[0], row[i]]);
      const reached = Math.max(1, this.data.epochs, evaluations.at(-1)?.[0] ?? 0, batches.at(-1)?.[0] ?? 0);
      // an untrained network's numbers would flatten all that follows, so the axes leave them out once there is more
      const learned = evaluations.length > 2 ? evaluations.filter((row) => row[0] > 0) : evaluations;
      const losses = learned.flatMap((row) => [row[1], row[3]]).filter(Number.isFinite);
      const accuracies = learned.flatMap((row) => [row[2], row[4]]).filter(Number.isFinite);
      const low = Math.max(0, Math.floor(20 * Math.min(0.95, ...accuracies)) / 20);
      this.plot(0, "Loss", [0, 1.25 * Math.max(0.1, ...losses)], reached, (value) => value.toFixed(2),
        [{ points: batches, color: TRAIN, name: "batches", faint: true }, { points: column(1), color: TRAIN, name: "training" },
         { points: column(3), color: TEST, name: "test" }]);
      this.plot(1, "Accuracy", [low, 1], reached, (value) => `${(100 * value).toFixed(value < 0.995 && value > 0.9 ? 1 : 0)}%`,
        [{ points: column(2), color: TRAIN, name: "training" }, { points: column(4), color: TEST, name: "test" }]);
    }

    plot(which, title, [low, high], last, text, series) {
      const canvas = this.canvases[which], total = this.element.clientWidth;
      const width = total < 420 ? total : Math.floor((total - 20) / 2), ratio = Math.min(2, devicePixelRatio || 1);
      if (canvas.width !== Math.round(width * ratio)) {
        Object.assign(canvas, { width: Math.round(width * ratio), height: HEIGHT * ratio });
        Object.assign(canvas.style, { width: `${width}px`, height: `${HEIGHT}px` });
      }
      const context = canvas.getContext("2d"), style = getComputedStyle(this.element), ink = style.color;
      const right = width - 8, bottom = HEIGHT - BOTTOM;
      const x = (epoch) => LEFT + (right - LEFT) * epoch / last, y = (value) => bottom - (bottom - TOP) * (value - low) / (high - low || 1);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, HEIGHT);
      context.font = `600 12.5px ${style.fontFamily}`;
      context.textAlign = "left"; context.textBaseline = "alphabetic"; context.fillStyle = ink;
      context.fillText(title, LEFT, 13);
      context.font = `11px ${style.fontFamily}`;
      let at = LEFT + 72;
      for (const { name, color, faint } of series) {
        if (faint) continue;
        context.fillStyle = color; context.fillRect(at, 8, 12, 3);
        context.fillStyle = ink; context.fillText(name, at + 16, 13);
        at += 30 + context.measureText(name).width;
      }
      context.globalAlpha = 0.7;
      for (let i = 0; i <= 2; i++) {
        const value = low + (high - low) * i / 2;
        context.textAlign = "right"; context.textBaseline = "middle"; context.fillText(text(value), LEFT - 5, y(value));
        context.globalAlpha = 0.15; context.fillRect(LEFT, Math.round(y(value)), right - LEFT, 1); context.globalAlpha = 0.7;
      }
      context.textBaseline = "top"; context.textAlign = "left"; context.fillText("0", LEFT, bottom + 5);
      context.textAlign = "right"; context.fillText(`${+last.toFixed(1)}`, right, bottom + 5);
      context.textAlign = "center"; context.fillText("epoch", (LEFT + right) / 2, bottom + 5);
      context.globalAlpha = 1;
      context.save();
      context.beginPath();
      context.rect(LEFT, TOP - 4, right - LEFT + 4, bottom - TOP + 8);
      context.clip();
      for (const { points, color, faint } of series) {
        const finite = points.filter((point) => Number.isFinite(point[1]));
        context.strokeStyle = context.fillStyle = color; context.lineWidth = faint ? 1 : 2; context.globalAlpha = faint ? 0.35 : 1; context.lineJoin = "round";
        context.beginPath();
        finite.forEach(([epoch, value], i) => context[i ? "lineTo" : "moveTo"](x(epoch), y(value)));
        context.stroke();
        if (!faint && finite.length <= 60) for (const [epoch, value] of finite) { context.beginPath(); context.arc(x(epoch), y(value), 2.5, 0, 7); context.fill(); }
      }
      context.restore();
      context.globalAlpha = 1;
      if (this.pointer?.which === which) this.explain(canvas, series, (this.pointer.x - LEFT) / (right - LEFT) * last, x, title);
    }

    explain(canvas, series, epoch, x, title) {
      const shown = series.filter(({ points, faint }) => points.length && !faint);
      if (!shown.length) return;
      const nearest = (points) => points.reduce((best, point) => Math.abs(point[0] - epoch) < Math.abs(best[0] - epoch) ? point : best);
      const lines = shown.map(({ points, name }) => [name, nearest(points)]);
      const value = (number) => !Number.isFinite(number) ? "–" : title === "Loss" ? number.toFixed(4) : `${(100 * number).toFixed(2)}%`;
      this.tip.textContent = `epoch ${+lines[0][1][0].toFixed(2)}\n${lines.map(([name, point]) => `${name} ${value(point[1])}`).join("\n")}`;
      const left = canvas.offsetLeft + x(lines[0][1][0]);
      this.tip.style.visibility = "visible";
      this.tip.style.left = `${Math.max(0, left + 12 + this.tip.offsetWidth > this.element.clientWidth ? left - 12 - this.tip.offsetWidth : left + 12)}px`;
      this.tip.style.top = `${canvas.offsetTop + TOP}px`;
    }
  }

  const curves = new WeakMap();
  return ({ data, parentElement }) => {
    let mine = curves.get(parentElement);
    if (!mine) curves.set(parentElement, (mine = new Curves(parentElement)));
    mine.show(JSON.parse(new TextDecoder().decode(data)));
    return () => { if (!mine.element.isConnected) mine.observer.disconnect(); };
  };
})();
