// The errors of finite differences, as their picture has them between the step sizes that were sent.
import assert from "node:assert/strict";
import { test } from "node:test";

import { errorAt, raised, top } from "../../../pages/ui/first_principles/backprop/checked/errors.js";

const ERRORS = { powers: [-3, -2, -1], forward: [-5, -4, -3], central: [-9, -7, -5], backprop: -16, isRelative: true,
                 now: { power: -2.5, forward: -4.4, central: -8.1 } };

test("at the step size that Python has answered, an error is what it said", () => {
  assert.equal(errorAt(ERRORS, "forward", -2.5), -4.4);
  assert.equal(errorAt(ERRORS, "central", -2.5), -8.1);
});

test("between two step sizes it is between their errors, and beyond them it is the last one's", () => {
  assert.equal(errorAt(ERRORS, "central", -1.5), -6);
  assert.equal(errorAt(ERRORS, "forward", -2), -4);
  assert.equal(errorAt(ERRORS, "forward", -9), -5);
  assert.equal(errorAt(ERRORS, "central", 0), -5);
});

test("the axis ends at 10 or above all errors", () => {
  assert.equal(top(ERRORS), 1);
  assert.equal(top({ ...ERRORS, central: [2.5, 0, 0] }), 3);
});

test("powers of ten are written as people do", () => {
  assert.deepEqual([-15, -1, 0, 1, 12].map(raised), ["10⁻¹⁵", "10⁻¹", "1", "10¹", "10¹²"]);
});
