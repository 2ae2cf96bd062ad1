"""Warns of a link whose text is an address of another place than it leads to."""

from __future__ import annotations

from publishing.policy.stated_host import deception
from publishing.render.context import PostContext


def hold_link(text: str, url: str, line: int | None, context: PostContext) -> None:
    """Warn if *text* says another host or mailbox than *url* leads to.

    :param url: as it is written: whole, or into this site from its root.
    """
    if message := deception(text, url, context.site_url):
        context.warn(line, "link-deceives", message, "let its text say where it leads")
