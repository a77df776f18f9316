// All that Streamlit sends again with every change of a component's data, so it is short: it hands the change over to
// what register.js has brought, or keeps it until then.

/**
 * @typedef {object} Handed a change on its way to handOver
 * @property {string} name of the component
 * @property {import("./hand_over.js").Delivery} delivery
 * @property {() => void} [leave] to be called before the next change, and at the end
 *
 * @typedef {object} Hands
 * @property {Handed[]} early what came before anyone could take it
 * @property {(handed: Handed) => void} over
 */

/**
 * @param {string} name
 * @param {import("./hand_over.js").Delivery} delivery
 */
export function bootstrap(name, delivery) {
  const page = /** @type {{playgroundHands?: Hands}} */ (globalThis);
  const hands = page.playgroundHands ??= { early: [], over: (one) => { hands.early.push(one); } };
  /** @type {Handed} */
  const handed = { name, delivery };
  hands.over(handed);
  return () => handed.leave?.();
}
