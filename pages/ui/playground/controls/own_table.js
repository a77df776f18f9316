// The visitor's points as a table to type into. data, as JSON: {header: three names or none, rows: [[cell, ...]], numbers: what
// errors call the rows, trouble: [row's number, column or 0] or null}. Tells {header, rows}, all of it, so that no news can be lost.
const CSS = `
  .frame { max-height: 300px; overflow: auto; border: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent); border-radius: 8px }
  table { border-collapse: collapse; width: 100%; table-layout: fixed; font: 14px var(--st-font, sans-serif) }
  th, td { padding: 0; border-bottom: 1px solid color-mix(in srgb, var(--st-text-color) 10%, transparent) }
  thead th { position: sticky; top: 0; z-index: 1; background: var(--st-secondary-background-color) }
  .number { width: 2.3em; font-weight: 400; font-size: 11px; opacity: .65; text-align: center } .drop { width: 28px }
  input { box-sizing: border-box; width: 100%; padding: 7px 6px; border: 0; background: none; color: inherit; font: inherit;
    font-variant-numeric: tabular-nums } thead input { font-weight: 600 }
  input:focus-visible, button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; border-radius: 4px }
  [aria-invalid=true] { box-shadow: inset 0 0 0 2px var(--st-red-color, #d33) }
  input::placeholder { color: inherit; opacity: .45 }
  button { width: 100%; padding: 5px 0; border: 0; background: none; color: inherit; font: 16px/1 sans-serif; opacity: .55; cursor: pointer }
  button:hover { opacity: 1 }`;
const COLUMNS = ["x1", "x2", "label"], isEmpty = (row) => row.every((cell) => !cell.trim());

class Table {
  constructor(frame) {
    this.frame = frame;
    frame.addEventListener("change", () => this.report());
    frame.addEventListener("keydown", (event) => this.enter(event));
    frame.addEventListener("paste", (event) => this.paste(event));
    frame.addEventListener("click", (event) => this.drop(event.target.closest("button")));
  }

  show({ header, rows, numbers, trouble }) {
    const shown = JSON.stringify({ header, rows });
    this.numbers = numbers;
    if (shown !== this.told) this.build(header, rows);  // otherwise these are our own words: leave the caret where it is
    this.told = shown;
    this.lines().forEach((line, i) => {
      line.firstChild.textContent = numbers[i] ?? "";
      this.inputs(line).forEach((input, k) => {
        input.setAttribute("aria-label", `${numbers[i] ? `row ${numbers[i]}` : "new row"}, ${COLUMNS[k] ?? `column ${k + 1}`}`);
        input.setAttribute("aria-invalid", Boolean(trouble) && numbers[i] === trouble[0] && (!trouble[1] || trouble[1] === k + 1));
      });
    });
  }

  build(header, rows) {
    const columns = Math.max(3, ...rows.map((row) => row.length));
    this.frame.innerHTML = "<table><thead></thead><tbody></tbody></table>";
    [this.head, this.body] = this.frame.firstChild.children;
    this.head.append(this.line("th", header.length ? header : Array(columns).fill(""), columns));
    this.inputs(this.head).forEach((input, k) => input.setAttribute("aria-label", `name of column ${k + 1}`));
    for (const row of [...rows, []]) this.add(row, columns);
  }

  add(row, columns) {
    this.body.append(this.line("td", row, columns));
  }

  line(tag, cells, columns) {
    const line = made("tr"), cell = (...inside) => {
      const element = made(tag);
      element.append(...inside);
      line.append(element);
      return element;
    };
    cell().className = "number";
    for (let k = 0; k < columns; k++) {
      const input = Object.assign(made("input"), { value: cells[k] ?? "", autocomplete: "off", spellcheck: false });
      if (tag === "th") input.placeholder = COLUMNS[k] ?? "";
      else if (!cells.length && k === 0) input.placeholder = "new";
      cell(input);
    }
    cell(...(tag === "td" && cells.length ? [this.button()] : [])).className = "drop";
    return line;
  }

  button() {
    const button = Object.assign(made("button", "", "×"), { type: "button" });
    button.setAttribute("aria-label", "Delete this row");
    return button;
  }

  lines() { return [...this.body.children]; }
  inputs(line) { return [...line.querySelectorAll("input")]; }
  cells(line) { return this.inputs(line).map((input) => input.value); }

  // A new row counts once its three cells are full; a row without any cell is gone.
  report() {
    const lines = this.lines(), last = lines.at(-1), header = this.cells(this.head.firstChild);
    if (this.cells(last).slice(0, 3).every((cell) => cell.trim())) {
      last.lastChild.append(this.button());
      this.add([], this.inputs(last).length);
    }
    const rows = this.lines().slice(0, -1).map((line) => this.cells(line)).filter((row) => !isEmpty(row));
    for (const row of rows) while (row.length > 3 && !row.at(-1)) row.pop();
    const news = { header: isEmpty(header) ? [] : header.map((name, k) => name.trim() || COLUMNS[k] || "").slice(0, 3), rows };
    const told = JSON.stringify(news);
    if (told === this.told) return;
    if (rows.length === this.lines().length - 1) this.told = told;
    this.tell(news);
  }

  enter(event) {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    this.report();
    const line = event.target.closest("tr"), k = this.inputs(line).indexOf(event.target);
    const below = line.parentElement === this.head ? this.body.firstChild : line.nextSibling ?? this.body.lastChild;
    this.inputs(below)[k]?.focus();
  }

  // Cells of a spreadsheet fill the table from here on.
  paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (event.target.tagName !== "INPUT" || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    let line = event.target.closest("tr");
    const first = this.inputs(line).indexOf(event.target);
    for (const row of text.split(/\r?\n/).slice(0, 2001)) {
      row.split("\t").forEach((cell, k) => { const input = this.inputs(line)[first + k]; if (input) input.value = cell; });
      if (!line.nextSibling && line.parentElement === this.body) {
        line.lastChild.append(this.button());
        this.add([], this.inputs(line).length);
      }
      line = line.nextSibling ?? this.body.firstChild;
    }
    this.report();
  }

  drop(button) {
    if (!button) return;
    button.closest("tr").remove();
    this.report();
  }
}

const paint = painterOf(Table, CSS, `<div class="frame"></div>`);
