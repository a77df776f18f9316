"""What people may supply, and what they are told otherwise. Everything else of the engine stands above this."""
from engine.constraints.constraints import FLAG, TEXT, Constraint, Interval, Kind, OneOf, Several, check
from engine.constraints.hyperparameter import Hyperparameter
from engine.constraints.table import Table

__all__ = ["FLAG", "TEXT", "Constraint", "Hyperparameter", "Interval", "Kind", "OneOf", "Several", "Table", "check"]
