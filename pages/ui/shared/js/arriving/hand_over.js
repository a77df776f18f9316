// Hands every change of a component's data over to its painter. Streamlit may bring a newer change before an older one,
// which would stay: so each has a number, and what comes late is left out.

import { pageState } from "../page_state.js";

/** @import { Call, Place } from "../page_state.js" */

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
  const call = { name, data: new Uint8Array(data.buffer, data.byteOffset, end), parentElement, acknowledged, number,
                 post: (event) => setTriggerValue("event", event) };
  newest.set(parentElement, call);
  if (painters[name]) call.leave = painters[name](call);
  else waiting.push(call);
  return () => call.leave?.();
}

/** Paint what was waiting and need not wait any longer, but not what something newer has come after. */
export function paintWaiting() {
  const { painters, waiting, newest } = pageState();
  for (const call of waiting.splice(0)) {
    if (!painters[call.name]) waiting.push(call);
    else if (newest.get(call.parentElement) === call) call.leave = painters[call.name](call);
  }
}
