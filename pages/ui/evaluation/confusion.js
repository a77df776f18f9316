// The table of true digits by row and answers by column; a click on a cell asks for the digits behind it.
// data, as JSON: {labels: [...], counts: [[...] a row], chosen: [truth, answer] or null}
const CSS = `
  .holder { max-width: 620px; font-variant-numeric: tabular-nums }
  table { border-collapse: separate; border-spacing: 2px; width: 100%; table-layout: fixed }
  th { font-weight: 600; font-size: 13px; padding: 2px } td { padding: 0 }
  caption { caption-side: top; text-align: left; font-size: 13px; padding-bottom: 4px; opacity: .8 }
  .axis { font-weight: 400; font-size: 12px; opacity: .75 }
  button { width: 100%; height: clamp(26px, 5.2vw, 38px); border: 0; border-radius: 4px; padding: 0; font: inherit; font-size: clamp(9.5px, 2.3vw, 13px);
           color: inherit; background: color-mix(in srgb, var(--st-text-color) 5%, transparent); cursor: pointer }
  button.right { font-weight: 600 } button.none { opacity: .45; cursor: default }
  button:hover:not(.none) { outline: 2px solid var(--st-text-color) } button:focus-visible, button.chosen { outline: 3px solid var(--st-primary-color) }`;

class Confusion {
  constructor(element) { this.table = element.firstChild; }

  show({ labels, counts, chosen }) {
    this.table.innerHTML = `<caption>True digit by row, the network's answer by column. Blue is right, orange is wrong. Click a cell to see its digits.</caption>
      <thead><tr><th class="axis" scope="col">true</th></tr></thead>`;
    this.table.tHead.rows[0].append(...labels.map((label) => Object.assign(made("th", "", label), { scope: "col" })));
    const most = Math.max(1, ...counts.flatMap((row, i) => row.filter((_, j) => j !== i)));
    const cell = (truth, answer) => {
      const count = counts[truth][answer], total = counts[truth].reduce((sum, n) => sum + n, 0), share = count / Math.max(1, total);
      const isRight = truth === answer, isChosen = chosen?.[0] === truth && chosen?.[1] === answer;
      const button = made("button", [isRight && "right", !count && "none", isChosen && "chosen"].filter(Boolean).join(" "), count || "");
      button.disabled = !count;
      button.setAttribute("aria-label", `${count} times a ${labels[truth]} was taken for a ${labels[answer]}`);
      button.title = `${count} of ${total} (${percent(share)}): truly ${labels[truth]}, answered ${labels[answer]}`;
      const [color, strength] = isRight ? [BLUE, 12 + 48 * share] : [ORANGE, 15 + 75 * Math.sqrt(count / most)];
      if (count) button.style.background = `color-mix(in srgb, ${color} ${strength}%, transparent)`;
      button.onclick = () => this.tell({ truth, answer });
      return button;
    };
    const body = this.table.createTBody();
    labels.forEach((label, truth) => {
      const row = body.insertRow();
      row.append(Object.assign(made("th", "", label), { scope: "row" }));
      labels.forEach((_, answer) => row.insertCell().append(cell(truth, answer)));
    });
  }
}

const paint = painterOf(Confusion, CSS, `<div class="holder"><table></table></div>`);
