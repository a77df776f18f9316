// The visitor's own points on the map: a class to choose, a click to add a point of it, a click on a point to remove it.

const MOST_CLASSES = 6;
const PATIENCE = 3000; // milliseconds
const POINTS_CSS = `
  .choices { display: flex; flex-wrap: wrap; gap: 6px; padding-left: 42px; width: 0; min-width: 100%; box-sizing: border-box } .choices[hidden] { display: none }
  .choices button, .choices input { max-width: 150px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  .choices input { width: 110px; cursor: text }
  .choices button[aria-pressed=true] { border-color: var(--st-text-color); box-shadow: inset 0 0 0 1px var(--st-text-color); font-weight: 600 }
  .choices i { display: inline-block; width: 9px; height: 9px; border-radius: 9px; margin-right: 6px; background: var(--color) }`;

class PointTools {
  constructor(stage, choices, button) {
    Object.assign(this, { stage, choices, button, chosen: null, extra: [], ghosts: [], drawn: "", early: [] });
    const { canvas } = stage.answer;
    button.addEventListener("click", () => { this.early = []; this.asked = performance.now(); stage.outbox.send({ do: "own" }); });
    choices.addEventListener("click", ({ target }) => {
      const choice = target.closest("button");
      if (!choice) return;
      if (choice.dataset.label === undefined) this.askForClass(choice);
      else { this.chosen = choice.dataset.label; this.offer(); }
    });
    canvas.addEventListener("click", ({ offsetX: x, offsetY: y }) => this.press(x, y));
    canvas.addEventListener("pointermove", ({ offsetX: x, offsetY: y }) => {
      canvas.style.cursor = !this.areOn || !stage.answer.shareAt(x, y) ? "" : this.pointAt(x, y) ? "pointer" : "crosshair";
    });
    this.walk(canvas);
  }

  get areOn() { return this.stage.scene?.editable && this.stage.scene.own; }

  // A new scene has come, or other colors.
  offer() {
    const { scene, theme, answer } = this.stage;
    this.button.hidden = !scene.editable || scene.own || scene.regression;
    this.choices.hidden = !this.areOn;
    if (this.run !== scene.run) this.ghosts = [];
    this.run = scene.run;
    answer.canvas.tabIndex = this.areOn ? 0 : -1;
    answer.canvas.role = this.areOn ? "application" : "img";
    if (!this.areOn || !theme) { this.extra = []; return; }
    this.extra = this.extra.filter((label) => !scene.labels.includes(label));
    const labels = [...scene.labels, ...this.extra];
    if (!labels.includes(this.chosen)) this.chosen = labels[0];
    for (const [x, y] of this.early.splice(0)) this.press(x, y);
    const drawn = JSON.stringify([labels, this.chosen, theme.classes]);
    if (drawn === this.drawn || this.choices.querySelector("input")) return;
    this.drawn = drawn;
    const had = this.choices.getRootNode().activeElement?.dataset?.label;
    this.choices.replaceChildren(...labels.map((label, k) => this.choice(label, css(theme.classes[k]))),
                                 ...(labels.length < MOST_CLASSES ? [this.choice()] : []));
    if (had !== undefined) [...this.choices.children].find((one) => one.dataset.label === had)?.focus();
  }

  choice(label, color) {
    const choice = Object.assign(made("button"), { type: "button" });
    if (label === undefined) return Object.assign(choice, { textContent: "+ class", title: "Name one more class" });
    choice.dataset.label = label;
    choice.ariaPressed = label === this.chosen;
    choice.style.setProperty("--color", color);
    choice.append(made("i"), label);
    choice.title = `Click the map to add points of “${label}”`;
    return choice;
  }

