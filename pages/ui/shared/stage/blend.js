// What lies between two snapshots of a run, so that pictures move instead of jumping.

/**
 * @import { Snapshot } from "./messages/message.js"
 *
 * @typedef {object} Blend what is painted: a snapshot, or something between two of them
 * @property {Float32Array | Uint8Array} tiles
 * @property {Float32Array | Uint8Array} map
 * @property {Float32Array | Uint8Array} large
 * @property {Float32Array} params
 * @property {string} largeOf
 * @property {number} largest
 */

export class Blender {
  constructor() {
    /** @type {Float32Array} */
    const none = new Float32Array(0);
    this.into = { params: none, tiles: none, map: none, large: none, largeOf: "", largest: 0 };
  }

  /**
   * A share `t` of the way from one snapshot to the next; each call writes over the last one's result.
   * @param {Snapshot} from
   * @param {Snapshot} to
   * @param {number} t
   * @returns {Blend}
   */
  blend(from, to, t) {
    const { into } = this;
    into.largeOf = to.largeOf;
    into.largest = to.largest;
    into.params = mixed(into.params, from.params, to.params, t);
    into.tiles = mixed(into.tiles, from.tiles, to.tiles, t);
    into.map = mixed(into.map, from.map, to.map, t);
    into.large = mixed(into.large, from.largeOf === to.largeOf ? from.large : to.large, to.large, t);
    return into;
  }
}

/**
 * @param {Float32Array} room to be written into, if it is as long
 * @param {Float32Array | Uint8Array} from
 * @param {Float32Array | Uint8Array} to
 * @param {number} t
 */
function mixed(room, from, to, t) {
  const into = room.length === from.length ? room : new Float32Array(from.length);
  for (let i = 0; i < into.length; i++) into[i] = from[i] + (to[i] - from[i]) * t;
  return into;
}
