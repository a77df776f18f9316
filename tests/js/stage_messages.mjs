// Reads stage messages from standard input, each behind its length (uint32), and writes what decode makes of them as
// lines of JSON: arrays as lists, numbers that JSON lacks as text. test_javascript.py compares them with what Python
// meant.
import { decode, numberOf } from "../../pages/ui/shared/stage/message.js";

/** @type {Buffer[]} */
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const bytes = new Uint8Array(Buffer.concat(chunks)), view = new DataView(bytes.buffer, bytes.byteOffset);
for (let at = 0; at < bytes.length;) {
  const message = bytes.subarray(at + 4, at + 4 + view.getUint32(at, true));
  at += 4 + message.length;
  const plain = (/** @type {string} */ _key, /** @type {unknown} */ value) => {
    if (value instanceof Uint8Array || value instanceof Float32Array) return Array.from(value);
    return typeof value === "number" && !Number.isFinite(value) ? `${value}` : value;
  };
  process.stdout.write(`${JSON.stringify({ number: numberOf(message), ...decode(message) }, plain)}\n`);
}
