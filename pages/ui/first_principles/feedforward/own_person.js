// A person of the reader's own: raw numbers, the same with round ones subtracted, and what the network makes of them.

import { made } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../board/board.js";
import { forward, short } from "./forward.js";

/**
 * @import { Layer } from "./forward.js"
 * @typedef {{names: string[], units: string[], offsets: number[], layers: Layer[]}} Picture
 */

const STYLE = `${BOARD_STYLE}
  .way { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums }
  th, td { padding: 0.35rem 0.7rem; text-align: right; border-bottom: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent) }
  th { font-size: 0.8125rem; font-weight: 600; text-align: right } tbody th { text-align: left }
  .out { margin: 0 } .out b { font-size: 1.15rem; font-variant-numeric: tabular-nums }`;

/** @extends {Board<Picture>} */
class OwnPerson extends Board {
  way = made("div", "way");

  draw() {
    if (!this.way.isConnected) this.place.append(this.way);
    const { names, units, offsets, layers } = this.picture;
    const raw = [this.values.feedforward_weight, this.values.feedforward_height];
    const row = raw.map((value, i) => value - offsets[i]), { a } = forward(row, layers)[layers.length - 1];
    const body = names.map((name, i) => `<tr><th scope="row">${name}</th><td>${short(raw[i])} ${units[i]}</td>
      <td>− ${offsets[i]}</td><td><b>${short(row[i])}</b></td></tr>`);
    this.way.innerHTML = `<table><thead><tr><td></td><th>raw</th><th>subtract</th><th>feature</th></tr></thead>
      <tbody>${body.join("")}</tbody></table>
      <p class="out">X = [[${row.map(short).join(", ")}]] → forward pass → <b>${a.map(short).join(", ")}</b></p>`;
  }
}

export const paint = mounted(OwnPerson, { style: STYLE, html: BOARD_HTML });
