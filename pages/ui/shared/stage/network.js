// The network: a tile for every input and neuron, a curve for every weight, a dot and a number for every bias.

class NetworkPicture extends Picture {
  // Where everything stands; `top` and `label` are the room for words above the columns and under a tile.
  layOut(width, height) {
    this.resize(width, height);
    const { sizes, tile: cells } = this.scene, top = 24, bottom = 6, label = 18;
    const pitch = Math.min(112, (height - top - bottom) / Math.max(...sizes));
    const tile = Math.max(14, Math.min(76, pitch - label - 4, (width / sizes.length) * 0.55));
    const step = (width - tile - 20) / (sizes.length - 1), middle = top + (height - top - bottom) / 2;
    this.tile = tile;
    this.step = step;
    this.columns = sizes.map((count, layer) => Array.from({ length: count }, (_, index) => ({
      layer, index, x: 10 + layer * step, y: middle + (index - count / 2) * pitch + (pitch - tile - label) / 2 })));
    this.nodes = this.columns.flat();
    this.connect();
    this.inputTiles = new Cells(cells, cells * sizes[0]);
    this.neuronTiles = new Cells(cells, cells * (this.nodes.length - sizes[0]));
  }

  // Which parameter is whose: layer by layer the weights of each input, then the biases.
  connect() {
    this.edges = [];
    let offset = 0, neuron = 0;
    this.scene.layers.forEach(({ fanIn, fanOut }, l) => {
      this.columns[l + 1].forEach((to, j) => {
        Object.assign(to, { neuron: neuron++, bias: offset + fanIn * fanOut + j });
        this.columns[l].forEach((from, i) => this.edges.push(this.edge(from, to, offset + i * fanOut + j)));
      });
      offset += (fanIn + 1) * fanOut;
    });
  }

  edge(from, to, weight) {
    const x0 = from.x + this.tile, y0 = from.y + this.tile / 2, x1 = to.x, y1 = to.y + this.tile / 2, bend = (x1 - x0) * 0.45;
    const curve = [x0, y0, x0 + bend, y0, x1 - bend, y1, x1, y1], path = new Path2D();
    path.moveTo(x0, y0);
    path.bezierCurveTo(...curve.slice(2));
    return { from, to, weight, curve, path };
  }

  paint({ params, tiles }, hovered) {
    this.clear();
    this.paintEdges(params, hovered);
    this.inputTiles.color(this.stage.shown.inputTiles, this.theme.scale);
    this.neuronTiles.color(tiles, this.theme.scale);
    this.write("center", "top", 11);
    for (const node of this.nodes) this.paintNode(node, params, node === hovered);
    this.write("center", "alphabetic", 11);
    for (const [node] of this.columns) this.context.fillText(this.heading(node.layer), this.between(node, 22), 13);
  }

  paintEdges(params, hovered) {
    const { context, theme } = this;
    for (const edge of this.edges) {
      const weight = params[edge.weight];
      context.strokeStyle = css(weight < 0 ? theme.negative : theme.positive, edge === hovered ? 1 : 0.75);
      context.lineWidth = widthOf(weight) + (edge === hovered ? 2 : 0);
      context.stroke(edge.path);
    }
  }

  paintNode(node, params, hovered) {
    const { context, theme, tile } = this, cells = this.scene.tile;
    const source = node.layer ? this.neuronTiles : this.inputTiles, row = (node.layer ? node.neuron : node.index) * cells;
    context.drawImage(source.canvas, 0, row, cells, cells, node.x, node.y, tile, tile);
    context.strokeStyle = hovered ? css(theme.text) : theme.line;
    context.lineWidth = hovered ? 2 : 1;
    context.strokeRect(node.x, node.y, tile, tile);
    const x = this.between(node, 26), y = node.y + tile + 3;
    context.fillStyle = theme.soft;
    if (!node.layer) return context.fillText(this.scene.features[node.index].name, x, y, this.step);
    const bias = params[node.bias];
    context.fillText(`b ${number(bias, 2)}`, x + 4, y);
    context.fillStyle = bias ? css(bias < 0 ? theme.negative : theme.positive) : theme.line;
    context.beginPath();
    context.arc(x - 22, y + 5, 1.5 + widthOf(bias) * 0.45, 0, 7);
    context.fill();
  }

  // A node's middle, kept `room` away from the picture's sides.
  between(node, room) {
    return Math.max(room, Math.min(this.width - room, node.x + this.tile / 2));
  }

  heading(layer) {
    const last = this.columns.length - 1;
    if (layer === 0) return "inputs";
    return layer === last ? "output" : this.step < 76 ? `${layer}` : last === 2 ? "hidden" : `hidden ${layer}`;
  }

