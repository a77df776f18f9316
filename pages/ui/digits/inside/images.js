// Small pictures of the view inside: digits, and what a neuron looks for.

const signed = (value, digits = 2) => (value >= 0 ? "+" : "") + number(value, digits);
const fixed = (value, digits) => value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");
const certainty = (p) => (p > 0.9995 && p < 1 ? "more than 99.9%" : percent(p));

// A total of so many digits, and the parts that make it up with the digits, up to `most` more, that it takes to come to it
// by adding what is printed; comesOut: whether one does.
function addedUp(total, parts, digits, most = 6) {
  const said = Number(total.toFixed(digits)), half = 0.5 * 10 ** -digits;
  const texts = (more) => parts.map((part) => (part >= 0 ? "+" : "") + fixed(part, digits + more));
  for (let more = 0; more <= most; more++) {
    const sum = parts.reduce((all, part) => all + Number(part.toFixed(digits + more)), 0);
    if (Math.abs(sum - said) < 0.999 * half) return { total: fixed(total, digits), parts: texts(more), comesOut: true };
  }
  return { total: fixed(total, digits), parts: texts(0), comesOut: false };
}

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
