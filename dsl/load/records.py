"""What a book keeps of its print and of its sign-offs: print.yaml and review.yaml, both written by commands."""

from collections.abc import Mapping as Table
from pathlib import Path

from dsl.base.diagnostic import BadInput, Diagnostic, diagnose
from dsl.load.documents import parse_documents, read_text
from dsl.load.fields import Fields
from dsl.model.node import Mapping, Scalar

PRINT, REVIEW = "print.yaml", "review.yaml"
_OF_PRINT = ("print", "lints")


def read_print_record(folder: Path) -> dict[str, str]:
    """The fingerprint of each unit's print as it was recorded; empty where nothing was. Raises BadInput."""
    return {key: value["print"] for key, value in _read(folder / PRINT, _OF_PRINT).items() if "print" in value}


def read_print_lints(folder: Path) -> dict[str, tuple[str, ...]]:
    """The codes of what `lint` found in each unit's print when it was recorded. Raises BadInput."""
    return {key: tuple(value.get("lints", "").split()) for key, value in _read(folder / PRINT, _OF_PRINT).items()}


def read_sign_offs(folder: Path) -> dict[str, dict[str, str]]:
    """What was signed off: for each part of the book its fingerprints, by whom and on which day. Raises BadInput."""
    return _read(folder / REVIEW, ("rules", "sentences", "print", "by", "on"))


def _read(path: Path, keys: tuple[str, ...]) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    name = path.as_posix()
    problems: list[Diagnostic] = []
    found: dict[str, dict[str, str]] = {}
    for document in parse_documents(read_text(path, name), name):
        if not isinstance(document, Mapping):
            problems.append(diagnose("L201", document.span, wanted="key: value"))
            continue
        for key, value in document.entries:
            fields = Fields(value, keys, problems, key.span)
            found[key.text] = {k: v.text for k, (_, v) in fields.values.items() if isinstance(v, Scalar)}
    if problems:
        raise BadInput(problems)
    return found


def record_text(head: str, entries: Table[str, Table[str, str]]) -> str:
    """The text of such a file: a line an entry, in the order given."""
    lines = [f"# {line}" for line in head.split("\n")]
    for key, values in entries.items():
        told = ", ".join(f"{name}: {_quoted(value)}" for name, value in values.items())
        lines.append(f"{_quoted(key)}: {{{told}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
