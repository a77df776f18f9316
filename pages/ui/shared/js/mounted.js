// How a picture comes to its place on the page, hears its news and goes again; and what all of them are made with.

const ORANGE = "#ec7a08", BLUE = "#1476ce"; // negative and positive, wrong and right: told apart with any color vision
const STILL = matchMedia("(prefers-reduced-motion: reduce)"); // then nothing moves by itself
const COMMON_CSS = `
  :host { display: block; font-family: var(--st-font, sans-serif); color: var(--st-text-color) }
  .tip { position: absolute; z-index: 5; visibility: hidden; pointer-events: none; white-space: pre; border-radius: 6px;
         background: var(--st-text-color); color: var(--st-background-color) }`;

// The `paint` (see painters.py) of pictures that are a View each: at every place on the page one is made, by new View(element, message),
// whose element is this HTML in this style. Its show(message) is called with every message, its resize(), if it has one, when the element's
// size changes, its dispose() when it is gone, and its `tell` is set. Streamlit calls `show` anew when the theme changes.
function painterOf(View, css = "", html = "<div></div>", read = fromJSON) {
  const views = new WeakMap();
  const mounted = (place, message) => {
    place.innerHTML = `<style>${COMMON_CSS}${css}</style>${html}`;
    const element = place.lastElementChild, view = new View(element, message), observer = new ResizeObserver(() => view.resize());
    if (view.resize) observer.observe(element);
    views.set(place, { view, leave() { observer.disconnect(); view.dispose?.(); views.delete(place); } });
    return views.get(place);
  };
  return ({ data, parentElement: place, tell }) => {
    const message = read(data), { view, leave } = views.get(place) ?? mounted(place, message);
    view.tell = tell;
    view.show(message);
    return () => { if (!place.isConnected) leave(); }; // called before each further message, too
  };
}

const fromJSON = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
const made = (tag, className = "", text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}%`;
