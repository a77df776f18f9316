// Reads the binary messages that message.py writes: what a run is about, its scene, and then its curve and snapshots.

/**
 * @import { Feature } from "../../js/text.js"
 * @typedef {"float32" | "uint8"} FieldType
 * @typedef {[name: string, type: FieldType, length: number | null]} Field null: one number and not an array
 * @typedef {[name: string, count: number, fields: Field[], way: "alone" | "after" | null]} Block so many records, each
 *   of these fields; pictures come as differences, in one of two ways
 *
 * @typedef {object} Point on the plane, in the network's units
 * @property {number} x
 * @property {number} y
 * @property {number} value its class, or its height in a regression
 * @property {boolean} test whether it is not trained on
 * @property {string} name
 *
 * @typedef {object} Input something that a network can be told of a point
 * @property {string} key its name for Python
 * @property {string} name
 * @property {number} place among the network's inputs, or -1 if it is not one of them
 * @property {Uint8Array} tile its picture
 *
 * @typedef {object} Snapshot of the run at an epoch
 * @property {number} epoch
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} testLoss
 * @property {number} testAccuracy
 * @property {number} largest what the ends of the large map stand for
 * @property {Float32Array} params weights and biases, layer by layer
 * @property {Uint8Array} tiles a picture for each neuron
 * @property {Uint8Array} map for each output
 * @property {Uint8Array} large the map of one neuron, or nothing
 * @property {string} largeOf which neuron that is: "layer,index", or nothing
 *
 * @typedef {object} Message unpacked
 * @property {number} number equal ones are of equal messages
 * @property {Record<string, any>} header
 * @property {Uint8Array} content the blocks
 *
 * @typedef {object} Scene what a message and its scene say of a run; what only a page's own run has may be missing
 * @property {number} number of the message: equal ones are of equal messages
 * @property {number} run another run has another number
 * @property {number[]} sizes of the layers, from the inputs to the outputs
 * @property {number} tile cells along a side of a neuron's picture
 * @property {number} map cells along a side of the answer's map
 * @property {number[]} x the plane's ends
 * @property {number[]} y
 * @property {Feature[]} axes
 * @property {Feature[]} features what the network is told of a point
 * @property {Input[]} inputs those, and the others that are offered
 * @property {Uint8Array} inputImage their pictures, one below the other
 * @property {string[]} labels of the classes
 * @property {boolean} regression
 * @property {string} answer the answer in words
 * @property {string} activation
 * @property {string} outputActivation
 * @property {(number[] | null)[]} bounds of each hidden layer's activation
 * @property {number} stepsPerEpoch
 * @property {boolean} playing
 * @property {boolean} atOnce
 * @property {number | null} after the number of the message that it goes on from
 * @property {boolean} away whether it rests, although it plays, because nobody can see it
 * @property {boolean} slow whether it comes in fewer messages, because this browser does not keep up
 * @property {number} gap milliseconds from a snapshot to the next
 * @property {number[] | null} large [layer, index] of the neuron whose map comes large
 * @property {Point[]} points
 * @property {Float32Array[]} curve rows of epoch, training and test loss, training and test accuracy
 * @property {Snapshot[]} snapshots
 * @property {Uint8Array} pictures of the last snapshot, which the next message may go on from
 * @property {{fanIn: number, fanOut: number}[]} layers
 * @property {number} outputs
 * @property {boolean} [discrete] whether the map shows answers and not how sure they are
 * @property {boolean} [own] whether the points are the visitor's
 * @property {boolean} [editable]
 * @property {string[]} [build] what of it can be built in the picture: "network", "data"
 * @property {import("../build/wish.js").Most} [most]
 * @property {Record<string, string>} [datasets] to choose from: names, and what people call them
 * @property {string} [dataset] the one that is chosen
 * @property {string} [words] what Python says to the last thing that a person did
 * @property {string} [undo] what can be taken back
 * @property {number} [moments] so many to go back to
 * @property {number} [moment] the one that is shown
 * @property {boolean} [ahead] whether there are later ones
 * @property {number[]} [epochs] of the moments
 * @property {string} [summary] the picture in words
 * @property {string} problem
 * @property {string} settings
 * @property {string} lossName
 */

/**
 * A message, inflated.
 * @param {Uint8Array} bytes
 * @returns {Promise<Message>}
 */
