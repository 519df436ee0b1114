"""A server for one person's browser, which loads pages again when the rules change."""

import logging
import socket
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

from dsl.base.diagnostic import Diagnostic
from generator.preview import Preview

Tell = Callable[[tuple[Diagnostic, ...]], None]


class NoAddress(Exception):
    """The address cannot be had: the reason, as the system tells it."""


class PreviewServer(LiveReloadServer):
    """Serves a preview; `tell` hears what is wrong with the rules each time that they are read."""

    def __init__(self, preview: Preview, host: str, port: int, tell: Tell):
        super().__init__(lambda: tell(preview.refresh()), host, port, str(preview.public), polling_interval=0.2)
        self.preview = preview
        self.build_delay = 0.05

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.preview.freshen(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore"))
        return super().serve_request(environ, start_response)


def serve(preview: Preview, host: str, port: int, tell: Tell, ready: Callable[[str], None]) -> None:
    """Build, then serve until interrupted. Raises NoAddress before anything is built."""
    _claim(host, port)
    server = PreviewServer(preview, host, port, tell)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    tell(preview.refresh())
    for path in (preview.folder, preview.by_hand):
        if path.exists():
            server.watch(str(path))
    ready(server.url)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown(wait=server.serve_thread.is_alive())


def _claim(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as problem:
        raise NoAddress(problem.strerror or str(problem)) from None
