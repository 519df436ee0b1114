"""The command line: arguments in, text and exit code out; the only place that prints."""

import os
import sys

import typer

from dsl.base.diagnostic import BadInput
from dsl.cli.app import app
from dsl.cli.output import complain, language_of


def main() -> None:
    """Run `yakkan`. Exit codes: 0 fine, 1 errors in the book, facts or tests, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        app(prog_name="yakkan")
    except BadInput as bad:
        complain(bad.diagnostics, language_of(None))
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except RecursionError:
        typer.echo("yakkan: 入れ子が深すぎます。 / nested too deeply", err=True)
        sys.exit(1)
