"""JSON Schemas (2020-12) of the book's files, of a book's facts, and of results."""

from collections.abc import Mapping

from dsl.editor.fact_shapes import shape_name, shapes
from dsl.model.book import Book
from dsl.model.case import STATES
from dsl.model.spelling import KEYS
from dsl.model.vocabulary import CASE, Entry

Schema = Mapping[str, object]
DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": "string"}
_PHRASE: Schema = {"type": "object", "properties": {"ja": _TEXT, "en": _TEXT}, "additionalProperties": True}
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_DAY = {"type": "string", "pattern": _DATE}
_ONE_OF: Schema = {"anyOf": [{"type": "array", "items": {"type": ["string", "null"]}}, {"type": "null"}]}


_NOT_OF_RULES = (
    "article",
    "title",
    "called",
    "provisions",
    "printed",
    "read as",
    "why",
    "from",
    "until",
    "document",
    "layer",
    "vocabulary",
)


def book_schema() -> Schema:
    """The shape of an article file: keys in English or Japanese; texts are parsed by `yakkan check`."""
    own = {"article": {"type": ["string", "number"]}, "called": {"type": "object", "additionalProperties": _PHRASE}}
    return _file("an article file", own)


def document_schema() -> Schema:
    """The shape of a document of higher rank, as `--with` takes it."""
    own = {
        "document": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
        "layer": _TEXT,
        "vocabulary": {"type": "object"},
    }
    return _file("a document of higher rank", own)


def _file(what: str, own: Mapping[str, object]) -> Schema:
    """A file of provisions with the keys of its own kind."""
    texts = {"type": ["string", "number", "array", "object"]}
    rule_keys = [k for k in KEYS if k not in _NOT_OF_RULES]
    rule: Schema = {
        "type": "object",
        "properties": {name: texts for key in rule_keys for name in (key, KEYS[key])}
        | {name: {"type": "array", "items": {"$ref": "#/$defs/rule"}} for name in ("items", KEYS["items"])},
        "anyOf": [{"required": ["id"]}, {"required": [KEYS["id"]]}],
        "additionalProperties": False,
    }
    top = {
        **own,
        "title": _PHRASE,
        "provisions": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
    }
    return {
        "$schema": DRAFT,
        "title": f"Yakkan: {what}",
        "type": "object",
        "properties": top | {KEYS[k]: v for k, v in top.items()},
        "additionalProperties": False,
        "$defs": {"rule": rule},
    }


def facts_schema(book: Book) -> Schema:
    """The facts of one book: keys of its vocabulary, also in Japanese and in words."""
    record = _record(book, CASE, ())
    own: dict[str, object] = {
        "as_of": _DAY,
        "name": _TEXT,
        "until": _DAY,
        "documents": _documents(book),
    }
    own |= _readings(book)
    spelt = {"基準日": own["as_of"], "事案名": _TEXT, "文書": own["documents"], "終期": _DAY}
    properties = own | spelt | dict(record["properties"])  # type: ignore[call-overload]
    title = f"Yakkan: facts of {book.settings.id}"
    return {"$schema": DRAFT, "title": title, **record, "properties": properties, "$defs": shapes(book)}


def _documents(book: Book) -> Schema:
    """One word for all documents of higher rank, or one for each of them."""
    layers = book.settings.layers[:-1]
    names = dict.fromkeys(w for y in layers for w in (y.name, y.phrase.ja, y.phrase.en) if w)
    state = {"enum": [*STATES, "なし", "あり", "不明"]}
    each = {"type": "object", "properties": dict.fromkeys(names, state), "additionalProperties": False}
    return {"anyOf": [{"enum": ["none", "not known", "なし", "不明"]}, each]}


def _readings(book: Book) -> dict[str, object]:
    """The questions that a case may answer for itself; no key in a book without questions."""
    asked: dict[str, object] = {q: {"enum": list(reading.keys)} for q, reading in book.readings.items()}
    chosen = {"type": "object", "properties": asked, "additionalProperties": False}
    return {"readings": chosen, "解釈": chosen} if asked else {}


def _record(book: Book, record: str, above: tuple[str, ...]) -> Schema:
    properties: dict[str, object] = {}
    for entry in book.vocabulary.records[record].entries:
        schema = _entry(book, entry, (*above, record))
        for name in _spelt(book, entry):
            properties[name] = schema
    either = [_not_both(book, e) for e in book.vocabulary.records[record].entries if e.parts is not None]
    forms = {"allOf": either} if either else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **forms}


def _not_both(book: Book, short: Entry) -> Schema:
    """An event and the list of its parts, in any of their spellings."""
    assert short.parts is not None
    whole = book.vocabulary.entries[short.parts.records]
    one, other = ([{"required": [n]} for n in _spelt(book, e)] for e in (short, whole))
    return {"not": {"allOf": [{"anyOf": one}, {"anyOf": other}]}}


def _spelt(book: Book, entry: Entry) -> tuple[str, ...]:
    held = book.vocabulary.records.get(entry.holds or "")
    words = (held.phrase.ja, held.plural or held.phrase.en) if held else (entry.phrase.ja, entry.phrase.en)
    return tuple(dict.fromkeys(w for w in (entry.key, *words) if w))


