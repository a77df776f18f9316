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

  // What is at a place: the thing itself, where its words should stand clear of it, and the words.
  about(x, y, { params }) {
    const node = this.nodes.find((one) => x > one.x - 3 && x < one.x + this.tile + 3 && y > one.y - 3 && y < one.y + this.tile + 18);
    if (node) return { thing: node, x: node.x + this.tile / 2, y: node.y, clear: this.tile / 2 + 8, text: this.aboutNode(node, params) };
    let nearest = null, distance = 7;
    for (const edge of this.edges) {
      const away = distanceTo(edge.curve, x, y);
      if (away < distance) [nearest, distance] = [edge, away];
    }
    return nearest && { thing: nearest, x, y, clear: 14,
      text: `weight ${number(params[nearest.weight], 4)}\n${this.nameOf(nearest.from)} → ${this.nameOf(nearest.to)}` };
  }

  aboutNode(node, params) {
    if (!node.layer) return this.aboutInput(this.scene.features[node.index]);
    const terms = this.edges.filter((edge) => edge.to === node)
      .map((edge) => `${number(params[edge.weight])} × ${this.nameOf(edge.from)}`);
    const f = node.layer === this.columns.length - 1 ? this.scene.outputActivation : this.scene.activation;
    return `${this.nameOf(node)} = ${f}(z)\nz = ${terms.join("\n  + ")}\n  + bias ${number(params[node.bias])}`;
  }

  aboutInput({ name, unit, offset, scale }) {
    const minus = offset ? `\nthe network sees it minus ${+offset.toFixed(3)}` : "";
    return `input ${name}${unit ? ` in ${unit}` : ""}${minus}${scale === 1 ? "" : `,\ndivided by ${+scale.toFixed(3)}`}`;
  }
}

const widthOf = (weight) => 0.6 + 7 * Math.tanh(Math.abs(weight) / 5);

// How far a point is from a Bézier curve, or infinity beside it.
function distanceTo([x0, y0, x1, y1, x2, y2, x3, y3], x, y) {
  if (x < Math.min(x0, x3) || x > Math.max(x0, x3)) return Infinity;
  let best = Infinity;
  for (let i = 0; i <= 24; i++) {
    const t = i / 24, s = 1 - t;
    const px = s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3;
    const py = s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3;
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}
