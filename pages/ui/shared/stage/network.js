// The network: a tile for every input and neuron, a curve for every weight, a dot and a number for every bias.

import { Cells } from "../js/cells.js";
import { css } from "../js/color.js";
import { closest } from "../js/nearest.js";
import { number, shortened } from "../js/text.js";
import { alongCurve, distanceTo } from "./bezier.js";
import { LABEL, isNode, layoutBelow, middleOf, widthOf } from "./network_layout.js";
import { Picture, unlessAlike } from "./picture.js";

/**
 * @import { Feature } from "../js/text.js"
 * @import { Blend } from "./blend.js"
 * @import { Input } from "./messages/message.js"
 * @import { NetworkEdge, NetworkNode, Thing } from "./network_layout.js"
 * @import { Theme } from "../js/theme.js"
 * @import { Found } from "./picture.js"
 *
 * @typedef {object} Lines the weights as they are painted
 * @property {Theme | null} theme
 * @property {Thing | null} hovered
 * @property {number[]} widths below 0 for negative weights
 */

const NAME = 15; // above an output's tile
const LEAST = 46; // so high each row of inputs is at least
const VISIBLE = 0.1; // pixels by which a weight's line has to be wider or narrower, for all lines to be painted anew

export class NetworkPicture extends Picture {
  tile = 0; // pixels along a neuron's side
  step = 0; // from column to column
  /** @type {NetworkNode[][]} */
  columns = [];
  /** @type {NetworkNode[]} */
  nodes = [];
  /** @type {NetworkNode[]} inputs that the network is not given, but could be */
  unused = [];
  /** @type {NetworkEdge[]} */
  edges = [];
  /** @type {Path2D[]} */
  paths = [];
  moving = this.layerBelow(); // weights and neurons
  /** @type {Lines} */
  painted = { theme: null, hovered: null, widths: [] };
  /** @type {Input[]} as they are painted */
  inputs = [];
  inputTiles = new Cells(1, 1);
  neuronTiles = new Cells(1, 1);
  /** @type {Cells[]} of several outputs */
  outputTiles = [];

  /** @param {number} width of all, with the data sets @param {number} height */
  layOut(width, height) {
    const { builder, datasets, narrow } = this.stage, { sizes, tile: cells, inputs } = this.scene;
    const least = builder.has("data") ? builder.topFor(Infinity) + LEAST * inputs.length : 0;
    this.resize(width - datasets.besides(narrow), Math.max(height, least));
    this.painted.theme = null;
    this.arrange();
    this.nodes = this.columns.flat();
    this.paths = this.edges.map(({ curve: [x0, y0, x1, y1, x2, y2, x3, y3] }) => {
      const path = new Path2D();
      path.moveTo(x0, y0);
      path.bezierCurveTo(x1, y1, x2, y2, x3, y3);
      return path;
    });
    this.inputTiles = new Cells(cells, cells * inputs.length);
    this.neuronTiles = new Cells(cells, cells * (this.nodes.length - sizes[0]));
    const { outputs } = this.scene;
    this.outputTiles = Array.from({ length: outputs > 1 ? outputs : 0 }, () => new Cells(cells, cells));
    builder.place();
    datasets.place(this.height);
  }

  // Buttons above the columns take the more room, the closer the columns are.
  arrange() {
    const { builder } = this.stage, above = this.outputNames.length ? NAME : 0;
    const topFor = (/** @type {number} */ step) => builder.topFor(step);
    const room = { inputs: builder.rows, above };
    Object.assign(this, layoutBelow(topFor, this.scene.sizes, this.width, this.height, room));
  }

  /** The class that each output speaks for. @returns {string[]} */
  get outputNames() {
    const { regression, outputs, labels } = this.scene;
    return regression ? [] : outputs > 1 ? labels : [`“${labels[1]}”`];
  }

