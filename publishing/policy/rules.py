"""What a post may contain: the one list of it, each entry with its reason.

A post is built on our machines before anyone has read it, and then served from our
address. So nothing is forbidden here by name; what is not allowed is refused.
`SECURITY.md` says the same for people, and a test holds it to this module.
"""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the words of *text*: a list of names is easier to read and to keep sorted so."""
    return frozenset(text.split())


# -- Directives ----------------------------------------------------------------

_BOX = "a box of text in the post"
_CODE = "code, shown and never run"
_LAYOUT = "arranges the post's own text"
_PICTURE = "a picture beside the post, held to the rule for files"
_QUOTE = "a quotation set apart"
_TABLE = "a table written in the post"

DIRECTIVES: dict[str, str] = {
    **dict.fromkeys(
        names("admonition attention caution danger error hint important note seealso tip warning"),
        _BOX,
    ),
    **dict.fromkeys(["topic", "sidebar", "aside", "dropdown"], _BOX),
    **dict.fromkeys(["code", "code-block", "sourcecode", "parsed-literal"], _CODE),
    **dict.fromkeys(["image", "figure"], _PICTURE),
    **dict.fromkeys(["epigraph", "highlights", "pull-quote"], _QUOTE),
    **dict.fromkeys(["table", "list-table", "csv-table"], _TABLE),
    **dict.fromkeys(["card", "card-header", "card-footer", "card-carousel"], _LAYOUT),
    **dict.fromkeys(["grid", "grid-item", "grid-item-card"], _LAYOUT),
    **dict.fromkeys(["tab-set", "tab-item", "tab-set-code", "steps", "step"], _LAYOUT),
    **dict.fromkeys(["compound", "line-block", "centered"], _LAYOUT),
    "button-link": "a link, held to the rule for links",
    "button-ref": "a link, held to the rule for links",
    "math": "a formula, set by the build",
    "rubric": "a heading that is not in the table of contents",
}

OPTIONS = names("""
    align alt caption class columns delim dedent emphasize-lines escape figclass footer force
    header header-rows height keepspace label lineno-start linenos name no-wrap nowrap
    number-lines quote stub-columns subtitle target width widths
    child-align child-direction class-body class-card class-container class-content class-footer
    class-header class-img-bottom class-img-top class-item class-label class-row class-set
    class-title color expand gutter img-alt img-background img-bottom img-top link link-alt
    link-type margin no-sync open orientation outline padding ref-type reverse selected shadow
    start text-align tooltip
    """)
"""Options of those directives. Left out: what reads files, loads, styles or embeds."""

INSTEAD: dict[str, str] = {
    **dict.fromkeys(["include", "literalinclude"], "copy the text into the post"),
    **dict.fromkeys(["post", "update"], "state it in the front matter"),
    **dict.fromkeys(["raw", "html", "div", "container"], "write plain HTML, or a ::: box"),
    **dict.fromkeys(["toctree", "postlist", "contents"], "leave it out: the site lists its posts"),
    **dict.fromkeys(["only", "ifconfig"], "leave it out: every reader gets the same post"),
    **dict.fromkeys(["index", "meta", "title"], "state tags and description in the front matter"),
    **dict.fromkeys(["eval-rst", "restructuredtext"], "write it in Markdown"),
    **dict.fromkeys(["mermaid", "graphviz", "plantuml", "dot"], "put a picture beside the post"),
    **dict.fromkeys(["glossary"], "write a definition list"),
    **dict.fromkeys(["numref", "any", "term"], "write a link: [text](#name)"),
    **dict.fromkeys(["figure-md"], "write {figure}"),
    **dict.fromkeys(["video", "youtube", "iframe", "embed"], "link to it"),
    **dict.fromkeys(["class", "role", "default-role", "highlight"], "leave it out"),
    **dict.fromkeys(["plot", "exec"], "show code and its output"),
    **dict.fromkeys(["file", "url", "encoding"], "write the rows into the post"),
    **dict.fromkeys(["scale", "figwidth"], "write :width:"),
    **dict.fromkeys(["style"], "leave it out: the site has one look"),
}
"""What to write instead of a directive, role or option that is refused."""

DROPPED = frozenset({"contents", "postlist"})
"""Directives that show what the site shows anyhow: a post loses nothing with them."""

# -- Roles ---------------------------------------------------------------------

_COLOURS = sorted(
    names("black danger dark info light muted primary secondary success warning white")
)

ROLES: dict[str, str] = {
    **dict.fromkeys(["abbr", "abbreviation", "dfn", "kbd", "samp", "file"], "marks a word"),
    **dict.fromkeys(["command", "guilabel", "menuselection", "program"], "marks a word"),
    **dict.fromkeys(["mimetype", "manpage", "regexp", "makevar"], "marks a word"),
    **dict.fromkeys(["sub", "subscript", "sup", "superscript"], "raises or lowers a word"),
    **dict.fromkeys(["emphasis", "strong", "literal", "title-reference", "code"], "marks a word"),
    **dict.fromkeys(["pep", "rfc", "cve", "cwe"], "a link to a public register"),
    **dict.fromkeys(["bdg", *(f"bdg-{c}" for c in _COLOURS)], "a word in a coloured box"),
    **dict.fromkeys((f"bdg-{c}-line" for c in _COLOURS), "a word in a box"),
    "doc": "a link to another post",
    "download": "a file beside the post, held to the rule for files",
    "eq": "a link to a formula of the post",
    "math": "a formula, set by the build",
    "ref": "a link within the post",
}

# -- Markdown ------------------------------------------------------------------

EXTENSIONS: dict[str, str] = {
    "alert": "boxes as GitHub writes them",
    "attrs_block": "names and known classes for paragraphs",
    "attrs_inline": "sizes and known classes for pictures and words",
    "colon_fence": "boxes that other editors show as text",
    "deflist": "definition lists",
    "dollarmath": "formulas between dollar signs",
    "smartquotes": "quotation marks",
    "strikethrough": "struck-out words",
    "tasklist": "lists to tick off",
}
"""MyST's extensions. Never `substitution`, which runs template code; nor `fieldlist`, for which
every line that begins with an emoji such as `:tada:` is a list."""

CLASSES = names("""
    align-left align-center align-right text-left text-center text-right text-justify
    attention caution danger error hint important note seealso tip warning
    contains-task-list task-list-item dropdown external full-width wide margin
    sd-text-left sd-text-center sd-text-right sd-text-justify sd-font-weight-bold
    sd-rounded-0 sd-rounded-1 sd-rounded-2 sd-rounded-3 sd-rounded-circle
    """)
"""Classes that a post may name. Others could cover the page, hide text or pose as its parts."""

# -- Links and files -----------------------------------------------------------

SCHEMES: dict[str, str] = {
    "https": "the web",
    "http": "the web, for pages that have nothing better",
    "mailto": "opens the reader's mail",
    "tel": "calls a number that the reader confirms",
}

PICTURES: dict[str, str] = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".svg": "SVG",
    ".webp": "WEBP",
}
"""Endings of pictures, and the format that their bytes must have. SVG is cleaned."""

DOWNLOADS: dict[str, str] = {
    ".bib": "sources, as BibTeX",
    ".csv": "a table",
    ".json": "data",
    ".mp3": "sound",
    ".mp4": "a film",
    ".ogg": "sound or a film",
    ".pdf": "pages to print",
    ".tsv": "a table",
    ".txt": "text",
    ".vtt": "words under a film",
    ".webm": "a film",
}
"""Endings of other files; :mod:`publishing.assets.download` has what their bytes must be."""

ACTIVE = names("""
    .class .css .dll .exe .hta .htm .html .jar .js .key .lnk .mht .mhtml .mjs .p12 .pem .pfx .php
    .py .pyc .shtml .svgz .swf .url .wasm .xht .xhtml .xml .xsl .xslt
    """)
"""Endings of what browsers or servers run, and of keys: to link to such a file is an error. One of
any other kind is left out with a warning."""

TEXTS = frozenset({".bib", ".csv", ".json", ".tsv", ".txt", ".vtt"})
"""Downloads that must be UTF-8 text."""

# -- Raw HTML ------------------------------------------------------------------

GLOBAL_ATTRIBUTES = frozenset({"aria-hidden", "aria-label", "class", "dir", "id", "lang", "title"})

_CELL = frozenset({"abbr", "colspan", "headers", "rowspan", "scope"})
_DATED = frozenset({"cite", "datetime"})
_MEDIA = frozenset({"height", "loop", "muted", "poster", "src", "width"})

ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        names("""
        abbr aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure footer
        h2 h3 h4 h5 h6 header hr i kbd mark p picture pre rp rt ruby s samp section small span
        strong sub summary sup table tbody tfoot thead tr u ul var wbr
        """),
        frozenset(),
    ),
    "a": frozenset({"href", "hreflang", "name"}),
    "audio": _MEDIA,
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "del": _DATED,
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "sizes", "src", "srcset", "width"}),
    "ins": _DATED,
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"media", "sizes", "src", "srcset", "type"}),
    "td": _CELL,
    "th": _CELL,
    "time": frozenset({"datetime"}),
    "track": frozenset({"kind", "label", "src", "srclang"}),
    "video": _MEDIA,
}
"""Elements of HTML that say something and do nothing, with their attributes."""

RENAMED: dict[str, str] = {
    "h1": "h2",
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
    "article": "div",
    "section": "div",
}
"""Elements that old posts use, and what is written for them.

A page has one h1, its title. Sections and articles are what the headings make of the text: one
that only carries a class has no heading, which readers of the outline stumble over.
"""

HOMES: dict[str, frozenset[str]] = {
    "dd": frozenset({"dl", "div"}),
    "dt": frozenset({"dl", "div"}),
    "figcaption": frozenset({"figure"}),
    "li": frozenset({"ul", "ol"}),
    "summary": frozenset({"details"}),
}
"""Elements that mean something only inside of others."""

FRAME = frozenset({"height", "src", "title", "width"})
"""Attributes of a frame from one of `embed_hosts`; the rest of it is ours (`FRAME_HELD`)."""

FRAME_HELD: dict[str, str] = {
    "allowfullscreen": "",
    "loading": "lazy",
    "referrerpolicy": "strict-origin-when-cross-origin",
    "sandbox": "allow-popups allow-presentation allow-same-origin allow-scripts",
}
