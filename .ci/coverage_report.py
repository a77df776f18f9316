"""How much of the engine its own tests reach: lines, and branches of each decision."""
import json
import tempfile
from pathlib import Path

import coverage

LEAST = 10  # files to name


def in_words() -> str:
    """The total and the files with the least, in a few lines, from the data of the last `coverage run`."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "coverage.json"
        measured = coverage.Coverage()
        measured.load()
        measured.json_report(outfile=str(place))
        report = json.loads(place.read_text("utf-8"))
    total = report["totals"]
    least = sorted((found["summary"]["percent_covered"], name) for name, found in report["files"].items()
                   if found["summary"]["num_statements"])[:LEAST]
    lines = [f"The engine's tests reach {total['percent_statements_covered']:.1f} % of "
             f"{total['num_statements']:,} statements, {total['percent_branches_covered']:.1f} % of "
             f"{total['num_branches']:,} branches. The least:"]
    return "\n".join([*lines, *(f"  {percent:5.1f} %  {Path(name).as_posix()}" for percent, name in least)])


if __name__ == "__main__":
    print(in_words())
