// Reads a stage's scene, a message and the next one from standard input, then another stage's, each behind its length
// (uint32), and writes what decode makes of the second message as lines of JSON: arrays as lists, numbers that JSON
// lacks as text. test_javascript.py compares them with what Python meant.
import { decode, decodeScene, unpacked } from "../../pages/ui/shared/stage/messages/message.js";

/** @type {Buffer[]} */
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const bytes = new Uint8Array(Buffer.concat(chunks)), view = new DataView(bytes.buffer, bytes.byteOffset);
let at = 0;
const next = () => {
  const message = bytes.subarray(at + 4, at + 4 + view.getUint32(at, true));
  at += 4 + message.length;
  return unpacked(message);
};
const plain = (/** @type {string} */ _key, /** @type {unknown} */ value) => {
  if (value instanceof Uint8Array || value instanceof Float32Array) return Array.from(value);
  return typeof value === "number" && !Number.isFinite(value) ? `${value}` : value;
};
while (at < bytes.length) {
  const scene = decodeScene(await next()), earlier = decode(await next(), scene), message = await next();
  const before = message.header.after === null ? undefined : earlier;
  if (before && message.header.after !== earlier.number) throw new Error("The message goes on from another one.");
  process.stdout.write(`${JSON.stringify(decode(message, scene, before), plain)}\n`);
}
