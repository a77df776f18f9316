// Where the things of a computational graph stand, which lie on a parameter's paths, and where keys and fingers lead.
import assert from "node:assert/strict";
import { test } from "node:test";

import { flowText, layoutOf, parameterAt } from "../../../pages/ui/first_principles/backprop/boards/graph_layout.js";
import { led, pathsFrom, stops } from "../../../pages/ui/first_principles/backprop/boards/graph_paths.js";
import { sentence } from "../../../pages/ui/first_principles/backprop/boards/graph_steps.js";

const SIZES = [[1, 1], [2, 2, 1], [2, 2, 2], [3, 4, 1], [8, 1], [1, 8], [8, 8, 8], [4, 4, 4, 4],
               [2, 2, 2, 2, 2, 2, 2, 1], [8, 8, 8, 8, 8, 8, 8, 8]];
const ROOMS = [358, 779, 1216, 1400];
const widthOf = (text) => 6.2 * text.length;

/** A graph of layers of these sizes, with numbers of all lengths. */
function graphOf(sizes, hasBiases = true, isOwned = false) {
  const long = ["1", "−0.1234", "−1.2·10⁻⁵", "0.05"], said = (i) => long[i % long.length];
  const parameters = [];
  let weights = 0, biases = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++)
    for (let column = 0; column < sizes[layer + 1]; column++) {
      for (let row = 0; row < sizes[layer]; row++) {
        const name = `w${++weights}`;
        parameters.push({ key: name, name, layer, row, column, bias: false, value: said(weights), typed: "1",
                          derivative: said(weights + 1), size: 0.5, slope: -0.5 });
      }
      const name = `b${++biases}`;
      if (hasBiases)
        parameters.push({ key: name, name, layer, row: sizes[layer], column, bias: true, value: said(biases),
                          typed: "1", derivative: said(biases + 2), size: 0.1, slope: 0.1 });
    }
  const each = (count, of) => Array.from({ length: count }, (_, i) => of(i));
  const outputs = sizes.at(-1);
  const typeable = (letter) => (i) => ({ key: `${letter}${i + 1}`, name: letter, value: said(i), typed: "1" });
  return {
    names: sizes.map((count, layer) => each(count, (i) => `h${layer},${i}`)),
    inputs: each(sizes[0], typeable("x")), targets: each(outputs, typeable("y")), parameters, is_fixed: false,
    layers: sizes.slice(1).map((count, layer) => each(count, (i) => (isOwned && layer === sizes.length - 2
      ? { z: said(i), delta: said(i), p: said(i) }
      : { z: said(i), delta: said(i + 1), a: said(i + 2), slope: said(i), fed: said(i) }))),
    loss: { value: "0.5", lines: ["Sum of", "−y ln p", "−(1 − y) ln(1 − p)", "δ = p − y"], flow: each(outputs, said),
            flowNames: each(outputs, (i) => (isOwned ? "δ" : `∂L/∂o${i}`)) },
  };
}

const everywhere = (visit) => {
  for (const sizes of SIZES)
    for (const room of ROOMS)
      for (const isTouched of [false, true])
        for (const hasBiases of [false, true]) {
          const graph = graphOf(sizes, hasBiases, room === 779);
          visit(graph, layoutOf(graph, room, { isTouched, widthOf }), `${sizes} in ${room}`, { room, isTouched });
        }
};

const overlap = (a, b) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.5
  && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.5;

test("no node and no edge's numbers stand on another one, and all lie within the picture", () => {
  everywhere((_, { inputs, neurons, edges, loss, width, height }, where) => {
    const all = [...inputs, ...neurons.flat(), ...edges.map(({ label }) => label), loss];
    all.forEach((one, i) => {
      assert.ok(one.x >= -0.5 && one.x + one.width <= width + 0.5, where);
      assert.ok(one.y >= -0.5 && one.y + one.height <= height + 0.5, where);
      for (let j = 0; j < i; j++) assert.ok(!overlap(one, all[j]), `${where}: ${i} on ${j}`);
    });
  });
});

test("the numbers of an edge find room in its label, those of a bias beside its neuron's name", () => {
  everywhere((graph, { edges, biases, neurons, isDown, hasTwoLines }, where) => {
    for (const { parameter, label } of edges) {
      if (!parameter) continue;
      const { name, value, derivative } = parameter;
      const [forward, backward] = [widthOf(`${name} ${value}`), widthOf(`← ${derivative}`)];
      const needed = hasTwoLines ? Math.max(forward, backward) + (isDown ? 8 : 2) : forward + backward;
      assert.ok(label.width >= needed, where);
    }
    for (const { parameter, label } of biases) {
      const { layer, column } = parameter, box = neurons[layer][column];
      assert.ok(label.x >= box.x + 8 + widthOf(graph.names[layer + 1][column]), where);
      assert.ok(label.x + label.width <= box.x + box.width, where);
    }
  });
});

test("a finger has 44 pixels for each parameter where all numbers are shown", () => {
  everywhere((_, { edges, biases, showsAll }, where, { isTouched }) => {
    if (!isTouched || !showsAll) return;
    for (const { label } of [...edges, ...biases])
      assert.ok(label.width >= 44 && label.height >= 44, `${where}: ${label.width} x ${label.height}`);
  });
});

test("two inputs, two neurons and up to two outputs fit a phone, and what fits nowhere runs to the right", () => {
  for (const sizes of [[1, 1], [2, 2, 1], [2, 2, 2]])
    assert.ok(layoutOf(graphOf(sizes), 358, { isTouched: true, widthOf }).width <= 358);
  assert.ok(!layoutOf(graphOf([8, 8, 8]), 358, { isTouched: true, widthOf }).isDown);
});

