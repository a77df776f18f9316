// The way of a drawing through a network: its strongest neurons, layer by layer, and the lines of what flows between them.

const SECONDS = 0.95; // from the drawing to the answer, once for every new drawing
const HEAD = 36;      // pixels above the columns, for their headings

class Way {
  constructor(place, said, tell) {
    Object.assign(this, { place, said, tell, focus: null, progress: 0, drawing: null });
    this.canvas = made("canvas", "lines");
    this.canvas.setAttribute("aria-hidden", "true");
    this.nodes = made("div");
    place.append(this.canvas, this.nodes);
  }

  show(data, theme) {
    const isNew = data.drawing !== this.drawing;
    Object.assign(this, { data, theme, drawing: data.drawing, focus: isNew ? null : this.focus });
    this.build();
    if (isNew) this.start(); else this.paint();
  }

  start() {
    cancelAnimationFrame(this.frame);
    const end = this.data.layers.length + 1;
    if (STILL.matches) { this.progress = end; this.paint(); return; }
    const began = performance.now();
    const step = (now) => {
      this.progress = Math.min(end, Math.max(0, now - began) / 1000 / SECONDS * end);
      this.paint();
      if (this.progress < end && this.canvas.isConnected) this.frame = requestAnimationFrame(step);
    };
    this.progress = 0;
    this.frame = requestAnimationFrame(step);
  }

  // Where everything is, for this width: columns of neurons between the drawing and the ten answers.
  build() {
    const { data } = this, width = this.width = this.place.clientWidth, narrow = width < 430;
    const size = this.size = narrow ? (data.layers.length > 2 ? 28 : 32) : 40, step = size + (narrow ? 9 : 8);
    const input = this.input = Math.round(Math.min(88, Math.max(52, width * 0.17))), output = narrow ? 50 : 74;
    const count = Math.max(...data.layers.map((layer) => layer.index.length)), height = this.height = HEAD + Math.max(count * step, 10 * 33);
    const middle = (HEAD + height) / 2, room = (width - input - output) / (data.layers.length + 1);
    this.place.style.height = `${height}px`;
    this.context = sharp(this.canvas, width, height);
    const old = this.nodes.contains(this.nodes.getRootNode().activeElement) ? this.nodes.getRootNode().activeElement.dataset.at : null;
    this.nodes.replaceChildren();
    this.columns = [[this.node(0, 0, 0, middle - input / 2, input, input, painted(made("canvas"), bytesOf(data.picture)), "Your drawing")]];
    this.head(input / 2, input + room * 0.4, "your drawing");
    data.layers.forEach((layer, k) => {
      const x = input + room * (k + 1) - size / 2, top = middle - layer.index.length * step / 2, looks = bytesOf(layer.looks);
      this.columns.push(layer.index.map((index, i) => this.node(k + 1, i, x, top + i * step + (step - size) / 2, size, size,
        painted(made("canvas"), nth(looks, i), this.theme.scale), this.neuronText(layer, k, i))));
      this.head(x + size / 2, room, `${layer.fire} of ${grouped(data.sizes[k])} fire`);
    });
    const row = (height - HEAD) / 10;
    this.columns.push(data.scores.map((_, digit) => {
      const content = made("span", "output"), bar = made("i");
      bar.style.width = `${Math.max(1, 100 * data.probabilities[digit])}%`;
      content.append(made("b", "", digit), bar);
      return this.node(data.layers.length + 1, digit, width - output, HEAD + digit * row + 2, output, row - 4, content, this.outputText(digit));
    }));
    this.columns.at(-1)[data.answer].element.classList.add("best");
    this.head(width - output / 2, output + 14, "answer");
    if (old) this.nodes.querySelector(`[data-at="${old}"]`)?.focus({ preventScroll: true });
  }

  head(x, width, text) {
    const head = made("span", "head", text);
    head.style.cssText = `left:${Math.max(width / 2 - 8, Math.min(this.width - width / 2 + 8, x))}px;width:${width}px`;
    this.nodes.append(head);
  }

