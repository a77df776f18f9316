// The table of true digits by row and answers by column; a click on a cell asks for the digits behind it.

import colors from "../shared/colors.json" with { type: "json" };
import { found, made } from "../shared/js/dom.js";
import { mounted } from "../shared/js/mount.js";
import { percent, withArticle } from "../shared/js/text.js";

/**
 * @import { Outbox } from "../shared/js/outbox.js"
 *
 * @typedef {object} Message
 * @property {(string | number)[]} labels
 * @property {number[][]} counts by true label and answer
 * @property {[truth: number, answer: number] | null} chosen
 */

const STYLE = `
  .holder { max-width: 620px; font-variant-numeric: tabular-nums }
  table { border-collapse: separate; border-spacing: 2px; width: 100%; table-layout: fixed }
  th { font-weight: 600; font-size: 13px; padding: 2px } td { padding: 0 }
  caption { caption-side: top; text-align: left; font-size: 13px; padding-bottom: 4px; opacity: .8 }
  .axis { font-weight: 400; font-size: 12px; opacity: .75 }
  button { width: 100%; height: clamp(26px, 5.2vw, 38px); border: 0; border-radius: 4px; padding: 0; font: inherit;
           font-size: clamp(9.5px, 2.3vw, 13px); color: inherit; cursor: pointer;
           background: color-mix(in srgb, var(--st-text-color) 5%, transparent) }
  button.right { font-weight: 600 } button.none { opacity: .45; cursor: default }
  button:hover:not(.none) { outline: 2px solid var(--st-text-color) }
  button:focus-visible, button.chosen { outline: 3px solid var(--st-primary-color) }`;
const HEAD = `<caption>Rows: the true digit. Columns: the predicted one. Blue: correct, orange: errors.</caption><thead><tr><th class="axis" scope="col">true</th></tr></thead>`;

class Confusion {
  /** @param {HTMLElement} element @param {Outbox} outbox */
  constructor(element, outbox) {
    this.table = found(element, "table", HTMLTableElement);
    this.outbox = outbox;
  }

  /** @param {Message} message */
  show(message) {
    const { labels, counts } = message, wrong = counts.flatMap((row, i) => row.filter((_, j) => j !== i));
    const most = Math.max(1, ...wrong);
    this.table.innerHTML = HEAD;
    found(this.table, "thead tr", HTMLTableRowElement).append(...labels.map((label) => heading(label, "col")));
    const body = this.table.createTBody();
    labels.forEach((label, truth) => {
      const row = body.insertRow();
      row.append(heading(label, "row"));
      labels.forEach((_, answer) => row.insertCell().append(this.cell(message, truth, answer, most)));
    });
  }

  /** @param {Message} message @param {number} truth @param {number} answer @param {number} most wrong ones in a cell */
  cell({ labels, counts, chosen }, truth, answer, most) {
    const count = counts[truth][answer], total = counts[truth].reduce((sum, n) => sum + n, 0);
    const share = count / Math.max(1, total);
    const isRight = truth === answer, isChosen = chosen?.[0] === truth && chosen[1] === answer;
    const classes = [isRight && "right", !count && "none", isChosen && "chosen"].filter(Boolean).join(" ");
    const button = made("button", classes, count || "");
    button.disabled = !count;
    button.setAttribute("aria-label", `${count} times ${withArticle(+labels[truth])} was predicted as ${withArticle(+labels[answer])}`);
    button.title = `${count} of ${total} (${percent(share)}): true ${labels[truth]}, predicted ${labels[answer]}`;
    const color = isRight ? colors.light.positive : colors.light.negative;
    const strength = isRight ? 12 + 48 * share : 15 + 75 * Math.sqrt(count / most);
    if (count) button.style.background = `color-mix(in srgb, ${color} ${strength}%, transparent)`;
    button.onclick = () => this.outbox.send({ truth, answer });
    return button;
  }
}

/** @param {string | number} label @param {string} scope */
const heading = (label, scope) => Object.assign(made("th", "", label), { scope });

export const paint = mounted(Confusion, { style: STYLE, html: `<div class="holder"><table></table></div>` });
