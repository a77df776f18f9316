// The way of a drawing through a network: its strongest neurons, layer by layer, and the lines of what flows between
// them.

import { bytesOf, nth } from "../../shared/js/base64.js";
import { context2d, painted, sharp } from "../../shared/js/canvas.js";
import { css } from "../../shared/js/color.js";
import { focusedBeside, growth, isStill, isTouched, made, rem } from "../../shared/js/dom.js";
import { addedUp, certainty, grouped, number, signed } from "../../shared/js/text.js";
import { PIXELS } from "../../shared/js/digit_format.js";

/**
 * @import { Theme } from "../../shared/js/theme.js"
 * @import { Wish, WithDrawing } from "./inside.js"
 *
 * @typedef {{element: HTMLElement, left: number, right: number, y: number}} WayNode
 * @typedef {{column: number, i: number, text: string}} Focus the node that is pointed at
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 */

const SECONDS = 0.95; // from the drawing to the answer, once for every new drawing
const HEAD = 36; // pixels above the columns, for their headings

export class Way {
  /** @type {Focus | null} */
  focus = null;
  progress = 0; // columns that the drawing has passed
  frame = 0;
  width = 0;
  height = 0;
  /** @type {WayNode[][]} */
  columns = [];
  /** @type {{data: WithDrawing, theme: Theme} | null} */
  shown = null;

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} said
   * @param {(wish: Wish) => void} wish
   * @param {(digit: number) => void} onRival
   */
  constructor(place, said, wish, onRival) {
    this.place = place;
    this.said = said;
    this.wish = wish;
    this.onRival = onRival;
    this.canvas = made("canvas", "lines");
    this.canvas.setAttribute("aria-hidden", "true");
    this.nodes = made("div");
    place.append(this.canvas, this.nodes);
  }

  /** @param {WithDrawing} data @param {Theme} theme */
  show(data, theme) {
    const isNew = data.drawing !== this.shown?.data.drawing;
    if (isNew) this.focus = null;
    this.shown = { data, theme };
    this.build(data, theme);
    if (isNew) this.start(data.layers.length + 1);
    else this.paint();
  }

  /** @param {number} end columns to pass */
  start(end) {
    cancelAnimationFrame(this.frame);
    this.progress = isStill() ? end : 0;
    if (isStill()) return this.paint();
    const began = performance.now();
    /** @param {number} now */
    const step = (now) => {
      this.progress = Math.min(end, Math.max(0, now - began) / 1000 / SECONDS * end);
      this.paint();
      if (this.progress < end && this.canvas.isConnected) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  /** Where everything is, for this width: columns of neurons between the drawing and the ten answers.
   * @param {WithDrawing} data @param {Theme} theme */
  build(data, theme) {
    const grown = growth(), width = this.width = this.place.clientWidth / grown, narrow = width < 430;
    const size = isTouched() ? 44 : narrow ? (data.layers.length > 2 ? 28 : 32) : 40, step = size + (narrow ? 9 : 8);
    const row = isTouched() ? 48 : 33; // of an answer
    const input = Math.round(Math.min(88, Math.max(52, width * 0.17))), output = narrow ? 50 : 74;
    const count = Math.max(...data.layers.map((layer) => layer.index.length));
    const height = this.height = HEAD + Math.max(count * step, 10 * row);
    const middle = (HEAD + height) / 2, room = (width - input - output) / (data.layers.length + 1);
    this.place.style.height = rem(height);
    sharp(this.canvas, width * grown, height * grown).scale(grown, grown);
    const focused = focusedBeside(this.nodes);
    const old = focused && this.nodes.contains(focused) ? focused.dataset.at : undefined;
    this.nodes.replaceChildren();
    const drawing = painted(made("canvas"), bytesOf(data.picture, PIXELS));
    this.columns = [[this.node(0, 0, { x: 0, y: middle - input / 2, width: input, height: input }, drawing, "Your drawing")]];
    this.head(input / 2, input + room * 0.4, "your drawing");
    data.layers.forEach((layer, k) => {
      const x = input + room * (k + 1) - size / 2, top = middle - layer.index.length * step / 2;
      const looks = bytesOf(layer.looks, PIXELS * layer.index.length);
      this.columns.push(layer.index.map((_, i) => {
        const box = { x, y: top + i * step + (step - size) / 2, width: size, height: size };
        const node = this.node(k + 1, i, box, painted(made("canvas"), nth(looks, i), theme.scale), neuronText(data, k, i));
        node.element.style.boxShadow = frameOf(layer.share[i], theme);
        node.element.onclick = () => this.wish({ neuron: [k, layer.index[i]] });
        return node;
      }));
      this.head(x + size / 2, room, `${layer.fire} of ${grouped(data.sizes[k])} fire`);
    });
    const high = (height - HEAD) / 10;
    this.columns.push(data.scores.map((_, digit) => {
      const content = made("span", "output"), bar = made("i");
      bar.style.width = `${Math.max(1, 100 * data.probabilities[digit])}%`;
      content.append(made("b", "", digit), bar);
      const box = { x: width - output, y: HEAD + digit * high + 2, width: output, height: high - 4 };
      const node = this.node(data.layers.length + 1, digit, box, content, outputText(data, digit));
      node.element.onclick = () => this.onRival(digit);
      if (digit === data.answer) node.element.classList.add("best");
      return node;
    }));
    this.head(width - output / 2, output + 14, "outputs");
    const again = old === undefined ? null : this.nodes.querySelector(`[data-at="${old}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /** @param {number} x @param {number} width @param {string} text */
  head(x, width, text) {
    const head = made("span", "head", text);
    const left = Math.max(width / 2 - 8, Math.min(this.width - width / 2 + 8, x));
    Object.assign(head.style, { left: rem(left), width: rem(width) });
    this.nodes.append(head);
  }

  /**
   * @param {number} column
   * @param {number} i
   * @param {Box} box
   * @param {HTMLElement} content
   * @param {string} text
   * @returns {WayNode}
   */
  node(column, i, { x, y, width, height }, content, text) {
    const element = made(column ? "button" : "div", column ? "node" : "node drawing");
    Object.assign(element.style, { left: rem(x), top: rem(y), width: rem(width), height: rem(height) });
    element.append(content);
    element.dataset.at = `${column}.${i}`;
    if (!column) content.setAttribute("role", "img");
    (column ? element : content).setAttribute("aria-label", text);
    /** @param {Focus | null} focus */
    const attend = (focus) => {
      this.focus = focus;
      this.paint();
      this.say();
    };
    element.onpointerenter = element.onfocus = () => attend({ column, i, text });
    element.onpointerleave = element.onblur = () => attend(null);
    this.nodes.append(element);
    return { element, left: x, right: x + width, y: y + height / 2 };
  }

  say() {
    if (!this.shown) return;
    const { answer } = this.shown.data;
    this.said.textContent = this.focus?.text ?? `Blue lines add to a score (logit), orange ones subtract. Shown are the neurons that contribute most to the score of ${answer}, `
      + "up or down; the thicker a frame, the larger the activation. Point at anything for its numbers; choose a neuron to enlarge it.";
  }

  paint() {
    if (!this.shown) return;
    const { data } = this.shown, context = context2d(this.canvas), reached = this.progress;
    context.clearRect(0, 0, this.width, this.height);
    this.columns.forEach((column, k) => column.forEach(({ element }) => element.classList.toggle("unlit", reached < k - 0.15)));
    [[data.layers[0].share.map(Math.abs)], ...data.flows].forEach((rows, k) => {
      const part = Math.max(0, Math.min(1, reached - k));
      if (part) this.paintFlows(context, rows, k, part);
    });
  }

  /**
   * The lines between two columns.
   * @param {CanvasRenderingContext2D} context
   * @param {number[][]} rows of flows, from each node of a column to each of the next
   * @param {number} k the column
   * @param {number} part of the way that they have come
   */
  paintFlows(context, rows, k, part) {
    if (!this.shown) return;
    const { data, theme } = this.shown, { focus } = this, from = this.columns[k], to = this.columns[k + 1];
    const x0 = Math.max(...from.map((node) => node.right)), x1 = Math.min(...to.map((node) => node.left));
    const most = Math.max(1e-9, ...rows.flat().map(Math.abs));
    context.save();
    context.beginPath();
    context.rect(x0, 0, (x1 - x0) * part, this.height);
    context.clip();
    rows.forEach((row, i) => row.forEach((flow, j) => {
      const strength = Math.abs(flow) / most;
      if (strength < 0.02) return;
      const touched = (focus?.column === k && focus.i === i) || (focus?.column === k + 1 && focus.i === j);
      const mine = focus ? touched : k < data.layers.length || j === data.answer;
      const color = k === 0 ? theme.text : flow < 0 ? theme.negative : theme.positive;
      context.strokeStyle = css(color, (0.12 + 0.88 * strength) * (mine ? (k ? 0.9 : 0.45) : 0.14));
      context.lineWidth = 0.5 + 4.5 * strength;
      context.beginPath();
      context.moveTo(from[i].right, from[i].y);
      const bend = (to[j].left - from[i].right) / 2;
      context.bezierCurveTo(from[i].right + bend, from[i].y, to[j].left - bend, to[j].y, to[j].left, to[j].y);
      context.stroke();
    }));
    context.restore();
  }
}

/** A neuron's frame, by how strongly it fires. @param {number} share @param {Theme} theme */
function frameOf(share, theme) {
  const color = css(share < 0 ? theme.negative : theme.positive, share ? 0.25 + 0.75 * Math.abs(share) : 0.15);
  return `0 0 0 ${1 + 3 * Math.abs(share)}px ${color}`;
}

/** @param {WithDrawing} data @param {number} k @param {number} i */
function neuronText(data, k, i) {
  const layer = data.layers[k], last = k === data.layers.length - 1;
  return `Neuron ${layer.index[i] + 1} of the ${data.layers.length > 1 ? `${layer.name} ` : ""}hidden layer: its activation is ${number(layer.activation[i], 2)}, `
    + `which adds ${layer.exact ? "" : "about "}${signed(layer.part[i])} to the score of ${data.answer}${last ? "" : " by way of the next layer"}.`;
}

/** @param {WithDrawing} data @param {number} digit */
export function outputText(data, digit) {
  const shown = data.flows[data.flows.length - 1].reduce((sum, flow) => sum + flow[digit], 0);
  const more = data.sizes[data.sizes.length - 1] - data.layers[data.layers.length - 1].index.length;
  const parts = more ? [shown, data.biases[digit], data.others[digit]] : [shown, data.biases[digit]];
  const { total, parts: [seen, bias, others] } = addedUp(data.scores[digit], parts, 2);
  return `${digit}: score ${total}, probability ${certainty(data.probabilities[digit])}. The score is ${seen} from the neurons shown, `
    + `${more ? `${others} from the ${grouped(more)} others, ` : ""}${bias} from its bias.`;
}
