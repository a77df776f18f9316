// The answer: what the network says everywhere on the plane, with the points it should be right about.

const FINER = 4; // flat colors are cut out of a map so many times finer than the one that Python sends

class AnswerPicture extends Picture {
  layOut(width, height) {
    this.resize(width, height);
    this.plot = { x: 42, y: 20, size: width - 48 };
    this.field = new Cells(this.scene.map, this.scene.map);
    this.coarse = new Cells(this.scene.tile, this.scene.tile);
    this.flat = new Cells(FINER * this.scene.map, FINER * this.scene.map);
  }

  // hovered: the point under the pointer; node: a neuron or input, whose map is shown large instead of the answer.
  paint(snapshot, hovered, node) {
    const { context, theme, scene, plot } = this;
    this.clear();
    if (node) this.write("left", "alphabetic", 12, 600);
    context.fillText(node ? this.stage.network.formula(node) : scene.answer, plot.x, 13, plot.size);
    const field = node ? this.neuronField(node, snapshot) : this.answerField(snapshot.map);
    context.drawImage(field.canvas, plot.x, plot.y, plot.size, plot.size);
    const answers = !node || node.layer === scene.sizes.length - 1;
    if (answers && this.hasBoundary) this.paintBoundary(snapshot.map);
    context.strokeStyle = theme.line;
    context.lineWidth = 1;
    context.strokeRect(plot.x, plot.y, plot.size, plot.size);
    this.paintAxes();
    if (!answers) this.paintScale(this.ends(node, snapshot));
    else if (scene.outputs === 1 && !scene.discrete) this.paintScale(scene.labels, this.hasBoundary);
    else this.paintClasses();
    this.radius = scene.points.length > 200 ? 2.6 : scene.points.length > 12 ? 3.6 : 6;
    for (const point of scene.points) this.paintPoint(point, point === hovered);
    this.stage.points.paint();
  }

  get hasBoundary() { return this.scene.outputs === 1 && !this.scene.regression && !this.scene.discrete; }

  paintBoundary(map) {
    const { context, plot, theme, scene } = this, line = new Path2D();
    line.addPath(boundaryOf(map, scene.map), new DOMMatrix([plot.size, 0, 0, plot.size, plot.x, plot.y]));
    Object.assign(context, { strokeStyle: theme.soft, lineWidth: 1.25 });
    context.stroke(line);
  }

  answerField(map) {
    const { scene, theme, field, flat } = this;
    if (scene.discrete) flat.colorFlat(map, scene.map, scene.outputs, theme.classes.map((color) => mix(color, theme.background, 0.25)));
    else if (scene.outputs === 1) field.color(map, theme.scale);
    else field.colorByClass(map, scene.outputs, theme);
    return scene.discrete ? flat : field;
  }

  // A neuron's map as fine as the answer's, once Python has sent it; until then its tile, drawn large.
  neuronField(node, { large, largeOf, tiles, map }) {
    const { scene, theme, field, coarse } = this, size = scene.tile ** 2;
    if (node.layer === scene.sizes.length - 1) {
      if (scene.outputs === 1) return this.answerField(map);
      field.color(map.subarray(node.index * scene.map ** 2), theme.scale);
    } else if (largeOf === `${node.layer},${node.index}`) field.color(large, theme.scale);
    else {
      const [source, at] = node.layer ? [tiles, node.neuron] : [this.stage.shown.inputTiles, node.index];
      coarse.color(source.subarray(at * size, (at + 1) * size), theme.scale);
      return coarse;
    }
    return field;
  }

  // What the ends of the colors stand for in a neuron's map.
  ends(node, { largeOf, largest }) {
    const bounds = node.layer ? this.scene.bounds[node.layer - 1] : null;
    if (bounds) return bounds.map((value) => number(value, 0));
    return largeOf === `${node.layer},${node.index}` ? [number(-largest, 2), number(largest, 2)] : ["less", "more"];
  }

