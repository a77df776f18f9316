// The table of true digits by row and answers by column; a click on a cell asks for the digits behind it.

import { css, mix, readable } from "../shared/js/color.js";
import { found, made } from "../shared/js/dom.js";
import { mounted } from "../shared/js/mount.js";
import { percent, withArticle } from "../shared/js/text.js";
import { themeOf } from "../shared/js/theme.js";

/**
 * @import { Outbox } from "../shared/js/outbox.js"
 * @import { Theme } from "../shared/js/theme.js"
 *
 * @typedef {object} Message
 * @property {(string | number)[]} labels
 * @property {number[][]} counts by true label and answer
 * @property {[truth: number, answer: number] | null} chosen
 */

const STYLE = `
  .holder { max-width: 38.75rem; font-variant-numeric: tabular-nums }
  table { border-collapse: separate; border-spacing: 2px; width: 100%; table-layout: fixed }
  th { font-weight: 600; font-size: 0.81rem; padding: 2px } td { padding: 0 }
  caption { caption-side: top; text-align: left; font-size: 0.81rem; padding-bottom: 0.25rem; opacity: .8 }
  .axis { font-weight: 400; font-size: 0.75rem; opacity: .75 }
  button { width: 100%; height: clamp(1.62rem, 5.2vw, 2.4rem); border: 0; border-radius: 0.25rem; padding: 0; font: inherit;
           font-size: clamp(0.59rem, 2.3vw, 0.81rem); color: inherit; cursor: pointer;
           background: color-mix(in srgb, var(--st-text-color) 5%, transparent) }
  button.right { font-weight: 600 } button.none { opacity: .45; cursor: default }
  button:hover:not(.none) { outline: 2px solid var(--st-text-color) }
  button:focus-visible, button.chosen { outline: 3px solid var(--st-primary-color) }
  label { display: none; gap: 0.5rem; align-items: center; margin: 0.5rem 0; font-size: 0.81rem }
  select { flex: 1; min-width: 0; height: 44px; padding: 0 0.5rem; font: inherit; font-size: 1rem; color: inherit;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 40%, transparent); border-radius: 0.5rem;
    background: var(--st-background-color) }
  @media (pointer: coarse) {  /* eleven columns of a finger's width are wider than a phone: the list leads there, too */
    button { min-width: 0 !important } label { display: flex }
  }`;
const HEAD = `<caption>Rows: the true digit. Columns: the predicted one. Blue: correct, orange: errors.</caption><thead><tr><th class="axis" scope="col">true</th></tr></thead>`;

class Confusion {
  /** @param {HTMLElement} element @param {Outbox} outbox */
  constructor(element, outbox) {
    this.table = found(element, "table", HTMLTableElement);
    this.list = found(element, "select", HTMLSelectElement);
    this.outbox = outbox;
    this.list.onchange = () => {
      const [truth, answer] = this.list.value.split(",").map(Number);
      outbox.send({ truth, answer });
    };
  }

  /** @param {Message} message */
  show(message) {
    const { labels, counts } = message, wrong = counts.flatMap((row, i) => row.filter((_, j) => j !== i));
    const most = Math.max(1, ...wrong), theme = themeOf(this.table);
    this.table.innerHTML = HEAD;
    found(this.table, "thead tr", HTMLTableRowElement).append(...labels.map((label) => heading(label, "col")));
    const body = this.table.createTBody();
    labels.forEach((label, truth) => {
      const row = body.insertRow();
      row.append(heading(label, "row"));
      labels.forEach((_, answer) => row.insertCell().append(this.cell(message, truth, answer, most, theme)));
    });
    this.fill(message);
  }

  /** The list of all cells that are not empty, the most frequent mistakes first. @param {Message} message */
  fill({ labels, counts, chosen }) {
    const cells = counts.flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })));
    cells.sort((a, b) => Number(a.truth === a.answer) - Number(b.truth === b.answer) || b.count - a.count);
    this.list.replaceChildren(...cells.filter(({ count }) => count).map(({ truth, answer, count }) => {
      const isChosen = chosen?.[0] === truth && chosen[1] === answer;
      return new Option(`${labels[truth]} → ${labels[answer]}, ${count} times`, `${truth},${answer}`, false, isChosen);
    }));
    if (!chosen) this.list.selectedIndex = -1;
  }

  /**
   * @param {Message} message
   * @param {number} truth
   * @param {number} answer
   * @param {number} most wrong ones in a cell
   * @param {Theme} theme
   */
  cell({ labels, counts, chosen }, truth, answer, most, theme) {
    const count = counts[truth][answer], total = counts[truth].reduce((sum, n) => sum + n, 0);
    const share = count / Math.max(1, total);
    const isRight = truth === answer, isChosen = chosen?.[0] === truth && chosen[1] === answer;
    const classes = [isRight && "right", !count && "none", isChosen && "chosen"].filter(Boolean).join(" ");
    const button = made("button", classes, count || "");
    button.disabled = !count;
    button.setAttribute("aria-label", `${count} times ${withArticle(+labels[truth])} was predicted as ${withArticle(+labels[answer])}`);
    button.title = `${count} of ${total} (${percent(share)}): true ${labels[truth]}, predicted ${labels[answer]}`;
    const strength = isRight ? 0.12 + 0.48 * share : 0.15 + 0.75 * Math.sqrt(count / most);
    const color = mix(theme.background, isRight ? theme.positive : theme.negative, strength);
    if (count) Object.assign(button.style, {
      background: css(color), color: css(readable(color, theme.text, theme.background)) });
    button.onclick = () => this.outbox.send({ truth, answer });
    return button;
  }
}

/** @param {string | number} label @param {string} scope */
const heading = (label, scope) => Object.assign(made("th", "", label), { scope });

export const paint = mounted(Confusion, { style: STYLE, html: `<div class="holder">
  <table></table><label>Show <select></select></label></div>` });
