// Numbers as people read them.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as text from "../../pages/ui/shared/js/text.js";

/** @param {[unknown[], string][]} rows @param {Function} of */
const eachIs = (of, rows) => { for (const [given, expected] of rows) assert.equal(of(...given), expected); };

test("a number has fewer decimals the larger it is, a true minus, and none before zero", () => {
  eachIs(text.number, [[[0.12345], "0.123"], [[-1.5, 2], "−1.50"], [[12.3456], "12.35"], [[123.45], "123.5"],
    [[1234.5], "1235"], [[-0.0001], "0.000"], [[1e6], "1.0e+6"], [[-2.5e7], "−2.5e+7"], [[NaN], "–"], [[Infinity], "–"]]);
});

test("a loss that is nearly nothing is written as a power of ten", () => {
  eachIs(text.lossText, [[[0.00012], "1.2e−4"], [[0], "0.0000"], [[0.6931], "0.6931"], [[NaN], "–"]]);
});

test("an accuracy is 100% only when everything is right", () => {
  eachIs(text.accuracyText, [[[1], "100%"], [[0.999], "99.9%"], [[0.9999], "99.9%"], [[0.5], "50%"], [[NaN], "–"]]);
});

test("an epoch shows its part only where steps are fewer than epochs", () => {
  eachIs(text.epochText, [[[3, 4], "3"], [[3.25, 4], "3.25"], [[0.5, 1], "1"], [[12345, 4], "12,345"], [[1000.5, 4], "1,000"]]);
});

test("a network is never sure all the way", () => {
  eachIs(text.certainty, [[[0.99999], "more than 99.9%"], [[1], "100.0%"], [[0.5], "50.0%"]]);
});

test("a typed number has as many digits as help", () => {
  eachIs(text.typed, [[[0.123456], "0.1235"], [[1.234567], "1.2346"], [[2], "2"], [[NaN], "NaN"]]);
});

test("a point's value is written as it was typed, with its unit", () => {
  const weight = { name: "weight", unit: "kg", scale: 6.5, offset: 64 }, plain = { name: "x1", unit: "", scale: 1, offset: 0 };
  eachIs(text.ownValueOf, [[[weight, -1], "weight 57.5 kg"], [[plain, 0.25], "x1 0.25"], [[plain, -0.0000001], "x1 0"]]);
  assert.equal(text.named(weight), "weight, kg");
  assert.equal(text.valueOf(plain, -0.5, 2), "x1 −0.50");
});

test("printed parts add up to the printed total", () => {
  const { total, parts, comesOut } = text.addedUp(1.26, [0.643, 0.617], 1);
  assert.equal(total, "1.3");
  assert.ok(comesOut);
  assert.equal(parts.reduce((sum, part) => sum + Number(part), 0).toFixed(1), "1.3");
});

test("parts that never add up say so", () => {
  assert.equal(text.addedUp(5, [1, 1], 1).comesOut, false);
});

test("a number has the article that its name sounds for", () => {
  eachIs(text.withArticle, [[[7], "a 7"], [[8], "an 8"], [[11], "an 11"], [[18], "an 18"], [[110], "a 110"], [[81], "an 81"],
    [[11_000], "an 11,000"], [[1_800], "a 1,800"]]);
});

test("things are counted in words", () => {
  eachIs(text.counted, [[[1, "neuron"], "1 neuron"], [[1234, "neuron"], "1,234 neurons"]]);
});