  nameOf({ layer, index }) {
    if (layer === 0) return this.scene.features[index].name;
    if (layer < this.columns.length - 1) return `hidden ${layer}, neuron ${index + 1}`;
    return this.scene.outputs > 1 ? `output ${this.scene.labels[index]}` : "output";
  }

  formula(node) {
    if (!node.layer) return `input ${this.nameOf(node)}`;
    return `${this.nameOf(node)} = ${node.layer === this.columns.length - 1 ? this.scene.outputActivation : this.scene.activation}(z)`;
  }

  // What is at a place, or is chosen by key: the thing itself, where its words should stand clear of it, and the words.
  about(x, y, { params }, chosen) {
    const thing = chosen ?? this.at(x, y), hint = this.scene.editable ? "\nclick to change it" : "";
    if (thing?.layer !== undefined)
      return { thing, x: thing.x + this.tile / 2, y: thing.y, clear: this.tile / 2 + 8, text: this.aboutNode(thing, params) };
    if (chosen) [x, y] = this.outline(thing)[16];
    return thing && { thing, x, y, clear: 14, text: `weight ${number(params[thing.weight], 4)}\n${this.nameOf(thing.from)} → ${this.nameOf(thing.to)}${hint}` };
  }

  // The neuron, input or weight at a place.
  at(x, y, reach = 7) {
    const node = this.nodes.find((one) => x > one.x - 3 && x < one.x + this.tile + 3 && y > one.y - 3 && y < one.y + this.tile + 18);
    return node ?? closest(this.edges, ({ curve }) => distanceTo(curve, x, y), reach);
  }

  // What a click at a place would edit: a weight by its curve, a bias by its dot and number under the neuron.
  editableAt(x, y, reach) {
    const thing = this.scene.editable ? this.at(x, y, reach) : null;
    return thing && (thing.weight !== undefined || (thing.layer && y > thing.y + this.tile)) ? thing : null;
  }

  parameterName(thing) {
    return thing.weight === undefined ? `bias of ${this.nameOf(thing)}` : `weight ${this.nameOf(thing.from)} → ${this.nameOf(thing.to)}`;
  }

  // Points along a weight's curve, or all over a neuron and the words under it.
  outline(thing) {
    if (thing.weight !== undefined) return Array.from({ length: 33 }, (_, i) => alongCurve(thing.curve, i / 32));
    return Array.from({ length: 25 }, (_, i) => [thing.x + (i % 5) / 4 * this.tile, thing.y + Math.floor(i / 5) / 4 * (this.tile + 18)]);
  }

  // For keys: columns of neurons and of the weights between them.
  stations() {
    return this.columns.flatMap((nodes, layer) => (layer ? [this.edges.filter((edge) => edge.to.layer === layer), nodes] : [nodes]));
  }

  // The same thing in a new layout, if there is one.
  again(thing) {
    const all = [...this.nodes, ...this.edges];
    return all.find((one) => one.weight === thing.weight && one.layer === thing.layer && one.index === thing.index);
  }

  aboutNode(node, params) {
    if (!node.layer) return this.aboutInput(this.scene.features[node.index]);
    const terms = this.edges.filter((edge) => edge.to === node)
      .map((edge) => `${number(params[edge.weight])} × ${this.nameOf(edge.from)}`);
    const hint = this.scene.editable ? "\nclick b to change the bias" : "";
    return `${this.formula(node)}\nz = ${terms.join("\n  + ")}\n  + bias ${number(params[node.bias])}${hint}`;
  }

  aboutInput({ name, unit, offset, scale }) {
    const minus = offset ? `\nthe network sees it minus ${+offset.toPrecision(5)}` : "";
    return `input ${name}${unit ? ` in ${unit}` : ""}${minus}${scale === 1 ? "" : `,\ndivided by ${+scale.toPrecision(4)}`}`;
  }
}

const widthOf = (weight) => 0.6 + 7 * Math.tanh(Math.abs(weight) / 5);

// How far a point is from a Bézier curve, or infinity beside it.
function distanceTo(curve, x, y) {
  const [x0, , , , , , x3] = curve;
  if (x < Math.min(x0, x3) || x > Math.max(x0, x3)) return Infinity;
  let best = Infinity;
  for (let i = 0; i <= 24; i++) {
    const [px, py] = alongCurve(curve, i / 24);
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}

// The point of a Bézier curve at t, 0 to 1.
function alongCurve([x0, y0, x1, y1, x2, y2, x3, y3], t) {
  const s = 1 - t, parts = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [parts[0] * x0 + parts[1] * x1 + parts[2] * x2 + parts[3] * x3, parts[0] * y0 + parts[1] * y1 + parts[2] * y2 + parts[3] * y3];
}
