"""A server for one person's browser, which loads pages again when the rules change."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from dsl.base.diagnostic import Diagnostic
from generator.preview import Preview

Tell = Callable[[tuple[Diagnostic, ...]], None]


class PreviewServer(LiveReloadServer):
    """Serves a preview; `tell` hears what is wrong with the rules each time that they are read."""

    def __init__(self, preview: Preview, host: str, port: int, tell: Tell):
        super().__init__(lambda: tell(preview.refresh()), host, port, str(preview.public), polling_interval=0.2)
        self.preview = preview
        self.build_delay = 0.05

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.preview.freshen(environ["PATH_INFO"])
        return super().serve_request(environ, start_response)


def serve(preview: Preview, host: str, port: int, tell: Tell, ready: Callable[[str], None]) -> None:
    """Build, then serve until interrupted. Raises OSError where the address cannot be had."""
    server = PreviewServer(preview, host, port, tell)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    tell(preview.refresh())
    for path in (preview.folder, preview.by_hand):
        if Path(path).exists():
            server.watch(str(path))
    ready(server.url)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown(wait=True)
