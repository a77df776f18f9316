// All derivatives of the loss as bars to both sides: orange where it falls with a larger weight, blue where it rises.

import { mounted } from "../../../shared/js/mount.js";
import { themeOf } from "../../../shared/js/theme.js";
import { css } from "../../../shared/js/color.js";
import { BOARD_HTML, BOARD_STYLE, Board } from "../../board/board.js";
import { PLOT_STYLE, Sheet } from "../../board/plot.js";

/** @typedef {{rows: {name: string, text: string, share: number}[]}} Picture */

const ROW = 37.6, BELOW = 24, NAME = 34, VALUE = 76; // a row as high as a field's

/** @extends {Board<Picture>} */
class DescentBars extends Board {
  sheet = new Sheet(this.place, "The derivatives of the loss");

  draw() {
    const theme = themeOf(this.element), { rows } = this.picture, { width } = this.sheet;
    const reach = (width - NAME - VALUE) / 2, middle = NAME + reach, bottom = rows.length * ROW;
    this.sheet.draw(bottom + BELOW, `<text class="tick" x="${middle}" y="${bottom + 16}" text-anchor="middle">∂L/∂w</text>
      <path class="axis" d="M${middle} 0V${bottom}"/>${rows.map(({ name, text, share }, i) => {
        const y = i * ROW, long = Math.abs(share) * reach;
        return `<text x="0" y="${y + 22}">${name}</text>
          <rect x="${share < 0 ? middle - long : middle}" y="${y + 8}" width="${long}" height="${ROW - 18}" rx="2"
            fill="${css(share < 0 ? theme.negative : theme.positive)}"/>
          <text x="${width}" y="${y + 22}" text-anchor="end">${text}</text>`;
      }).join("")}`);
  }
}

export const paint = mounted(DescentBars, { style: BOARD_STYLE + PLOT_STYLE, html: BOARD_HTML });
