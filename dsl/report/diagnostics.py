"""Diagnostics as text, JSON, GitHub annotations and SARIF."""

from collections.abc import Iterable

from dsl.base.diagnostic import Diagnostic, Language
from dsl.base.messages import MESSAGES
from dsl.report.outcomes import Json


def diagnostic_json(diagnostic: Diagnostic) -> Json:
    """Both languages, so that a caller need not ask twice; lines and columns from 1."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": {"ja": diagnostic.message("ja"), "en": diagnostic.message("en")},
        "hint": diagnostic.hint or None,
        "understood": diagnostic.understood or None,
        "related": [str(s) for s in diagnostic.related],
    }


def github_line(diagnostic: Diagnostic, language: Language) -> str:
    span = diagnostic.span
    text = f"[{diagnostic.code}] {diagnostic.message(language)}".replace("%", "%25").replace("\n", "%0A")
    level = "notice" if diagnostic.severity == "note" else diagnostic.severity
    return f"::{level} file={span.file},line={span.line},col={span.column}::{text}"


def sarif(diagnostics: Iterable[Diagnostic], language: Language) -> Json:
    """A SARIF 2.1.0 log of one run."""
    found = tuple(diagnostics)
    codes = sorted({d.code for d in found})
    rules = [
        {"id": c, "shortDescription": {"text": MESSAGES[c].ja if language == "ja" else MESSAGES[c].en}} for c in codes
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "yakkan", "rules": rules}},
                "results": [_sarif_result(d, language) for d in found],
            }
        ],
    }


def _sarif_result(diagnostic: Diagnostic, language: Language) -> Json:
    span = diagnostic.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": max(span.end_column, 1),
    }
    place = {"physicalLocation": {"artifactLocation": {"uri": span.file}, "region": region}}
    return {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity,
        "message": {"text": diagnostic.message(language)},
        "locations": [place],
    }
