// Colors as numbers, and the colors of a map's cells.
import assert from "node:assert/strict";
import { test } from "node:test";

import { colorByClass, colorByScale, colorFlat } from "../../pages/ui/shared/js/cell_colors.js";
import { colorAt, contrast, css, mix, packed, readable, rgb, scaleOf } from "../../pages/ui/shared/js/color.js";

const RED = [255, 0, 0], GREEN = [0, 255, 0], BLUE = [0, 0, 255], WHITE = [255, 255, 255];

test("colors are read, mixed and written", () => {
  assert.deepEqual(rgb("#ec7a08"), [236, 122, 8]);
  assert.deepEqual(mix([0, 0, 0], [100, 200, 50], 0.5), [50, 100, 25]);
  assert.equal(css(RED), "rgba(255,0,0,1)");
});

test("of two inks the one is taken that is read better", () => {
  assert.ok(Math.abs(contrast(WHITE, [0, 0, 0]) - 21) < 1e-9);
  assert.equal(readable([20, 118, 206], WHITE, RED), WHITE);
  assert.equal(readable([238, 133, 28], WHITE, [0, 0, 0]).join(), "0,0,0");
});

test("a scale goes from negative over neutral to positive", () => {
  const scale = scaleOf(RED, WHITE, BLUE);
  assert.deepEqual(colorAt(scale, -1), RED);
  assert.deepEqual(colorAt(scale, 1), BLUE);
  assert.ok(colorAt(scale, 0).every((part) => part > 252));
  assert.deepEqual(colorAt(scale, 5), BLUE);
});

test("cells are colored by the scale's nearest color", () => {
  const scale = Uint32Array.from({ length: 256 }, (_, i) => i), pixels = new Uint32Array(3);
  colorByScale(pixels, Float32Array.of(0, 127.6, 255), scale);
  assert.deepEqual([...pixels], [0, 128, 255]);
});

test("the most likely class colors a cell, fainter the less likely it is", () => {
  const pixels = new Uint32Array(2), maps = Uint8Array.of(255, 85, 0, 85, 0, 85);
  colorByClass(pixels, maps, 3, { classes: [RED, GREEN, BLUE], neutral: WHITE });
  assert.deepEqual([...pixels], [packed(RED), packed(WHITE)].map((color) => color >>> 0));
});

test("flat colors show the answer alone, with the boundary between the cells that disagree", () => {
  const side = 4, fine = 3, width = side * fine, pixels = new Uint32Array(width * width);
  const map = Uint8Array.from({ length: side * side }, (_, i) => (i % side) * 85); // 0, 85, 170, 255: undecided at 1.5
  colorFlat(pixels, map, side, 1, [RED, BLUE], new Uint8Array(side * side));
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) assert.equal(pixels[y * width + x], packed(x < width / 2 ? RED : BLUE) >>> 0);
  }
});

test("flat colors of several classes have every pixel colored by one of them", () => {
  const side = 5, width = 20, pixels = new Uint32Array(width * width);
  const maps = Uint8Array.from({ length: 3 * side * side }, (_, i) => (i * 97) % 256);
  colorFlat(pixels, maps, side, 3, [RED, GREEN, BLUE], new Uint8Array(side * side));
  const known = new Set([RED, GREEN, BLUE].map((color) => packed(color) >>> 0));
  assert.ok(pixels.every((pixel) => known.has(pixel)));
});
