// A program, line by line: one is to be pointed at, by a click, a finger or the keyboard.

import { focusedBeside, made, part } from "../../shared/js/dom.js";
import { mounted } from "../../shared/js/mount.js";
import { indent, tokens } from "./bugs_code.js";

/**
 * @import { Outbox } from "../../shared/js/outbox.js"
 *
 * @typedef {{number: number, text: string, kind: "same" | "wrong" | "right"}} Line
 *
 * @typedef {object} Message
 * @property {string} name of the case
 * @property {Line[]} lines
 * @property {boolean} solved
 * @property {number | null} guessed the line that was chosen last
 * @property {string} words what is said of that
 */

const STYLE = `
  .listing { border: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent); border-radius: 8px;
             padding: 0.5rem 0; max-width: 52rem; background: var(--st-background-color) }
  ol { list-style: none; margin: 0; padding: 0 }
  .line { position: relative; display: grid; grid-template-columns: 2.6rem minmax(0, 1fr); align-items: center; width: 100%; border: 0;
          margin: 0; padding: 0.08rem 0.6rem 0.08rem 0; background: none; color: inherit; text-align: left;
          font: 0.8125rem/1.45 var(--st-code-font, monospace); box-sizing: border-box }
  button.line { cursor: pointer }
  button.line:hover { background: color-mix(in srgb, var(--st-primary-color) 12%, transparent) }
  button.line:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px }
  .number { text-align: right; padding-right: 0.9rem; font-variant-numeric: tabular-nums;
            color: color-mix(in srgb, var(--st-text-color) 70%, var(--st-background-color)) }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .code { white-space: pre-wrap; overflow-wrap: anywhere; text-indent: -2ch }
  .keyword { font-weight: 700 }
  .comment { font-style: italic; color: color-mix(in srgb, var(--st-text-color) 75%, var(--st-background-color)) }
  .blank { height: 0.7rem }
  .wrong { background: color-mix(in srgb, var(--st-orange-color) 20%, transparent) }
  .right { background: color-mix(in srgb, var(--st-blue-color) 20%, transparent) }
  .guessed { background: color-mix(in srgb, var(--st-text-color) 10%, transparent) }
  .words { font-size: 0.875rem; line-height: 1.45; margin: 0.3rem 0.8rem 0.5rem 2.6rem; padding-left: 0.7rem;
           border-left: 3px solid var(--st-primary-color) }
  .views { display: flex; flex-wrap: wrap; gap: 0.4rem; padding: 0 0.7rem 0.5rem }
  .views button { font: inherit; font-size: 0.8125rem; padding: 0.2rem 0.7rem; border-radius: 6px; cursor: pointer;
                  color: inherit; background: none;
                  border: 1px solid color-mix(in srgb, var(--st-text-color) 35%, transparent) }
  .views button[aria-pressed=true] { border-color: var(--st-primary-color); font-weight: 700;
                                     background: color-mix(in srgb, var(--st-primary-color) 12%, transparent) }
  [data-view=wrong] .right, [data-view=right] .wrong { display: none }`;
const HTML = `<div class="listing"><div class="views"></div><ol></ol></div>`;
const VIEWS = { both: "Both", wrong: "As it was", right: "Corrected" };
const TOP = ".st-key-principles-bugs_case", HEADER = 70; // where a case begins, and how tall the page's header is
const SIGNS = { same: "", wrong: "−", right: "+" }, SPOKEN = { same: "", wrong: "wrong: ", right: "right: " };

