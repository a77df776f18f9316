"""A cable between a browser and the app that tests can pull, plug in again, and make as long and thin as they like."""
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CHUNK = 65_536  # bytes that are passed on at once
MOMENT = 0.01  # seconds that a thin cable is taken for at once, so that its connections get through in turn


class Lane:
    """One direction of a cable, which all connections share.

    rate: bytes a second, None for as many as come. passed: how many have gone through.
    """

    def __init__(self, rate: float | None) -> None:
        self.chunk = CHUNK if rate is None else max(1, min(CHUNK, int(rate * MOMENT)))
        self.passed = 0
        self._rate, self._free, self._lock = rate, 0.0, threading.Lock()

    def take(self, size: int, now: float) -> tuple[float, float]:
        """The times at which so many bytes begin to go through, behind all that were here before, and are through."""
        with self._lock:
            self.passed += size
            begin = max(now, self._free)
            self._free = begin + (size / self._rate if self._rate else 0.0)
            return begin, self._free


class Cable:
    """Passes bytes on between a port of its own and the app's. address: where the browser finds the app by it.

    delay: seconds that each byte is on its way, in each direction; it may be changed at any time.
    rate: bytes a second that go through in each direction, of all connections together; None for as many as come.
    up, down: the two directions, from the browser and to it.
    """

    def __init__(self, port: int, delay: float = 0.0, rate: float | None = None) -> None:
        self.delay = delay
        self.up, self.down = Lane(rate), Lane(rate)
        self._port, self._is_plugged = port, True
        self._connections, self._dead = list[socket.socket](), frozenset[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def pull(self) -> None:
        """End all connections, and every new one at once."""
        self._is_plugged = False
        connections, self._connections = self._connections, []
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def cut_off(self) -> None:
        """Let nothing of all that is connected through any more, and tell nobody: what a router does that forgets."""
        self._dead, self._connections = self._dead | {*self._connections}, []

    def plug_in(self) -> None:
        """Let new connections through."""
        self._is_plugged = True

    def end(self) -> None:
        """Pull it for good."""
        self._listener.close()
        self.pull()

    def _listen(self) -> None:
        with suppress(OSError):  # the listener's end
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        if not self._is_plugged:
            near.close()
            return
        try:
            far = socket.create_connection(("127.0.0.1", self._port))
        except OSError:  # the app is not running
            near.close()
            return
        self._connections += [near, far]
        threading.Thread(target=self._pass_on, args=(far, near, self.down), daemon=True).start()
        self._pass_on(near, far, self.up)

    def _pass_on(self, source: socket.socket, sink: socket.socket, lane: Lane) -> None:
        """Pass on until the source ends. A second thread waits and sends, so that no byte waits for those before it."""
        on_its_way = queue.SimpleQueue[tuple[float, bytes]]()
        threading.Thread(target=self._deliver, args=(on_its_way, source, sink), daemon=True).start()
        content = b" "
        while content:
            try:
                content = source.recv(lane.chunk)
            except OSError:
                content = b""
            begin, end = lane.take(len(content), time.monotonic())
            on_its_way.put((end + self.delay, content))
            time.sleep(max(0.0, begin - time.monotonic()))  # what others send meanwhile is not behind all of this

    def _deliver(self, on_its_way: "queue.SimpleQueue[tuple[float, bytes]]", source: socket.socket,
                 sink: socket.socket) -> None:
        with suppress(OSError):
            while True:
                due, content = on_its_way.get()
                time.sleep(max(0.0, due - time.monotonic()))
                if source in self._dead:
                    continue
                if not content:
                    sink.shutdown(socket.SHUT_WR)
                    return
                sink.sendall(content)


@contextmanager
def laid(port: int, delay: float = 0.0, rate: float | None = None) -> Iterator[Cable]:
    """A cable to the app that is served at a port of this machine."""
    cable = Cable(port, delay, rate)
    try:
        yield cable
    finally:
        cable.end()
