"""Has visitors come to a fresh server, lets them do what their kinds do, and says how it went."""
import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from tests.benchmarks.visitors.people import KINDS, Kind
from tests.benchmarks.visitors.scenarios import Scenario
from tests.benchmarks.visitors.visitor import Visitor
from tests.benchmarks.visitors.watched_server import Look, WatchedServer, slope, watched

WARM_UP = 0.4  # the share of a long scenario after which its memory should be flat
OUT_OF_STEP = 6.0  # seconds within which all begin: else all would press the same button in the same second
SETTLED = 120.0  # seconds within which all must have arrived


@dataclass
class OfKind:
    """What all visitors of a kind have met. ticks, received: of each in a second, the latter in kB; clicks: seconds."""

    kind: Kind
    count: int
    ticks: float
    received: float
    clicks: list[float] = field(default_factory=list)


@dataclass
class Measured:
    """What a scenario has come to. processor: the server's share of a core; memory: MB at start, at most and at last;
    growth: MB a minute once warm; minutes: memory at each."""

    scenario: Scenario
    kinds: list[OfKind]
    processor: float
    memory: tuple[float, float, float]
    growth: float
    minutes: list[float]
    troubles: list[str]


@dataclass
class _Guest:
    """A visitor of a kind, and what it had counted when the measuring began."""

    kind: Kind
    visitor: Visitor
    chance: Random
    ticks: int = 0
    playing: float = 0.0
    received: int = 0

    async def arrive(self, after: float) -> None:
        await asyncio.sleep(after)
        await self._try(self.kind.arrive)

    async def stay(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, OUT_OF_STEP))
        while True:
            if not await self._try(self.kind.act):
                await asyncio.sleep(1)

    def begin(self) -> None:
        self.ticks, self.playing, self.received = self.visitor.ticks, self.visitor.playing, self.visitor.received
        self.visitor.clicks.clear()

    async def _try(self, act) -> bool:
        """Do it; whether it went well. Others go on where one cannot."""
        try:
            await act(self.visitor, self.chance)
            return True
        except Exception as error:
            self.visitor.troubles.append(f"{self.kind.name}: {type(error).__name__}: {error}")
            return False


def measured(scenario: Scenario, seconds: float) -> Measured:
    """A scenario on a server of its own."""
    with watched() as server:
        return asyncio.run(_measure(scenario, seconds, server))


async def _measure(scenario: Scenario, seconds: float, server: WatchedServer) -> Measured:
    kinds = [kind for kind, count in scenario.visitors.items() for _ in range(count)]
    guests = [_Guest(KINDS[kind], Visitor(server.address), Random(number)) for number, kind in enumerate(kinds)]
    Random(0).shuffle(guests)  # kinds come mixed
    watching = asyncio.create_task(server.watch())
    arrivals = [guest.arrive(scenario.within * place / len(guests)) for place, guest in enumerate(guests)]
    is_opening = scenario.visitors.keys() == {"opening digits"}
    if not is_opening:
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*arrivals), SETTLED)
    begun = server.look()
    for guest in guests:
        guest.begin()
    staying = [asyncio.create_task(_come_and_stay(guest, arrival) if is_opening else guest.stay())
               for guest, arrival in zip(guests, arrivals, strict=True)]
    await asyncio.sleep(seconds)
    ended, counted = server.look(), [_counted(guest) for guest in guests]
    for task in (*staying, watching):
        task.cancel()
    await asyncio.gather(*staying, watching, return_exceptions=True)
    for guest in guests:
        await guest.visitor.close()
    return _summary(scenario, guests, counted, server.looks, begun, ended)


async def _come_and_stay(guest: _Guest, arrival) -> None:
    await arrival
    await guest.stay()


def _counted(guest: _Guest) -> tuple[float, float, list[float]]:
    """(ticks a second, bytes, clicks) of a guest since it began to count."""
    visitor = guest.visitor
    playing = visitor.playing - guest.playing
    return ((visitor.ticks - guest.ticks) / playing if playing > 1 else 0.0, visitor.received - guest.received,
            [*visitor.clicks])


def _summary(scenario: Scenario, guests: list[_Guest], counted: list[tuple[float, float, list[float]]],
             looks: list[Look], begun: Look, ended: Look) -> Measured:
    seconds = ended.at - begun.at
    kinds = []
    for name, count in scenario.visitors.items():
        own = [found for guest, found in zip(guests, counted, strict=True) if guest.kind.name == name]
        kinds.append(OfKind(KINDS[name], count, sum(ticks for ticks, _, _ in own) / count,
                            sum(received for _, received, _ in own) / count / seconds / 1000,
                            [click for _, _, clicks in own for click in clicks]))
    meanwhile = [look for look in looks if begun.at <= look.at <= ended.at]
    warm = [look for look in meanwhile if look.at >= begun.at + WARM_UP * seconds]
    minutes = [_memory_at(meanwhile, begun.at + 60 * minute) for minute in range(int(seconds // 60) + 1)]
    return Measured(scenario, kinds, (ended.processor - begun.processor) / seconds,
                    (looks[0].memory, max(look.memory for look in looks), ended.memory), slope(warm), minutes,
                    [trouble for guest in guests for trouble in guest.visitor.troubles])


def _memory_at(looks: list[Look], at: float) -> float:
    return min(looks, key=lambda look: abs(look.at - at)).memory if looks else 0.0
