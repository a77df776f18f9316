// The manners of the sheet that people draw on, which is another's component: no toolbar that pops up over the page, no
// wait of 200 ms before a stroke is sent (the hidden toolbar's first button, pressed here, sends it at once), a
// cursor as large as the brush, a name for screen readers, and Ctrl+Z, which tells the page to take a stroke back. It also
// tells when the theme changes, of which the page would otherwise know only at its next run.
// data, as JSON: {sheet: the class of the sheet's element, width: the brush's, side: the sheet's, both in pixels}
const HINT = "A sheet to draw a digit on, with a finger, a pen or the mouse. Ctrl+Z takes a stroke back.";

const cursor = (width) => {
  const size = width + 4;
  const ring = (color, line) => `<circle cx='${size / 2}' cy='${size / 2}' r='${width / 2}' fill='none' stroke='${color}' stroke-width='${line}'/>`;
  const image = `<svg xmlns='http://www.w3.org/2000/svg' width='${size}' height='${size}'>${ring("white", 3)}${ring("black", 1)}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(image)}") ${size / 2} ${size / 2}, crosshair`;
};

const rootOf = (name) => {
  for (const element of document.querySelector(`.${name}`)?.querySelectorAll("*") ?? [])
    if (element.shadowRoot?.querySelector(".dc-toolbar")) return element.shadowRoot;
  return null;
};

const teach = (root, { width }) => {
  let style = root.querySelector("style.manners");
  if (!style) root.append((style = made("style", "manners")));
  style.textContent = `.dc-toolbar { display: none !important } .upper-canvas { cursor: ${cursor(width)} !important }`;
  const sheet = root.querySelector("canvas.upper-canvas");
  sheet?.setAttribute("role", "img");
  sheet?.setAttribute("aria-label", HINT);
  if (!sheet || sheet.sendsAtOnce) return;
  sheet.sendsAtOnce = true;
  const ended = () => setTimeout(() => root.querySelector(".dc-toolbar button")?.click());  // after the sheet's own work
  for (const [begin, end] of [["mousedown", "mouseup"], ["touchstart", "touchend"]])
    sheet.addEventListener(begin, () => document.addEventListener(end, ended, { once: true }));
};

class Pen {
  constructor(element) {
    this.element = element;
    this.undo = this.undo.bind(this);
    document.addEventListener("keydown", this.undo);
  }

  dispose() {
    clearInterval(this.waiting);
    document.removeEventListener("keydown", this.undo);
  }

  undo(event) {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.composedPath()[0].closest?.("input, textarea, [contenteditable]")) return;
    event.preventDefault();
    this.tell({ undo: true });
  }

  show(wanted) {
    const theme = getComputedStyle(this.element).getPropertyValue("--st-background-color");
    if (this.theme && this.theme !== theme) this.tell({ theme });
    this.theme = theme;
    clearInterval(this.waiting);
    const seek = () => {  // the sheet's own code may still be on its way
      const root = rootOf(wanted.sheet);
      if (root) teach(root, wanted);
      if (root || !this.element.isConnected) clearInterval(this.waiting);
    };
    this.waiting = setInterval(seek, 60);
    seek();
  }
}

const paint = painterOf(Pen);
