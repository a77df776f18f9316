// Small pictures of the view inside: digits, and what a neuron looks for.

const signed = (value, digits = 2) => (value >= 0 ? "+" : "") + number(value, digits);
const certainty = (p) => (p > 0.9995 && p < 1 ? "more than 99.9%" : percent(p));

// The nth of several pictures that follow each other.
const nth = (bytes, n, size = 784) => bytes.subarray(n * size, (n + 1) * size);

// A row of training digits, each with its label.
function digitsRow(place, { labels, pictures }, captions, said) {
  const bytes = bytesOf(pictures);
  place.replaceChildren(...labels.map((label, i) => {
    const figure = made("figure", said === undefined || label === said ? "" : "differs"), canvas = painted(made("canvas"), nth(bytes, i));
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `A training digit: ${label}`);
    const caption = made("figcaption");
    caption.append(made("b", "", label), captions ? ` · ${captions[i]}` : "");
    figure.append(canvas, caption);
    return figure;
  }));
}

const counted = (count, one, many = `${one}s`) => `${grouped(count)} ${count === 1 ? one : many}`;
