"""Which visitors come together, and for how long they stay."""
from dataclasses import dataclass

MOST_VISITORS, LONGEST = 64, 30 * 60  # at once; seconds
SECONDS, MINUTES = 20, 3  # of what is measured, unless somebody asks for others; of coming and going
GOING = "coming and going"


@dataclass(frozen=True)
class Scenario:
    """visitors: how many of each kind, rows of KINDS. within: seconds in which they arrive."""

    name: str
    visitors: dict[str, int]
    within: float = 4.0

    @property
    def is_long(self) -> bool:
        """Whether its memory over minutes is what it is about."""
        return GOING in self.visitors

    def of(self, visitors: int | None) -> "Scenario":
        """The same with so many visitors, of the kinds in about the same shares; None: as it is."""
        if visitors is None:
            return self
        kinds, total = [*self.visitors], sum(self.visitors.values())
        shares, before = {}, 0
        for kind, until in zip(kinds, _running(self.visitors), strict=True):
            share = round(visitors * until / total)
            shares[kind], before = share - before, share
        return Scenario(self.name, {kind: share for kind, share in shares.items() if share}, self.within)


def _running(visitors: dict[str, int]) -> list[int]:
    """How many there are up to each kind."""
    counts = [*visitors.values()]
    return [sum(counts[: place + 1]) for place in range(len(counts))]


def checked(visitors: int | None, seconds: float) -> None:
    """Raises ValueError for more than this measures: it is no tool to bring a server down with."""
    if visitors is not None and not 1 <= visitors <= MOST_VISITORS:
        raise ValueError(f"1 to {MOST_VISITORS} visitors.")
    if not 0 < seconds <= LONGEST:
        raise ValueError(f"At most {LONGEST // 60} minutes.")


CLASS = {"XOR": 10, "spiral at max": 4, "changing": 4, "drawing": 4, "training": 3, "uploading": 2, "paused": 1,
         "hidden": 1, "idle": 1}
SCENARIOS = [
    Scenario("one alone: XOR", {"XOR": 1}),
    Scenario("one alone: spiral at max", {"spiral at max": 1}),
    Scenario("one alone: training", {"training": 1}),
    Scenario("one alone: drawing", {"drawing": 1}),
    Scenario("32 XOR", {"XOR": 32}),
    Scenario("32 spirals at max", {"spiral at max": 32}),
    Scenario("16 deep spirals at max", {"deep spiral at max": 16}),
    Scenario("8 training", {"training": 8}),
    Scenario("8 training, 8 drawing", {"training": 8, "drawing": 8}),
    Scenario("8 changing things", {"changing": 8}),
    Scenario("8 uploading", {"uploading": 8}),
    Scenario("32 idle", {"idle": 32}),
    Scenario("32 paused", {"paused": 32}),
    Scenario("32 hidden", {"hidden": 32}),
    Scenario("a class of thirty", CLASS),
    Scenario("30 digits pages within a second", {"opening digits": 30}, within=1.0),
    Scenario("8 coming and going", {GOING: 8}),
]
