"""A server on loopback that speaks the OpenAI chat protocol, streaming and not, and fails on demand.

What it does is chosen by the name of the model asked for. Delays end when the server is closed, so that no
test waits for one.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HANGS = 60.0
"""Seconds after which a reader surely waits in vain; how fast an answer comes is no matter of these tests."""
KEY = "sk-secret-0123456789"
"""What the tests give the client for a key, to see where it goes."""
Behaviour = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request and the ways to answer it."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    closing: threading.Event

    @property
    def streaming(self) -> bool:
        """Whether the client asked for a stream."""
        return bool(self.body.get("stream"))

    def status(self, code: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """A whole response."""
        self.handler.send_response(code)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def open(self) -> None:
        """Begin a stream of events; its end is the end of the connection."""
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.send_header("Connection", "close")
        self.handler.end_headers()

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def chunk(self, text: str | None, finish: str | None = None) -> None:
        """One event of the stream."""
        choice = {"index": 0, "delta": {"content": text} if text is not None else {}, "finish_reason": finish}
        event = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.raw(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())

    def done(self, finish: str | None = "stop") -> None:
        """The regular end of a stream."""
        if finish:
            self.chunk(None, finish)
        self.raw(b"data: [DONE]\n\n")

    def say(self, text: str, finish: str = "stop", size: int = 7) -> None:
        """A whole reply, streamed or not as was asked."""
        if not self.streaming:
            message = {"role": "assistant", "content": text}
            choices = [{"index": 0, "message": message, "finish_reason": finish}]
            whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}
            self.status(200, json.dumps(whole, ensure_ascii=False).encode())
            return
        self.open()
        for at in range(0, len(text), size):
            self.chunk(text[at : at + size])
        self.done(finish)

    def call(self, name: str, arguments: str) -> None:
        """A reply that calls a function, whole."""
        call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choices = [{"index": 0, "message": message, "finish_reason": "tool_calls"}]
        whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}
        self.status(200, json.dumps(whole, ensure_ascii=False).encode())

    def wait(self, seconds: float) -> bool:
        """Do nothing for a while; true when the server is being closed."""
        return self.closing.wait(seconds)


@dataclass
class Stub:
    """A running server: where it is and what it was asked."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serve(behaviours: dict[str, Behaviour]) -> Iterator[Stub]:
    """Run a server with one behaviour for each name of a model."""
    closing = threading.Event()
    stub = Stub(url="")

    class Handler(BaseHTTPRequestHandler):
        """Reads the request and lets the behaviour answer."""

        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """One completion."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(body)
            stub.headers.append({name.lower(): value for name, value in self.headers.items()})
            self.close_connection = True
            try:
                behaviours[body["model"]](Exchange(handler=self, body=body, closing=closing))
            except (BrokenPipeError, ConnectionError):
                return  # the client has left

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
