"""The same answer as Atom (RFC 4287): members become attributes, texts and elements again."""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
OWN = "urn:aftercare:infobutton"
_OURS = ("unmatched", "content_id", "disclaimer")
_ATTRIBUTES = {"lang": "xml:lang", "base": "xml:base"}
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_atom(feed: dict[str, Any]) -> bytes:
    """The feed as XML. What Atom has no word for is in a namespace of our own."""
    root = Element("feed", {"xmlns": ATOM, "xmlns:a": OWN})
    _fill(root, feed)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(element: Element, members: dict[str, Any]) -> None:
    for name, value in members.items():
        if name == "_value":
            element.text = _writable(value)
        elif isinstance(value, str):
            element.set(_ATTRIBUTES.get(name, name), _writable(value))
        else:
            for each in value if isinstance(value, list) else [value]:
                _fill(SubElement(element, f"a:{name}" if name in _OURS else name), each)


def _writable(text: str) -> str:
    """Without what XML cannot hold at all."""
    return _UNWRITABLE.sub("", text)