  node(column, i, x, y, width, height, content, text) {
    const element = made(column ? "button" : "div", column ? "node" : "node drawing");
    element.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
    element.append(content);
    element.dataset.at = `${column}.${i}`;
    if (column) element.setAttribute("aria-label", text); else { content.setAttribute("role", "img"); content.setAttribute("aria-label", text); }
    const layer = this.data.layers[column - 1];
    if (layer) { // framed by how strongly it fires
      const share = layer.share[i], color = share < 0 ? this.theme.negative : this.theme.positive;
      element.style.boxShadow = `0 0 0 ${1 + 3 * Math.abs(share)}px ${css(color, share ? 0.25 + 0.75 * Math.abs(share) : 0.15)}`;
    }
    const attend = (focus) => { this.focus = focus; this.paint(); this.say(); };
    element.onpointerenter = element.onfocus = () => attend({ column, i, text });
    element.onpointerleave = element.onblur = () => attend(null);
    if (layer) element.onclick = () => this.tell({ neuron: [column - 1, layer.index[i]] });
    else if (column) element.onclick = () => this.onRival?.(i);
    this.nodes.append(element);
    return { element, left: x, right: x + width, y: y + height / 2 };
  }

  neuronText(layer, k, i) {
    const { data } = this, last = k === data.layers.length - 1;
    return `Neuron ${layer.index[i] + 1} of the ${data.layers.length > 1 ? `${layer.name} ` : ""}hidden layer: its output is ${number(layer.activation[i], 2)}, `
      + `which adds ${layer.exact ? "" : "about "}${signed(layer.part[i])} to the score of ${data.answer}${last ? "" : " by way of the next layer"}.`;
  }

  outputText(digit) {
    const { data } = this, shown = data.flows.at(-1).reduce((sum, flow) => sum + flow[digit], 0), more = data.sizes.at(-1) - data.layers.at(-1).index.length;
    const parts = more ? [shown, data.biases[digit], data.others[digit]] : [shown, data.biases[digit]], score = data.scores[digit];
    const { total, parts: [seen, bias, others] } = addedUp(score, parts, 2);
    return `${digit}: score ${total}, ${certainty(data.probabilities[digit])}. It is ${seen} from the neurons shown, `
      + `${more ? `${others} from the ${grouped(more)} others, ` : ""}${bias} from its bias.`;
  }

  say() {
    this.said.textContent = this.focus?.text ?? `Blue lines add, orange ones take away. Shown are the neurons that add most to the score of ${this.data.answer}, or take most `
      + "from it; the thicker a frame, the stronger a neuron fires. Point at anything for its numbers; click a neuron to see it large.";
  }

  paint() {
    const { data, theme, focus, context } = this;
    context.clearRect(0, 0, this.width, this.height);
    const reached = this.progress;
    this.columns.forEach((column, k) => column.forEach(({ element }) => element.classList.toggle("unlit", reached < k - 0.15)));
    [data.layers[0].share.map((share) => Math.abs(share)), ...data.flows].forEach((flows, k) => {
      const part = Math.max(0, Math.min(1, reached - k));
      if (!part) return;
      const from = this.columns[k], to = this.columns[k + 1], x0 = Math.max(...from.map((node) => node.right)), x1 = Math.min(...to.map((node) => node.left));
      const rows = k ? flows : [flows], most = Math.max(1e-9, ...rows.flat().map(Math.abs));
      context.save();
      context.beginPath();
      context.rect(x0, 0, (x1 - x0) * part, this.height);
      context.clip();
      rows.forEach((row, i) => row.forEach((flow, j) => {
        const strength = Math.abs(flow) / most, touched = focus && ((focus.column === k && focus.i === i) || (focus.column === k + 1 && focus.i === j));
        const toAnswer = k < data.layers.length || j === data.answer, mine = focus ? touched : toAnswer;
        if (strength < 0.02) return;
        context.strokeStyle = css(k === 0 ? theme.text : flow < 0 ? theme.negative : theme.positive, (0.12 + 0.88 * strength) * (mine ? (k ? 0.9 : 0.45) : 0.14));
        context.lineWidth = 0.5 + 4.5 * strength;
        context.beginPath();
        context.moveTo(from[i].right, from[i].y);
        const bend = (to[j].left - from[i].right) / 2;
        context.bezierCurveTo(from[i].right + bend, from[i].y, to[j].left - bend, to[j].y, to[j].left, to[j].y);
        context.stroke();
      }));
      context.restore();
    });
  }
}
