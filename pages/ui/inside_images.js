// Small pictures of the view inside: digits, and what a neuron looks for.

const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const made = (tag, className = "", text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
const signed = (value, digits = 2) => (value >= 0 ? "+" : "") + number(value, digits);
const percent = (p) => (p > 0.9995 && p < 1 ? "more than 99.9%" : `${(100 * p).toFixed(1)}%`);

// A canvas of `side` x `side` pixels whose bytes go through a scale of colors (see themeOf); null paints ink on paper.
function painted(canvas, bytes, scale, side = 28) {
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
  const context = canvas.getContext("2d"), image = context.createImageData(side, side), pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = scale ? scale[bytes[i]] : 0xff000000 | (bytes[i] * 0x010101);
  context.putImageData(image, 0, 0);
  return canvas;
}

// The nth of several pictures that follow each other.
const nth = (bytes, n, size = 784) => bytes.subarray(n * size, (n + 1) * size);

// A row of training digits, each with its label.
function digitsRow(place, { labels, pictures }, captions, said) {
  const bytes = bytesOf(pictures);
  place.replaceChildren(...labels.map((label, i) => {
    const figure = made("figure", said === undefined || label === said ? "" : "differs"), canvas = painted(made("canvas"), nth(bytes, i), null);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `A training digit: ${label}`);
    const caption = made("figcaption");
    caption.append(made("b", "", label), captions ? ` · ${captions[i]}` : "");
    figure.append(canvas, caption);
    return figure;
  }));
}

const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
