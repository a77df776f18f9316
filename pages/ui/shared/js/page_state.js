// What the components of a page keep together. Each comes with a copy of its modules, so this stands in the window,
// once.

/**
 * @typedef {HTMLElement | ShadowRoot} Place where on the page a component stands
 *
 * @typedef {object} Call what a painter is called with at every change of its data
 * @property {string} name of the component
 * @property {Uint8Array} data
 * @property {Place} parentElement
 * @property {number} acknowledged the id of the last event from this place that Python has handled, or 0
 * @property {(event: object) => void} post sends an event, with its id, to Python
 * @property {number} number of this change
 * @property {() => void} [leave] given by the painter: to be called before the next change, and at the end
 *
 * @typedef {(call: Call) => () => void} Painter
 *
 * @typedef {object} PageState
 * @property {Record<string, Painter>} painters by the names of their components
 * @property {Call[]} waiting changes whose painters are still on their way, or what else they need
 * @property {WeakMap<Place, Call>} newest what was drawn last at each place
 * @property {number} lastEvent the id of the last event of any component
 * @property {boolean} historyIsShort
 * @property {Map<number, any>} scenes what stages' messages are about, by number, see scene.js
 * @property {any} pinned a pinned run, see pinned.js
 * @property {Record<string, any>} kept what is kept for the visitor, by name, see keeper.js
 * @property {Record<string, any>} sheets what lies on the sheets to draw on, by page, see sheet.js
 * @property {(() => void) | null} wake says something to the server
 * @property {{texts: any, tested: boolean, apart: any}} numbers of the run, and where they stand, see numbers.js
 * @property {Record<string, Record<string, number | string>>} unanswered what was set on boards that are gone, by the
 *   board's fields, see board.js
 * @property {any} glossary the page's, which explains terms, see glossary.js
 * @property {Element | null} askedTerm the link that was clicked before its page's glossary was there
 * @property {boolean} hasGlossary whether clicks on terms are heard
 */

/**
 * The state, made by whoever asks first.
 * @returns {PageState}
 */
export function pageState() {
  const page = /** @type {{playground?: PageState}} */ (globalThis);
  page.playground ??= { painters: {}, waiting: [], newest: new WeakMap(), lastEvent: 0, historyIsShort: false,
                        scenes: new Map(),
                        pinned: null, kept: {}, sheets: {}, unanswered: {}, wake: null, glossary: null, askedTerm: null,
                        hasGlossary: false,
                        numbers: { texts: null, tested: false, apart: null } };
  return page.playground;
}

/**
 * Facts about what a component shows, for tests and for measuring, as a global.
 * @param {string} name
 * @param {object} facts
 */
export function expose(name, facts) {
  Object.assign(globalThis, { [name]: facts });
}

/**
 * What `expose` was given, if anything.
 * @param {string} name
 * @returns {any}
 */
export const exposed = (name) => /** @type {any} */ (globalThis)[name];
