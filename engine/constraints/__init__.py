"""What people may supply, and what they are told otherwise. Everything else of the engine stands above this."""
from engine.constraints.constraints import Constraint, Interval, OneOf, check, flag, text
from engine.constraints.table import Table

__all__ = ["Constraint", "Interval", "OneOf", "Table", "check", "flag", "text"]
