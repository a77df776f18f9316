// The answer: what the network says everywhere on the plane, with the points it should be right about.

import colors from "../colors.json" with { type: "json" };
import { Cells } from "../js/cells.js";
import { colorAt, css, mix } from "../js/color.js";
import { closest } from "../js/nearest.js";
import { named, number, ownValueOf, shortened, valueOf } from "../js/text.js";
import { ticks } from "../js/ticks.js";
import { boundaryOf } from "./boundary.js";
import { Picture, unlessAlike } from "./picture.js";
import { answersAt, placeAt, positionOf, shareAt } from "./plane.js";

/**
 * @import { Feature } from "../js/text.js"
 * @import { Blend } from "./blend.js"
 * @import { Point } from "./messages/message.js"
 * @import { NetworkNode } from "./network_layout.js"
 * @import { Found } from "./picture.js"
 */

const FINER = 4; // flat colors are cut out of a map so many times finer than the one that Python sends
const BLACK = [0, 0, 0];

export class AnswerPicture extends Picture {
  plot = { x: 42, y: 20, size: 1 };
  radius = 6; // of a point
  field = new Cells(1, 1); // spread over the plot by the browser, which costs less than painting it
  seen = this.field; // of the three what lies under the plot
  moving = this.layerBelow();
  hasLine = false; // whether a boundary is painted
  /** @type {Point[]} as they are painted */
  points = [];
  coarse = new Cells(1, 1);
  flat = new Cells(1, 1);

  /** @param {number} width @param {number} height */
  layOut(width, height) {
    const { map, tile } = this.scene;
    this.resize(width, height);
    this.plot.size = width - 48;
    this.hasLine = false;
    this.field = new Cells(map, map);
    this.coarse = new Cells(tile, tile);
    this.flat = new Cells(FINER * map, FINER * map);
  }

  /**
   * @param {Blend} blend
   * @param {unknown} hovered the point under the pointer, perhaps
   * @param {NetworkNode | null} node a neuron or input, whose map is shown large instead of the answer
   */
  paint(blend, hovered, node) {
    const { theme, scene, stage } = this, answers = !node || node.layer === scene.sizes.length - 1;
    this.underlay(node ? this.neuronField(node, blend) : this.answerField(blend.map));
    this.paintBoundary(answers && this.hasBoundary ? boundaryOf(blend.map, scene.map) : []);
    const ends = answers ? scene.labels : this.ends(node, blend), { x, y, axes, answer, outputs, discrete } = scene;
    const { ghosts, keyed, areOn } = stage.points;
    const words = JSON.stringify([ends, x, y, axes, answer, outputs, discrete, ghosts, keyed, areOn, stage.tested]);
    this.points = unlessAlike(this.points, scene.points);
    if (this.differs(theme, hovered, node, this.points, words)) this.paintStill(hovered, node, answers ? null : ends);
  }

  /** Have the browser spread this over the plot. @param {Cells} cells */
  underlay(cells) {
    if (this.seen === cells) return;
    const { plot: { x, y, size }, stage: { scale } } = this, { canvas } = cells, side = `${size * scale}px`;
    canvas.ariaHidden = "true";
    Object.assign(canvas.style, { margin: `${y * scale}px 0 0 ${x * scale}px`, width: side, height: side });
    this.seen.canvas.remove();
    this.moving.canvas.before(canvas);
    this.seen = cells;
  }

  /** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
  copyTo(context, x, y) {
    const { plot } = this;
    context.drawImage(this.seen.canvas, x + plot.x, y + plot.y, plot.size, plot.size);
    super.copyTo(context, x, y);
  }

  /**
   * What keeps still while the network learns: the plot's frame and axes, what its colors mean, and the points.
   * @param {unknown} hovered
   * @param {NetworkNode | null} node
   * @param {string[] | null} ends of the colors in a neuron's own map
   */
  paintStill(hovered, node, ends) {
    const { context, theme, scene, plot } = this;
    this.clear();
    if (node) this.write("left", "alphabetic", 12, 600);
    context.fillText(this.cut(node ? this.stage.network.formula(node) : scene.answer, plot.size), plot.x, 13);
    context.strokeStyle = theme.line;
    context.lineWidth = 1;
    context.strokeRect(plot.x, plot.y, plot.size, plot.size);
    this.paintAxes();
    if (ends) this.paintScale(ends);
    else if (scene.outputs === 1 && !scene.discrete) this.paintScale(scene.labels, this.hasBoundary);
    else this.paintClasses();
    this.radius = scene.points.length > 200 ? 2.6 : scene.points.length > 12 ? 3.6 : 6;
    for (const point of scene.points) this.paintPoint(point, point === hovered);
    this.stage.points.paint();
  }