  /** @param {Blend} blend @param {Thing | null} hovered */
  paint({ params, tiles }, hovered) {
    const { stage: { shown, playhead }, scene: { features, inputs, labels } } = this;
    this.paintEdges(params, hovered, !playhead.isMoving);
    this.paintTiles(tiles);
    const biases = this.nodes.map(({ bias }) => (bias < 0 ? "" : biasText(shown.params[bias])));
    const words = JSON.stringify([biases, features, labels]);
    this.inputs = unlessAlike(this.inputs, inputs);
    if (this.differs(this.theme, hovered, this.inputs, words)) this.paintStill(hovered);
  }

  /** What is written, which changes with snapshots only, and what keeps still. @param {Thing | null} hovered */
  paintStill(hovered) {
    this.clear();
    this.inputTiles.color(this.scene.inputImage, this.theme.scale);
    this.write("center", "top", 11);
    for (const node of this.nodes) this.paintNode(node, this.stage.shown.params, node === hovered);
    for (const node of this.unused) this.paintUnused(node, node === hovered);
    this.write("center", "alphabetic", 11);
    const y = this.stage.builder.places ? this.stage.builder.places.heading + 4 : 13;
    for (const [node] of this.columns) this.writeWithin(this.heading(node.layer), node, y);
    this.columns[this.columns.length - 1].forEach((node, k) => {
      const name = this.outputNames[k];
      if (name) this.writeWithin(name, node, node.y - 5);
    });
  }

  /** An output of several takes its class's own color. @param {Blend["tiles"]} tiles */
  paintTiles(tiles) {
    const { theme, scene, outputTiles, columns } = this, size = scene.tile ** 2;
    const first = tiles.length - outputTiles.length * size;
    this.neuronTiles.color(tiles, theme.scale);
    outputTiles.forEach((cells, k) => {
      cells.color(tiles.subarray(first + k * size, first + (k + 1) * size), theme.classScales[k]);
    });
    for (const node of columns.slice(1).flat()) this.paintTile(node, this.moving);
  }

  /**
   * Only where they look different: of a frame's cost most is theirs.
   * @param {Float32Array} params
   * @param {Thing | null} hovered
   * @param {boolean} exactly whether any difference counts
   */
  paintEdges(params, hovered, exactly) {
    const { moving, theme, edges, paths, painted } = this, least = exactly ? 0 : VISIBLE;
    const widths = edges.map(({ weight }) => (params[weight] < 0 ? -1 : 1) * widthOf(params[weight]));
    if (painted.theme === theme && painted.hovered === hovered && painted.widths.length === widths.length
        && widths.every((width, i) => Math.abs(width - painted.widths[i]) <= least)) return;
    this.painted = { theme, hovered, widths };
    moving.clearRect(0, 0, this.width, this.height);
    for (let i = 0; i < edges.length; i++) {
      const isHovered = edges[i] === hovered;
      moving.strokeStyle = css(widths[i] < 0 ? theme.negative : theme.positive, isHovered ? 1 : 0.75);
      moving.lineWidth = Math.abs(widths[i]) + (isHovered ? 2 : 0);
      moving.stroke(paths[i]);
    }
  }

  /** @param {NetworkNode} node @param {Float32Array} params @param {boolean} hovered */
  paintNode(node, params, hovered) {
    if (!node.layer) this.paintTile(node, this.context);
    this.paintFrame(node, hovered);
    const { context, theme } = this, y = node.y + node.size + 3;
    context.fillStyle = theme.soft;
    if (!node.layer) return this.writeWithin(this.scene.features[node.index].name, node, y);
    const bias = params[node.bias], text = biasText(bias), x = this.between(node, 26) + 4;
    context.fillText(text, x, y);
    const radius = 1.5 + widthOf(bias) * 0.45;
    context.fillStyle = bias ? css(bias < 0 ? theme.negative : theme.positive) : theme.line;
    context.beginPath();
    context.arc(x - Math.max(26, context.measureText(text).width / 2 + 2 + radius), y + 5, radius, 0, 7);
    context.fill();
  }

