// Hands every change of a component's data over to its painter. Streamlit sends these lines again with each change,
// and may bring a newer change before an older one, which would stay: so each has a number, and what comes late is
// left out.

import { pageState } from "./page_state.js";

/** @import { Call, Place } from "./page_state.js" */

const LATE = 2 ** 16; // by as many numbers a change may be behind the one before it
const TRAILER = 12; // bytes behind the data: the id of the last handled event (float64), the change's number (uint32)

/**
 * What Streamlit calls a component with.
 * @typedef {object} Delivery
 * @property {Uint8Array} data
 * @property {Place} parentElement
 * @property {(name: string, value: object) => void} setTriggerValue
 */

/**
 * @param {string} name of the component
 * @param {Delivery} delivery
 * @returns {() => void} to be called before the next change, and at the end
 */
export function handOver(name, { data, parentElement, setTriggerValue }) {
  const { painters, waiting, newest } = pageState();
  const end = data.byteLength - TRAILER, trailer = new DataView(data.buffer, data.byteOffset + end, TRAILER);
  const acknowledged = trailer.getFloat64(0, true), number = trailer.getUint32(8, true);
  const known = newest.get(parentElement), behind = known ? (known.number - number) >>> 0 : 0;
  if (known && behind > 0 && behind < LATE) return () => known.leave?.();
  /** @type {Call} */
  const call = { data: new Uint8Array(data.buffer, data.byteOffset, end), parentElement, acknowledged, number,
                 post: (event) => setTriggerValue("event", event) };
  newest.set(parentElement, call);
  if (painters[name]) call.leave = painters[name](call);
  else waiting.push([name, call]);
  return () => call.leave?.();
}
