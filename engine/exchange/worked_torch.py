"""A worked example as a script for PyTorch, whose autograd finds the gradient by itself: a check of the engine's."""
import numpy as np

from engine.exchange import pieces
from engine.exchange.worked_script import number, numbers_code, sizes_of, steps_code, vector
from engine.exchange.worked_steadiness import Steadiness, steadiness, trained
from engine.inspection.worked_example import WorkedExample

# What PyTorch calls the rows of ACTIVATIONS, for a script that has imported torch and functional.
ACTIVATIONS = {
    "sigmoid": "torch.sigmoid(z)", "tanh": "torch.tanh(z)", "relu": "torch.relu(z)",
    "leaky_relu": "functional.leaky_relu(z, 0.01)", "gelu": 'functional.gelu(z, approximate="tanh")',
    "sine": "torch.sin(z)", "identity": "z", "step": "torch.heaviside(z.detach(), torch.zeros_like(z))"}
LOSSES = {"mse": "functional.mse_loss(scores, y)",
          "binary_cross_entropy": "functional.binary_cross_entropy_with_logits(scores, y)",
          "softmax_cross_entropy": "functional.cross_entropy(scores, y)"}
OPTIMIZERS = {
    "sgd": "torch.optim.SGD(learned, lr={rate})",
    "momentum": "torch.optim.SGD(learned, lr={rate}, momentum={momentum})",
    "adam": "torch.optim.Adam(learned, lr={rate}, betas=({beta_1}, {beta_2}), eps={epsilon})"}


def can_check(example: WorkedExample) -> bool:
    """Whether PyTorch has all that an example is made of."""
    return example.hidden in ACTIVATIONS and example.end.loss in LOSSES and example.optimizer in OPTIMIZERS


@np.errstate(all="ignore")
def worked_torch(example: WorkedExample) -> str:
    """The script. Raises KeyError for an example that `can_check` says no to."""
    steady = steadiness(example)
    return pieces.joined([_opening(example), pieces.heading("The network"), numbers_code(example), _network(example),
                          pieces.heading("The gradient"), _gradient(example, steady),
                          pieces.heading("Training"), _training(example, steady)])


def _opening(example: WorkedExample) -> str:
    return f'''"""A neural network, {sizes_of(example)}, in PyTorch, whose autograd checks its gradient.

Run it with: python FILE
"""
import torch
from torch.nn import functional
'''


def _network(example: WorkedExample) -> str:
    return f'''
x, y = torch.tensor(INPUTS, dtype=torch.float64), torch.tensor(TARGETS, dtype=torch.float64)
weights = [torch.tensor(W, dtype=torch.float64, requires_grad=True) for W in WEIGHTS]
biases = [torch.tensor(b, dtype=torch.float64, requires_grad={example.bias_kind == "trained"}) for b in BIASES]


def scores_of(x):
    """What comes out of the last layer{_before(example)}, (samples, outputs)."""
    for number, (W, b) in enumerate(zip(weights, biases), 1):
        z = x @ W + b
        x = f(z) if number < len(weights) else {"torch.sigmoid(z)" if example.end.output == "sigmoid" else "z"}
    return x


def f(z):
    return {ACTIVATIONS[example.hidden]}
'''


def _before(example: WorkedExample) -> str:
    return "" if example.end.loss == "mse" else f", before its {example.end.shown}"


def _gradient(example: WorkedExample, steady: Steadiness) -> str:
    penalty = (f" + {number(example.l2)} / 2 * sum((W ** 2).sum() for W in weights)" if example.l2 else "")
    return f'''
FACTOR = {number(example.factor(len(example.inputs)))}  # the loss is so many times the mean
LOSS = {number(example.loss_of_all())}
# dL/dW and dL/db, worked out by hand: layer by layer, W by rows, then b.
GRADIENT = {vector(example.gradient().tolist())}


def loss():
    scores = scores_of(x)
    return FACTOR * {LOSSES[example.end.loss]}


def flat(parts):
    return torch.cat([part.detach().flatten() for part in parts])


def gradient():
    """dL/dW and dL/db of each layer by autograd; 0 where it finds none."""
    for part in (*weights, *biases):
        part.grad = None
    (loss(){penalty}).backward()
    return flat(part.grad if part.grad is not None else torch.zeros_like(part)
                for layer in zip(weights, biases) for part in layer)
{COMPARISON_CODE}{_asserted(steady)}'''


COMPARISON_CODE = '''

def difference(found, known):
    """The largest one, as a share of the largest number."""
    known = torch.tensor(known, dtype=torch.float64)
    return float((found - known).abs().max() / known.abs().max().clamp(min=1e-9))


print("loss:", float(loss().detach()))
by_autograd = gradient()
print("gradient by autograd:", by_autograd.tolist())
largest = difference(by_autograd, GRADIENT)
print(f"largest difference from the one worked out by hand: {largest:.1e}")
'''


def _asserted(steady: Steadiness) -> str:
    if not steady.outputs:
        return ("# Nothing is asserted: some numbers are larger than a float can hold, inf, or not a number, nan, or "
                "the last\n# digit decides.\n")
    return "assert difference(loss().detach(), LOSS) < 1e-9\n" + (
        "assert largest < 1e-9\n" if steady.gradient else
        "# The gradient is not asserted: it is larger than a float can hold, or the last digit decides.\n")


def _training(example: WorkedExample, steady: Steadiness) -> str:
    kind = type(example.fresh_optimizer())
    settings = {name: number(value) for name, value in (kind.defaults() | dict(example.settings)).items()}
    made = OPTIMIZERS[example.optimizer].format(rate=number(example.rate), **settings)
    return f'''
{steps_code(steady)}
# The weights and biases after so many steps of the engine.
TRAINED = {vector(trained(example, steady.steps).tolist())}

learned = [part for part in (*weights, *biases) if part.requires_grad]
optimizer = {made}
for _ in range(STEPS):
    gradient()  # leaves each part's own in part.grad
    optimizer.step()
print(f"loss after {{STEPS}} steps:", float(loss().detach()))
after = flat(part for layer in zip(weights, biases) for part in layer)
print(f"largest difference of a weight or bias by then: {{difference(after, TRAINED):.1e}}")
assert difference(after, TRAINED) < 1e-6
'''
