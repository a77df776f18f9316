// Words and numbers of the digits' pictures.
import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesOf, nth } from "../../pages/ui/shared/js/base64.js";
import { cursor } from "../../pages/ui/shared/drawing/ink.js";
import { accountOf, secondOf } from "../../pages/ui/digits/inside/pixels.js";
import { tally } from "../../pages/ui/digits/inside/neuron.js";
import { rangesOf, wordsAt } from "../../pages/ui/digits/training/curves.js";
import { nameOf, sureness, textOf } from "../../pages/ui/digits/number.js";
import { sentence } from "../../pages/ui/digits/xray.js";

test("bytes come out of base64, and exactly as many as belong there", () => {
  assert.deepEqual([...bytesOf("AAEC/w==", 4)], [0, 1, 2, 255]);
  assert.throws(() => bytesOf("AAEC/w==", 5), /4 bytes where 5 belong/);
  assert.deepEqual([...nth(Uint8Array.of(1, 2, 3, 4), 1, 2)], [3, 4]);
});

test("the rival is the likeliest digit but the answer", () => {
  assert.equal(secondOf([1, 9, 3, 8], 1), 3);
});

test("the account of an answer adds up", () => {
  const data = { answer: 0, scores: [5, 2], start: [0.5, 0.25] }, margins = [3, -0.75, 0.5];
  const account = accountOf(data, margins, 1);
  assert.match(account, /0 leads by 3\.0 points of score/);
  assert.match(account, /: \+3\.5 from blue pixels, −0\.8 from orange ones, and \+0\.3 that the network gives/);
});

test("labels are counted, the most frequent first", () => {
  assert.equal(tally([4, 9, 4]), "2 × 4, 1 × 9");
});

test("the axes leave out the untrained network once there is more", () => {
  const evaluations = [[0, 9, 0.1, 9, 0.1], [1, 0.5, 0.9, 0.6, 0.88], [2, 0.4, 0.92, 0.5, 0.9]];
  const { last, highestLoss, lowestAccuracy } = rangesOf({ epochs: 3, batches: [], evaluations });
  assert.deepEqual([last, highestLoss, lowestAccuracy], [3, 0.75, 0.85]);
});

test("the tip of the curves says the values nearest to an epoch", () => {
  const series = [{ points: [[0, 0.5], [1, 0.25]], color: "", name: "training" },
                  { points: [[0, 9]], color: "", name: "batches", faint: true }];
  assert.deepEqual(wordsAt(series, 0.9, "Loss"), { epoch: 1, text: "epoch 1\ntraining 0.2500" });
  assert.equal(wordsAt([], 0, "Loss"), null);
});

test("the way of a drawing ends in a sentence", () => {
  const data = /** @type {any} */ ({ said: 7, sure: 0.981, accuracy: 0.9, with_all: 0.95 });
  assert.match(sentence(data, true), /Prediction: a 7, confidence 98\.1%\. Accuracy on test drawings: 90\.0% with/);
  assert.equal(sentence(/** @type {any} */ ({ said: null, ignorance: "nothing yet" }), false), "nothing yet");
});

test("an eight is read as an 8", () => {
  assert.match(sentence(/** @type {any} */ ({ said: 8, sure: 1, accuracy: 1, with_all: 1 }), false), /: an 8,/);
});

test("a number is written line by line, with a question mark for each digit that nobody has read", () => {
  assert.equal(textOf({ said: [4, 2, 7], lines: [[0, 1], [2]] }), "42\n7");
  assert.equal(textOf({ said: null, lines: [[0, 1], [2]] }), "??\n?");
});

test("each digit of a number has a name that says its place, its answer, how sure that is, and a doubt", () => {
  const read = { said: [4, 2], sure: [0.999, 0.625], doubted: [false, true] };
  assert.equal(nameOf(read, 0), "Digit 1 of 2: 4, more than 99%");
  assert.equal(nameOf(read, 1), "Digit 2 of 2: 2, 63%, may be no digit");
  assert.equal(nameOf({ said: null, sure: null, doubted: [false] }, 0), "Digit 1 of 1: no prediction yet");
});

test("nothing is sure all the way, in little room neither", () => {
  assert.deepEqual([0.5, 0.99, 0.9901, 1].map(sureness), ["50%", "99%", ">99%", ">99%"]);
});

test("the cursor is as large as the brush", () => {
  assert.match(decodeURIComponent(cursor(20)), /width='24' height='24'.*12 12, crosshair/);
});
