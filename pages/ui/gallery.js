// Small pictures of digits, cut from one sheet, with words under each and more on hover or focus.
// data, as JSON: {sheet: base64 of a PNG of digits side by side, columns: how many in a row of it,
//        words: [one a digit], details: [the same], wrong: [whether to mark it],
//        choosable: whether a click tells {index}, chosen: the index of the one clicked, or null}
const paint = (() => {
  const CSS = `
    :host { display: block }
    .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(76px, 1fr)); gap: 10px; font-family: var(--st-font, sans-serif);
               color: var(--st-text-color); font-size: 12.5px; line-height: 1.3; font-variant-numeric: tabular-nums }
    figure { margin: 0; position: relative; text-align: center; border-radius: 6px; outline-offset: 2px }
    .ink { width: 64px; height: 64px; margin: 0 auto 3px; image-rendering: pixelated; border-radius: 5px; background-color: #000; border: 2px solid transparent }
    .wrong .ink { border-color: #ec7a08 } .choosable figure { cursor: pointer }
    .chosen { background: color-mix(in srgb, var(--st-primary-color) 25%, transparent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--st-primary-color) 25%, transparent) }
    .tip { position: absolute; bottom: calc(100% + 4px); left: 50%; transform: translateX(-50%); z-index: 5; white-space: pre; visibility: hidden; text-align: left;
           padding: 5px 8px; border-radius: 6px; background: var(--st-text-color); color: var(--st-background-color); pointer-events: none }
    figure:hover .tip, figure:focus .tip { visibility: visible }
    figure.left .tip { left: 0; transform: none } figure.right .tip { left: auto; right: 0; transform: none }`;
  const SIZE = 64;

  function show(root, { sheet, columns, words, details, wrong, choosable, chosen }, tell) {
    const style = document.createElement("style"), gallery = document.createElement("div");
    style.textContent = CSS;
    gallery.className = choosable ? "gallery choosable" : "gallery";
    gallery.setAttribute("role", "list");
    words.forEach((text, i) => {
      const figure = document.createElement("figure"), ink = document.createElement("div"), tip = document.createElement("div");
      const caption = document.createElement("figcaption");
      figure.className = [wrong[i] && "wrong", i === chosen && "chosen"].filter(Boolean).join(" ");
      figure.tabIndex = 0;
      figure.setAttribute("role", "listitem");
      figure.setAttribute("aria-label", `${text}. ${details[i]}`);
      ink.className = "ink";
      Object.assign(ink.style, { backgroundImage: `url(data:image/png;base64,${sheet})`, backgroundSize: `${columns * SIZE}px auto`,
        backgroundPosition: `${-(i % columns) * SIZE}px ${-Math.floor(i / columns) * SIZE}px`, backgroundOrigin: "content-box" });
      caption.textContent = text;
      tip.className = "tip";
      tip.textContent = details[i];
      figure.append(ink, caption, tip);
      figure.addEventListener("pointerenter", () => { // keep the tip on the page
        const at = figure.offsetLeft - gallery.offsetLeft;
        figure.classList.toggle("left", at < 80);
        figure.classList.toggle("right", at > gallery.clientWidth - 160);
      });
      if (choosable) {
        figure.addEventListener("click", () => tell({ index: i }));
        figure.addEventListener("keydown", ({ key }) => { if (key === "Enter") tell({ index: i }); });
      }
      gallery.append(figure);
    });
    root.replaceChildren(style, gallery);
    globalThis.playgroundGallery = { count: words.length };
  }

  return ({ data, parentElement, tell }) => show(parentElement, JSON.parse(new TextDecoder().decode(data)), tell);
})();
