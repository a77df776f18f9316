// A network as a computational graph: values forward and derivatives backward on its edges. A weight or bias is chosen
// by a click, a tap or arrow keys; its paths to the loss stand out, and any number can be typed into the picture.

import { context2d } from "../../../shared/js/canvas.js";
import { css } from "../../../shared/js/color.js";
import { elementOf, growth, isTouched, made, part } from "../../../shared/js/dom.js";
import { mounted } from "../../../shared/js/mount.js";
import { counted } from "../../../shared/js/text.js";
import { themeOf } from "../../../shared/js/theme.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";
import { Sheet } from "../../board/plot.js";
import { layoutOf, parameterAt } from "./graph_layout.js";
import { PARTS_STYLE, inWords, parts } from "./graph_parts.js";
import { led, pathsFrom, stops } from "./graph_paths.js";
import { STEPS_STYLE, Steps } from "./graph_steps.js";
import { TYPING_STYLE, TypingBox } from "./graph_typing.js";

/**
 * @import { Outbox } from "../../../shared/js/outbox.js"
 * @import { BoardMessage } from "../../board/board.js"
 * @import { Layout, Means } from "./graph_layout.js"
 * @import { Parameter, Picture } from "./graph_types.js"
 * @typedef {{group: Element, key: string, node: string, parameter: Parameter | undefined, isOn: boolean}} Marked
 */

const STYLE = `${BOARD_STYLE}${PARTS_STYLE}${TYPING_STYLE}${STEPS_STYLE}
  .board { grid-template-columns: minmax(0, 1fr) }
  .fields { display: none }
  .scroller { overflow-x: auto; overflow-y: hidden; padding: 4px 0 10px }
  .canvas { position: relative; margin: 0 auto; min-height: 10.5rem }
  .graph:focus { outline: none }
  .graph svg { cursor: pointer; -webkit-tap-highlight-color: transparent }
  .account { margin: 0.25rem 0 0; line-height: 1.35; min-height: 1.35em }
  .hint { margin: 0 0 0.25rem; font-size: 0.8125rem }
  .hint[hidden] { display: none }
  .legend { margin: 0.25rem 0 0; font-size: 0.8125rem; line-height: 1.4 }
  .legend b { color: var(--back); font-weight: 600 }`;
const REACH = { mouse: 12, touch: 24 }; // pixels around a line

/** @extends {Board<Picture>} */
class BackpropGraph extends Board {
  theme = themeOf(this.element);
  /** @type {Layout | null} */
  layout = null;
  /** What is painted, so that a choice alone paints nothing anew. */
  painted = "";
  /** The key of what arrow keys have come to. */
  cursor = "";
  /** The key of the parameter that the mouse points at. */
  pointed = "";
  /** The node that the mouse points at, whose edges show their numbers. */
  pointedNode = "";
  revealed = Infinity;
  /** The parts that fade and stand out. @type {Marked[]} */
  marked = [];

  /** @param {HTMLElement} element @param {Outbox} outbox @param {BoardMessage<Picture>} message */
  constructor(element, outbox, message) {
    super(element, outbox, message);
    this.place.innerHTML = `<p class="account" aria-live="polite"></p><p class="hint" hidden>↔ The graph is wider than
      the page: scroll it sideways.</p><div class="scroller"><div class="canvas"><div class="graph" role="listbox"
      tabindex="0" aria-label="Weights and biases"></div></div></div><p class="legend"></p>`;
    this.account = part(this.place, ".account");
    this.canvas = part(this.place, ".canvas");
    this.scroller = part(this.place, ".scroller");
    this.list = part(this.place, ".graph");
    this.sheet = new Sheet(this.list);
    this.sheet.svg.setAttribute("role", "presentation");
    this.typing = new TypingBox(this.canvas, (key, text) => this.outbox.send({ typed: { key, text } }, "typed"),
                                () => this.list.focus({ preventScroll: true }));
    this.steps = new Steps(this.place, (layers) => {
      this.revealed = layers;
      this.mark();
    });
    this.place.append(part(this.place, ".legend")); // below the steps
    this.means = this.measured();
    this.listen();
  }

  /** How the layout learns what texts take. @returns {Means} */
  measured() {
    const pen = context2d(made("canvas"));
    const family = getComputedStyle(this.element).fontFamily;
    /** @type {Map<string, number>} */
    const known = new Map();
    return { isTouched: isTouched(), widthOf: (text) => {
      const there = known.get(text);
      if (there !== undefined) return there;
      pen.font = `600 13px ${family}`;
      const width = Math.ceil(pen.measureText(text).width);
      known.set(text, width);
      return width;
    } };
  }