  /** @param {NetworkNode} node @param {CanvasRenderingContext2D} context */
  paintTile(node, context) {
    const { outputTiles } = this, cells = this.scene.tile, { x, y, size } = node;
    const own = node.layer === this.columns.length - 1 ? outputTiles[node.index] : undefined;
    const source = own ?? (node.layer ? this.neuronTiles : this.inputTiles);
    const row = own ? 0 : node.layer ? node.neuron : this.rowOf(node);
    context.drawImage(source.canvas, 0, row * cells, cells, cells, x, y, size, size);
  }

  /** @param {NetworkNode} node @param {boolean} hovered */
  paintFrame({ x, y, size }, hovered) {
    const { context, theme } = this;
    context.strokeStyle = hovered ? css(theme.text) : theme.line;
    context.lineWidth = hovered ? 2 : 1;
    context.strokeRect(x, y, size, size);
  }

  /** Faintly: an input that the network could be given. @param {NetworkNode} node @param {boolean} hovered */
  paintUnused(node, hovered) {
    const { context, theme } = this;
    context.globalAlpha = hovered ? 0.9 : 0.38;
    this.paintTile(node, context);
    this.paintFrame(node, hovered);
    context.globalAlpha = 1;
    context.fillStyle = theme.soft;
    this.writeWithin(this.scene.inputs[node.row].name, node, node.y + node.size + 3);
  }

  /** Which of the offered inputs stands there. @param {NetworkNode} node */
  rowOf({ index, row }) { return index < 0 ? row : this.scene.inputs.findIndex(({ place }) => place === index); }

  /**
   * Words at a node, cut where the next column or the picture's side comes.
   * @param {string} text
   * @param {NetworkNode} node
   * @param {number} y
   */
  writeWithin(text, node, y) {
    const { context, width } = this, room = Math.min(this.step - 6, 110);
    const words = shortened(text, room, (part) => context.measureText(part).width);
    const half = context.measureText(words).width / 2;
    const x = Math.max(half + 1, Math.min(width - half - 1, middleOf(node)));
    Object.assign(context, { strokeStyle: css(this.theme.background, 0.85), lineWidth: 3, lineJoin: "round" });
    context.strokeText(words, x, y); // wires may run there
    context.fillText(words, x, y);
  }

  /** A node's middle, kept `room` away from the picture's sides. @param {NetworkNode} node @param {number} room */
  between(node, room) {
    return Math.max(room, Math.min(this.width - room, middleOf(node)));
  }

  /** @param {number} layer */
  heading(layer) {
    const last = this.columns.length - 1;
    const isTight = this.step < 60;
    if (layer === 0) return isTight ? "in" : "inputs";
    const numbered = this.step < 76 || (this.stage.builder.places && !this.stage.builder.places.roomy);
    return layer === last ? isTight ? "out" : "output" : numbered ? `${layer}` : last === 2 ? "hidden" : `hidden ${layer}`;
  }

  /** @param {NetworkNode} node */
  nameOf({ layer, index, row }) {
    if (layer === 0) return index < 0 ? this.scene.inputs[row].name : this.scene.features[index].name;
    if (layer < this.columns.length - 1) return `hidden ${layer}, neuron ${index + 1}`;
    return this.scene.outputs > 1 ? `output ${this.scene.labels[index]}` : "output";
  }

  /** @param {NetworkNode} node */
  formula(node) {
    if (!node.layer) return `input ${this.nameOf(node)}`;
    const { outputActivation, activation } = this.scene;
    return `${this.nameOf(node)} = ${node.layer === this.columns.length - 1 ? outputActivation : activation}(z)`;
  }

  /**
   * What is at a place, or is chosen by key.
   * @param {number} x
   * @param {number} y
   * @param {Blend} blend
   * @param {Thing} [chosen]
   * @returns {Found | null}
   */
  about(x, y, { params }, chosen) {
    const thing = chosen ?? this.at(x, y), hint = this.scene.editable ? "\nclick or tap to change it" : "";
    if (!thing) return null;
    const half = isNode(thing) ? thing.size / 2 : 0;
    if (isNode(thing))
      return { thing, x: thing.x + half, y: thing.y, clear: half + 8, text: this.aboutNode(thing, params) };
    if (chosen) [x, y] = this.outline(thing)[16];
    const text = `weight ${number(params[thing.weight], 4)}\n${this.nameOf(thing.from)} → ${this.nameOf(thing.to)}${hint}`;
    return { thing, x, y, clear: 14, text };
  }