  paintAxes() {
    const { context, scene, plot } = this, [across, up] = scene.axes, bottom = plot.y + plot.size;
    this.write("center", "top");
    for (const { at, text } of ticks(scene.x, across)) context.fillText(text, plot.x + at * plot.size, bottom + 4);
    this.write("right", "middle");
    for (const { at, text } of ticks(scene.y, up)) context.fillText(text, plot.x - 4, plot.y + (1 - at) * plot.size);
    this.write("right", "alphabetic");
    context.fillText(named(across), plot.x + plot.size, bottom + 31, plot.size / 2);
    context.translate(10, plot.y);
    context.rotate(-Math.PI / 2);
    context.fillText(named(up), 0, 0);
    context.rotate(Math.PI / 2);
    context.translate(-10, -plot.y);
  }

  // The one scale of colors of the whole stage, with the two classes at its ends and the boundary in its middle.
  paintScale([low, high], withBoundary = false) {
    const { context, plot } = this, y = plot.y + plot.size + 22, width = 90;
    this.write("left", "alphabetic");
    context.fillText(low, plot.x, y + 9, 60);
    const x = plot.x + Math.min(60, context.measureText(low).width) + 6;
    context.fillText(high, x + width + 6, y + 9, 60);
    const colors = context.createLinearGradient(x, 0, x + width, 0);
    for (let i = 0; i <= 4; i++) colors.addColorStop(i / 4, css(colorAt(this.theme.scale, i / 2 - 1)));
    context.fillStyle = colors;
    context.fillRect(x, y + 1, width, 9);
    if (!withBoundary) return;
    context.fillStyle = this.theme.soft;
    context.fillRect(x + width / 2 - 0.625, y - 1, 1.25, 13);
  }

  paintClasses() {
    const { context, plot } = this, y = plot.y + plot.size + 22, room = (plot.size * 0.75) / this.scene.labels.length;
    let x = plot.x;
    this.write("left", "alphabetic");
    this.scene.labels.forEach((label, k) => {
      context.fillText(label, x + 13, y + 9, room - 18);
      const width = 24 + Math.min(room - 18, context.measureText(label).width);
      context.fillStyle = css(this.theme.classes[k]);
      context.fillRect(x, y + 1, 9, 9);
      context.fillStyle = this.theme.soft;
      x += width;
    });
  }

  place({ x, y }) {
    const { scene, plot } = this, part = (value, [low, high]) => (value - low) / (high - low);
    return [plot.x + plot.size * part(x, scene.x), plot.y + plot.size * (1 - part(y, scene.y))];
  }

  // Darker than the region it should lie in, with a light ring; points not trained on are squares.
  paintPoint(point, hovered) {
    const { context, theme, scene, plot, radius } = this, [x, y] = this.place(point);
    context.beginPath();
    if (point.test) context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
    else context.arc(x, y, radius, 0, 7);
    const color = scene.regression ? mix(colorAt(theme.scale, point.value), [0, 0, 0], 0.15)
      : mix(theme.classes[point.value], [0, 0, 0], 0.45);
    context.fillStyle = css(color);
    context.fill();
    context.strokeStyle = "#fff";
    context.lineWidth = hovered ? 3 : radius > 5 ? 1.5 : 0.9;
    context.stroke();
    if (!point.name) return;
    const toTheLeft = x > plot.x + plot.size * 0.7, at = x + (toTheLeft ? -10 : 10);
    this.write(toTheLeft ? "right" : "left", "middle", 11, 600);
    Object.assign(context, { strokeStyle: css(theme.background, 0.8), lineWidth: 3, lineJoin: "round", fillStyle: css(theme.text) });
    context.strokeText(point.name, at, y);
    context.fillText(point.name, at, y);
  }

