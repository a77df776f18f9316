// What a frame paints anew while a network learns: a phone has no time for more.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { scaleOf } from "../../../pages/ui/shared/js/color.js";
import { AnswerPicture } from "../../../pages/ui/shared/stage/answer.js";
import { NetworkPicture } from "../../../pages/ui/shared/stage/network.js";

const SIZES = [2, 3, 1], TILE = 4, MAP = 8, COLORS = [[200, 90, 20], [240, 240, 240], [20, 90, 200]];
const AXIS = { name: "x", unit: "", scale: 1, offset: 0 };

/** How often methods of canvases were called. @type {Record<string, number>} */
let calls = {};
const canvas = () => {
  const element = { style: {}, before() {}, remove() {}, getContext: () => context };
  const context = new Proxy({ canvas: element, measureText: () => ({ width: 20 }) }, {
    get: (known, name) => known[name] ?? ((...values) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return name === "createImageData" ? { data: new Uint8ClampedArray(4 * values[0] * values[1]) } : { addColorStop() {} };
    }),
    set: () => true,
  });
  return element;
};
Object.assign(globalThis, { document: { createElement: canvas }, devicePixelRatio: 3,
                            Path2D: class { moveTo() {} bezierCurveTo() {} } });

/** The points and inputs of a message are other objects than the last one's, which say the same. */
const scene = () => ({
  sizes: SIZES, tile: TILE, map: MAP, outputs: 1, x: [-1, 1], y: [-1, 1], axes: [AXIS, AXIS], features: [AXIS, AXIS],
  inputs: [0, 1].map((place) => ({ key: `${place}`, name: `x${place}`, place, tile: new Uint8Array(TILE ** 2) })),
  inputImage: new Uint8Array(2 * TILE ** 2), labels: ["low", "high"], answer: "“high”", regression: false, bounds: [null],
  points: [{ x: 0, y: 0, value: 0, test: false, name: "" }, { x: 0.5, y: 0, value: 1, test: false, name: "here" }],
});
/** A moment of a run at which all weights are the same. @param {number} weight @param {number} bias */
const moment = (weight, bias) => {
  const params = new Float32Array(13).fill(weight);
  for (const at of [6, 7, 8, 12]) params[at] = bias;
  return { params, tiles: new Uint8Array(4 * TILE ** 2).fill(9 * weight), large: new Uint8Array(0), largeOf: "", largest: 0,
           map: Uint8Array.from({ length: MAP ** 2 }, (_, i) => 30 * (i % MAP) + weight) };
};
const stage = {
  scene: scene(), scale: 1, narrow: true, shown: moment(1, 0), playhead: { isMoving: true },
  theme: { scale: scaleOf(...COLORS), classes: COLORS, negative: COLORS[0], positive: COLORS[2], text: [0, 0, 0],
           background: [255, 255, 255] },
  builder: { has: () => false, topFor: () => 24, rows: [0, 1], places: null, place() {} },
  datasets: { besides: () => 0, place() {} }, points: { ghosts: [], keyed: null, areOn: false, paint() {} },
};
/** @type {any[]} */
let pictures = [];
/** What painting a moment calls. @param {object} shown @param {object} [between] it and the next one */
const painted = (shown, between = shown) => {
  Object.assign(stage, { shown });
  calls = {};
  const [network, answer] = pictures;
  network.paint(between, null);
  answer.paint(between, null, null);
  return calls;
};

beforeEach(() => {
  Object.assign(stage, { scene: scene(), shown: moment(1, 0), playhead: { isMoving: true } });
  pictures = [new NetworkPicture(/** @type {any} */ (stage), /** @type {any} */ (canvas())),
              new AnswerPicture(/** @type {any} */ (stage), /** @type {any} */ (canvas()))];
  for (const picture of pictures) picture.layOut(358, 400);
  painted(moment(1, 0));
});

test("a picture that is laid out anew is painted with all its words and points", () => {
  for (const picture of pictures) picture.layOut(358, 400);
  const { fillText, arc } = painted(moment(1, 0));
  assert.ok(fillText > 10 && arc >= 2 + 4);
});

test("a frame in which nothing but weights move writes no word and paints no point, also after a message", () => {
  stage.scene = scene();
  const { fillText = 0, strokeText = 0, arc = 0, putImageData } = painted(moment(1, 0), moment(2, 0));
  assert.deepEqual([fillText, strokeText, arc], [0, 0, 0]);
  assert.equal(putImageData, 2); // the neurons' tiles and the map
});

test("a bias is written anew with the snapshot that changes it", () => {
  assert.ok(painted(moment(1, 0.5)).fillText > 0);
});

test("weights are painted anew once they look different, and exactly when the run rests", () => {
  const before = painted(moment(1, 0), moment(1.01, 0)).stroke, boundary = 1;
  assert.equal(before, boundary);
  assert.equal(painted(moment(1, 0), moment(1.5, 0)).stroke, 9 + boundary);
  stage.playhead.isMoving = false;
  assert.equal(painted(moment(1, 0), moment(1.51, 0)).stroke, 9 + boundary);
});

test("another theme paints all", () => {
  stage.theme = { ...stage.theme };
  assert.ok(painted(moment(1, 0)).arc >= 2);
});