  askForClass(choice) {
    const input = Object.assign(made("input"), { type: "text", maxLength: 40, placeholder: "its name", ariaLabel: "Name of the new class" });
    let closed = false;
    const close = (keep) => {
      if (closed) return; // taking it away is a blur, too
      closed = true;
      const label = input.value.trim().replace(/\s+/g, " ");
      input.remove();
      this.drawn = "";
      if (keep && label) {
        if (![...this.stage.scene.labels, ...this.extra].includes(label)) this.extra.push(label);
        this.chosen = label;
      }
      this.offer();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape") close(event.key === "Enter");
    });
    input.addEventListener("blur", () => close(true));
    choice.replaceWith(input);
    input.focus();
  }

  // The point that a click would remove.
  pointAt(x, y) {
    return this.areOn ? this.stage.answer.nearest(x, y, this.stage.answer.radius + 2) : null;
  }

  press(x, y) {
    const { answer, scene, outbox } = this.stage, share = answer.shareAt(x, y);
    if (!share) return;
    if (!this.areOn) { // clicks that come before the answer to “Edit points” wait for it
      if (performance.now() - this.asked < PATIENCE) this.early.push([x, y]);
      return;
    }
    const point = this.pointAt(x, y), place = point ?? answer.planeAt(share), [across, up] = scene.axes;
    const label = point ? scene.labels[point.value] : this.chosen;
    if (!point) this.ghosts.push({ ...place, value: [...scene.labels, ...this.extra].indexOf(label) });
    const told = { x: place.x * across.scale + across.offset, y: place.y * up.scale + up.offset, label };
    const last = outbox.waiting.at(-1)?.news, act = point ? "remove" : "add";
    if (last?.do === act && last.points.length < 100) last.points.push(told); // one answer for all that wait
    else outbox.send({ do: act, points: [told] });
    this.stage.wake();
  }

  // Points that Python has not taken yet, as rings; and where the keys stand.
  paint() {
    const { answer, theme } = this.stage, { context, plot } = answer;
    for (const ghost of this.ghosts) {
      const [x, y] = answer.place(ghost);
      context.beginPath();
      context.arc(x, y, answer.radius, 0, 7);
      Object.assign(context, { strokeStyle: css(mix(theme.classes[ghost.value] ?? theme.text, [0, 0, 0], 0.45)), lineWidth: 2 });
      context.stroke();
    }
    if (!this.keyed) return;
    const { x, y } = this.keyed;
    Object.assign(context, { strokeStyle: css(theme.text), lineWidth: 1 });
    context.strokeRect(x - 9, y - 9, 18, 18);
    for (const [fromX, fromY, toX, toY] of [[plot.x, y, x - 9, y], [x + 9, y, plot.x + plot.size, y], [x, plot.y, x, y - 9], [x, y + 9, x, plot.y + plot.size]]) {
      context.beginPath();
      context.moveTo(fromX, fromY);
      context.lineTo(toX, toY);
      context.stroke();
    }
  }

  // By keys: the arrows move a cross over the map, with Shift by a pixel; Enter adds a point or removes the one there.
  walk(canvas) {
    const { stage } = this, { answer } = stage, steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const stand = (x, y) => {
      const { plot } = answer, within = (value, low) => Math.max(low + 0.5, Math.min(low + plot.size - 0.5, value));
      this.keyed = { x: within(x, plot.x), y: within(y, plot.y) };
      stage.pointer = { picture: answer, ...this.keyed };
      stage.wake();
    };
    const middle = () => this.keyed ?? { x: answer.plot.x + answer.plot.size / 2, y: answer.plot.y + answer.plot.size / 2 };
    canvas.addEventListener("focus", () => { if (this.areOn && canvas.matches(":focus-visible")) stand(middle().x, middle().y); });
    canvas.addEventListener("blur", () => { if (this.keyed) { this.keyed = null; stage.forget(); } });
    canvas.addEventListener("pointermove", () => { this.keyed = null; });
    canvas.addEventListener("keydown", (event) => {
      if (!this.areOn) return;
      const { x, y } = middle();
      if (steps[event.key]) {
        const length = event.shiftKey ? 1 : answer.plot.size / 24, [across, down] = steps[event.key];
        stand(x + across * length, y + down * length);
      } else if (event.key === "Enter" && this.keyed) this.press(x, y);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
}
