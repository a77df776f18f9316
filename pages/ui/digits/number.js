// The picture that was read, each digit in it in a frame, and the number they make. A click on a digit sends {select},
// on the photo's button {remove}.

import colors from "../shared/colors.json" with { type: "json" };
import { cut } from "../shared/js/canvas.js";
import { found, made, part, rem } from "../shared/js/dom.js";
import { mounted } from "../shared/js/mount.js";
import { expose, exposed } from "../shared/js/page_state.js";
import { percent } from "../shared/js/text.js";

/**
 * @import { Outbox } from "../shared/js/outbox.js"
 *
 * @typedef {[top: number, left: number, bottom: number, right: number]} Box in shares of the picture
 *
 * @typedef {object} Message see number.message in number.py; empty where there is nothing to show
 * @property {string} file the picture's address
 * @property {number} width in CSS pixels, if there is room
 * @property {number} height
 * @property {Box[]} boxes of the digits
 * @property {"photo" | "drawing"} source
 * @property {number} selected
 * @property {number[][]} lines of writing: which digits stand in each
 * @property {number[] | null} said the answers, if the network has learned
 * @property {number[] | null} sure their probabilities
 * @property {boolean[]} doubted
 * @property {string} sheet the digits as the network sees them, for `cut`
 * @property {number} columns
 */

const SIZE = 44; // of a digit's picture, for `rem`
const PAD = 4; // pixels between a digit and its frame
const STYLE = `
  .read { font-size: 0.88rem; padding-bottom: 0.88rem } .read [hidden], .read[hidden] { display: none }
  .source { margin: 0 0 0.5rem; font-size: 0.81rem; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center }
  button { all: unset; cursor: pointer; box-sizing: border-box }
  button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
  .remove { padding: 3px 0.62rem; border-radius: 0.38rem; border: 1px solid color-mix(in srgb, var(--st-text-color) 30%, transparent) }
  .remove:hover { border-color: var(--st-primary-color); color: var(--st-primary-color) }
  .top { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center }
  .picture { position: relative; max-width: 100%; flex: none; border-radius: 0.31rem; overflow: hidden;
    outline: 1px solid color-mix(in srgb, var(--st-text-color) 22%, transparent) }
  img { display: block; width: 100%; height: 100% }
  .box { position: absolute; margin: -${PAD}px; padding: ${PAD}px; box-sizing: content-box; border-radius: 3px;
    box-shadow: inset 0 0 0 1.5px ${colors.light.negative} }
  .several .box { cursor: pointer; opacity: .75 }
  .several .box.selected { box-shadow: inset 0 0 0 3px ${colors.light.negative}; opacity: 1 }
  .number { flex: 1 1 calc(var(--n) * 1.88rem); min-width: min(100%, calc(var(--n) * 1.12rem)); container-type: inline-size }
  .lines { font-size: clamp(1.12rem, 100cqw / (var(--n) * 0.62), 5.25rem); line-height: 1.08; font-weight: 700;
    color: var(--st-primary-color); font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
  .lines .none { opacity: .6; font-weight: 400 }
  .tiles { margin-top: 0.75rem; display: grid; gap: 0.75rem } .line { display: flex; flex-wrap: wrap; gap: 0.25rem }
  .tile { padding: 0.25rem 0.25rem 2px; border-radius: 0.38rem; text-align: center; font-variant-numeric: tabular-nums }
  .tile:hover { background: color-mix(in srgb, var(--st-text-color) 8%, transparent) }
  .tile[aria-pressed=true] { box-shadow: inset 0 0 0 2px var(--st-primary-color) }
  .ink { width: ${rem(SIZE)}; height: ${rem(SIZE)}; border-radius: 3px; image-rendering: pixelated; background-color: ${colors.picture.ground} }
  .said { font-size: 0.94rem; line-height: 1.25rem; font-weight: 700 } .sure { font-size: 0.75rem; line-height: 0.94rem; opacity: .75 }
  .doubted .said { font-weight: 400; opacity: .75 } .note { margin: 0.38rem 0 0; font-size: 0.78rem; opacity: .75 }`;
const HTML = `<div class="read" hidden>
  <p class="source"><span>This photo is read until you draw again.</span><button class="remove">Remove the photo</button></p>
  <div class="top"><div class="picture"><img></div><div class="number"><div class="lines" role="status"></div></div></div>
  <div class="tiles" role="group" aria-label="The digits"></div>
  <p class="note">A digit with a question mark may be none, or several that touch.</p></div>`;
const TILE = `<div class="ink"></div><div class="said"></div><div class="sure"></div>`;

class NumberRead {
  /** @type {HTMLElement[]} */
  tiles = [];
  /** @type {HTMLElement[]} */
  boxes = [];
  built = "";

  /** @param {HTMLElement} element @param {Outbox} outbox */
  constructor(element, outbox) {
    this.element = element;
    this.outbox = outbox;
    this.picture = part(element, ".picture");
    this.image = found(element, "img", HTMLImageElement);
    this.lines = part(element, ".lines");
    this.places = part(element, ".tiles");
    part(element, ".remove").onclick = () => outbox.send({ remove: true });
  }

