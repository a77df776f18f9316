"""The engine's own activations and optimizers as text for a script: what they compute, without the buffers.

Their source is rewritten, `np.add(a, b, out=out)` into `a + b`, so that a script needs no second version of a formula,
and a new row of ACTIVATIONS or OPTIMIZERS can be exported as it is. The arithmetic and its order stay the same.
"""
import ast
import inspect
import sys
import textwrap
from copy import deepcopy
from functools import cache

import numpy as np

from engine.activations import ACTIVATIONS
from engine.optimizers import OPTIMIZERS, Optimizer

OPERATORS = {"add": ast.Add(), "subtract": ast.Sub(), "multiply": ast.Mult(), "divide": ast.Div(), "power": ast.Pow()}
COMPARISONS = {"greater": ast.Gt(), "less": ast.Lt(), "greater_equal": ast.GtE(), "less_equal": ast.LtE()}
OPTIMIZER_BASE = '''
class Optimizer:
    """What moves the parameters; rates["rate"] is the learning rate."""

    gradient_scale = 1.0  # what a step wants its gradient multiplied by
'''

Members = dict[str, ast.FunctionDef | ast.Assign]  # of a class, by name


@cache
def activation_code(name: str, slope: bool = True) -> str:
    """Functions `name(z)` and, if asked for, `name_slope(z, a)` of a row of ACTIVATIONS, with what they need."""
    kind = type(ACTIVATIONS[name])
    members = _members(kind)
    wanted = {"__call__": name, "slope": f"{name}_slope"} if slope else {"__call__": name}
    used = _used(members, [*wanted])
    names = {member: wanted.get(member, f"{name}{member}" if isinstance(members[member], ast.FunctionDef)
                                else f"{name}_{member}".upper()) for member in used}
    plain, parts = _Plain(kind, names), []
    for member in used:
        node = plain.visit(deepcopy(members[member]))  # one assignment may make two constants
        if isinstance(node, ast.FunctionDef):
            node.name, node.args.args = names[member], node.args.args[1:]
            if member == "__call__":
                node.body.insert(0, ast.Expr(ast.Constant(_summary(kind))))
        parts.append(ast.unparse(ast.fix_missing_locations(node)))
    return "\n" + "\n\n\n".join(dict.fromkeys(parts)) + "\n"


@cache
def optimizer_code(name: str) -> str:
    """The class of a row of OPTIMIZERS, and those that it is made of."""
    kinds = [kind for kind in reversed(OPTIMIZERS[name].__mro__) if issubclass(kind, Optimizer) and kind != Optimizer]
    return "\n\n".join([OPTIMIZER_BASE, *map(_class_code, kinds)]) + "\n"


def optimizer_call(name: str, settings: dict[str, float]) -> str:
    """What makes the optimizer in a script: its hyperparameters stand there, usual ones, too."""
    kind = OPTIMIZERS[name]
    arguments = ["params"] if kind.__init__ is not Optimizer.__init__ else []
    arguments += [f"{argument}={value!r}" for argument, value in (kind.defaults() | settings).items()]
    return f"{kind.__name__}({', '.join(arguments)})"


def _class_code(kind: type[Optimizer]) -> str:
    members = _members(kind)
    used = _used(members, [member for member in ("__init__", "gradient_scale", "step_scaled") if member in members])
    plain, base = _Plain(kind, {}), kind.__bases__[0].__name__
    parts = [textwrap.indent(f'"""{_summary(kind)}"""', "    ")]
    for member in used:
        node = plain.visit(members[member])
        if member == "__init__":
            node.body = [line for line in node.body if not (base == "Optimizer" and "super()" in ast.unparse(line))
                         and not ast.unparse(line).startswith("self.state")]
        parts.append(textwrap.indent(ast.unparse(ast.fix_missing_locations(node)), "    "))
    return f"class {kind.__name__}({base}):\n" + "\n\n".join(parts)


