// The keyboard: space plays and pauses, the arrows go along the run. Only where no other thing on the page has the keys.

const TYPED_INTO = "input, textarea, select, summary, [contenteditable], [role=slider], [role=combobox], [role=listbox], [role=option], " +
  "[role=menu], [role=menuitem], [role=radio], [role=tab], [role=dialog], [role=grid]";

class Keys {
  constructor(stage) {
    this.stage = stage;
    this.listeners = { keydown: (event) => this.down(event), keyup: (event) => this.up(event),
                       pointerdown: () => { this.pointedAt = performance.now(); },
                       focusin: (event) => { this.focused = { thing: event.composedPath()[0], byPointer: performance.now() - this.pointedAt < 600 }; } };
    for (const [name, listener] of Object.entries(this.listeners)) document.addEventListener(name, listener, !name.startsWith("key"));
  }

  dispose() {
    for (const [name, listener] of Object.entries(this.listeners)) document.removeEventListener(name, listener, !name.startsWith("key"));
  }

  down(event) {
    const act = { " ": this.playOrPause, ArrowRight: this.forth, ArrowLeft: this.back }[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented || !this.areFree(event)) return;
    event.preventDefault();
    this.held = event.key === " ";
    if (!(event.repeat && event.key === " ")) act.call(this, event);
  }

  // A button that has the focus is pressed as the space bar comes up.
  up(event) {
    if (event.key === " " && this.held) event.preventDefault();
    this.held = false;
  }

  // Not where keys mean something already; a button or link keeps space if it was reached by the keyboard.
  areFree(event) {
    const thing = event.composedPath()[0];
    if (!this.stage.scene?.moments || !this.stage.element.isConnected || document.querySelector("[role=dialog], [data-baseweb=popover]")) return false;
    if (!thing.closest) return true;
    if (thing.closest(TYPED_INTO)) return false;
    const pressable = thing.closest("button, a, [role=button]");
    return !pressable || event.key !== " " || (this.focused?.thing === thing && this.focused.byPointer);
  }

  button(name) { return document.querySelector(`.st-key-playground-${name} button`); }

  playOrPause() {
    const isPlaying = /primary/.test(this.button("pause")?.dataset.testid + this.button("pause")?.getAttribute("kind"));
    this.button(isPlaying ? "pause" : "play")?.click();
  }

  // Looking back, a moment forth; at the newest moment, a step further, one for each answer of the page.
  forth() {
    const { timeline, scene, sequence } = this.stage;
    if (timeline.wanted != null || (!scene.playing && scene.ahead)) return timeline.go(1);
    if (this.steppedFrom === sequence && performance.now() - this.steppedAt < 1000) return;
    Object.assign(this, { steppedFrom: sequence, steppedAt: performance.now() });
    this.button("step")?.click();
  }

  back() { this.stage.timeline.go(-1); }
}