def _entry(book: Book, entry: Entry, above: tuple[str, ...]) -> Schema:
    match entry.kind:
        case "one" | "list":
            if entry.holds is None or entry.holds in above:
                return {}
            inner = _record(book, entry.holds, above)
            more = {
                "type": "object",
                "properties": {"…": {"const": "more"}, "...": {"const": "more"}},
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            }
            return inner if entry.kind == "one" else {"type": "array", "items": {"anyOf": [inner, more]}}
        case _:
            words = " / ".join(w for w in (entry.phrase.ja, entry.phrase.en) if w)
            return {"$ref": f"#/$defs/{shape_name(entry)}", "description": words}


def result_schema() -> Schema:
    """The shape of `yakkan eval --json`."""
    need = _object(
        {
            "path": _TEXT,
            "kind": {"enum": ["fact", "judgement", "document", "date", "reading", "conflict"]},
            "holder": _or_null(_TEXT),
        }
    )
    part = _object(
        {
            "amount": _or_null(_TEXT),
            "amount_at_least": _or_null(_TEXT),
            "amount_at_most": _or_null(_TEXT),
            "amount_one_of": _ONE_OF,
            "accruing": {"type": "boolean"},
            "needs": {"type": "array", "items": need},
        }
    )
    states = ["pending", "fulfilled", "fulfilled_late", "breached", "kept", "unknown", None]
    duty = _object(
        {
            "state": {"enum": states},
            "due": _or_null(_TEXT),
            "due_at_earliest": _or_null(_TEXT),
            "due_at_latest": _or_null(_TEXT),
            "due_one_of": _ONE_OF,
            "due_is_before": {"type": "boolean"},
            "amount": _or_null(_TEXT),
            "currency": _or_null(_TEXT),
            "remainder": _or_null(_TEXT),
            "amount_at_least": _or_null(_TEXT),
            "amount_at_most": _or_null(_TEXT),
            "amount_one_of": _ONE_OF,
            "remainder_one_of": _ONE_OF,
            "accruing": {"type": "boolean"},
            "parts": {"type": "array", "items": part},
        }
    )
    effect = _object(
        {
            "event": _TEXT,
            "state": {"enum": ["scheduled", "occurred", "prevented", "unknown"]},
            "at": _or_null(_TEXT),
            "at_earliest": _or_null(_TEXT),
            "at_latest": _or_null(_TEXT),
            "at_one_of": _ONE_OF,
            "prevented_by": {"type": "array", "items": _TEXT},
        }
    )
    return {
        "$schema": DRAFT,
        "title": "Yakkan: a result",
        **_object(
            {
                "schema": {"const": 1},
                "book": _object({"id": _TEXT, "version": _TEXT, "sha256": _TEXT}),
                "as_of": _DAY,
                "readings": {"type": "object", "additionalProperties": _or_null(_TEXT)},
                "documents": {"type": "object", "additionalProperties": {"enum": list(STATES)}},
                "assumed": {"type": "array", "items": _TEXT},
                "worlds": _or_null(_worlds()),
                "outcomes": {"type": "array", "items": _outcome(need, duty, effect)},
                "values": {"type": "object", "additionalProperties": {"type": "object"}},
                "ask_next": _or_null(need),
            }
        ),
    }


def _worlds() -> Schema:
    """Contradictory statements: what is stated of which fact, and whether every combination was followed."""
    stated = _object({"path": _TEXT, "values": {"type": "array"}, "source": {"type": "array", "items": _TEXT}})
    return _object(
        {
            "either": {"type": "array", "items": stated},
            "combinations": _or_null({"type": "integer"}),
            "limit": {"type": "integer"},
            "complete": {"type": "boolean"},
        }
    )


def _outcome(need: Schema, duty: Schema, effect: Schema) -> Schema:
    statuses = ["in_force", "defeated", "not_applicable", "undetermined", "conflict"]
    kinds = ["definition", "must", "may", "must_not", "need_not", "effect", "statement", "follows"]
    truth = {"enum": [True, False, None, "unknown"]}
    names = {"type": "array", "items": _TEXT}
    required = {
        "provision": _TEXT,
        "rule": _or_null(_TEXT),
        "citation": _object({"ja": _TEXT, "en": _TEXT}),
        "kind": {"enum": kinds},
        "bearer": _or_null(_TEXT),
        "counterparty": _or_null(_TEXT),
        "action": _or_null(_TEXT),
        "subject": _or_null({"type": "object", "additionalProperties": {"type": ["integer", "null"]}}),
        "status": {"enum": statuses},
        "possible": {"type": "array", "items": {"enum": statuses}},
        "duty": _or_null(duty),
        "effect": _or_null(effect),
        "exercised": truth,
        "violated": truth,
        "without_effect": _or_null({"type": "boolean"}),
        "defeated_by": names,
        "conflicts_with": names,
        "needs": {"type": "array", "items": need},
        "follows": names,
        "gap": {"type": "boolean"},
        "readings": {
            "type": "array",
            "items": _object({"question": _TEXT, "matters": {"enum": [True, False, None]}}),
        },
    }
    told = dict(_object(required))
    return told | {"properties": {**required, "because": {"type": "object"}}}


def _object(properties: Mapping[str, object]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _or_null(schema: Mapping[str, object]) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