class BugsListing {
  /** @param {HTMLElement} element @param {Outbox} outbox */
  constructor(element, outbox) {
    this.element = element;
    this.outbox = outbox;
    this.views = part(element, ".views");
    this.list = part(element, "ol");
    this.said = Object.assign(made("p", "words"), { role: "status", tabIndex: -1 });
    this.built = "";
    /** The line that the keyboard is at. */
    this.at = 1;
    this.list.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {Message} message */
  show(message) {
    const { name, lines, solved, guessed, words } = message, key = `${name} ${solved}`, isBuilt = this.built === key;
    const hadFocus = this.list.contains(focusedBeside(this.list));
    if (!isBuilt) {
      if (this.built && !this.built.startsWith(`${name} `)) this.begin();
      this.built = key;
      this.build(lines, solved);
    }
    for (const row of this.list.children) {
      const line = row.firstElementChild;
      line?.classList.toggle("guessed", !solved && Number(row.getAttribute("data-number")) === guessed);
    }
    this.tell(solved ? [...this.list.querySelectorAll(".right")].at(-1)?.parentElement
      : this.list.querySelector(`[data-number="${guessed}"]`), words);
    if (!isBuilt && solved && hadFocus) this.said.focus({ preventScroll: true });
  }

  /** Another case: at its first line, and with its symptom in sight. */
  begin() {
    this.at = 1;
    const above = document.querySelector(TOP)?.getBoundingClientRect().top ?? 0;
    if (above < HEADER) document.querySelector("[data-testid=stMain]")?.scrollBy({ top: above - HEADER });
  }

  /** Say something below a line. @param {Element | null | undefined} row @param {string} words */
  tell(row, words) {
    if (!row || !words) this.said.remove();
    else if (this.said.parentElement !== row) row.append(this.said);
    const isNew = this.said.textContent !== words;
    if (isNew) requestAnimationFrame(() => { this.said.textContent = words; }); // a status says what changes in it
  }

  /** @param {Line[]} lines @param {boolean} solved */
  build(lines, solved) {
    this.list.setAttribute("aria-label", "The program, line by line");
    this.list.replaceChildren(...lines.map((line) => this.row(line, solved)));
    this.views.replaceChildren(...(solved ? Object.entries(VIEWS).map(([view, text]) => this.choice(view, text)) : []));
    this.views.style.display = solved ? "" : "none";
    this.choose("both");
  }

  /** @param {Line} line @param {boolean} solved */
  row({ number, text, kind }, solved) {
    const row = made("li");
    if (!text.trim()) {
      row.className = "blank";
      return row;
    }
    const line = made(solved ? "div" : "button", `line ${kind}`), code = made("span", "code");
    row.dataset.number = `${number}`;
    code.style.paddingLeft = `${indent(text) + 2}ch`;
    code.append(...tokens(text.trim()).map((token) => made("span", token.kind, token.text)));
    line.append(made("span", "number", `${SIGNS[kind]}${number}`), made("span", "unseen", SPOKEN[kind]), code);
    if (line instanceof HTMLButtonElement) {
      line.type = "button";
      line.tabIndex = number === this.at ? 0 : -1;
      line.setAttribute("aria-label", `Line ${number}: ${text.trim()}`);
      line.addEventListener("focus", () => this.reach(line));
      line.addEventListener("click", () => this.outbox.send({ line: number }, "line"));
    }
    return (row.append(line), row);
  }

  get buttons() { return [...this.list.querySelectorAll("button")]; }

  /** Let the tab key come back to this line. @param {HTMLButtonElement} line */
  reach(line) {
    for (const button of this.buttons) button.tabIndex = button === line ? 0 : -1;
    this.at = Number(line.parentElement?.dataset.number);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const lines = this.buttons, now = lines.findIndex((line) => line === focusedBeside(this.list));
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (now < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.stopPropagation(); // no shortcut of the page's
    if (next === undefined) return;
    event.preventDefault();
    lines[Math.max(0, Math.min(lines.length - 1, next))].focus();
  }

  /** @param {string} view @param {string} text */
  choice(view, text) {
    const button = Object.assign(made("button", "", text), { type: "button" });
    button.dataset.view = view;
    button.addEventListener("click", () => this.choose(view));
    return button;
  }

  /** Show both of what differs, or one of them. @param {string} view */
  choose(view) {
    this.list.dataset.view = view;
    for (const button of this.views.querySelectorAll("button"))
      button.setAttribute("aria-pressed", `${button.dataset.view === view}`);
  }
}

export const paint = mounted(BugsListing, { style: STYLE, html: HTML });
