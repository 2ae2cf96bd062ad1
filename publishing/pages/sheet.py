"""A page before it is rendered: its template and all that the template will see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from publishing.pages.view import PageView


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the site.

    :ivar template: the file in `_templates` that draws what stands in ``<main>``.
    :ivar context: everything that the page shows. Its ``repr`` is what tells whether the
        page must be made again, so every value in it must tell what it is.
    """

    page: PageView
    template: str
    context: Mapping[str, Any]


def unlisted(sheet: Sheet) -> Sheet:
    """Return the sheet, not to be found by search engines wherever it is put."""
    return replace(sheet, page=replace(sheet.page, robots="noindex"))