  /**
   * The neuron, input or weight at a place.
   * @param {number} x
   * @param {number} y
   * @param {number} [reach]
   * @returns {Thing | null}
   */
  at(x, y, reach = 7) {
    const node = [...this.nodes, ...this.unused].find((one) => x > one.x - 3 && x < one.x + one.size + 3
      && y > one.y - 3 && y < one.y + one.size + LABEL);
    return node ?? closest(this.edges, ({ curve }) => distanceTo(curve, x, y), reach);
  }

  /**
   * What a click at a place would edit: a weight by its curve, a bias by its dot and number under the neuron.
   * @param {number} x
   * @param {number} y
   * @param {number} [reach]
   */
  editableAt(x, y, reach) {
    const thing = this.scene.editable ? this.at(x, y, reach) : null;
    return thing && (!isNode(thing) || (thing.layer && y > thing.y + thing.size)) ? thing : null;
  }

  /** @param {Thing} thing */
  parameterName(thing) {
    return isNode(thing) ? `bias of ${this.nameOf(thing)}` : `weight ${this.nameOf(thing.from)} → ${this.nameOf(thing.to)}`;
  }

  /** Points along a weight's curve, or all over a neuron and the words under it. @param {Thing} thing */
  outline(thing) {
    if (!isNode(thing)) return Array.from({ length: 33 }, (_, i) => alongCurve(thing.curve, i / 32));
    const { size } = thing, down = size + LABEL;
    return Array.from({ length: 25 }, (_, i) => [thing.x + (i % 5) / 4 * size, thing.y + Math.floor(i / 5) / 4 * down]);
  }

  /** For keys: columns of neurons and of the weights between them. @returns {Thing[][]} */
  stations() {
    return this.columns.flatMap((nodes, layer) => {
      const weights = this.edges.filter((edge) => edge.to.layer === layer);
      return layer ? [weights, nodes] : [nodes];
    });
  }

  /** The same thing in a new layout, if there is one. @param {Thing} thing @returns {Thing | undefined} */
  again(thing) {
    if (!isNode(thing)) return this.edges.find((edge) => edge.weight === thing.weight);
    return [...this.nodes, ...this.unused].find(({ layer, index, row }) => layer === thing.layer
      && (layer ? index === thing.index : row === thing.row));
  }

  /** @param {NetworkNode} node @param {Float32Array} params */
  aboutNode(node, params) {
    if (node.index < 0) return `input ${this.nameOf(node)}\nnot given to the network; click or tap to add it`;
    if (!node.layer) return this.aboutInput(this.scene.features[node.index]);
    const terms = this.edges.filter((edge) => edge.to === node)
      .map((edge) => `${number(params[edge.weight])} × ${this.nameOf(edge.from)}`);
    const isOnly = node.layer === this.columns.length - 1 && this.scene.outputs === 1 && !this.scene.regression;
    const meaning = isOnly ? `\n${this.scene.answer}` : "";
    const hint = this.scene.editable ? "\nclick or tap b to change the bias" : "";
    return `${this.formula(node)}${meaning}\nz = ${terms.join("\n  + ")}\n  + bias ${number(params[node.bias])}${hint}`;
  }

  /** @param {Feature} feature */
  aboutInput({ name, unit, offset, scale }) {
    const minus = offset ? `\nnormalized: minus ${+offset.toPrecision(5)}` : "";
    return `input ${name}${unit ? ` in ${unit}` : ""}${minus}${scale === 1 ? "" : `,\ndivided by ${+scale.toPrecision(4)}`}`;
  }
}

/** @param {number} bias */
const biasText = (bias) => `b ${number(bias, 2)}`;
