"""What the value of a front matter key can be, and how each kind of value is read."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, Final

from publishing.frontmatter.values import Values


class Several(Enum):
    """What becomes of several values of one key."""

    TOLD = "the strongest is read, and the others are told of"
    FIRST = "the strongest is read"
    ALL = "all are read"


_TEXT: Final = {"type": ["string", "number", "boolean", "null"]}
_LIST: Final = {"type": "array", "items": _TEXT}
_TABLE: Final = {"type": "object"}
_ITEM: Final = {"anyOf": [_TEXT, _LIST, _TABLE]}
_TRUTH: Final = [True, False, "true", "false", "yes", "no", "on", "off", None]


class Kind(Enum):
    """What the value of a key is.

    :ivar read: reads the value of an entry.
    :ivar schema: what editors are told of it, as JSON schema.
    :ivar several: what becomes of several values.
    """

    TEXT = (Values.text, _TEXT, Several.TOLD)
    DESCRIPTION = (Values.description, _TEXT, Several.FIRST)
    DATE = (Values.moment, {"type": ["string", "integer", "null"]}, Several.TOLD)
    NAMES = (
        *(Values.names, {"anyOf": [_TEXT, {"type": "array", "items": _ITEM}, _TABLE]}),
        Several.ALL,
    )
    NAME = (Values.name, {"anyOf": [_TEXT, _LIST]}, Several.TOLD)
    FLAG = (Values.flag, {"enum": _TRUTH}, Several.FIRST)
    IMAGE = (Values.image, {"anyOf": [_TEXT, {"type": "array"}, _TABLE]}, Several.FIRST)
    LANGUAGE = (Values.language, {"type": ["string", "null"]}, Several.TOLD)
    WEB_ADDRESS = (
        *(Values.web_address, {"type": ["string", "null"], "pattern": "^\\s*https?://"}),
        Several.TOLD,
    )
    OLD_ADDRESSES = (Values.old_addresses, {"anyOf": [_TEXT, _LIST]}, Several.ALL)

    def __init__(self, read: Callable[..., Any], schema: dict[str, Any], several: Several) -> None:
        self.read, self.schema, self.several = read, schema, several

    @property
    def is_prose(self) -> bool:
        """Whether it is words, in which YAML may find a comment or a colon."""
        return self in {Kind.TEXT, Kind.DESCRIPTION}
