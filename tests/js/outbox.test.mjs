// Events on their way to Python: one at a time, sent until they are acknowledged, each once.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Outbox } from "../../pages/ui/shared/js/outbox.js";

/** @type {Record<string, unknown>[]} */
let posted = [];
/** @type {Outbox} */
let outbox;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  posted = [];
  outbox = new Outbox((event) => posted.push(event));
});

/** What was posted, without ids. */
const acts = () => posted.map(({ id: _, ...event }) => event);

test("an event leaves at once, with an id", () => {
  outbox.send({ do: "undo" });
  assert.deepEqual(acts(), [{ do: "undo" }]);
  assert.equal(posted[0].id, outbox.sent);
});

test("the next one waits for the acknowledgement of the one before", () => {
  outbox.send({ n: 1 });
  outbox.send({ n: 2 });
  assert.deepEqual(acts(), [{ n: 1 }]);
  assert.equal(outbox.acknowledge(outbox.sent), true);
  assert.deepEqual(acts(), [{ n: 1 }, { n: 2 }]);
  assert.ok(Number(posted[1].id) > Number(posted[0].id));
});

test("an old acknowledgement changes nothing", () => {
  outbox.send({ n: 1 });
  assert.equal(outbox.acknowledge(outbox.sent - 1), false);
  assert.equal(outbox.acknowledge(0), false);
  assert.ok(outbox.sent);
});

test("of a kind only the newest waits, and other kinds keep their order", () => {
  outbox.send({ n: 0 });
  outbox.send({ n: 1 }, "moment");
  outbox.send({ n: 2 });
  outbox.send({ n: 3 }, "moment");
  outbox.acknowledge(outbox.sent);
  outbox.acknowledge(outbox.sent);
  outbox.acknowledge(outbox.sent);
  assert.deepEqual(acts().map(({ n }) => n), [0, 2, 3]);
});

test("an event that is not acknowledged is sent again, as the same", () => {
  outbox.send({ n: 1 });
  mock.timers.tick(3000);
  assert.equal(posted.length, 2);
  assert.deepEqual(posted[0], posted[1]);
  outbox.acknowledge(outbox.sent);
  mock.timers.tick(60_000);
  assert.equal(posted.length, 2);
});

test("after a while it gives up and goes on", () => {
  outbox.send({ n: 1 });
  outbox.send({ n: 2 });
  for (let i = 0; i < 5; i++) mock.timers.tick(3000);
  assert.deepEqual(acts().map(({ n }) => n), [1, 1, 1, 1, 1, 2]);
});

test("two pictures never use the same id", () => {
  const other = new Outbox((event) => posted.push(event));
  outbox.send({});
  other.send({});
  assert.notEqual(posted[0].id, posted[1].id);
});

test("what waits can be added to before it leaves", () => {
  outbox.send({ do: "add", points: [1] });
  outbox.send({ do: "add", points: [2] });
  const waiting = /** @type {{points: number[]}} */ (outbox.last);
  waiting.points.push(3);
  outbox.acknowledge(outbox.sent);
  assert.deepEqual(acts()[1], { do: "add", points: [2, 3] });
});
