// How the stage looks and speaks: its colors, its numbers in words, and what all its pictures have in common.

const NEGATIVE = [236, 122, 8], POSITIVE = [20, 118, 206]; // orange and blue: told apart with any color vision
// For a third class and so on, on a light page and on a dark one; a test computes how each kind of eye sees them.
const FURTHER = { light: [[112, 24, 72], [85, 85, 10], [136, 30, 255], [60, 200, 130]],
                  dark: [[200, 240, 165], [150, 50, 255], [70, 235, 250], [165, 110, 60]] };

function rgbOf(text, otherwise) {
  const probe = made("canvas").getContext("2d");
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
  const primary = rgbOf(style.getPropertyValue("--st-primary-color").trim(), "#1268b8");
  const pinned = dark ? [214, 140, 220] : [140, 50, 160]; // a line of its own beside the text's color
  return { background, text, neutral, primary, pinned, faint: css(text, 0.12), negative, positive, scale, classes: [negative, positive, ...FURTHER[dark ? "dark" : "light"]],
           font: style.fontFamily || "sans-serif", soft: css(text, 0.72), line: css(text, 0.35) };
}

// A scale's color of a value -1..1, as [red, green, blue].
function colorAt(scale, value) {
  const color = scale[Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * value)))];
  return [color & 255, (color >> 8) & 255, (color >> 16) & 255];
}

const number = (value, digits = 3) => {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e5) return value.toExponential(1).replace("-", "−");
  const text = value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? Math.min(2, digits) : digits);
  return (Number(text) ? text : text.replace("-", "")).replace("-", "−");
};
const lossText = (loss) => !Number.isFinite(loss) ? "–" : loss > 0 && loss < 1e-3 ? loss.toExponential(1).replace("-", "−")
  : number(loss, 4);
// As a whole percentage; with a digit more where it would say 100% although something is wrong.
const share = (accuracy) => {
  if (!Number.isFinite(accuracy)) return "–";
  return accuracy > 0.994 && accuracy < 1 ? `${(Math.floor(1000 * accuracy) / 10).toFixed(1)}%` : percent(accuracy, 0);
};
const GROUPED = new Intl.NumberFormat("en-US"); // toLocaleString would make a new one each time, 20 us
const grouped = (value) => GROUPED.format(Math.floor(value + 1e-4));
// Halfway through an epoch counts too: per-sample training moves four times in one.
const epochText = (epoch, steps) => {
  const rest = epoch - Math.floor(epoch + 1e-4);
  return rest > 1e-3 && epoch < 1000 ? (Math.floor(epoch * 100 + 0.01) / 100).toFixed(steps > 1 ? 2 : 0) : grouped(epoch);
};

const named = (feature) => (feature.unit ? `${feature.name}, ${feature.unit}` : feature.name);

// Round raw values along an axis, about `many` or one more, and how far along it each one stands.
function ticks(range, { scale, offset }, many = 4) {
  const [low, high] = range.map((value) => value * scale + offset);
  const rough = (high - low) / many, power = 10 ** Math.floor(Math.log10(rough));
  if (!(rough > 4e-15 * Math.max(Math.abs(low), Math.abs(high)))) return [{ at: 0.5, text: decimals(low, 0) }]; // all alike to a computer
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= 0.8 * rough);
  const digits = -Math.floor(Math.log10(step) + 1e-9), first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => first + i)
    .map((place) => ({ at: (place * step - low) / (high - low), text: decimals(place ? place * step : 0, digits) }));
}

// A number with so many decimals, few or none of which may say anything, or with six digits in all where that would be long.
function decimals(value, digits) {
  const text = Math.abs(value) >= 1e15 || digits > 12 ? `${+value.toPrecision(6)}` : value.toFixed(Math.max(0, digits));
  return (Number(text) ? text : text.replace("-", "")).replace("-", "−");
}

// A canvas of the stage, sharp on every screen, in CSS pixels.
class Picture {
  constructor(stage, canvas) {
    Object.assign(this, { stage, canvas, context: canvas.getContext("2d"), width: 0, height: 0 });
  }

