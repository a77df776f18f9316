// What happens inside a network between a drawing and its answer.
// data, as JSON: what `message` in inside.py gives. tell({neuron: [layer, index] or null}), tell({atlas: layer or null}), tell({alike: "network" or "ink"})
const paint = (() => {
  const CSS = `
    :host { display: block }
    .inside { font-family: var(--st-font, sans-serif); color: var(--st-text-color); font-size: 14px; line-height: 1.4 }
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

  class Inside {
    constructor(root, tell) {
      const style = made("style", "", CSS), holder = made("div", "inside"), part = (name) => { const element = made(name === "way" ? "div" : "section", name); holder.append(element); return element; };
      root.replaceChildren(style, holder);
      this.holder = holder;
      this.tell = tell;
      const passOn = (news) => { this.toBeSeen = news.neuron ? "neuron" : news.atlas != null ? "atlas" : null; this.tell(news); };
      this.words = made("p", "words");
      holder.append(this.words);
      this.way = new Way(part("way"), passOn);
      holder.append(this.way.said);
      this.parts = [[new Neuron(part("neuron"), passOn), "neuron"], [new Atlas(part("all"), passOn), "atlas"],
                    [new Pixels(part("pixels")), "pixels"], [new Neighbors(part("neighbors"), passOn), "neighbors"]];
      this.way.onRival = (digit) => this.parts[2][0].against(digit);
      this.browse = made("p", "ask");
      const all = made("button", "choice", "Show all neurons");
      all.onclick = () => passOn({ atlas: 0 });
      this.browse.append(all);
      this.way.said.after(this.browse);
      this.observer = new ResizeObserver(() => { if (this.data && holder.clientWidth && holder.clientWidth !== this.width) this.show(this.data); });
      this.observer.observe(holder);
    }

    show(data) {
      this.data = data;
      this.width = this.holder.clientWidth;
      const theme = themeOf(this.holder), drawn = data.drawing !== undefined;
      this.words.textContent = data.words;
      this.words.hidden = !data.words;
      this.way.place.hidden = this.way.said.hidden = !drawn;
      this.browse.hidden = !data.sizes || data.atlas !== undefined;
      for (const [part, name] of this.parts) {
        const place = this.holder.querySelector(`section.${name === "atlas" ? "all" : name}`);
        place.hidden = data[name] === undefined;
        if (!place.hidden || name === "neuron") part.show(data, theme);
        if (this.toBeSeen === name && !place.hidden) { // what was asked for may come below the window's edge
          place.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
          this.toBeSeen = null;
        }
      }
      if (drawn && this.width) { this.way.show(data, theme); this.way.say(); }
      globalThis.playgroundInside = { answer: data.answer ?? -1, neuron: data.neuron?.index ?? -1, atlas: data.atlas?.layer ?? -1, count: (globalThis.playgroundInside?.count ?? 0) + 1 };
    }
  }

  const views = new WeakMap();
  return ({ data, parentElement, tell }) => {
    let view = views.get(parentElement);
    if (!view) views.set(parentElement, (view = new Inside(parentElement, tell)));
    view.tell = tell;
    view.show(JSON.parse(new TextDecoder().decode(data)));
    return () => { if (!view.holder.isConnected) view.observer.disconnect(); };
  };
})();
