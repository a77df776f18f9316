// The network: a tile for every input and neuron, a curve for every weight, a dot and a number for every bias.

import { Cells } from "../js/cells.js";
import { css } from "../js/color.js";
import { closest } from "../js/nearest.js";
import { number } from "../js/text.js";
import { alongCurve, distanceTo } from "./bezier.js";
import { LABEL, isNode, layoutOf, widthOf } from "./network_layout.js";
import { Picture } from "./picture.js";

/**
 * @import { Feature } from "../js/text.js"
 * @import { Blend } from "./blend.js"
 * @import { NetworkEdge, NetworkNode, Thing } from "./network_layout.js"
 * @import { Found } from "./picture.js"
 */

export class NetworkPicture extends Picture {
  tile = 0; // pixels along its side
  step = 0; // from column to column
  /** @type {NetworkNode[][]} */
  columns = [];
  /** @type {NetworkNode[]} */
  nodes = [];
  /** @type {NetworkEdge[]} */
  edges = [];
  /** @type {Path2D[]} */
  paths = [];
  inputTiles = new Cells(1, 1);
  neuronTiles = new Cells(1, 1);

  /** @param {number} width @param {number} height */
  layOut(width, height) {
    this.resize(width, height);
    const { sizes, tile: cells } = this.scene;
    Object.assign(this, layoutOf(sizes, width, height));
    this.nodes = this.columns.flat();
    this.paths = this.edges.map(({ curve: [x0, y0, x1, y1, x2, y2, x3, y3] }) => {
      const path = new Path2D();
      path.moveTo(x0, y0);
      path.bezierCurveTo(x1, y1, x2, y2, x3, y3);
      return path;
    });
    this.inputTiles = new Cells(cells, cells * sizes[0]);
    this.neuronTiles = new Cells(cells, cells * (this.nodes.length - sizes[0]));
  }

  /** @param {Blend} blend @param {Thing | null} hovered */
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

  /** @param {Float32Array} params @param {Thing | null} hovered */
  paintEdges(params, hovered) {
    const { context, theme, edges, paths } = this;
    for (let i = 0; i < edges.length; i++) {
      const weight = params[edges[i].weight], isHovered = edges[i] === hovered;
      context.strokeStyle = css(weight < 0 ? theme.negative : theme.positive, isHovered ? 1 : 0.75);
      context.lineWidth = widthOf(weight) + (isHovered ? 2 : 0);
      context.stroke(paths[i]);
    }
  }

  /** @param {NetworkNode} node @param {Float32Array} params @param {boolean} hovered */
  paintNode(node, params, hovered) {
    const { context, theme, tile } = this, cells = this.scene.tile;
    const source = node.layer ? this.neuronTiles : this.inputTiles;
    const row = (node.layer ? node.neuron : node.index) * cells;
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

  /** A node's middle, kept `room` away from the picture's sides. @param {NetworkNode} node @param {number} room */
  between(node, room) {
    return Math.max(room, Math.min(this.width - room, node.x + this.tile / 2));
  }

  /** @param {number} layer */
  heading(layer) {
    const last = this.columns.length - 1;
    if (layer === 0) return "inputs";
    return layer === last ? "output" : this.step < 76 ? `${layer}` : last === 2 ? "hidden" : `hidden ${layer}`;
  }

  /** @param {NetworkNode} node */
  nameOf({ layer, index }) {
    if (layer === 0) return this.scene.features[index].name;
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
    const half = this.tile / 2;
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
    const { tile } = this;
    const node = this.nodes.find((one) => x > one.x - 3 && x < one.x + tile + 3 && y > one.y - 3
      && y < one.y + tile + LABEL);
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
    return thing && (!isNode(thing) || (thing.layer && y > thing.y + this.tile)) ? thing : null;
  }

  /** @param {Thing} thing */
  parameterName(thing) {
    return isNode(thing) ? `bias of ${this.nameOf(thing)}` : `weight ${this.nameOf(thing.from)} → ${this.nameOf(thing.to)}`;
  }

  /** Points along a weight's curve, or all over a neuron and the words under it. @param {Thing} thing */
  outline(thing) {
    if (!isNode(thing)) return Array.from({ length: 33 }, (_, i) => alongCurve(thing.curve, i / 32));
    const { tile } = this, down = tile + LABEL;
    return Array.from({ length: 25 }, (_, i) => [thing.x + (i % 5) / 4 * tile, thing.y + Math.floor(i / 5) / 4 * down]);
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
    return this.nodes.find((node) => node.layer === thing.layer && node.index === thing.index);
  }

  /** @param {NetworkNode} node @param {Float32Array} params */
  aboutNode(node, params) {
    if (!node.layer) return this.aboutInput(this.scene.features[node.index]);
    const terms = this.edges.filter((edge) => edge.to === node)
      .map((edge) => `${number(params[edge.weight])} × ${this.nameOf(edge.from)}`);
    const hint = this.scene.editable ? "\nclick or tap b to change the bias" : "";
    return `${this.formula(node)}\nz = ${terms.join("\n  + ")}\n  + bias ${number(params[node.bias])}${hint}`;
  }

  /** @param {Feature} feature */
  aboutInput({ name, unit, offset, scale }) {
    const minus = offset ? `\nnormalized: minus ${+offset.toPrecision(5)}` : "";
    return `input ${name}${unit ? ` in ${unit}` : ""}${minus}${scale === 1 ? "" : `,\ndivided by ${+scale.toPrecision(4)}`}`;
  }
}