  get hasBoundary() { return this.scene.outputs === 1 && !this.scene.regression && !this.scene.discrete; }

  /** @param {number[]} segments */
  paintBoundary(segments) {
    const { moving, plot, theme } = this;
    if (!segments.length && !this.hasLine) return;
    this.hasLine = segments.length > 0;
    moving.clearRect(0, 0, this.width, this.height);
    moving.beginPath();
    for (let i = 0; i < segments.length; i += 4) {
      moving.moveTo(plot.x + plot.size * segments[i], plot.y + plot.size * segments[i + 1]);
      moving.lineTo(plot.x + plot.size * segments[i + 2], plot.y + plot.size * segments[i + 3]);
    }
    moving.strokeStyle = theme.soft;
    moving.lineWidth = 1.25;
    moving.stroke();
  }

  /** @param {Blend["map"]} map */
  answerField(map) {
    const { scene, theme, field, flat } = this;
    if (scene.discrete) {
      const paler = theme.classes.map((color) => mix(color, theme.background, 0.25));
      flat.colorFlat(map, scene.map, scene.outputs, paler);
    } else if (scene.outputs === 1) field.color(map, theme.scale);
    else field.colorByClass(map, scene.outputs, theme);
    return scene.discrete ? flat : field;
  }

  /**
   * A neuron's map as fine as the answer's, once Python has sent it; until then its tile, drawn large.
   * @param {NetworkNode} node
   * @param {Blend} blend
   */
  neuronField(node, { large, largeOf, tiles, map }) {
    const { scene, theme, field, coarse } = this, size = scene.tile ** 2;
    if (node.layer === scene.sizes.length - 1) {
      if (scene.outputs === 1) return this.answerField(map);
      field.color(map.subarray(node.index * scene.map ** 2), theme.classScales[node.index]);
    } else if (largeOf === `${node.layer},${node.index}`) field.color(large, theme.scale);
    else {
      const source = node.layer ? tiles : scene.inputImage;
      const at = node.layer ? node.neuron : this.stage.network.rowOf(node);
      coarse.color(source.subarray(at * size, (at + 1) * size), theme.scale);
      return coarse;
    }
    return field;
  }

