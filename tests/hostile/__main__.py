"""`python -m tests.hostile`: reads every file of `makers`, each in a process of its own, and prints what it cost.

Ends with 1 where one took more than 150 MB beside itself or 5 s of processor time, was not refused with a sentence, or
was refused though people have such files.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.makers import FILES, ORDINARY

MOST_MEGABYTES, MOST_SECONDS, PATIENCE = 150, 5, 60


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--only", default="", help="files whose names contain this")
    only, broken = parser.parse_args().only, 0
    print("| reader | file | MB | extra MB | CPU s | said |")
    print("|---|---|--:|--:|--:|---|")
    for reader, files in FILES.items():
        for name, make in files.items():
            if only in f"{reader}: {name}":
                content = make()
                cost = cost_of(reader, content)
                trouble = trouble_with(cost, is_ordinary=name in ORDINARY)
                broken += bool(trouble)
                print(f"| {reader} | {name} | {len(content) / 2**20:.2f} | {cost['megabytes']:.0f} | "
                      f"{cost['seconds']:.2f} | {trouble}{cost['said'] or 'read'} |", flush=True)
    print(f"\n{broken} broke a limit." if broken else "\nAll kept the limits.")
    return int(broken > 0)


def cost_of(reader: str, content: bytes) -> dict:
    """What the worker says of a file, or that it took too long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        command = [sys.executable, "-W", "error", "-m", "tests.hostile.worker", reader, str(path)]
        try:
            found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return {"megabytes": 0, "seconds": PATIENCE, "said": "", "broken": "it never ended"}
    if found.returncode:
        last = (found.stderr.strip().splitlines() or ["no words"])[-1]
        return {"megabytes": 0, "seconds": 0, "said": "", "broken": f"the process died: {last}"}
    return json.loads(found.stdout)


def trouble_with(cost: dict, is_ordinary: bool) -> str:
    """What is wrong with a file's reading, in capitals before what was said; nothing if all is well."""
    troubles = [cost["broken"]] if cost["broken"] else []
    if cost["megabytes"] > MOST_MEGABYTES:
        troubles.append("TOO MUCH MEMORY")
    if cost["seconds"] > MOST_SECONDS:
        troubles.append("TOO SLOW")
    if cost["said"] and (is_ordinary or not cost["said"].endswith(".")):
        troubles.append("REFUSED" if is_ordinary else "NO SENTENCE")
    return "".join(f"**{trouble}** " for trouble in troubles)


if __name__ == "__main__":
    sys.exit(main())
