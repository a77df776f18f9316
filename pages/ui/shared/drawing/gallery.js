// Small pictures of digits, cut from one sheet, with words under each and more on hover or focus.
// data, as JSON: {sheet: base64 of a PNG of digits side by side, columns: how many in a row of it,
//        words: [one a digit], details: [the same], wrong: [whether to mark it],
//        choosable: whether a click tells {index}, chosen: the index of the one clicked, or null}
const CSS = `
  .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(76px, 1fr)); gap: 10px;
             font-size: 12.5px; line-height: 1.3; font-variant-numeric: tabular-nums }
  figure { margin: 0; position: relative; text-align: center; border-radius: 6px; outline-offset: 2px }
  .ink { width: 64px; height: 64px; margin: 0 auto 3px; image-rendering: pixelated; border-radius: 5px; background-color: #000; border: 2px solid transparent }
  .wrong .ink { border-color: ${ORANGE} } .choosable figure { cursor: pointer }
  .chosen { background: color-mix(in srgb, var(--st-primary-color) 25%, transparent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--st-primary-color) 25%, transparent) }
  .tip { bottom: calc(100% + 4px); left: 50%; transform: translateX(-50%); padding: 5px 8px; text-align: left }
  figure:hover .tip, figure:focus .tip { visibility: visible }
  figure.left .tip { left: 0; transform: none } figure.right .tip { left: auto; right: 0; transform: none }`;
const SIZE = 64;

class Gallery {
  constructor(element) { this.element = element; }

  show(data) {
    this.element.classList.toggle("choosable", data.choosable);
    this.element.replaceChildren(...data.words.map((_, i) => this.figure(data, i)));
    globalThis.playgroundGallery = { count: data.words.length };
  }

  figure(data, i) {
    const text = data.words[i], more = data.details[i], ink = made("div", "ink");
    const figure = made("figure", [data.wrong[i] && "wrong", i === data.chosen && "chosen"].filter(Boolean).join(" "));
    figure.tabIndex = 0;
    figure.setAttribute("role", "listitem");
    figure.setAttribute("aria-label", `${text}. ${more}`);
    cut(ink, SIZE, data, i);
    figure.append(ink, made("figcaption", "", text), made("div", "tip", more));
    figure.addEventListener("pointerenter", () => { // keep the tip on the page
      const at = figure.offsetLeft - this.element.offsetLeft;
      figure.classList.toggle("left", at < 80);
      figure.classList.toggle("right", at > this.element.clientWidth - 160);
    });
    if (data.choosable) {
      figure.addEventListener("click", () => this.tell({ index: i }));
      figure.addEventListener("keydown", ({ key }) => { if (key === "Enter") this.tell({ index: i }); });
    }
    return figure;
  }
}

const paint = painterOf(Gallery, CSS, `<div class="gallery" role="list"></div>`);
