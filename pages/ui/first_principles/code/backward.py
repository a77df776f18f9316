"""The backward pass, line by line. Knows nothing of Streamlit."""
import numpy as np

from engine.backprop import Backprop
from engine.examples import own_network_loop as loop
from engine.penalty import Penalty
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.source import Lines, part, whole
from pages.ui.first_principles.code.step import Step, Values, difference, input_of, plain_input, sub


def last_delta(of: Pass, i: int) -> Step:
    """dL/dz of the last layer."""
    i, textbook = of.last, part(loop.gradients, "delta = factor")
    delta = _loss_gradient(of)
    before = delta.copy()
    (sloped, lines), layer = _bent(), of.buffers(i)
    sloped.run(buffers=layer)
    found = lines.run(layer=layer, delta=delta)["delta"]
    own = textbook.run(factor=of.factor, ending=of.kind["ending"], passed=of.passed, y=of.y)["delta"]
    shown, note = [lines], ""
    values: Values = [("delta", f"∂L/∂a{sub(i)}", before)]
    if layer.slope is None:
        note = "The last layer applies nothing to its scores, so `layer.slope` is None and `delta` stays what it is."
    else:
        shown = [sloped, whole(type(of.network.layers[i].activation).slope), lines]
        values.append(("slope", f"f'(z{sub(i)})", layer.slope))
    values.append(("delta, after", f"δ{sub(i)}", found))
    return Step("Delta of the last layer", rf"\delta_{i + 1} = \frac{{\partial L}}{{\partial z_{i + 1}}} = "
                rf"\frac{{\partial L}}{{\partial a_{i + 1}}} \odot f'(z_{i + 1})", shown, values,
                difference(found, of.deltas[i]), [textbook, _row_of_endings(of)], difference(own, of.deltas[i]), note)


def _loss_gradient(of: Pass) -> np.ndarray:
    """dL/d outputs, in an array of its own."""
    found = np.empty_like(of.a[-1])
    with np.errstate(over="ignore"):
        of.example.loss(of.a[-1], of.y, gradient=found, scale=of.factor)
    return found


def _bent() -> tuple[Lines, Lines]:
    """The lines that find f'(z), and those that make dL/dz with it."""
    return part(Backprop.step, "# f'(z)"), part(Backprop.step, "# dL/dz = dL/da * f'(z)")


def _row_of_endings(of: Pass) -> Lines:
    return part(loop, f'"{of.kind["ending"]}"')


def delta_below(of: Pass, i: int) -> Step | None:
    """dL/dz of layer i by that of the layer above; of the last but one if i is the last. None if there is none."""
    if of.last == 0:
        return None
    i = min(i, of.last - 1)
    above, layer, textbook = of.buffers(i + 1), of.buffers(i), part(loop.gradients, "delta = delta")
    down, (sloped, bent) = part(Backprop.step, "# dL/dx = dL/dz W^T"), _bent()
    down.run(layer=above, delta=of.deltas[i + 1])
    sloped.run(buffers=layer)
    delta, before = above.delta_below, above.delta_below.copy()
    found = bent.run(layer=layer, delta=delta)["delta"]
    _, z, a = of.passed[i]
    own = textbook.run(delta=of.deltas[i + 1], layers=of.layers, i=i, f=of.kind["f"], z=z, a=a)["delta"]
    return Step(
        f"Delta of layer {i + 1}", rf"\delta_{i + 1} = (\delta_{i + 2} W_{i + 2}^T) \odot f'(z_{i + 1})",
        [down, sloped, whole(type(of.network.layers[i].activation).slope), bent],
        [("delta", f"δ{sub(i + 1)}", of.deltas[i + 1]), ("layer.weights_transposed", f"W{sub(i + 1)}ᵀ",
                                                        above.weights_transposed),
         ("layer.delta_below", f"∂L/∂a{sub(i)}", before),
         ("slope", f"f'(z{sub(i)})", np.ones_like(before) if layer.slope is None else layer.slope),
         ("delta, after", f"δ{sub(i)}", found)],
        difference(found, of.deltas[i]), [textbook], difference(own, of.deltas[i]))


def gradient(of: Pass, i: int) -> Step:
    """dL/dW and dL/db of layer i."""
    layer, lines = of.buffers(i), part(Backprop.step, "# dL/d[W; b] = [x 1]^T dL/dz")
    lines.run(layer=layer, delta=of.deltas[i])
    apart, shown, notes = difference(layer.gradient, of.gradients[i]), [lines], []
    values: Values = [("layer.inputs_transposed", f"[{plain_input(i)} 1]ᵀ", layer.inputs_transposed),
                      ("delta", f"δ{sub(i)}", of.deltas[i]),
                      ("layer.gradient", f"[∂L/∂W{sub(i)}; ∂L/∂b{sub(i)}]", layer.gradient.copy())]
    if of.example.l2:
        penalty = part(Penalty.add_gradient, "if self.l2")
        penalty.run(self=Penalty(l2=of.example.l2), weights=of.network.layers[i].weights,
                    gradient=layer.gradient[:-1], scale=1.0)
        shown.append(penalty)
        values.append(("gradient, after", "with L2", layer.gradient.copy()))
    if of.example.bias_kind != "trained":
        notes.append("The biases are not trained: their row counts as 0.")
        layer.gradient[-1] = 0
    textbook, (x, _, _) = part(loop.gradients, "found.insert"), of.passed[i]
    own = textbook.run(found=[], x=x, delta=of.deltas[i], l2=of.example.l2, layers=of.layers, i=i,
                       learns=of.kind["learns"])["found"]
    known = of.example.cut(of.gradient)[i]
    added = rf" + \lambda W_{i + 1}" if of.example.l2 else ""
    return Step("Gradient", rf"\frac{{\partial L}}{{\partial W_{i + 1}}} = {input_of(i)}^T \delta_{i + 1}{added} \\ "
                rf"\frac{{\partial L}}{{\partial b_{i + 1}}} = \textstyle\sum \delta_{i + 1}", shown, values,
                max(apart, difference(layer.gradient, known)), [textbook], difference(np.vstack(own[0]), known),
                " ".join(notes))