  about(x, y, { map }) {
    const { scene } = this, share = this.shareAt(x, y);
    if (!share) return null;
    const point = this.nearest(x, y), there = point ?? this.planeAt(share), [across, up] = scene.axes;
    const answers = this.answersAt(there, map);
    const lines = [point ? `${ownValueOf(across, point.x)}, ${ownValueOf(up, point.y)}`
      : `${this.reading(across, scene.x, there.x)}, ${this.reading(up, scene.y, there.y)}`];
    if (point) {
      const truth = scene.regression ? number(point.value, 2) : scene.labels[point.value];
      lines.unshift(`${point.name || "point"}: truly ${truth}${point.test ? ", not trained on" : ""}`);
    }
    if (scene.outputs > 1) lines.push(...answers.map((share, k) => `${scene.labels[k]}: ${share.toFixed(2)}`));
    else lines.push(`${scene.answer}: ${scene.regression ? height(answers[0]) : number(answers[0], 2)}`);
    const { points } = this.stage;
    if (points.areOn) lines.push(points.pointAt(x, y) ? "click to remove it" : `click to add “${points.chosen}”`);
    return { thing: point, x, y, clear: 16, text: lines.join("\n") };
  }

  // The answers at a place on the plane, 0 to 1 each, between those of the map's four cells around it.
  answersAt({ x, y }, map) {
    const { scene } = this, cells = scene.map, part = (value, [low, high]) => Math.max(0, Math.min(cells - 1, (value - low) / (high - low) * cells - 0.5));
    const [column, row] = [part(x, scene.x), cells - 1 - part(y, scene.y)], [left, top] = [Math.floor(column), Math.floor(row)];
    const [right, bottom] = [Math.ceil(column), Math.ceil(row)];
    return Array.from({ length: scene.outputs }, (_, k) => {
      const at = (down, across) => map[(k * cells + down) * cells + across] / 255;
      return (at(top, left) * (left + 1 - column) + at(top, right) * (column - left)) * (top + 1 - row)
        + (at(bottom, left) * (left + 1 - column) + at(bottom, right) * (column - left)) * (row - top);
    });
  }

  // An axis's name and the raw value there, as exact as a pixel of its range.
  reading(axis, [low, high], value) {
    return valueOf(axis, value, Math.round(-Math.log10((high - low) * axis.scale / this.plot.size)));
  }

  // How far across and down a place is, 0 to 1, or nothing beside the map.
  shareAt(x, y) {
    const { plot } = this, share = [(x - plot.x) / plot.size, (y - plot.y) / plot.size];
    return share.every((part) => part >= 0 && part <= 1) ? share : null;
  }

  planeAt([across, down]) {
    const { scene } = this, at = ([low, high], part) => low + part * (high - low);
    return { x: at(scene.x, across), y: at(scene.y, 1 - down) };
  }

  nearest(x, y, distance = 9) {
    const away = (point) => { const [px, py] = this.place(point); return Math.hypot(px - x, py - y); };
    return closest(this.scene.points, away, distance);
  }
}

// The map of a regression says no more than -1 to 1.
function height(share) {
  return share >= 1 ? "1 or more" : share <= 0 ? "−1 or less" : number(2 * share - 1, 2);
}

// An axis's name and a raw value along it.
function valueOf({ name, unit, scale, offset }, value, digits) {
  return `${name} ${decimals(value * scale + offset, digits)}${unit ? ` ${unit}` : ""}`;
}

// The same of a point, as it was typed: with all digits that its column's spread leaves a float32, but for zeros at their end.
function ownValueOf({ name, unit, scale, offset }, value) {
  const raw = value * scale + offset, digits = 4 - Math.floor(Math.log10(scale));
  const text = digits < 0 || digits > 12 || Math.abs(raw) >= 1e21 ? `${+raw.toPrecision(7)}` : raw.toFixed(digits);
  const short = text.includes("e") || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
  return `${name} ${(Number(short) ? short : "0").replace("-", "−")}${unit ? ` ${unit}` : ""}`;
}