test("an edge starts at its node's side and ends at the one that it leads to", () => {
  everywhere((_, { inputs, neurons, edges, loss, isDown }, where) => {
    const nodes = [inputs, ...neurons, [loss]];
    for (const { parameter, row, curve, end } of edges) {
      const layer = parameter ? parameter.layer : nodes.length - 2, from = nodes[layer][row];
      const to = nodes[layer + 1][parameter ? parameter.column : 0];
      assert.equal(isDown ? curve[1] : curve[0], isDown ? from.y + from.height : from.x + from.width, where);
      assert.equal(isDown ? end.y : end.x, isDown ? to.y : to.x, where);
      assert.ok(isDown ? end.x >= to.x && end.x <= to.x + to.width : end.y >= to.y && end.y <= to.y + to.height, where);
    }
  });
});

test("a parameter is found at its numbers, and near its line, but not within a node", () => {
  const graph = graphOf([2, 2, 2]), layout = layoutOf(graph, 1216, { isTouched: false, widthOf });
  for (const { parameter, label } of [...layout.edges, ...layout.biases])
    assert.equal(parameterAt(layout, label.x + label.width / 2, label.y + label.height / 2, 12), parameter);
  const [first] = layout.edges, [x, y] = first.curve, { x: left, y: top } = layout.neurons[0][0];
  assert.equal(parameterAt(layout, (x + first.curve[6]) / 2, (y + first.curve[7]) / 2 + 3, 12), first.parameter);
  assert.equal(parameterAt(layout, left + 20, top + 100, 12), null);
  assert.equal(parameterAt(layout, 5, 5, 12), null);
});

/** The keys of all edges on paths from a parameter to the loss, and how many paths there are, by walking them. */
function walked(graph, chosen) {
  const keys = new Set([chosen.key]);
  let count = 0;
  const walk = (layer, node) => {
    if (layer === graph.names.length - 1) count += 1;
    for (const one of graph.parameters)
      if (!one.bias && one.layer === layer && one.row === node) {
        keys.add(one.key);
        walk(layer + 1, one.column);
      }
  };
  walk(chosen.layer + 1, chosen.column);
  return { keys, count };
}

test("the paths from a parameter to the loss are those that one walks", () => {
  for (const sizes of [[1, 1], [2, 3, 2], [3, 4, 1], [2, 3, 4, 2]]) {
    const graph = graphOf(sizes);
    for (const chosen of graph.parameters) {
      const paths = pathsFrom(graph.names, chosen), { keys, count } = walked(graph, chosen);
      assert.equal(paths.count, count);
      assert.deepEqual(graph.parameters.filter(paths.has).map(({ key }) => key).sort(), [...keys].sort());
    }
  }
});

test("a path's nodes are the parameter's two ends and all behind them that it reaches", () => {
  const graph = graphOf([2, 2, 2]), on = (key) => {
    const paths = pathsFrom(graph.names, graph.parameters.find((one) => one.key === key));
    return graph.names.map((layer, i) => layer.map((_, j) => Number(paths.hasNode(i, j))).join("")).join(" ")
      + ` ${[0, 1].map((k) => Number(paths.hasOutput(k))).join("")}`;
  };
  assert.deepEqual(["w1", "w4", "b1", "w5", "b4"].map(on),
                   ["10 10 11 11", "01 01 11 11", "00 10 11 11", "00 10 10 10", "00 00 01 01"]);
});

test("arrow keys come to every parameter, every input and every target", () => {
  for (const room of [358, 1216])
    for (const sizes of [[2, 2, 1], [3, 4, 2], [8, 8, 8]]) {
      const graph = graphOf(sizes), layout = layoutOf(graph, room, { isTouched: false, widthOf });
      const columns = stops(graph, layout), seen = new Set(["w1"]), waiting = ["w1"];
      while (waiting.length) {
        const key = waiting.pop();
        for (const pressed of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]) {
          const next = led(columns, key, pressed, layout.isDown);
          if (!seen.has(next)) waiting.push(next);
          seen.add(next);
        }
      }
      assert.equal(seen.size, graph.parameters.length + sizes[0] + sizes.at(-1));
      assert.equal(led(columns, "w1", "a", layout.isDown), null);
    }
});

test("within a layer the next one is the neuron's next weight, and at the end there is nothing more", () => {
  const graph = graphOf([2, 2, 1]), layout = layoutOf(graph, 1216, { isTouched: false, widthOf });
  const columns = stops(graph, layout), press = (key, pressed) => led(columns, key, pressed, false);
  assert.deepEqual(["b1", "w1", "w2", "b2", "w3", "w4"].map((key) => press(key, "ArrowDown")),
                   ["w1", "w2", "b2", "w3", "w4", "w4"]);
  assert.deepEqual(["w1", "b1", "y1"].map((key) => press(key, "ArrowRight")), ["w5", "b3", "y1"]);
});

test("each step back has a sentence, the last one the chain rule's", () => {
  assert.equal(sentence(Infinity, 2, false), "");
  assert.match(sentence(-1, 2, false), /forward pass.*loss L/);
  assert.match(sentence(0, 2, false), /∂L\/∂o back/);
  assert.match(sentence(0, 2, true), /δ back/);
  assert.match(sentence(1, 2, false), /^Layer 2: ∂L\/∂a comes from the loss/);
  assert.match(sentence(2, 2, false), /^Layer 1: ∂L\/∂a = Σ w · δ of the layer above/);
});

test("the number on an output's edge has the name of what it is the derivative by", () => {
  assert.equal(flowText(graphOf([2, 1]), 0), "∂L/∂o0 = 1");
});
