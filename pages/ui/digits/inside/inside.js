// What happens inside a network between a drawing and its answer.
// data, as JSON: what `message` in inside.py gives. tell({neuron: [layer, index] or null}), tell({atlas: layer or null}), tell({alike: "network" or "ink"})
const CSS = `
  .inside { font-size: 14px; line-height: 1.4 }
  .inside [hidden] { display: none }
  p { margin: 0 0 8px } h4 { margin: 18px 0 6px; font-size: 15px; font-weight: 600 }
  canvas { image-rendering: pixelated; display: block } button { font: inherit; color: inherit }
  .way { position: relative } .lines { position: absolute; inset: 0; width: 100%; height: 100%; image-rendering: auto }
  .head { position: absolute; top: 0; height: 34px; transform: translateX(-50%); display: flex; align-items: center; justify-content: center;
    text-align: center; font-size: 11.5px; line-height: 1.2; opacity: .75 }
  .node { position: absolute; padding: 0; border: 0; border-radius: 4px; background: none; transition: opacity .15s; cursor: pointer }
  .node.unlit { opacity: .18 } .node canvas { width: 100%; height: 100%; border-radius: 4px } .node.drawing { cursor: default; overflow: hidden }
  .node:focus-visible, .choice:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 3px }
  .output { display: grid; grid-template-columns: 14px 1fr; gap: 5px; align-items: center; height: 100%; padding: 0 4px; border-radius: 4px;
    background: color-mix(in srgb, var(--st-text-color) 7%, transparent); text-align: left; font-variant-numeric: tabular-nums }
  .output b { font-weight: 400 } .output i { height: 9px; border-radius: 2px; background: var(--st-text-color); opacity: .45 }
  .best .output b { font-weight: 700 } .best .output { box-shadow: inset 0 0 0 1.5px var(--st-primary-color) }
  .best .output i { background: var(--st-primary-color); opacity: 1 }
  .said { min-height: 4.2em; margin: 8px 0 0; font-size: 13px; opacity: .85 } .account { font-size: 13px; opacity: .85 }
  .pair { display: flex; gap: 16px; flex-wrap: wrap } .pair > div { flex: 1; min-width: 210px }
  .large { width: 168px; height: 168px; border-radius: 4px } .ask { font-size: 13px; display: flex; flex-wrap: wrap; gap: 6px; align-items: center }
  .choices, .layers { display: inline-flex; flex-wrap: wrap; gap: 4px }
  .choice { min-width: 30px; padding: 3px 9px; font-size: 13px; border-radius: 6px; cursor: pointer; background: none;
    border: 1px solid color-mix(in srgb, var(--st-text-color) 30%, transparent) }
  .choice:hover { border-color: var(--st-text-color) } .choice:disabled { opacity: .3; cursor: default }
  .choice[aria-checked=true], .choice[aria-pressed=true] { border-color: var(--st-primary-color); box-shadow: inset 0 0 0 1px var(--st-primary-color); font-weight: 600 }
  .row { display: flex; flex-wrap: wrap; gap: 8px } figure { margin: 0; font-size: 12px; text-align: center; font-variant-numeric: tabular-nums }
  figure canvas { width: 44px; height: 44px; border-radius: 4px } .differs canvas { box-shadow: 0 0 0 2px var(--st-text-color) } .differs b { text-decoration: underline }
  .atlas { image-rendering: auto; cursor: pointer }`;
const HTML = `<div class="inside"><p class="words"></p><div class="way"></div><p class="said" role="status"></p>
  <p class="ask browse"><button class="choice">Show all neurons</button></p>
  <section class="neuron"></section><section class="all"></section><section class="pixels"></section><section class="neighbors"></section></div>`;

class Inside {
  constructor(element) {
    const find = (selector) => element.querySelector(selector);
    const passOn = (news) => { this.toBeSeen = news.neuron ? "neuron" : news.atlas != null ? "atlas" : null; this.tell(news); };
    Object.assign(this, { element, words: find(".words"), browse: find(".browse"), way: new Way(find(".way"), find(".said"), passOn) });
    const pixels = new Pixels(find(".pixels"));
    this.parts = [[new Neuron(find(".neuron"), passOn), "neuron"], [new Atlas(find(".all"), passOn), "atlas"],
                  [pixels, "pixels"], [new Neighbors(find(".neighbors"), passOn), "neighbors"]];
    this.way.onRival = (digit) => pixels.against(digit);
    this.browse.firstChild.onclick = () => passOn({ atlas: 0 });
  }

  resize() { if (this.element.clientWidth && this.element.clientWidth !== this.width) this.show(this.data); }

  show(data) {
    this.data = data;
    this.width = this.element.clientWidth;
    const theme = themeOf(this.element), drawn = data.drawing !== undefined;
    this.words.textContent = data.words;
    this.words.hidden = !data.words;
    this.way.place.hidden = this.way.said.hidden = !drawn;
    this.browse.hidden = !data.sizes || data.atlas !== undefined;
    for (const [part, name] of this.parts) {
      const place = this.element.querySelector(`section.${name === "atlas" ? "all" : name}`);
      place.hidden = data[name] === undefined;
      if (!place.hidden || name === "neuron") part.show(data, theme);
      if (this.toBeSeen === name && !place.hidden) { // what was asked for may come below the window's edge
        place.scrollIntoView({ block: "nearest", behavior: STILL.matches ? "auto" : "smooth" });
        this.toBeSeen = null;
      }
    }
    if (drawn && this.width) { this.way.show(data, theme); this.way.say(); }
    globalThis.playgroundInside = { answer: data.answer ?? -1, neuron: data.neuron?.index ?? -1, atlas: data.atlas?.layer ?? -1, count: (globalThis.playgroundInside?.count ?? 0) + 1 };
  }
}

const paint = painterOf(Inside, CSS, HTML);
