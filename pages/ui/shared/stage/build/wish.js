// The network that a person has asked for, which runs ahead of the one that is shown: clicks may come faster than
// Python's answers, and each one is meant for the network as it will be by then.

/**
 * @import { Event } from "../../js/outbox.js"
 *
 * @typedef {{layers: number, neurons: number, new: number}} Most hidden layers, neurons of each, and those of a new one
 */

export class Wish {
  /**
   * @param {number[]} hidden neurons of each hidden layer that is shown
   * @param {string[]} inputs that the network is given
   * @param {Most} most
   */
  constructor(hidden, inputs, most) {
    this.hidden = [...hidden];
    this.inputs = new Set(inputs);
    this.most = most;
    /** @type {(number | null)[]} where each layer that is shown stands among the wished ones */
    this.places = hidden.map((_, i) => i);
  }

  /** How many neurons a shown layer, from 1 on, is to have. @param {number} layer */
  neurons(layer) {
    const place = this.places[layer - 1];
    return place == null ? 0 : this.hidden[place];
  }

  /** Whether there may be another layer. */
  get hasRoom() { return this.hidden.length < this.most.layers; }

  /**
   * One neuron more or less in a shown layer; without its last one the layer goes. What to tell Python, or null for
   * what cannot be.
   * @param {number} layer from 1 on
   * @param {1 | -1} by
   * @returns {Event | null}
   */
  change(layer, by) {
    const place = this.places[layer - 1];
    if (place == null || this.hidden[place] + by > this.most.neurons) return null;
    if (this.hidden[place] + by < 1) return this.remove(layer);
    this.hidden[place] += by;
    return { do: "neurons", layer: place + 1, by };
  }

  /** @param {number} layer from 1 on @returns {Event | null} */
  remove(layer) {
    const place = this.places[layer - 1];
    if (place == null) return null;
    this.hidden.splice(place, 1);
    this.places = this.places.map((one) => (one === place ? null : one != null && one > place ? one - 1 : one));
    return { do: "layer", at: place + 1, by: -1 };
  }

  /**
   * A new layer behind a shown one.
   * @param {number} layer 0: the inputs
   * @param {number} neurons
   * @returns {Event | null}
   */
  insert(layer, neurons) {
    if (!this.hasRoom) return null;
    const before = this.places.slice(0, layer).findLast((place) => place != null) ?? -1, at = before + 1;
    this.hidden.splice(at, 0, neurons);
    this.places = this.places.map((one) => (one != null && one >= at ? one + 1 : one));
    return { do: "layer", at: at + 1, by: 1 };
  }

  /** Whether it is the only input left. @param {string} input */
  isLast(input) { return this.inputs.size === 1 && this.inputs.has(input); }

  /** Give the network an input or take it away. @param {string} input @returns {Event | null} */
  toggle(input) {
    if (this.isLast(input)) return null;
    if (!this.inputs.delete(input)) this.inputs.add(input);
    return { do: "input", name: input, on: this.inputs.has(input) };
  }
}
