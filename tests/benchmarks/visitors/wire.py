"""What lies between a visitor and the server: a websocket whose bytes are counted, and the messages that a browser
keeps, so that the server may name them instead of sending them again."""
from dataclasses import dataclass
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

STREAM = "/_stcore/stream"
PATIENCE = 30.0  # seconds for an answer


class CountedConnection(ClientConnection):
    """A connection that counts what it receives, frames and compression included."""

    received = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)


async def connected(address: str, session: str = "") -> CountedConnection:
    """A connection to the server at this address, http://..., offering compression as browsers do. session: the id of a
    session that a browser comes back to."""
    protocols = ["streamlit", "PLACEHOLDER", *([session] if session else [])]
    connection: Any = await connect(address.replace("http", "ws", 1) + STREAM, subprotocols=protocols, origin=address,
                                    create_connection=CountedConnection, max_size=None, max_queue=None,
                                    ping_interval=None, open_timeout=PATIENCE, compression="deflate",
                                    proxy=None)
    return connection


@dataclass
class _Kept:
    message: ForwardMsg
    run: int  # in which it was kept or used last
    fragment: str


class KeptMessages:
    """Messages by their hashes, as Streamlit's page keeps them (ForwardMessageCache)."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._runs = 0

    @property
    def hashes(self) -> list[str]:
        """Of all that is kept, which the server is told with every request."""
        return [*self._kept]

    def whole(self, message: ForwardMsg) -> ForwardMsg:
        """A message, or the one it names. Raises KeyError for one that was not kept, as the page shows an error."""
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept[message.ref_hash]
            kept.run = self._runs
            kept.message.metadata.CopyFrom(message.metadata)
            return kept.message
        if message.metadata.cacheable and message.hash:
            known = self._kept.setdefault(message.hash, _Kept(message, self._runs, message.delta.fragment_id))
            known.run = self._runs
        return message

    def end_run(self, fragments: list[str], oldest: int) -> None:
        """A run of the page, or of fragments alone, has ended: forget what it could have used and has not, nor have so
        many before it."""
        self._runs += 1
        self._kept = {name: kept for name, kept in self._kept.items()
                      if (fragments and kept.fragment not in fragments) or self._runs - kept.run <= oldest}
