"""Tags of languages (BCP 47), in their usual spelling."""

from __future__ import annotations

import re
from typing import Final


def language_tag(text: str) -> str | None:
    """Return a tag in its usual case, ``pt-BR`` for ``pt_br``; nothing for what is no tag."""
    tag = text.replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    public, x, private = tag.lower().partition("-x-")
    first, *rest = public.split("-")
    return "-".join((first, *map(_subtag, rest))) + x + private


def guess(text: str) -> str | None:
    """Return the tag of a language that was written by its name."""
    return _BY_NAME.get(text.lower())


def _subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag


_TAG: Final = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
_NAMES: Final = {
    "ar": ("arabic", "العربية"),
    "de": ("german", "deutsch"),
    "en": ("english",),
    "es": ("spanish", "español"),
    "fr": ("french", "français"),
    "it": ("italian", "italiano"),
    "ja": ("japanese", "日本語"),
    "nl": ("dutch", "nederlands"),
    "pt": ("portuguese", "português"),
    "ru": ("russian", "русский"),
    "zh": ("chinese", "中文"),
}
_BY_NAME: Final = {name: tag for tag, names in _NAMES.items() for name in names}
