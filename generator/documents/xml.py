"""What both XML formats share: elements with text, and the bytes of a file."""

from collections.abc import Mapping
from xml.etree import ElementTree

Element = ElementTree.Element


def add(parent: Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A child element at the end of another, on a line of its own."""
    made = ElementTree.SubElement(parent, name, dict(attributes or {}))
    made.text, made.tail = text or None, "\n"
    return made


def inline(parent: Element, name: str, text: str, attributes: Mapping[str, str]) -> None:
    """A child element inside running text: no white space is added about it."""
    made = ElementTree.SubElement(parent, name, dict(attributes))
    made.text = text or None


def append_text(parent: Element, text: str) -> None:
    """Text after what an element already holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def xml_bytes(root: Element, comment: str) -> bytes:
    """UTF-8 with its declaration and, before the root, a comment on what the file is."""
    note = ElementTree.tostring(ElementTree.Comment(f" {comment} "), "unicode")
    body = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{note}\n{body}\n'.encode()
