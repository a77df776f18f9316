// The live stage: a network's neurons, weights and answer, painted from the binary messages that stage.py writes.
// painters.py brings this file to the browser once and calls `paint` with every message.
const paint = (() => {
  const counters = { paints: 0, snapshots: 0, dropped: 0, mounts: 0, epoch: 0, loss: NaN, accuracy: NaN, playing: false };
  const LONGEST_QUEUE = 18; // snapshots that wait to be shown; a tab in the background would pile them up
  const CSS = `
    :host { display: block }
    .stage { position: relative; overflow-x: clip; font-family: var(--st-font, sans-serif); color: var(--st-text-color); font-size: 13px;
             -webkit-user-select: none; user-select: none }
    .numbers { display: flex; gap: 28px; align-items: baseline; margin: 0 0 6px; flex-wrap: wrap }
    .numbers div { display: flex; gap: 7px; align-items: baseline; white-space: nowrap }
    .numbers span { opacity: .7 }
    .numbers b { font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums }
    .numbers b.epoch { min-width: 3.4em } .numbers b.loss { min-width: 3.6em }
    .numbers .unseen { display: none } .tested .numbers .unseen { display: flex } .numbers .unseen b { font-weight: 500; font-size: 16px; min-width: 3em }
    .pictures { display: flex; gap: 18px; align-items: flex-start }
    .narrow .pictures { flex-direction: column; gap: 10px }
    .narrow .numbers { gap: 14px } .narrow .numbers b { font-size: 17px; min-width: 0 }
    .answer { flex: none; display: flex; flex-direction: column; gap: 4px }
    canvas { display: block; touch-action: pan-y }
    .tip { position: absolute; pointer-events: none; visibility: hidden; max-width: 230px; padding: 6px 9px; z-index: 5;
           border-radius: 6px; background: var(--st-text-color); color: var(--st-background-color); font-size: 12.5px;
           line-height: 1.4; white-space: pre-line; font-variant-numeric: tabular-nums }
    .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }`;
  const HTML = `<div class="stage"><div class="numbers">
      <div><span>Epoch</span><b class="epoch"></b></div>
      <div><span>Loss</span><b class="loss"></b></div>
      <div><span>Accuracy</span><b class="accuracy"></b></div>
      <div class="unseen"><span>on test points: loss</span><b class="test-loss"></b><span>accuracy</span><b class="test-accuracy"></b></div></div>
    <div class="pictures"><canvas class="network" role="img"></canvas>
      <div class="answer"><canvas class="map" role="img"></canvas><canvas class="curve" role="img"></canvas></div></div>
    <div class="tip" role="status"></div></div>`;

  // ---- messages ------------------------------------------------------------------------------------------------

  function decode(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const headerSize = view.getUint32(0, true);
    const scene = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerSize)));
    const buffer = bytes.slice(4 + headerSize).buffer; // a copy, so that floats are aligned
    let at = 0;
    const floats = (count) => { const part = new Float32Array(buffer, at, count); at += 4 * count; return part; };
    const octets = (count) => { const part = new Uint8Array(buffer, at, count); at += count; return part; };
    const sizes = scene.sizes;
    scene.layers = sizes.slice(1).map((fanOut, l) => ({ fanIn: sizes[l], fanOut }));
    const neurons = scene.layers.reduce((sum, layer) => sum + layer.fanOut, 0);
    const params = scene.layers.reduce((sum, layer) => sum + (layer.fanIn + 1) * layer.fanOut, 0);
    scene.outputs = sizes.at(-1);
    scene.points = Array.from({ length: scene.pointCount }, (_, i) => {
      const [x, y, value, test] = floats(4);
      return { x, y, value, test: test > 0, name: scene.names[i] ?? "" };
    });
    scene.curve = Array.from({ length: scene.curvePoints }, () => floats(3));
    scene.snapshots = Array.from({ length: scene.snapshotCount }, () => {
      const [epoch, loss, accuracy, testLoss, testAccuracy] = floats(5);
      return { epoch, loss, accuracy, testLoss, testAccuracy, params: floats(params),
               inputTiles: octets(sizes[0] * scene.tile ** 2), tiles: octets(neurons * scene.tile ** 2), map: octets(scene.outputs * scene.map ** 2) };
    });
    return scene;
  }

  // ---- colors --------------------------------------------------------------------------------------------------

  const NEGATIVE = [236, 122, 8], POSITIVE = [20, 118, 206]; // orange and blue: told apart with any color vision
  const FURTHER = [[0, 150, 110], [150, 80, 190], [200, 60, 90], [110, 110, 110]]; // for a third class and so on

  function rgbOf(text, otherwise) {
    const probe = document.createElement("canvas").getContext("2d");
    probe.fillStyle = otherwise;
    if (text) probe.fillStyle = text;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }
  const mix = (a, b, t) => a.map((value, i) => Math.round(value + (b[i] - value) * t));
  const css = (rgb, alpha = 1) => `rgba(${rgb[0]},${rgb[1]},${rgb[2]},${alpha})`;

  function themeOf(element) {
    const style = getComputedStyle(element);
    const background = rgbOf(style.getPropertyValue("--st-background-color").trim(), "#fff");
    const text = rgbOf(style.getPropertyValue("--st-text-color").trim(), "#222");
    const dark = background[0] + background[1] + background[2] < 384;
    const neutral = mix(background, text, dark ? 0.1 : 0.05);
    const negative = dark ? mix(NEGATIVE, [255, 255, 255], 0.08) : NEGATIVE;
    const positive = dark ? mix(POSITIVE, [255, 255, 255], 0.15) : POSITIVE;
    const scale = new Uint32Array(256); // little-endian RGBA of every byte, from negative over neutral to positive
    for (let i = 0; i < 256; i++) {
      const t = (i - 127.5) / 127.5;
      const [r, g, b] = mix(neutral, t < 0 ? negative : positive, Math.min(1, Math.abs(t)));
      scale[i] = (255 << 24) | (b << 16) | (g << 8) | r;
    }
    return { background, text, dark, neutral, negative, positive, scale, classes: [negative, positive, ...FURTHER], font: style.fontFamily || "sans-serif",
             faint: css(text, 0.16), soft: css(text, 0.72), line: css(text, 0.35) };
  }

  // ---- words ---------------------------------------------------------------------------------------------------

  const number = (value, digits = 3) => {
    if (!Number.isFinite(value)) return "–";
    const size = Math.abs(value);
    if (size >= 1e5) return value.toExponential(1).replace("-", "−");
    const text = value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? Math.min(2, digits) : digits);
    return text.replace("-", "−");
  };
  const lossText = (loss) => !Number.isFinite(loss) ? "–" : loss > 0 && loss < 1e-3 ? loss.toExponential(1).replace("-", "−")
    : number(loss, 4);
  const share = (accuracy) => (Number.isFinite(accuracy) ? `${(accuracy * 100).toFixed(0)}%` : "–");
  const grouped = (value) => Math.floor(value + 1e-4).toLocaleString("en-US");
  // Halfway through an epoch counts too: per-sample training moves four times in one.
  const epochText = (epoch, steps) => {
    const rest = epoch - Math.floor(epoch + 1e-4);
    return rest > 1e-3 && epoch < 1000 ? (Math.floor(epoch * 100 + 0.01) / 100).toFixed(steps > 1 ? 2 : 0) : grouped(epoch);
  };

  // ---- one mounted stage ---------------------------------------------------------------------------------------

  class Stage {
    constructor(root) {
      this.root = root;
      const style = document.createElement("style");
      style.textContent = CSS;
      const holder = document.createElement("div");
      holder.innerHTML = HTML;
      root.replaceChildren(style, holder);
      this.element = holder.firstElementChild;
      const find = (selector) => this.element.querySelector(selector);
      this.numbers = { epoch: find(".epoch"), loss: find(".loss"), accuracy: find(".accuracy"),
                       testLoss: find(".test-loss"), testAccuracy: find(".test-accuracy") };
      this.canvases = { network: find(".network"), map: find(".map"), curve: find(".curve") };
      this.tip = find(".tip");
      this.queue = [];
      this.shown = this.target = null;
      this.started = 0;
      this.pointer = null;
      this.frame = this.frame.bind(this);
      this.observer = new ResizeObserver(() => this.resize());
      this.observer.observe(this.element);
      for (const [name, canvas] of Object.entries(this.canvases)) {
        canvas.addEventListener("pointermove", (event) => this.point(name, event));
        canvas.addEventListener("pointerdown", (event) => this.point(name, event));
        canvas.addEventListener("pointerleave", () => { this.pointer = null; this.tip.style.visibility = "hidden"; this.wake(); });
      }
      counters.mounts += 1;
    }

    dispose() {
      cancelAnimationFrame(this.request);
      this.observer.disconnect();
    }

    accept(bytes) {
      const sequence = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.byteLength - 4, true);
      if (this.scene && sequence === this.sequence) { // the theme changed, or the page was drawn anew: same news
        this.theme = null;
        this.stale = true;
        this.wake();
        return;
      }
      const scene = decode(bytes);
      const sameShape = this.scene && String(this.scene.sizes) === String(scene.sizes);
      this.sequence = sequence;
      this.scene = scene;
      this.stale = true;
      counters.snapshots += scene.snapshots.length;
      counters.playing = scene.playing;
      if (!scene.playing || !sameShape || !this.shown) { // show the newest state exactly, at once
        this.queue = [];
        this.shown = this.target = scene.snapshots.at(-1);
        if (!sameShape) this.layOut();
      } else {
        this.queue.push(...scene.snapshots);
        const late = this.queue.length - LONGEST_QUEUE;
        if (late > 0) { this.queue.splice(0, late); counters.dropped += late; }
      }
      this.wake();
    }

    wake() {
      if (!this.request) this.request = requestAnimationFrame(this.frame);
    }

    // Paint what lies between the snapshot that was shown and the next; stop when there is nothing left to show.
    frame(now) {
      this.request = 0;
      if (!this.scene || !this.width) return;
      if (this.target === this.shown && this.queue.length) {
        this.target = this.queue.shift();
        this.started = this.arrived && now - this.arrived < 40 ? this.arrived : now;
      }
      let mixed = this.shown;
      if (this.target !== this.shown) {
        // a short queue is played a little slower and a long one faster, so that it never runs dry nor falls behind
        const gap = this.scene.gap * (this.queue.length < 3 ? 1.2 : this.queue.length > 8 ? 0.6 : 1);
        const t = (now - this.started) / gap;
        if (t >= 1) { this.shown = mixed = this.target; this.arrived = this.started + gap; this.newest = true; }
        else mixed = this.blend(this.shown, this.target, t);
      }
      this.paint(mixed);
      if (this.target !== this.shown || this.queue.length) this.wake();
    }

    blend(a, b, t) {
      const into = (this.blended ??= {});
      for (const part of ["params", "tiles", "map"]) {
        const from = a[part], to = b[part];
        if (into[part]?.length !== from.length) into[part] = new Float32Array(from.length);
        const out = into[part];
        for (let i = 0; i < out.length; i++) out[i] = from[i] + (to[i] - from[i]) * t;
      }
      return into;
    }

    paint(snapshot) {
      counters.paints += 1;
      if (!this.theme) { this.theme = themeOf(this.element); this.layOut(); }
      this.current = snapshot;
      this.paintNetwork(snapshot);
      this.paintMap(snapshot);
      if (this.stale || this.newest) {
        Object.assign(counters, { epoch: this.shown.epoch, loss: this.shown.loss, accuracy: this.shown.accuracy });
        this.write(this.shown);
        this.paintCurve();
        this.stale = this.newest = false;
      }
      if (this.pointer) this.explain();
    }

    write({ epoch, loss, accuracy, testLoss, testAccuracy }) {
      const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
      put(this.numbers.epoch, epochText(epoch, this.scene.stepsPerEpoch));
      put(this.numbers.loss, lossText(loss));
      put(this.numbers.accuracy, share(accuracy));
      put(this.numbers.testLoss, lossText(testLoss));
      put(this.numbers.testAccuracy, share(testAccuracy));
      if (!this.scene.playing) {
        this.canvases.network.setAttribute("aria-label", `A network of ${this.scene.sizes.join(", ")} neurons at epoch ` +
          `${epochText(epoch, this.scene.stepsPerEpoch)}, loss ${lossText(loss)}, accuracy ${share(accuracy)}.`);
        this.canvases.map.setAttribute("aria-label", `What the network answers everywhere on the plane: ${this.scene.answer}.`);
        this.canvases.curve.setAttribute("aria-label", `Loss by epoch, now ${lossText(loss)}.`);
      }
    }

    // ---- layout ------------------------------------------------------------------------------------------------

    resize() {
      const width = this.element.clientWidth;
      if (!width || width === this.width) return;
      this.width = width;
      this.layOut();
      this.stale = true;
      this.wake();
    }

    layOut() {
      if (!this.scene || !this.width) return;
      const { sizes } = this.scene;
      const narrow = this.width < 640;
      this.element.classList.toggle("narrow", narrow);
      this.element.classList.toggle("tested", this.scene.points.length > 12 && this.scene.points.at(-1).test);
      const side = narrow ? Math.min(this.width, 380) : Math.max(240, Math.min(320, Math.round(this.width * 0.37)));
      const widest = Math.max(...sizes);
      const height = narrow ? Math.max(180, 36 + 60 * widest) : side + 148;
      const networkWidth = narrow ? this.width : this.width - side - 18;
      this.sized("network", networkWidth, height);
      this.sized("map", side, side + 36);
      this.sized("curve", side, narrow ? 110 : 100);
      this.side = side;

      const top = 24, bottom = 6, label = 18;
      const pitch = Math.min(112, (height - top - bottom) / widest);
      const columns = sizes.length;
      const tile = Math.max(14, Math.min(76, pitch - label - 4, (networkWidth / columns) * 0.55));
      const step = columns > 1 ? (networkWidth - tile - 20) / (columns - 1) : 0;
      this.tileSize = tile;
      const middle = top + (height - top - bottom) / 2;
      this.nodes = sizes.map((count, l) => Array.from({ length: count }, (_, i) => ({
        x: 10 + l * step, y: middle + (i - count / 2) * pitch + (pitch - tile - label) / 2, l, i })));
      this.edges = [];
      let offset = 0, neuron = 0;
      this.scene.layers.forEach(({ fanIn, fanOut }, l) => {
        for (let j = 0; j < fanOut; j++) {
          Object.assign(this.nodes[l + 1][j], { neuron: neuron++, bias: offset + fanIn * fanOut + j });
          for (let i = 0; i < fanIn; i++) this.edges.push({ from: this.nodes[l][i], to: this.nodes[l + 1][j], at: offset + i * fanOut + j });
        }
        offset += (fanIn + 1) * fanOut;
      });
      for (const edge of this.edges) {
        const x0 = edge.from.x + tile, y0 = edge.from.y + tile / 2, x1 = edge.to.x, y1 = edge.to.y + tile / 2, bend = (x1 - x0) * 0.45;
        edge.curve = [x0, y0, x0 + bend, y0, x1 - bend, y1, x1, y1];
        edge.path = new Path2D();
        edge.path.moveTo(x0, y0);
        edge.path.bezierCurveTo(...edge.curve.slice(2));
      }
      const { tile: cells, map } = this.scene;
      const picture = (name, w, h) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
        const context = canvas.getContext("2d");
        const image = context.createImageData(w, h);
        this[name] = { canvas, context, image, pixels: new Uint32Array(image.data.buffer) };
      };
      picture("atlas", cells, cells * Math.max(1, neuron));
      picture("field", map, map);
      picture("inputTiles", cells, cells * sizes[0]);
      this.paintInputTiles();
    }

    sized(name, width, height) {
      const canvas = this.canvases[name], ratio = Math.min(2, window.devicePixelRatio || 1);
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this[`${name}Context`] = context;
      this[`${name}Size`] = [width, height];
    }

    colored({ context, image, pixels }, values, scale) {
      for (let i = 0; i < pixels.length; i++) pixels[i] = scale[values[i] + 0.5 | 0];
      context.putImageData(image, 0, 0);
    }

    // The most likely class's color, the fainter the less likely it is.
    coloredByClass({ context, image, pixels }, map) {
      const { classes, neutral } = this.theme, count = this.scene.outputs, cells = pixels.length, chance = 255 / count;
      for (let i = 0; i < cells; i++) {
        let best = 0;
        for (let k = 1; k < count; k++) if (map[k * cells + i] > map[best * cells + i]) best = k;
        const [r, g, b] = mix(neutral, classes[best], Math.max(0, (map[best * cells + i] - chance) / (255 - chance)));
        pixels[i] = (255 << 24) | (b << 16) | (g << 8) | r;
      }
      context.putImageData(image, 0, 0);
    }

    paintInputTiles() {
      if (this.theme && this.shown) this.colored(this.inputTiles, this.shown.inputTiles, this.theme.scale);
    }

    // ---- painting ----------------------------------------------------------------------------------------------

    paintNetwork({ params, tiles }) {
      const context = this.networkContext, theme = this.theme, size = this.tileSize, cells = this.scene.tile;
      context.clearRect(0, 0, ...this.networkSize);
      for (const edge of this.edges) {
        const weight = params[edge.at];
        context.strokeStyle = css(weight < 0 ? theme.negative : theme.positive, edge === this.hovered ? 1 : 0.75);
        context.lineWidth = edgeWidth(weight) + (edge === this.hovered ? 2 : 0);
        context.stroke(edge.path);
      }
      this.colored(this.atlas, tiles, theme.scale);
      context.font = `11px ${theme.font}`;
      context.textAlign = "center";
      context.textBaseline = "top";
      for (const node of this.nodes.flat()) {
        const source = node.l ? this.atlas : this.inputTiles, row = (node.l ? node.neuron : node.i) * cells;
        context.drawImage(source.canvas, 0, row, cells, cells, node.x, node.y, size, size);
        context.strokeStyle = node === this.hovered ? css(theme.text) : theme.line;
        context.lineWidth = node === this.hovered ? 2 : 1;
        context.strokeRect(node.x, node.y, size, size);
        const x = Math.max(24, Math.min(this.networkSize[0] - 26, node.x + size / 2)), y = node.y + size + 3;
        if (!node.l) {
          context.fillStyle = theme.soft;
          context.fillText(this.scene.features[node.i].name, x, y);
          continue;
        }
        const bias = params[node.bias]; // a dot by sign and size, and the number
        context.fillStyle = css(bias < 0 ? theme.negative : theme.positive);
        context.beginPath();
        context.arc(x - 22, y + 5, 1.5 + edgeWidth(bias) * 0.45, 0, 7);
        context.fill();
        context.fillStyle = theme.soft;
        context.fillText(`b ${number(bias, 2)}`, x + 4, y);
      }
      context.fillStyle = theme.soft;
      context.textBaseline = "alphabetic";
      const last = this.nodes.length - 1, step = (this.networkSize[0] - size) / Math.max(1, last);
      this.nodes.forEach(([node], l) => {
        const text = l === 0 ? "inputs" : l === last ? "output" : step < 76 ? `${l}` : last === 2 ? "hidden" : `hidden ${l}`;
        context.fillText(text, Math.max(20, Math.min(this.networkSize[0] - 22, node.x + size / 2)), 13);
      });
    }

    paintMap({ map }) {
      const context = this.mapContext, theme = this.theme, side = this.side, scene = this.scene;
      context.clearRect(0, 0, ...this.mapSize);
      const plot = (this.plot = { x: 42, y: 20, size: side - 48 });
      context.font = `12px ${theme.font}`;
      context.textAlign = "left";
      context.textBaseline = "alphabetic";
      context.fillStyle = theme.soft;
      context.fillText(scene.answer, plot.x, 13);
      if (scene.outputs === 1) this.colored(this.field, map, theme.scale);
      else this.coloredByClass(this.field, map);
      context.imageSmoothingEnabled = true;
      context.drawImage(this.field.canvas, plot.x, plot.y, plot.size, plot.size);
      context.strokeStyle = theme.line;
      context.lineWidth = 1;
      context.strokeRect(plot.x, plot.y, plot.size, plot.size);
      this.axes(context, plot);
      this.legend(context, plot);
      for (const point of scene.points) this.paintPoint(context, point);
    }

    axes(context, plot) {
      const [across, up] = this.scene.axes, theme = this.theme;
      context.font = `10.5px ${theme.font}`;
      context.fillStyle = theme.soft;
      context.textBaseline = "top";
      context.textAlign = "center";
      for (const tick of ticks(this.scene.x, across)) context.fillText(tick.text, plot.x + tick.at * plot.size, plot.y + plot.size + 4);
      context.textAlign = "right";
      context.textBaseline = "middle";
      for (const tick of ticks(this.scene.y, up)) context.fillText(tick.text, plot.x - 4, plot.y + (1 - tick.at) * plot.size);
      context.textBaseline = "alphabetic";
      context.save();
      context.translate(10, plot.y);
      context.rotate(-Math.PI / 2);
      context.fillText(named(up), 0, 0);
      context.restore();
      context.textAlign = "right";
      context.fillText(named(across), plot.x + plot.size, plot.y + plot.size + 31);
    }

    // The one color scale of the whole stage, with the two classes at its ends.
    legend(context, plot) {
      const { labels } = this.scene, theme = this.theme, y = plot.y + plot.size + 22;
      if (this.scene.outputs > 1) return this.classLegend(context, plot, y);
      const colors = context.createLinearGradient(plot.x + 44, 0, plot.x + 134, 0);
      for (let i = 0; i <= 4; i++) {
        const c = theme.scale[Math.min(255, i * 64)];
        colors.addColorStop(i / 4, `rgb(${c & 255},${(c >> 8) & 255},${(c >> 16) & 255})`);
      }
      context.textAlign = "left";
      context.fillText(labels[0], plot.x, y + 9);
      const start = plot.x + context.measureText(labels[0]).width + 6;
      context.fillStyle = colors;
      context.save();
      context.translate(start - (plot.x + 44), 0);
      context.fillRect(plot.x + 44, y + 1, 90, 9);
      context.restore();
      context.fillStyle = theme.soft;
      context.fillText(labels[1], start + 96, y + 9);
    }

    classLegend(context, plot, y) {
      let x = plot.x;
      context.textAlign = "left";
      this.scene.labels.forEach((label, k) => {
        context.fillStyle = css(this.theme.classes[k]);
        context.fillRect(x, y + 1, 9, 9);
        context.fillStyle = this.theme.soft;
        context.fillText(label, x + 13, y + 9);
        x += 24 + context.measureText(label).width;
      });
    }

    place(point) {
      const { x, y } = this.scene, plot = this.plot;
      return [plot.x + plot.size * (point.x - x[0]) / (x[1] - x[0]), plot.y + plot.size * (1 - (point.y - y[0]) / (y[1] - y[0]))];
    }

    // The color that the point's own answer would have.
    colorOf(point) {
      const { classes, scale } = this.theme;
      if (!this.scene.regression) return classes[point.value];
      const color = scale[Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * point.value)))];
      return [color & 255, (color >> 8) & 255, (color >> 16) & 255];
    }

    // Darker than the region it should lie in, with a light ring; points not trained on are squares.
    paintPoint(context, point) {
      const [x, y] = this.place(point), theme = this.theme;
      const radius = this.scene.points.length > 200 ? 2.6 : this.scene.points.length > 12 ? 3.6 : 6;
      context.beginPath();
      if (point.test) context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
      else context.arc(x, y, radius, 0, 7);
      context.fillStyle = css(mix(this.colorOf(point), [0, 0, 0], this.scene.regression ? 0.15 : 0.45));
      context.fill();
      context.strokeStyle = "#fff";
      context.lineWidth = point === this.hovered ? 3 : radius > 5 ? 1.5 : 0.9;
      context.stroke();
      if (!point.name) return;
      context.font = `600 11px ${theme.font}`;
      context.textBaseline = "middle";
      const right = x > this.plot.x + this.plot.size * 0.7;
      context.textAlign = right ? "right" : "left";
      const at = x + (right ? -10 : 10);
      context.strokeStyle = css(theme.background, 0.8);
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.strokeText(point.name, at, y);
      context.fillStyle = css(theme.text);
      context.fillText(point.name, at, y);
    }

    paintCurve() {
      const context = this.curveContext, theme = this.theme, [width, height] = this.curveSize, points = this.scene.curve;
      const plot = (this.curvePlot = { x: 42, y: 18, width: width - 48, height: height - 34 });
      context.clearRect(0, 0, width, height);
      context.font = `12px ${theme.font}`;
      context.textBaseline = "alphabetic";
      context.textAlign = "left";
      context.fillStyle = theme.soft;
      context.fillText("Loss by epoch", plot.x, 12);
      context.strokeStyle = theme.line;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(plot.x, plot.y);
      context.lineTo(plot.x, plot.y + plot.height);
      context.lineTo(plot.x + plot.width, plot.y + plot.height);
      context.stroke();
      const last = Math.max(1, this.shown.epoch);
      const shown = points.filter(([epoch]) => epoch <= last + 1e-3);
      const top = Math.max(...shown.flatMap((row) => [...row.slice(1)]).filter(Number.isFinite), 0) || 1;
      this.curveScale = { last, top };
      context.font = `10.5px ${theme.font}`;
      if (this.element.classList.contains("tested")) {
        context.textAlign = "right";
        context.textBaseline = "alphabetic";
        context.fillText("— training   - - test", plot.x + plot.width, 12);
      }
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.fillText(number(top, 2), plot.x - 4, plot.y + 3);
      context.fillText("0", plot.x - 4, plot.y + plot.height);
      context.textBaseline = "top";
      context.fillText(grouped(last), plot.x + plot.width, plot.y + plot.height + 4);
      context.textAlign = "left";
      context.fillText("0", plot.x, plot.y + plot.height + 4);
      context.strokeStyle = css(theme.text, 0.85);
      context.lineWidth = 1.6;
      context.lineJoin = "round";
      for (const column of this.element.classList.contains("tested") ? [1, 2] : [1]) {
        context.setLineDash(column === 2 ? [4, 3] : []);
        context.beginPath();
        for (const row of shown) context.lineTo(plot.x + plot.width * row[0] / last, plot.y + plot.height * (1 - row[column] / top));
        context.stroke();
      }
      context.setLineDash([]);
    }

    // ---- what is under the pointer -----------------------------------------------------------------------------

    point(name, event) {
      const box = this.canvases[name].getBoundingClientRect();
      this.pointer = { name, x: event.clientX - box.left, y: event.clientY - box.top };
      this.wake();
    }

    explain() {
      const { name, x, y } = this.pointer;
      const found = { network: () => this.aboutNetwork(x, y), map: () => this.aboutMap(x, y), curve: () => this.aboutCurve(x, y) }[name]();
      const before = this.hovered;
      this.hovered = found?.thing;
      if (before !== this.hovered) this.wake();
      this.tip.style.visibility = found ? "visible" : "hidden";
      if (!found) return;
      if (this.tip.textContent !== found.text) this.tip.textContent = found.text;
      const canvas = this.canvases[name], left = canvas.offsetLeft + found.x, top = canvas.offsetTop + found.y;
      const { offsetWidth: w, offsetHeight: h } = this.tip;
      const beside = left + found.clear + w <= this.width ? left + found.clear : left - found.clear - w;
      this.tip.style.left = `${Math.max(0, Math.min(this.width - w, beside))}px`;
      this.tip.style.top = `${Math.max(0, top - h - 8)}px`;
    }

    nameOf(node) {
      const last = this.nodes.length - 1;
      return node.l === 0 ? this.scene.features[node.i].name : node.l === last ? (this.scene.outputs > 1 ? `output ${this.scene.labels[node.i]}` : "output") : `hidden ${node.l}, neuron ${node.i + 1}`;
    }

    aboutNetwork(x, y) {
      const size = this.tileSize, params = this.current.params;
      for (const node of this.nodes.flat()) {
        if (x < node.x - 3 || x > node.x + size + 3 || y < node.y - 3 || y > node.y + size + 18) continue;
        const at = { thing: node, x: node.x + size / 2, y: node.y, clear: size / 2 + 8 };
        if (!node.l) return { ...at, text: this.aboutInput(node) };
        const terms = this.edges.filter((edge) => edge.to === node)
          .map((edge) => `${number(params[edge.at])} × ${this.nameOf(edge.from)}`);
        const f = node.l === this.nodes.length - 1 ? this.scene.outputActivation : this.scene.activation;
        return { ...at, text: `${this.nameOf(node)} = ${f}(z)\nz = ${terms.join("\n  + ")}\n  + bias ${number(params[node.bias])}` };
      }
      let nearest = null, distance = 7;
      for (const edge of this.edges) {
        const away = distanceTo(edge.curve, x, y);
        if (away < distance) { distance = away; nearest = edge; }
      }
      return nearest && { thing: nearest, x, y, clear: 14,
        text: `weight ${number(params[nearest.at], 4)}\n${this.nameOf(nearest.from)} → ${this.nameOf(nearest.to)}` };
    }

    aboutInput(node) {
      const { name, unit, offset, scale } = this.scene.features[node.i];
      const minus = offset ? `\nthe network sees it minus ${+offset.toFixed(3)}` : "";
      return `input ${name}${unit ? ` in ${unit}` : ""}${minus}${scale === 1 ? "" : `,\ndivided by ${+scale.toFixed(3)}`}`;
    }

    aboutMap(x, y) {
      const plot = this.plot;
      if (!plot || x < plot.x || x > plot.x + plot.size || y < plot.y || y > plot.y + plot.size) return null;
      const { x: across, y: up, axes: features, map: cells, labels } = this.scene;
      const column = (x - plot.x) / plot.size, row = (y - plot.y) / plot.size;
      const read = (feature, range, t) => `${feature.name} ${number((range[0] + t * (range[1] - range[0])) * feature.scale + feature.offset, feature.offset ? 1 : 2)}` +
        `${feature.unit ? ` ${feature.unit}` : ""}`;
      const cell = Math.min(cells - 1, Math.floor(row * cells)) * cells + Math.min(cells - 1, Math.floor(column * cells));
      const answers = Array.from({ length: this.scene.outputs }, (_, k) => this.current.map[k * cells * cells + cell] / 255);
      const point = this.scene.points.find((p) => Math.hypot(this.place(p)[0] - x, this.place(p)[1] - y) < 10);
      const where = `${read(features[0], across, column)}, ${read(features[1], up, 1 - row)}`;
      const truth = point && (this.scene.regression ? number(point.value, 2) : labels[point.value]);
      const head = point ? `${point.name || "point"}: truly ${truth}${point.test ? ", not trained on" : ""}\n` : "";
      const said = answers.length > 1 ? answers.map((p, k) => `${labels[k]}: ${p.toFixed(2)}`).join("\n")
        : `${this.scene.answer}: ${(this.scene.regression ? 2 * answers[0] - 1 : answers[0]).toFixed(2)}`;
      return { thing: point, x, y, clear: 16, text: `${head}${where}\n${said}` };
    }

    aboutCurve(x, y) {
      const plot = this.curvePlot, points = this.scene.curve;
      if (!plot || !points.length || x < plot.x - 4) return null;
      const epoch = (x - plot.x) / plot.width * this.curveScale.last;
      const near = points.reduce((best, row) => (Math.abs(row[0] - epoch) < Math.abs(best[0] - epoch) ? row : best));
      const test = this.element.classList.contains("tested") ? `\ntest loss ${lossText(near[2])}` : "";
      return { thing: null, x, y: plot.y + plot.height * (1 - near[1] / this.curveScale.top), clear: 12,
        text: `epoch ${grouped(near[0])}\nloss ${lossText(near[1])}${test}` };
    }
  }

  // ---- geometry ------------------------------------------------------------------------------------------------

  const edgeWidth = (weight) => 0.6 + 7 * Math.tanh(Math.abs(weight) / 5);
  const named = (feature) => (feature.unit ? `${feature.name}, ${feature.unit}` : feature.name);

  // Round raw values along an axis, at most about five, and how far along it each one stands.
  function ticks(range, { scale, offset }) {
    const [low, high] = range.map((value) => value * scale + offset);
    const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough);
    const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const found = [];
    for (let value = Math.ceil(low / step) * step; value <= high + 1e-9; value += step)
      found.push({ at: (value - low) / (high - low), text: (Math.abs(value) < step / 2 ? 0 : value).toFixed(digits).replace("-", "−") });
    return found;
  }

  function distanceTo([x0, y0, x1, y1, x2, y2, x3, y3], x, y) {
    if (x < Math.min(x0, x3) || x > Math.max(x0, x3)) return Infinity;
    let best = Infinity;
    for (let i = 0; i <= 24; i++) {
      const t = i / 24, s = 1 - t;
      const px = s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3;
      const py = s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3;
      best = Math.min(best, Math.hypot(px - x, py - y));
    }
    return best;
  }

  globalThis.playgroundStage ??= counters; // for tests, and for measuring
  const stages = new WeakMap();
  // One call a message. Streamlit also calls the returned cleanup before each further call, so look before disposing.
  return ({ data, parentElement }) => {
    let stage = stages.get(parentElement);
    if (!stage) stages.set(parentElement, (stage = new Stage(parentElement)));
    stage.accept(data);
    return () => { if (!stage.element.isConnected) { stage.dispose(); stages.delete(parentElement); } };
  };
})();
