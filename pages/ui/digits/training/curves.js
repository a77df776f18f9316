// Loss and accuracy while a network trains, on training and test rows.
// data, as JSON: {epochs: how many are planned, batches: [[epoch, loss], …],
//        evaluations: [[epoch, training loss, training accuracy, test loss, test accuracy], …]}
const CSS = `
  .curves { position: relative; overflow-x: clip; display: flex; flex-wrap: wrap; gap: 12px 20px }
  canvas { display: block }
  .tip { padding: 5px 8px; font-size: 12px; line-height: 1.4; font-variant-numeric: tabular-nums }`;
const HTML = `<div class="curves"><canvas role="img"></canvas><canvas role="img"></canvas><div class="tip"></div></div>`;
const HEIGHT = 172, LEFT = 40, TOP = 22, BOTTOM = 30;
const TRAIN = BLUE, TEST = ORANGE;

class Curves {
  constructor(element) {
    Object.assign(this, { element, tip: element.lastElementChild, canvases: [...element.querySelectorAll("canvas")] });
    this.canvases.forEach((canvas, which) => {
      canvas.addEventListener("pointermove", (event) => { this.pointer = { which, x: event.offsetX }; this.draw(); });
      canvas.addEventListener("pointerleave", () => { this.pointer = null; this.tip.style.visibility = "hidden"; this.draw(); });
    });
  }

  show(data) { this.data = data; this.draw(); }
  resize() { this.draw(); }

  draw() {
    if (!this.element.clientWidth) return;
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
    this.plot(1, "Accuracy", [low, 1], reached, (value) => percent(value, value < 0.995 && value > 0.9 ? 1 : 0),
      [{ points: column(2), color: TRAIN, name: "training" }, { points: column(4), color: TEST, name: "test" }]);
  }

  plot(which, title, [low, high], last, text, series) {
    const canvas = this.canvases[which], total = this.element.clientWidth;
    const width = total < 420 ? total : Math.floor((total - 20) / 2), context = sharp(canvas, width, HEIGHT);
    const style = getComputedStyle(this.element), ink = style.color;
    const right = width - 8, bottom = HEIGHT - BOTTOM;
    const x = (epoch) => LEFT + (right - LEFT) * epoch / last, y = (value) => bottom - (bottom - TOP) * (value - low) / (high - low || 1);
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
    const lines = shown.map(({ points, name }) => [name, nearest(points, epoch)]);
    const value = (number) => !Number.isFinite(number) ? "–" : title === "Loss" ? number.toFixed(4) : percent(number, 2);
    this.tip.textContent = `epoch ${+lines[0][1][0].toFixed(2)}\n${lines.map(([name, point]) => `${name} ${value(point[1])}`).join("\n")}`;
    this.tip.style.visibility = "visible";
    putBeside(this.tip, canvas.offsetLeft + x(lines[0][1][0]), canvas.offsetTop + TOP, this.element.clientWidth);
  }
}

const paint = painterOf(Curves, CSS, HTML);
