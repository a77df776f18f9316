"""The moments of a run that can be gone back to, in bounded memory."""
from engine.training import Snapshot


class Timeline:
    """Snapshots of one run in the order of their steps, thinned evenly so that at most `limit` are kept.

    When full, every second one goes and from then on only every second one stays, and so on. The first and the newest
    are always there.
    """

    def __init__(self, limit: int = 480):
        self._limit = limit
        self._kept: list[Snapshot] = []
        self._every = 1  # of the snapshots offered, how many make one that stays
        self._offered = 0
        self._newest_stays = True

    def keep(self, snapshot: Snapshot) -> None:
        """Add a snapshot, in place; it replaces those of its own step and of later ones."""
        self.forget_after(snapshot.step_count - 1)
        if self._kept and not self._newest_stays:
            self._kept.pop()
        if len(self._kept) == self._limit:
            self._kept = self._kept[::2]
            self._every *= 2
        self._newest_stays = self._offered % self._every == 0
        self._offered += 1
        self._kept.append(snapshot)

    def forget_after(self, step: int) -> None:
        """Drop the snapshots of later steps, in place."""
        before = len(self._kept)
        self._kept = [snapshot for snapshot in self._kept if snapshot.step_count <= step]
        if len(self._kept) < before:
            self._offered, self._newest_stays = len(self._kept) * self._every, True

    @property
    def steps(self) -> list[int]:
        """The steps of the snapshots."""
        return [snapshot.step_count for snapshot in self._kept]

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, index: int) -> Snapshot:
        return self._kept[index]
