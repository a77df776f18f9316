"""All files that `python -m tests.hostile` reads, by reader and by name, each a function that makes it."""
from engine.exchange import to_npz
from tests.hostile.moments import MOMENTS, moment
from tests.hostile.pictures import BLANK, ORDINARY_PHOTOS, PHOTOS, page, saved
from tests.hostile.tables import DIGITS, TABLES, digits
from tests.hostile.weights import ABOUT, DRAWINGS, WEIGHTS, network

FILES = {"weights": WEIGHTS, "drawings": DRAWINGS, "photo": PHOTOS, "digits": DIGITS, "table": TABLES,
         "moment": MOMENTS}
# what people have: it has to be read
ORDINARY = {*ORDINARY_PHOTOS} - BLANK | {
    "largest honest npz", "largest honest JSON", "largest honest drawings", "largest honest table",
    "largest honest moment",
    "Kaggle's form, 42,000 rows", "42,000 rows, blanks after commas", "decimals, 100 MB", "quoted cells, 100 MB",
    "semicolons and Windows line ends", "42,000 rows, sorted", "blanks on both sides, 100 MB",
    "42,000 rows, one odd cell in each", "plus signs, 100 MB"}


def harmless(reader: str) -> bytes:
    """A small file that the reader takes."""
    return {"weights": lambda: to_npz(network(2, 2, 10), ABOUT),
            "drawings": DRAWINGS["largest honest drawings"], "photo": lambda: saved(page(300, 300)),
            "digits": lambda: digits(1_000), "table": TABLES["largest honest table"], "moment": moment}[reader]()
