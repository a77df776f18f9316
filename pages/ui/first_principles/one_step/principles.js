// A small network with a number at everything: circles from the inputs to the loss, lines for weights.

import colors from "../../shared/colors.json" with { type: "json" };
import { growth } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";

/**
 * @typedef {[column: number, row: number]} Position
 * @typedef {{name: string, value: string, note: string}} Node
 * @typedef {{from: Position, to: Position, size: number, name: string, text: string}} Link
 *
 * @typedef {object} Message
 * @property {keyof typeof LIT} stage
 * @property {Node[][]} columns
 * @property {Link[]} links
 * @property {string} label
 */

const STYLE = `
  svg { display: block; width: 100%; fill: var(--st-text-color); font-variant-numeric: tabular-nums }
  text { text-anchor: middle; font-size: 13px } .name { font-weight: 600 }
  .note { font-size: 12px; fill: color-mix(in srgb, var(--st-text-color) 80%, var(--st-background-color)) }
  .value { font-weight: 600; dominant-baseline: central }
  .halo, .note { paint-order: stroke; stroke: var(--st-background-color); stroke-width: 9px; stroke-linejoin: round }
  .halo { dominant-baseline: central }
  circle, rect { fill: var(--st-background-color); stroke: var(--st-text-color); stroke-width: 1.5 }
  .lit :is(circle, rect) { stroke: var(--st-primary-color); stroke-width: 3 }
  .dim line { opacity: .4 } .dim text { opacity: .65 }
  @media (max-width: 500px) { text { font-size: 11.5px } .note { font-size: 10px } }`;
/** @type {Record<"forward" | "loss" | "backward" | "update", number[]>} the columns that each stage is about */
const LIT = { forward: [1, 2], loss: [3], backward: [1, 2], update: [] };

class Principles {
  radius = 32;
  height = 340;
  margin = 62;
  span = 0;
  step = 0;

  /** @param {SVGElement} svg @param {unknown} _outbox @param {Message} scene */
  constructor(svg, _outbox, scene) {
    this.svg = svg;
    this.scene = scene;
  }

  /** @param {Message} scene */
  show(scene) {
    this.scene = scene;
    this.draw();
  }

  resize() { this.draw(); }

  draw() {
    const grown = growth(), width = this.svg.clientWidth / grown, wide = width >= 500;
    const { columns, links, stage, label } = this.scene;
    if (!width) return;
    this.radius = wide ? 32 : 25;
    this.height = wide ? 340 : 290;
    this.margin = wide ? 62 : 42;
    this.span = width - 2 * this.margin;
    this.step = this.span / (columns.length - 1.2); // the last one, the loss, stands closer: no number is on the way
    this.svg.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    this.svg.setAttribute("aria-label", label);
    this.svg.style.height = `${this.height * grown}px`;
    const nodes = columns.flatMap((column, i) =>
      column.map((node, row) => this.node(node, [i, row], LIT[stage].includes(i) ? "lit" : "")));
    this.svg.innerHTML = `<g class="${stage === "loss" ? "dim" : ""}">${links.map((link) => this.line(link)).join("")}
      ${links.map((link) => this.number(link, wide)).join("")}</g>${this.answer()}${nodes.join("")}`;
  }

  /** @param {Position} position */
  place([column, row]) {
    const rows = this.scene.columns[column].length;
    return { x: this.margin + Math.min(column * this.step, this.span),
             y: this.height * (0.5 + 0.52 * (row - (rows - 1) / 2)) };
  }

  /** @param {Link} link */
  line({ from, to, size }) {
    const a = this.place(from), b = this.place(to), color = size < 0 ? colors.light.negative : colors.light.positive;
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${color}" stroke-opacity=".75"
      stroke-width="${Math.min(8, 1 + 2.5 * Math.sqrt(Math.abs(size)))}"/>`;
  }

  /**
   * In the middle, or nearer to the line's start where lines cross: there they are still apart.
   * @param {Link} link
   * @param {boolean} wide
   */
  number({ from, to, name, text }, wide) {
    const a = this.place(from), b = this.place(to), crosses = this.scene.columns[to[0]].length > 1 && from[1] !== to[1];
    const share = crosses ? 0.3 : 0.48;
    const part = (this.radius + share * (this.step - 2 * this.radius)) / this.step;
    const x = a.x + part * (b.x - a.x), y = a.y + part * (b.y - a.y);
    return `<text class="halo" x="${x}" y="${y}">${wide ? `${name} = ` : ""}${text}</text>`;
  }

  // From the output to the loss goes no weight: a dashed line.
  answer() {
    const last = this.scene.columns.length - 1, a = this.place([last - 1, 0]), b = this.place([last, 0]);
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="currentColor" stroke-opacity=".5" stroke-dasharray="4 4"/>`;
  }

  /** @param {Node} node @param {Position} at @param {string} state */
  node({ name, value, note }, at, state) {
    const { x, y } = this.place(at), r = this.radius, isLoss = at[0] === this.scene.columns.length - 1;
    const shape = isLoss ? `<rect x="${x - r}" y="${y - r * 0.75}" width="${2 * r}" height="${1.5 * r}" rx="6"/>`
      : `<circle cx="${x}" cy="${y}" r="${r}"/>`;
    return `<g class="${state}">${shape}<text class="name" x="${x}" y="${y - r - 8}">${name}</text>
      <text class="value" x="${x}" y="${y}">${value}</text>${this.note(note, x, y + r + 17)}</g>`;
  }

  /**
   * On two lines where one would reach to the numbers beside it.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  note(text, x, y) {
    const [name, value] = this.margin < 50 && text.length > 12 ? text.split(" = ") : [text];
    return `<text class="note" x="${x}" y="${y}">${name}${value ? ` =<tspan x="${x}" dy="1.1em">${value}</tspan>` : ""}</text>`;
  }
}

export const paint = mounted(Principles, { style: STYLE, html: `<svg role="img"></svg>` });