  /** @param {Message | Partial<Message>} message */
  show(message) {
    const read = isSomething(message) ? message : null, text = read ? textOf(read) : "";
    this.element.hidden = !read;
    if (read) this.showRead(read, text);
    const count = (exposed("playgroundNumber")?.count ?? 0) + 1;
    expose("playgroundNumber", { text, source: read?.source ?? "", selected: read?.selected ?? -1, digits: read?.boxes.length ?? 0, count });
  }

  /** @param {Message} message @param {string} text */
  showRead(message, text) {
    const { source, file, width, height, boxes, lines } = message, several = boxes.length > 1;
    if (this.built !== JSON.stringify([lines, several])) this.build(message); // otherwise what has the focus keeps it
    this.element.classList.toggle("several", several);
    part(this.element, ".source").hidden = source !== "photo";
    if (this.image.src !== file) this.image.src = file;
    this.image.alt = `${source === "photo" ? "Your photo" : "Your drawing"}, each digit that was found in a frame`;
    Object.assign(this.picture.style, { width: rem(width), aspectRatio: `${width} / ${height}` });
    boxes.forEach(([top, left, bottom, right], i) => Object.assign(this.boxes[i].style, {
      top: `${100 * top}%`, left: `${100 * left}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` }));
    part(this.element, ".number").hidden = this.places.hidden = !several;
    part(this.element, ".note").hidden = !several || !message.said || !message.doubted.includes(true);
    this.select(message.selected);
    if (several) this.write(message, text);
  }

  /** Elements for so many digits. @param {Message} message */
  build({ lines, boxes }) {
    this.built = JSON.stringify([lines, boxes.length > 1]);
    this.boxes.forEach((box) => box.remove());
    this.boxes = boxes.map((_, i) => this.choosing(made("div", "box"), i));
    this.picture.append(...this.boxes);
    this.tiles = boxes.map((_, i) => this.choosing(made("button", "tile"), i));
    for (const tile of this.tiles) tile.innerHTML = TILE;
    this.places.replaceChildren(...lines.map((line) => {
      const place = made("div", "line");
      place.append(...line.map((i) => this.tiles[i]));
      return place;
    }));
  }

  /** @param {HTMLElement} element @param {number} i */
  choosing(element, i) {
    element.onclick = () => {
      if (this.tiles.length < 2) return;
      this.select(i);
      this.outbox.send({ select: i }, "select");
    };
    return element;
  }

  /** @param {number} selected */
  select(selected) {
    this.tiles.forEach((tile, i) => tile.setAttribute("aria-pressed", `${i === selected}`));
    this.boxes.forEach((box, i) => box.classList.toggle("selected", i === selected));
  }

  /** @param {Message} message @param {string} text */
  write(message, text) {
    const { lines, doubted } = message, longest = Math.max(...lines.map((line) => line.length));
    part(this.element, ".number").style.setProperty("--n", `${longest}`);
    const shown = text + doubted;
    if (this.lines.dataset.shown !== shown) { // or screen readers would say it anew
      this.lines.dataset.shown = shown;
      this.lines.replaceChildren(...lines.map((line) => {
        const row = made("div");
        row.append(...line.map((i) => made("span", doubted[i] || !message.said ? "none" : "", saidOf(message, i))));
        return row;
      }));
    }
    this.tiles.forEach((tile, i) => {
      cut(part(tile, ".ink"), SIZE, message, i);
      tile.classList.toggle("doubted", doubted[i]);
      tile.setAttribute("aria-label", nameOf(message, i));
      part(tile, ".said").textContent = `${saidOf(message, i)}${doubted[i] && message.said ? " ?" : ""}`;
      part(tile, ".sure").textContent = message.sure ? sureness(message.sure[i]) : "";
    });
  }
}

/** @param {Message | Partial<Message>} message @returns {message is Message} */
const isSomething = (message) => message.boxes !== undefined;

/** @param {Pick<Message, "said">} message @param {number} i */
const saidOf = ({ said }, i) => (said ? `${said[i]}` : "?");

/** The number, a line of writing behind the other. @param {Pick<Message, "said" | "lines">} message */
export const textOf = (message) => message.lines.map((line) => line.map((i) => saidOf(message, i)).join("")).join("\n");

/**
 * What a digit is called where it cannot be seen.
 * @param {Pick<Message, "said" | "sure" | "doubted">} message
 * @param {number} i
 */
export function nameOf({ said, sure, doubted }, i) {
  const answer = said && sure ? `${said[i]}, ${sureness(sure[i]).replace(">", "more than ")}` : "no prediction yet";
  return `Digit ${i + 1} of ${doubted.length}: ${answer}${doubted[i] ? ", may be no digit" : ""}`;
}

/** A probability in little room. @param {number} probability */
export const sureness = (probability) => (probability > 0.99 ? ">99%" : percent(probability, 0));

export const paint = mounted(NumberRead, { style: STYLE, html: HTML });