def _members(kind: type) -> Members:
    """What stands in a class, by name: its functions, and the assignments of its constants."""
    members: Members = {}
    definition, = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    for node in definition.body if isinstance(definition, ast.ClassDef) else []:
        if isinstance(node, ast.FunctionDef):
            members[node.name] = node
        elif isinstance(node, ast.Assign):
            members |= {name.id: node for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)}
    return members


def _used(members: Members, start: list[str]) -> list[str]:
    """The members that those at the start need, before those that need them; no assignment twice."""
    found: list[str] = []

    def find(member: str) -> None:
        for node in ast.walk(members[member]):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self" and (
                    node.attr in members and node.attr not in (member, *found)):
                find(node.attr)
        if member not in found:
            found.append(member)

    for member in start:
        find(member)
    return found


def _summary(kind: type) -> str:
    """The first paragraph of what a class says of itself."""
    return inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0]


class _Plain(ast.NodeTransformer):
    """Takes the buffers out of the source of a class, and calls its members by the names that they have in a script."""

    def __init__(self, kind: type, names: dict[str, str]):
        self.globals, self.names = vars(sys.modules[kind.__module__]), names

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.args.args = [argument for argument in node.args.args if argument.arg not in ("out", "learning_rate")]
        node.args.defaults, node.returns = [], None  # the only one was that of out
        for argument in (*node.args.args, *node.args.kwonlyargs):
            argument.annotation = None
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        """np.add(a, b, out=a) as a line of its own -> a += b; np.sqrt(b, out=a) -> a[...] = np.sqrt(b)."""
        out = next((each.value for each in getattr(node.value, "keywords", ()) if each.arg == "out"), None)
        self.generic_visit(node)
        if out is None:
            return node
        value = node.value
        if isinstance(value, ast.BinOp) and isinstance(out, ast.Name | ast.Attribute | ast.Subscript) and (
                ast.unparse(value.left) == ast.unparse(out)):
            return ast.AugAssign(out, value.op, value.right)
        return ast.Assign([ast.Subscript(out, ast.Constant(...), ast.Store())], value)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        self.generic_visit(node)
        node.keywords = [each for each in node.keywords if each.arg != "out"]
        node.args = [each for each in node.args if ast.unparse(each) != "learning_rate"]
        if not (isinstance(function, ast.Attribute) and ast.unparse(function.value) == "np"):
            return node
        name, arguments = function.attr, node.args
        if name in OPERATORS:
            return ast.BinOp(arguments[0], OPERATORS[name], arguments[1])
        if name in COMPARISONS:
            return ast.Compare(arguments[0], [COMPARISONS[name]], [arguments[1]])
        if name == "negative":
            return ast.UnaryOp(ast.USub(), arguments[0])
        if name == "reciprocal":
            return ast.BinOp(ast.Constant(1), ast.Div(), arguments[0])
        return arguments[0] if name == "positive" else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if ast.unparse(node.value) != "self":
            return node
        if node.attr in ("rate", "learning_rate"):
            return ast.parse('rates["rate"]', mode="eval").body
        if node.attr == "schedule_factor":
            return ast.Constant(1.0)
        return ast.Name(self.names[node.attr], node.ctx) if node.attr in self.names else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        is_one = isinstance(node.right, ast.Constant) and node.right.value == 1.0 and isinstance(node.op, ast.Mult)
        return node.left if is_one else node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """A constant that the engine keeps as an array of each dtype is a number again."""
        table = self.globals.get(ast.unparse(node.value))
        if isinstance(table, dict) and np.dtype(np.float64) in table:
            number = table[np.dtype(np.float64)].item()
            return ast.Constant(int(number) if number.is_integer() else number)
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        self.generic_visit(node)
        for target in ast.walk(node.targets[0]):
            if isinstance(target, ast.Name) and target.id in self.names and target.id.isupper():
                target.id = self.names[target.id]
        return node

