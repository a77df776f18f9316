// Building the network in its picture: where the buttons stand, and what clicks ask for that come faster than answers.
import assert from "node:assert/strict";
import { test } from "node:test";

import { colorByClass } from "../../pages/ui/shared/js/cell_colors.js";
import { scaleTo } from "../../pages/ui/shared/js/color.js";
import { shortened } from "../../pages/ui/shared/js/text.js";
import { SIZES, heightOf, placesOf } from "../../pages/ui/shared/stage/build/places.js";
import { Wish } from "../../pages/ui/shared/stage/build/wish.js";
import { LABEL, layoutBelow, layoutOf, middleOf } from "../../pages/ui/shared/stage/network_layout.js";

const MOST = { layers: 6, neurons: 8, new: 3 };
const NETWORKS = [[2, 1], [1, 3, 1], [2, 3, 1], [2, 4, 2, 1], [7, 8, 8, 3], [2, 8, 8, 8, 8, 1],
                  [7, 8, 8, 8, 8, 8, 8, 6]];
const ROOMS = [[350, 460], [420, 470], [506, 470], [700, 470]];

/** Every layout with its buttons. @param {(typeof SIZES.mouse)} sizes */
function* built(sizes) {
  for (const network of NETWORKS) {
    for (const [width, height] of ROOMS) {
      const inputs = Array.from({ length: 7 }, (_, row) => (row < network[0] ? row : -1));
      const topFor = (/** @type {number} */ step) => heightOf(step, sizes);
      const layout = layoutBelow(topFor, network, width, height, { inputs, above: 15 });
      const middles = layout.columns.map(([node]) => middleOf(node)), places = placesOf(middles, sizes);
      const ofLayers = places.layers.flatMap(({ less, more, gone }) => [less, more, ...(gone ? [gone] : [])]);
      const spots = [...places.gaps, ...ofLayers];
      yield { layout, spots, width, height, nodes: [...layout.columns.flat(), ...layout.unused] };
    }
  }
}

for (const [pointer, sizes] of Object.entries(SIZES)) {
  test(`by ${pointer}, buttons stand in the picture, over no tile and no other button`, () => {
    for (const { nodes, spots, width } of built(sizes)) {
      for (const { x, y } of spots) {
        assert.ok(x - sizes.size / 2 >= 0 && x + sizes.size / 2 <= width && y >= sizes.size / 2);
        assert.ok(nodes.every((node) => node.y >= y + sizes.size / 2));
      }
      const close = spots.flatMap((one, i) => spots.slice(i + 1).map((other) =>
        Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))));
      assert.ok(Math.min(...close, Infinity) >= sizes.size);
    }
  });
}

test("with all inputs, tiles and their words neither overlap nor leave the picture", () => {
  for (const { layout, nodes, width, height } of built(SIZES.mouse)) {
    for (const node of nodes) {
      assert.ok(node.x >= 0 && node.x + node.size <= width && node.y + node.size + LABEL <= height + 1);
      const below = nodes.filter((other) => other !== node && middleOf(other) === middleOf(node) && other.y >= node.y);
      const over = node.layer === layout.columns.length - 1 ? 15 : 0;
      assert.ok(below.every((other) => other.y - over >= node.y + node.size + LABEL - 1));
    }
  }
});

test("inputs stand in the order in which they are offered, those that are used in the network's", () => {
  const { columns, unused, edges } = layoutOf([2, 1], 400, 400, { inputs: [-1, 1, -1, 0] });
  assert.deepEqual(columns[0].map(({ index, row }) => [index, row]), [[0, 3], [1, 1]]);
  assert.deepEqual(unused.map(({ row }) => row), [0, 2]);
  assert.deepEqual(edges.map(({ weight, from }) => [weight, from.row]), [[0, 3], [1, 1]]);
});

test("each click asks for the network as it will be by then", () => {
  const wish = new Wish([3], ["x1", "x2"], MOST);
  assert.deepEqual(wish.change(1, 1), { do: "neurons", layer: 1, by: 1 });
  assert.deepEqual(wish.insert(0, 3), { do: "layer", at: 1, by: 1 });
  assert.deepEqual(wish.change(1, 1), { do: "neurons", layer: 2, by: 1 }); // the shown layer is the second one by then
  assert.deepEqual(wish.insert(1, 3), { do: "layer", at: 3, by: 1 });
  assert.deepEqual(wish.hidden, [3, 5, 3]);
});

test("a layer without its last neuron goes, and clicks on it say nothing any more", () => {
  const wish = new Wish([1, 4], ["x1"], MOST);
  assert.deepEqual(wish.change(1, -1), { do: "layer", at: 1, by: -1 });
  assert.equal(wish.change(1, 1), null);
  assert.equal(wish.remove(1), null);
  assert.deepEqual(wish.change(2, -1), { do: "neurons", layer: 1, by: -1 });
  assert.deepEqual(wish.hidden, [3]);
});

test("nobody can ask for more than there may be, nor for a network without inputs", () => {
  const wish = new Wish([8, 1, 1, 1, 1], ["x1"], MOST);
  assert.equal(wish.change(1, 1), null);
  assert.ok(wish.insert(5, 3));
  assert.equal(wish.insert(0, 3), null);
  assert.equal(wish.toggle("x1"), null);
  assert.deepEqual(wish.toggle("x2"), { do: "input", name: "x2", on: true });
  assert.deepEqual(wish.toggle("x1"), { do: "input", name: "x1", on: false });
});

test("an output's tile is at its strongest the color that the map has for its class", () => {
  const classes = [[236, 122, 8], [20, 118, 206], [112, 24, 72]], neutral = [244, 244, 244];
  const pixels = new Uint32Array(1);
  classes.forEach((color, k) => {
    colorByClass(pixels, Uint8Array.from(classes, (_, i) => (i === k ? 255 : 0)), 3, { classes, neutral });
    assert.equal(scaleTo(neutral, color)[255], pixels[0]);
  });
});

test("a name that is too long is cut, and a short one is whole", () => {
  const widthOf = (/** @type {string} */ text) => text.length;
  assert.equal(shortened("inner", 5, widthOf), "inner");
  assert.equal(shortened("different signs", 11, widthOf), "different…");
  assert.equal(shortened("wide", 0, widthOf), "w…");
});