  /**
   * What the ends of the colors stand for in a neuron's map.
   * @param {NetworkNode} node
   * @param {Blend} blend
   */
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
    context.fillText(this.cut(named(across), plot.size / 3), plot.x + plot.size, bottom + 31);
    context.translate(10, plot.y);
    context.rotate(-Math.PI / 2);
    context.fillText(this.cut(named(up), plot.size), 0, 0);
    context.rotate(Math.PI / 2);
    context.translate(-10, -plot.y);
  }

  /**
   * The one scale of colors of the whole stage, with the two classes at its ends and the boundary in its middle.
   * @param {string[]} ends
   * @param {boolean} [withBoundary]
   */
  paintScale(ends, withBoundary = false) {
    const { context, plot } = this, y = plot.y + plot.size + 22, width = 90;
    this.write("left", "alphabetic");
    const [low, high] = ends.map((end) => this.cut(end, 60)), x = plot.x + context.measureText(low).width + 6;
    context.fillText(low, plot.x, y + 9);
    context.fillText(high, x + width + 6, y + 9);
    const gradient = context.createLinearGradient(x, 0, x + width, 0);
    for (let i = 0; i <= 4; i++) gradient.addColorStop(i / 4, css(colorAt(this.theme.scale, i / 2 - 1)));
    context.fillStyle = gradient;
    context.fillRect(x, y + 1, width, 9);
    if (!withBoundary) return;
    context.fillStyle = this.theme.soft;
    context.fillRect(x + width / 2 - 0.625, y - 1, 1.25, 13);
  }

  /** Words in so much room, in the present font. @param {string} text @param {number} room */
  cut(text, room) { return shortened(text, room, (part) => this.context.measureText(part).width); }

  paintClasses() {
    const { context, plot, stage, scene } = this, y = plot.y + plot.size + 22;
    if (stage.points.areOn && stage.ratio === undefined) return; // the classes of the next point say the same, below
    const axis = context.measureText(this.cut(named(scene.axes[0]), plot.size / 3)).width;
    const room = (plot.size - axis - 8) / scene.labels.length;
    let x = plot.x;
    this.write("left", "alphabetic");
    this.scene.labels.forEach((label, k) => {
      const name = this.cut(label, room - 18), width = 24 + context.measureText(name).width;
      context.fillText(name, x + 13, y + 9);
      context.fillStyle = css(this.theme.classes[k]);
      context.fillRect(x, y + 1, 9, 9);
      context.fillStyle = this.theme.soft;
      x += width;
    });
  }

  /** Where a place of the plane stands. @param {{x: number, y: number}} place */
  place(place) { return positionOf(this.scene, this.plot, place); }

  /**
   * Darker than the region it should lie in, with a light ring; points not trained on are squares.
   * @param {Point} point
   * @param {boolean} hovered
   */
  paintPoint(point, hovered) {
    const { context, theme, scene, plot, radius } = this, [x, y] = this.place(point);
    context.beginPath();
    if (point.test) context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
    else context.arc(x, y, radius, 0, 7);
    const color = scene.regression ? mix(colorAt(theme.scale, point.value), BLACK, 0.15)
      : mix(theme.classes[point.value], BLACK, 0.45);
    context.fillStyle = css(color);
    context.fill();
    context.strokeStyle = colors.picture.ring;
    context.lineWidth = hovered ? 3 : radius > 5 ? 1.5 : 0.9;
    context.stroke();
    if (!point.name) return;
    const toTheLeft = x > plot.x + plot.size * 0.7, at = x + (toTheLeft ? -10 : 10);
    this.write(toTheLeft ? "right" : "left", "middle", 11, 600);
    context.strokeStyle = css(theme.background, 0.8);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.fillStyle = css(theme.text);
    context.strokeText(point.name, at, y);
    context.fillText(point.name, at, y);
  }

  /**
   * What is at a position: a point, or the answer there.
   * @param {number} x
   * @param {number} y
   * @param {Blend} blend
   * @returns {Found | null}
   */
  about(x, y, { map }) {
    const { scene } = this, share = this.shareAt(x, y);
    if (!share) return null;
    const point = this.nearest(x, y), there = point ?? this.planeAt(share), [across, up] = scene.axes;
    const answers = answersAt(scene, there, map);
    const lines = [point ? `${ownValueOf(across, point.x)}, ${ownValueOf(up, point.y)}`
      : `${this.reading(across, scene.x, there.x)}, ${this.reading(up, scene.y, there.y)}`];
    if (point) {
      const truth = scene.regression ? number(point.value, 2) : scene.labels[point.value];
      lines.unshift(`${point.name || "point"}: ${scene.regression ? "true value" : "class"} ${truth}${point.test ? ", test set" : ""}`);
    }
    if (scene.outputs > 1) lines.push(...answers.map((answer, k) => `${scene.labels[k]}: ${answer.toFixed(2)}`));
    else lines.push(`${scene.answer}: ${scene.regression ? heightText(answers[0]) : number(answers[0], 2)}`);
    const { points } = this.stage;
    if (points.areOn) lines.push(points.pointAt(x, y) ? "click or tap to remove it" : `click or tap to add “${points.chosen}”`);
    return { thing: point, x, y, clear: 16, text: lines.join("\n") };
  }

  /**
   * An axis's name and the raw value there, as exact as a pixel of its range.
   * @param {Feature} axis
   * @param {number[]} range
   * @param {number} value
   */
  reading(axis, [low, high], value) {
    return valueOf(axis, value, Math.round(-Math.log10((high - low) * axis.scale / this.plot.size)));
  }

  /** How far across and down a position is, 0 to 1, or null beside the map. @param {number} x @param {number} y */
  shareAt(x, y) { return shareAt(this.plot, x, y); }

  /** @param {number[]} share */
  planeAt(share) { return placeAt(this.scene, share); }

  /** The point at a position. @param {number} x @param {number} y @param {number} [reach] */
  nearest(x, y, reach = 9) {
    return closest(this.scene.points, (point) => {
      const [px, py] = this.place(point);
      return Math.hypot(px - x, py - y);
    }, reach);
  }
}

/** The map of a regression says no more than -1 to 1. @param {number} share */
function heightText(share) {
  return share >= 1 ? "1 or more" : share <= 0 ? "−1 or less" : number(2 * share - 1, 2);
}
