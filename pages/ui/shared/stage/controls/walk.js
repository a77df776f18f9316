// By keys through the network: up and down within a column of neurons or of weights, left and right to the next one.

import { parameterOf } from "../network_layout.js";

/**
 * @import { Thing } from "../network_layout.js"
 * @import { Stage } from "../stage.js"
 */

/** @type {Record<string, [number, number]>} columns across and things down */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {Stage} stage */
export function walkByKeys(stage) {
  const { network } = stage, { canvas } = network;
  /** @param {Thing} thing */
  const choose = (thing) => {
    stage.pointer = { picture: network, x: 0, y: 0, thing };
    stage.wake();
  };
  let byKeys = false; // a click gives the picture the focus, too, but leaves the arrows to the timeline
  canvas.addEventListener("focus", () => {
    byKeys = canvas.matches(":focus-visible");
    if (byKeys) choose(stage.pointer?.thing ?? network.stations()[0][0]);
  });
  canvas.addEventListener("blur", () => { if (stage.pointer?.thing && !stage.editor.thing) stage.forget(); });
  canvas.addEventListener("keydown", (event) => {
    if (!byKeys) return;
    const stations = network.stations(), thing = stage.pointer?.thing ?? stage.hoveredThing ?? stations[0][0];
    if (STEPS[event.key]) choose(neighborOf(stations, thing, STEPS[event.key]));
    else if (event.key === "Enter" && stage.scene.editable && parameterOf(thing) >= 0) stage.editor.open(thing, { byKey: true });
    else if (event.key === "Escape") stage.forget();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/**
 * The thing a step away: in another column the one that stands about as high.
 * @template T
 * @param {T[][]} stations columns of things
 * @param {T} thing
 * @param {[number, number]} step
 * @returns {T}
 */
export function neighborOf(stations, thing, [across, down]) {
  const column = Math.max(0, stations.findIndex((things) => things.includes(thing)));
  const row = Math.max(0, stations[column].indexOf(thing)), height = stations[column].length;
  const there = stations[Math.max(0, Math.min(stations.length - 1, column + across))];
  if (!across) return there[Math.max(0, Math.min(height - 1, row + down))];
  return there[Math.round(height > 1 ? row / (height - 1) * (there.length - 1) : (there.length - 1) / 2)];
}
