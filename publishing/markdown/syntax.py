"""Adds to MyST's parser what posts are read with beyond it."""

from __future__ import annotations

from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig

from publishing.markdown.autolink import read_bare_addresses
from publishing.markdown.box import read_boxes
from publishing.markdown.comment import read_comments
from publishing.markdown.definition import note_definitions
from publishing.markdown.emphasis import read_cjk_emphasis
from publishing.markdown.formula import read_formulas
from publishing.markdown.loose_link import read_loose_links
from publishing.markdown.note import read_notes
from publishing.markdown.other_tools import read_other_tools
from publishing.markdown.shorthand import read_shorthand
from publishing.markdown.unparsed.rule import note_unparsed
from publishing.markdown.unseen_characters import leave_out_unseen_characters


def read_more(md: MarkdownIt, site: MdParserConfig) -> None:
    """Add the rules to a parser.

    :param site: MyST's settings of the site.
    """
    read_other_tools(md)
    read_bare_addresses(md)
    read_boxes(md)
    read_cjk_emphasis(md)
    note_definitions(md)
    read_formulas(md, allow_space=site.dmath_allow_space, allow_digits=site.dmath_allow_digits)
    read_loose_links(md)
    read_notes(md)
    read_shorthand(md)
    read_comments(md)
    leave_out_unseen_characters(md)
    note_unparsed(md)
