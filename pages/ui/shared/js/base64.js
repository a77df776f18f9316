// Bytes that a message holds as text.

import { PIXELS } from "./digit_format.js";

const CHUNK = 2 ** 14; // arguments that a call can have

/**
 * Bytes from base64. Raises an Error if there are not as many as the message's layout says.
 * @param {string} text
 * @param {number} length
 */
export function bytesOf(text, length) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (bytes.length !== length) throw new Error(`A message brought ${bytes.length} bytes where ${length} belong.`);
  return bytes;
}

/**
 * Bytes as base64.
 * @param {Uint8Array} bytes
 */
export function base64Of(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(""));
}

/**
 * The nth of several pictures that follow each other.
 * @param {Uint8Array} bytes
 * @param {number} n
 * @param {number} [size]
 */
export const nth = (bytes, n, size = PIXELS) => bytes.subarray(n * size, (n + 1) * size);
