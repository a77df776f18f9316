"""`python -m tests.corpus NAME ADDRESS HOW`: adds a link, the address after the host, and what it opens to today."""
import json
import sys

from tests.corpus.opening import FOLDER, opened, opens_to


def main(name: str, address: str, how: str) -> None:
    """Write a new file; one that is there stays as it is."""
    record = {"made": how, "address": address, "opens": opens_to(opened(address))}
    with open(FOLDER / "links" / f"{name}.json", "x", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
