// Reads scenes and messages of stages from standard input, in turns and each behind its length (uint32), and writes
// what decode makes of both as lines of JSON: arrays as lists, numbers that JSON lacks as text. test_javascript.py
// compares them with what Python meant.
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
  const scene = await next(), message = await next();
  if (message.header.scene !== scene.number) throw new Error("The message is about another scene.");
  process.stdout.write(`${JSON.stringify(decode(message, decodeScene(scene)), plain)}\n`);
}
