// The loss curve: training, and test where there are test points enough to mean something.

class CurvePicture extends Picture {
  layOut(width, height) {
    this.resize(width, height);
    this.plot = { x: 42, y: 18, width: width - 48, height: height - 34 };
  }

  paint() {
    const { context, theme, plot } = this, bottom = plot.y + plot.height;
    this.last = Math.max(1, this.stage.shown.epoch);
    this.points = this.scene.curve.filter(([epoch]) => epoch <= this.last + 1e-3);
    this.top = Math.max(...this.points.flatMap(([, training, test]) => [training, test]).filter(Number.isFinite), 0) || 1;
    this.clear();
    context.fillText("Loss by epoch", plot.x, 12);
    if (this.stage.tested) {
      this.write("right", "alphabetic");
      context.fillText("— training   - - test", plot.x + plot.width, 12);
    }
    Object.assign(context, { strokeStyle: theme.line, lineWidth: 1, lineJoin: "round" });
    context.beginPath();
    context.moveTo(plot.x, plot.y);
    context.lineTo(plot.x, bottom);
    context.lineTo(plot.x + plot.width, bottom);
    context.stroke();
    this.write("right", "middle");
    context.fillText(number(this.top, 2), plot.x - 4, plot.y + 3);
    context.fillText("0", plot.x - 4, bottom);
    this.write("right", "top");
    context.fillText(grouped(this.last), plot.x + plot.width, bottom + 4);
    this.write("left", "top");
    context.fillText("0", plot.x, bottom + 4);
    Object.assign(context, { strokeStyle: css(theme.text, 0.85), lineWidth: 1.6 });
    this.paintLine(1, []);
    if (this.stage.tested) this.paintLine(2, [4, 3]);
  }

  paintLine(column, dashes) {
    const { context } = this;
    context.setLineDash(dashes);
    context.beginPath();
    for (const row of this.points) context.lineTo(this.across(row[0]), this.down(row[column]));
    context.stroke();
    context.setLineDash([]);
  }

  across(epoch) { return this.plot.x + this.plot.width * epoch / this.last; }
  down(loss) { return this.plot.y + this.plot.height * (1 - loss / this.top); }

  about(x) {
    if (!this.points?.length || x < this.plot.x - 4) return null;
    const near = this.points.reduce((best, row) => (Math.abs(this.across(row[0]) - x) < Math.abs(this.across(best[0]) - x) ? row : best));
    const test = this.stage.tested ? `\ntest loss ${lossText(near[2])}` : "";
    return { thing: null, x: this.across(near[0]), y: this.down(near[1]), clear: 12,
      text: `epoch ${grouped(near[0])}\nloss ${lossText(near[1])}${test}` };
  }
}
