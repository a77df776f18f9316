"""One file read in a process of its own: `python -m tests.hostile.worker photo FILE` prints JSON about it.

{"megabytes": what the process grew by at its largest, "seconds": of processor time, "said": the sentence it was refused
with, "" if it was read, "broken": the name of an exception that is no refusal}
"""
import io
import json
import sys
import time
from contextlib import suppress
from pathlib import Path

from engine.datasets import dataset_from_csv
from engine.datasets.digits_csv import digits_from_csv
from engine.datasets.table import PLANE_TABLE
from engine.exchange import from_file
from engine.exchange.drawings import drawings_from_json
from engine.recognition import read_digits
from pages.ui.playground import moments
from tests.hostile.makers import harmless

try:
    import resource
except ImportError:  # Windows
    resource = None

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
READERS = {"weights": from_file, "drawings": drawings_from_json, "photo": read_digits,
           "table": lambda content: dataset_from_csv(content, PLANE_TABLE),
           "moment": moments.read,
           "digits": lambda content: digits_from_csv(io.BytesIO(content))}


def main(reader: str, path: str):
    content, read = Path(path).read_bytes(), READERS[reader]
    read(harmless(reader))  # what is loaded once is no file's fault
    with suppress(OSError):
        CLEAR.write_text("5", "ascii")  # forget the largest size so far; elsewhere than on Linux it goes on counting
    before, seconds, said, broken = memory("VmRSS"), time.process_time(), "", ""
    try:
        read(content)
    except ValueError as error:
        said = str(error)
    except Exception as error:
        broken = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - seconds
    answer = {"megabytes": (memory("VmHWM") - before) / 1024, "seconds": seconds, "said": said, "broken": broken}
    print(json.dumps(answer))


def memory(name: str) -> int:
    """Kilobytes of memory, now (VmRSS) or at most so far (VmHWM); on other systems always the latter, or 0."""
    if STATUS.exists():
        return int(next(line.split()[1] for line in STATUS.read_text("ascii").splitlines() if line.startswith(name)))
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
