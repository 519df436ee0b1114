"""Facts as text again: a tree of nodes to a YAML or JSON document that reads back as the same tree."""

import json

import yaml
from yaml.resolver import Resolver

from dsl.model.node import Mapping, Node, Scalar, Sequence

_TEXT = "tag:yaml.org,2002:str"


def facts_text(node: Node, name: str) -> str:
    """The document for a file of that name: JSON where it ends in .json, else YAML."""
    if name.endswith(".json"):
        return json.dumps(_plain(node), ensure_ascii=False, indent=2) + "\n"
    return str(yaml.serialize(_yaml(node), allow_unicode=True, width=120, Dumper=yaml.SafeDumper))


def _yaml(node: Node) -> yaml.Node:
    match node:
        case Scalar(text, style="plain"):
            tag: str = Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
            return yaml.ScalarNode(tag, text)
        case Scalar(text):
            return yaml.ScalarNode(_TEXT, text, style='"')
        case Sequence(items):
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [_yaml(i) for i in items], flow_style=not items)
        case Mapping(entries):
            pairs = [(_yaml(key), _yaml(value)) for key, value in entries]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=not entries)


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            if node.style == "plain" and node.text in ("true", "false"):
                return node.text == "true"
            return None if node.is_null else node.text
        case Sequence(items):
            return [_plain(i) for i in items]
        case Mapping(entries):
            return {key.text: _plain(value) for key, value in entries}