  listen() {
    const { svg } = this.sheet;
    svg.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") this.point(event);
    });
    svg.addEventListener("pointerleave", () => {
      [this.pointed, this.pointedNode] = ["", ""];
      this.fade();
    });
    svg.addEventListener("click", (event) => this.click(event));
    this.list.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {BoardMessage<Picture>} message @param {boolean} answered */
  show(message, answered) {
    this.theme = themeOf(this.element);
    super.show(message, answered);
    if (answered && !this.outbox.isBusy) this.typing.answered(message.picture.wrong); // not only what came before
  }

  /** The parameter that is chosen: here, or else as Python knows it. */
  get chosen() {
    const { parameters, chosen } = this.picture, own = `${this.unanswered.own_parameter ?? ""}`.toLowerCase();
    return parameters.find(({ key }) => key === own) ?? parameters.find(({ key }) => key === chosen) ?? parameters[0];
  }

  draw() {
    const room = this.scroller.clientWidth / growth(), all = { ...this.picture, chosen: "", wrong: null };
    const now = JSON.stringify([all, room, growth(), this.theme.isDark]);
    if (now !== this.painted) {
      this.painted = now;
      this.means = { ...this.means, isTouched: isTouched() };
      const layout = this.layout = layoutOf(this.picture, room, this.means);
      this.element.style.setProperty("--back", css(this.theme.pinned));
      this.canvas.style.width = `${Math.ceil(layout.width) * growth()}px`;
      this.sheet.draw(Math.ceil(layout.height), parts(this.picture, layout, this.means, this.theme));
      this.marked = this.parts();
      part(this.place, ".hint").hidden = layout.width <= room;
      part(this.place, ".legend").innerHTML = this.legend(layout.isDown);
      this.steps.show(this.picture);
      this.toChosen();
    }
    this.mark();
  }

  /** What the signs of the picture mean, of those that it shows. @param {boolean} isDown */
  legend(isDown) {
    const { view } = this.picture, back = `<b>${isDown ? "↑" : "←"} Derivatives of L</b>`;
    const numbers = view === "forward" ? "Values go forward." : view === "backward" ? `${back} go back; δ = ∂L/∂z.`
      : `${back} go back, values forward; δ = ∂L/∂z.`;
    const typing = `${isTouched() ? "Tap" : "Click"} an underlined number to type another one.`;
    return `${numbers} Lines${view === "backward" ? " by derivative" : ""}: blue positive, orange negative, thicker
      larger. ${view === "backward" ? "" : typing}`;
  }

  /** @returns {Marked[]} */
  parts() {
    const byKey = new Map(this.picture.parameters.map((one) => [one.key, one]));
    return [...this.sheet.svg.querySelectorAll("[data-key], [data-node]")].map((group) => {
      const key = group.getAttribute("data-key") ?? "", node = group.getAttribute("data-node") ?? "";
      return { group, key, node, parameter: byKey.get(key), isOn: false };
    });
  }

  /** Show what is chosen, pointed at and revealed. */
  mark() {
    const { chosen, layout, marked, picture: { names, view } } = this, { svg } = this.sheet;
    if (!layout) return;
    const paths = pathsFrom(names, chosen);
    if (!this.cursor || !marked.some(({ key }) => key === this.cursor)) this.cursor = chosen.key;
    svg.setAttribute("class", view);
    for (const one of marked) {
      one.isOn = one.parameter ? paths.has(one.parameter) : this.nodeIsOn(one, paths);
      one.group.classList.toggle("on", one.isOn);
      one.group.classList.toggle("chosen", one.key === chosen.key);
      one.group.classList.toggle("cursor", one.key === this.cursor);
      if (one.key) one.group.setAttribute("aria-selected", `${one.key === chosen.key}`);
      if (one.parameter)
        one.group.setAttribute("aria-label", inWords(this.picture, one.parameter, this.tells(one.parameter)));
    }
    for (const element of svg.querySelectorAll("[data-layer]")) {
      element.classList.toggle("unrevealed", !this.isRevealed(Number(element.getAttribute("data-layer"))));
    }
    for (const target of svg.querySelectorAll("[data-flow]"))
      target.setAttribute("aria-label", `${target.getAttribute("data-words")}${
        view !== "forward" && this.isRevealed(names.length - 1) ? target.getAttribute("data-flow") : ""}`);
    this.list.setAttribute("aria-activedescendant", `graph-${this.cursor}`);
    this.tell(paths.count);
    this.fade();
  }

  /** Whether a layer's derivatives are seen; one more than there are layers: the loss's. @param {number} layer */
  isRevealed(layer) { return this.picture.names.length - 2 - layer < this.revealed; }

  /** Whether a parameter's derivative is seen. @param {Parameter} parameter */
  tells({ layer }) { return this.picture.view !== "forward" && this.isRevealed(layer); }

  /** Fade what is on no path, but for what is pointed at; that alone changes while a mouse moves. */
  fade() {
    const showsAll = this.layout?.showsAll;
    for (const { group, key, parameter, isOn } of this.marked) {
      const isSeen = isOn || (key !== "" && (key === this.pointed || this.leadsToPointed(parameter)));
      group.classList.toggle("faded", !isSeen);
      group.classList.toggle("quiet", !showsAll && parameter !== undefined && !parameter.bias && !isSeen
        && key !== this.cursor);
    }
  }

  /** @param {Marked} marked @param {ReturnType<typeof pathsFrom>} paths */
  nodeIsOn({ key, node }, paths) {
    if (node === "loss") return true;
    if (node) return paths.hasNode(...(/** @type {[number, number]} */ (node.split(",").map(Number))));
    return paths.hasOutput(this.picture.targets.findIndex((target) => target.key === key));
  }

  /** @param {Parameter | undefined} parameter */
  leadsToPointed(parameter) {
    return parameter !== undefined && `${parameter.layer + 1},${parameter.column}` === this.pointedNode;
  }

  /** Which parameter is chosen, in a sentence below the field. @param {number} count of its paths */
  tell(count) {
    const { name, layer, row, column, bias, value, derivative } = this.chosen, { names, is_fixed } = this.picture;
    const way = bias ? `${is_fixed ? "fixed bias" : "bias"} of ${names[layer + 1][column]}`
      : `from ${names[layer][row]} to ${names[layer + 1][column]}`;
    const told = this.tells(this.chosen) ? `∂L/∂${name} = ${derivative}, over ` : "";
    const words = `${this.picture.sample} ${name} = ${value}, ${way}. ${told}${counted(count, "path")} to the loss.`.trim();
    if (this.account.textContent !== words) this.account.textContent = words;
  }

  /** @param {PointerEvent | MouseEvent} event */
  at(event) {
    const { x, y } = this.sheet.at(event), isMouse = !("pointerType" in event) || event.pointerType === "mouse";
    return this.layout && parameterAt(this.layout, x, y, isMouse ? REACH.mouse : REACH.touch);
  }

  /** @param {PointerEvent} event */
  point(event) {
    const group = elementOf(event)?.closest("[data-node]");
    const [pointed, node] = [this.at(event)?.key ?? "", group?.getAttribute("data-node") ?? ""];
    if (pointed === this.pointed && node === this.pointedNode) return;
    [this.pointed, this.pointedNode] = [pointed, node];
    this.fade();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const under = elementOf(event), parameter = this.at(event);
    const value = under?.closest("[data-typed]")?.getAttribute("data-typed");
    const key = under?.closest("[data-key]")?.getAttribute("data-key");
    const isMouse = /** @type {PointerEvent} */ (event).pointerType === "mouse";
    if (parameter) {
      const again = parameter.key === this.chosen.key && !isMouse;
      this.choose(parameter.key);
      if (again || (isMouse && value === parameter.key)) this.type(parameter.key);
    } else if (key && !this.picture.parameters.some((one) => one.key === key)) {
      this.cursor = key;
      this.mark();
      if (!isMouse || value) this.type(key);
    }
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!this.layout || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = led(stops(this.picture, this.layout), this.cursor, event.key, this.layout.isDown);
    if (to === null && event.key !== "Enter" && event.key !== "F2") return;
    event.preventDefault();
    event.stopPropagation();
    if (to === null) this.type(this.cursor);
    else {
      this.cursor = to;
      if (this.picture.parameters.some(({ key }) => key === to)) this.choose(to);
      this.mark();
      this.reach(to);
    }
  }

  /** Choose a parameter. @param {string} key */
  choose(key) {
    this.cursor = key;
    if (key === this.chosen.key) this.mark();
    else this.set({ own_parameter: key });
  }

  /** Open the box over a number. @param {string} key */
  type(key) {
    const { inputs, targets, parameters } = this.picture;
    const what = [...parameters, ...inputs, ...targets].find((one) => one.key === key), by = growth();
    const stop = this.layout && stops(this.picture, this.layout).flat().find((one) => one.key === key);
    if (!what || !stop) return;
    const { x, y, height } = stop.rect;
    this.reach(key);
    this.typing.open(what, { x: x * by, y: y * by, height: height * by }, this.canvas.clientWidth);
  }

  /** Scroll sideways to the chosen parameter. */
  toChosen() { this.reach(this.chosen.key); }

  /** Scroll sideways to something. @param {string} key */
  reach(key) {
    const stop = this.layout && stops(this.picture, this.layout).flat().find((one) => one.key === key);
    if (!stop) return;
    const [left, width] = [stop.rect.x * growth(), stop.rect.width * growth()];
    const { scrollLeft, clientWidth } = this.scroller;
    if (left < scrollLeft) this.scroller.scrollLeft = left - 24;
    else if (left + width > scrollLeft + clientWidth) this.scroller.scrollLeft = left + width - clientWidth + 24;
  }
}

export const paint = mounted(BackpropGraph, { style: STYLE, html: BOARD_HTML });