  get scene() { return this.stage.scene; }
  get theme() { return this.stage.theme; }

  resize(width, height) {
    Object.assign(this, { width, height });
    sharp(this.canvas, width, height, this.stage.ratio);
  }

  // Begin anew, with text as most of it is: soft, small, from the left.
  clear() {
    this.context.clearRect(0, 0, this.width, this.height);
    this.write("left", "alphabetic", 12);
  }

  write(align, baseline, size = 10.5, weight = "") {
    Object.assign(this.context, { textAlign: align, textBaseline: baseline, font: `${weight} ${size}px ${this.theme.font}`,
                                  fillStyle: this.theme.soft });
  }
}

// A small image that is colored cell by cell and then drawn at any size.
class Cells {
  constructor(width, height) {
    this.canvas = Object.assign(made("canvas"), { width, height });
    this.context = this.canvas.getContext("2d");
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  // By one scale of colors for values 0..255.
  color(values, scale) {
    const { pixels } = this;
    for (let i = 0; i < pixels.length; i++) pixels[i] = scale[values[i] + 0.5 | 0];
    this.context.putImageData(this.image, 0, 0);
  }

  // By the most likely of several classes, whose maps of 0..255 follow each other; the less likely, the fainter.
  colorByClass(maps, classes, { classes: colors, neutral }) {
    const { pixels } = this, cells = pixels.length, chance = 255 / classes;
    for (let i = 0; i < cells; i++) {
      let best = 0;
      for (let k = 1; k < classes; k++) if (maps[k * cells + i] > maps[best * cells + i]) best = k;
      const [r, g, b] = mix(neutral, colors[best], Math.max(0, (maps[best * cells + i] - chance) / (255 - chance)));
      pixels[i] = (255 << 24) | (b << 16) | (g << 8) | r;
    }
    this.context.putImageData(this.image, 0, 0);
  }

  // By the answer alone, in one color a class: maps of `side` x `side` values, spread bilinearly over our finer cells.
  // Between four neighbors that agree all is theirs, so that only the boundary has to be reckoned.
  colorFlat(maps, side, outputs, colors) {
    const { pixels } = this, { width } = this.canvas, fine = width / side, cells = side * side, winners = (this.winners ??= new Uint8Array(cells));
    const packed = colors.map(([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
    const winner = (value) => {
      if (outputs === 1) return value(0) >= 127.5 ? 1 : 0;
      let best = 0;
      for (let k = 1; k < outputs; k++) if (value(k) > value(best)) best = k;
      return best;
    };
    for (let i = 0; i < cells; i++) winners[i] = winner((k) => maps[k * cells + i]);
    for (let row = 0; row <= side; row++) {
      const [above, below] = [Math.max(0, row - 1) * side, Math.min(side - 1, row) * side];
      const top = Math.max(0, Math.round((row - 0.5) * fine)), bottom = Math.min(width, Math.round((row + 0.5) * fine));
      for (let column = 0; column <= side; column++) {
        const before = Math.max(0, column - 1), after = Math.min(side - 1, column), first = winners[above + before];
        const left = Math.max(0, Math.round((column - 0.5) * fine)), right = Math.min(width, Math.round((column + 0.5) * fine));
        const agree = winners[above + after] === first && winners[below + before] === first && winners[below + after] === first;
        if (agree) {
          const color = packed[first];
          for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) pixels[y * width + x] = color;
          continue;
        }
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) {
            const u = (x + 0.5) / fine + 0.5 - column, v = (y + 0.5) / fine + 0.5 - row;
            pixels[y * width + x] = packed[winner((k) => {
              const at = k * cells;
              return (maps[at + above + before] * (1 - u) + maps[at + above + after] * u) * (1 - v)
                + (maps[at + below + before] * (1 - u) + maps[at + below + after] * u) * v;
            })];
          }
        }
      }
    }
    this.context.putImageData(this.image, 0, 0);
  }
}