export async function unpacked(bytes) {
  const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const packed = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes.subarray(4))]).stream();
  const inflated = await new Response(packed.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
  const end = 4 + new DataView(inflated).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(inflated, 4, end - 4)));
  return { number, header, content: new Uint8Array(inflated.slice(end)) };
}

/**
 * What messages are about, for `decode`.
 * @param {Message} scene
 */
export function decodeScene({ header, content }) {
  const { sizes, names, offered } = header, fanOuts = /** @type {number[]} */ (sizes.slice(1));
  const { points, inputs } = readBlocks(content, header.blocks);
  return {
    ...header,
    layers: fanOuts.map((fanOut, l) => ({ fanIn: sizes[l], fanOut })),
    outputs: sizes.at(-1),
    points: points.map((point, i) => ({ ...point, test: point.test > 0, name: names[i] ?? "" })),
    inputs: inputs.map(({ place, tile }, i) => ({ key: offered[i][0], name: offered[i][1], place, tile })),
    inputImage: joined(inputs.map(({ tile }) => tile)),
  };
}

/**
 * @param {Message} message
 * @param {object} scene that it is about
 * @param {Scene} [before] the message that it goes on from
 * @returns {Scene}
 */
export function decode({ number, header, content }, scene, before) {
  const { curve, snapshots, pictures } = readBlocks(content, header.blocks, before?.pictures);
  const largeOf = header.large?.join() ?? "", rows = curve.map(({ row }) => row);
  return /** @type {Scene} */ ({
    ...scene, ...header, number,
    curve: before ? [...before.curve, ...rows] : rows,
    snapshots: snapshots.map((snapshot, i) => ({ ...snapshot, ...pictures[i], largeOf })),
    pictures: content.subarray(content.length - sizeOf(header.blocks[2][2])),
  });
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * The records of each block, by its name. Raises an Error if they do not end where the bytes do.
 * @param {Uint8Array} bytes
 * @param {Block[]} blocks
 * @param {Uint8Array} [before] the picture that those of this message come after
 */
export function readBlocks(bytes, blocks, before) {
  const reader = new Reader(bytes);
  /** @type {Record<string, Record<string, any>[]>} */
  const found = {};
  for (const [name, count, fields, way] of blocks) {
    const size = sizeOf(fields);
    if (way === "after" && !before) throw new Error("A message goes on from one that is not known; reload the page.");
    if (way) sumUp(bytes.subarray(reader.at, reader.at + count * size), size, way === "after" ? before : undefined);
    found[name] = Array.from({ length: count }, () => {
      /** @type {Record<string, number | Float32Array | Uint8Array>} */
      const record = {};
      for (const [field, type, length] of fields)
        record[field] = length === null ? reader.float() : reader.array(type, length);
      return record;
    });
  }
  if (reader.at !== bytes.length)
    throw new Error(`A message of ${bytes.length} bytes, where its header speaks of ${reader.at}; reload the page.`);
  return found;
}

/** Bytes of a record. @param {Field[]} fields */
function sizeOf(fields) {
  return fields.reduce((sum, [, type, length]) => sum + (type === "float32" ? 4 : 1) * (length ?? 1), 0);
}

/**
 * Make pictures of differences, in place: in the first from one before or else from cell to cell, in the others from
 * picture to picture.
 * @param {Uint8Array} pictures
 * @param {number} size
 * @param {Uint8Array} [before]
 */
function sumUp(pictures, size, before) {
  if (before) for (let i = 0; i < size; i++) pictures[i] += before[i];
  else for (let i = 1; i < size; i++) pictures[i] += pictures[i - 1];
  for (let i = size; i < pictures.length; i++) pictures[i] += pictures[i - size];
}

// Arrays are views of the bytes, which begin anew in a buffer of their own so that floats are aligned.
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  float() {
    this.at += 4;
    return this.view.getFloat32(this.at - 4, true);
  }

  /** @param {FieldType} type @param {number} length */
  array(type, length) {
    const { buffer, byteOffset } = this.bytes, begin = byteOffset + this.at;
    this.at += type === "float32" ? 4 * length : length;
    if (this.at > this.bytes.length) throw new Error("A message ends before its last field; reload the page.");
    if (type === "uint8") return new Uint8Array(buffer, begin, length);
    return begin % 4 ? new Float32Array(buffer.slice(begin, begin + 4 * length))
      : new Float32Array(buffer, begin, length);
  }
}
