"""The owner's pages: files that they offer, numbers, ABlog's directives, and what goes wrong."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from tests.publication import THEME, Publication, hurry

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9H0z"/></svg>'


def opened(publication: Publication) -> Publication:
    """Let the folder `guide` hold pages, and `_ext` an extension."""
    conf = publication.root / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('"about.md"]', '"about.md", "guide/**"]')
    assert "guide" in text
    conf.write_text(f"{text}import sys\nsys.path.insert(0, '_ext')\n", encoding="utf-8")
    return publication


def links(publication: Publication, where: str) -> dict[str, bytes]:
    """The files that a page offers or shows: each address, and what is served there."""
    page = publication.main(where)
    found = page.xpath(".//a[@download]/@href | .//img/@src")
    base = publication.site / where
    return {link: (base / link).resolve().read_bytes() for link in found}


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().replace("#", "").split()) for node in page.xpath(path)]


def test_files_that_pages_offer_and_pictures_that_extensions_make(publication: Publication) -> None:
    opened(publication)
    publication.write(
        "_ext/drawing.py",
        """
        from pathlib import Path
        from docutils import nodes
        from docutils.parsers.rst import Directive

        class Drawing(Directive):
            def run(self):
                folder = Path(Drawing.app.outdir, Drawing.app.builder.imagedir)
                folder.mkdir(exist_ok=True)
                (folder / "drawn.svg").write_text("<svg/>")
                return [nodes.raw("", '<img src="../../_images/drawn.svg">', format="html")]

        def setup(app):
            Drawing.app = app
            app.add_directive("drawing", Drawing)
        """,
    )
    publication.configure('extensions.append("drawing")\n')
    publication.write("guide/data.csv", "a,b\n")
    publication.write("guide/square.svg", SQUARE.format(9))
    text = (
        "{download}`the data <{0}data.csv>`, [again]({0}data.csv)\n\n![A square]({0}square.svg)\n"
    )
    publication.write("about.md", "# About\n\n" + text.replace("{0}", "guide/"))
    publication.write("guide/deep/page.md", "# Deep\n\n" + text.replace("{0}", "../"))
    publication.write("guide/drawn.md", "# Drawn\n\n```{drawing}\n```\n")
    publication.published()
    for where, files in (("about/", 3), ("guide/deep/page/", 3), ("guide/drawn/", 1)):
        found = links(publication, where)
        shown = [data for link, data in found.items() if link.endswith(".csv")]
        assert shown == [b"a,b\n"] * len(shown)
        assert len(publication.main(where).xpath(".//a[@download] | .//img")) == files
    assert links(publication, "guide/drawn/") == {"../../_images/drawn.svg": b"<svg/>"}
    # What no page offers any more goes.
    publication.write("about.md", "# About\n")
    publication.write("guide/deep/page.md", "# Deep\n")
    publication.write("guide/drawn.md", "# Drawn\n")
    publication.published()
    assert not (publication.site / "_downloads").exists()
    assert not (publication.site / "_images").exists()


NUMBERED = """
```{math}
:label: energy
e = mc^2
```

```{math}
:label: force
f = ma
```

By {eq}`force` and {eq}`energy`.
"""


def test_formulas_and_figures_have_their_numbers(publication: Publication) -> None:
    publication.configure(numfig=True)
    publication.write("square.svg", SQUARE.format(9))
    figure = "```{figure} square.svg\n:name: square\nA square\n```\n\nSee {numref}`square`.\n"
    publication.write("about.md", f"# About\n{NUMBERED}\n{figure}")
    publication.write("posts/2026/square.svg", SQUARE.format(9))
    publication.post("one", NUMBERED + figure.partition("\n\nSee")[0] + "\n")
    publication.post("two", NUMBERED)
    publication.published()
    for where in ("about/", "posts/2026/one/", "posts/2026/two/"):
        page = publication.main(where)
        assert texts(page, ".//*[@class='eqno']") == ["(1)", "(2)"], where
        assert texts(page, ".//p[contains(., 'By')]") == ["By (2) and (1)."], where
    page = publication.main("about/")
    assert texts(page, ".//figcaption") == ["Fig. 1 A square"]
    assert texts(page, ".//p[contains(., 'See')]") == ["See Fig. 1."]
    assert texts(publication.main("posts/2026/one/"), ".//figcaption") == ["Fig. 1 A square"]


def test_what_is_in_a_table_of_contents_is_numbered_by_it(publication: Publication) -> None:
    opened(publication)
    publication.configure(numfig=True)
    publication.write("index.md", "# Home\n\n```{toctree}\n:numbered:\nguide/a\nguide/b\n```\n")
    math = "```{math}\n:label: %s\nx\n```\n"
    publication.write("guide/a.md", "# A\n\n" + math % "a")
    publication.write("guide/b.md", "# B\n\n" + math % "b")
    publication.published()
    assert texts(publication.main("guide/b/"), ".//*[@class='eqno']") == ["(2.1)"]


# -- ABlog's directives -------------------------------------------------------------


FAULTS = [
    ("```{postlist} many\n```", "{postlist}: 'many': write how many posts to list, such as 5"),
    ("```{postlist} 0\n```", "{postlist}: '0': write how many posts to list, such as 5"),
    ("```{postlist} -1\n```", "{postlist}: '-1': write how many posts to list, such as 5"),
    (
        "```{postlist}\n:format: '{day}'\n```",
        "{postlist}: format: there is no {day}: use author, category, date, language, "
        "location, tags, title",
    ),
    ("```{postlist}\n:format: '{day'\n```", "{postlist}: format: expected '}' before end of"),
    ("```{postlist}\n:tags: coffee\n```", "{postlist}: no post has the tag 'coffee'"),
    ("```{postlist}\n:tags: tee\n```", "no post has the tag 'tee': did you mean tea?"),
    ("```{postlist}\n:author: Nobody\n```", "{postlist}: no post has the author 'Nobody'"),
    ("```{postlist}\n:category: None\n```", "{postlist}: no post has the category 'None'"),
    ("```{post} 2020-01-01\nOne.\n```", "{post}: this page is not published as a post"),
    ("```{post} 30 Feb\n:image: x\nTwo.\n```", "{post}: this page is not published as a p"),
    ("```{update} 2020-01-01\nThree.\n```", "{update}: this page is not a post, so feeds do"),
    ("```{update}\nFour.\n```", "Directive 'update': 1 argument(s) required, 0 supplied"),
]
"""What an owner may write, and what is said of it."""


def test_a_directive_of_ablog_is_told_of_at_its_line(publication: Publication) -> None:
    publication.post("a", tags="tea, C++", author="Ann Lee")
    lines = ["# About", ""]
    expected = []
    for text, problem in FAULTS:
        expected.append((f"about.md:{len(lines) + 1}:1: warning: ", problem))
        lines += [*text.split("\n"), ""]
    publication.write("about.md", "\n".join(lines))
    built = publication.build()
    assert built.status == 0
    found = [line for line in built.text.splitlines() if line.startswith("about.md")]
    for begin, problem in expected:
        assert any(line.startswith(begin) and problem in line for line in found), (begin, problem)
    words = texts(publication.main("about/"), ".//p")
    assert {"One.", "Two.", "Three."} <= set(words)


def test_a_list_of_posts_takes_names_and_slugs(publication: Publication) -> None:
    publication.post("a", tags="C++", author="Ann Lee")
    publication.post("b", tags="tea", author="Bo")
    lists = ":tags: c++", ":tags: c-plus-plus", ":author: ann lee", ":tags: tea\n:author: Bo"
    body = "\n\n".join(f"```{{postlist}} 5\n{option}\n```" for option in lists)
    publication.write("about.md", f"# About\n\n{body}\n")
    publication.published()
    found = [texts(one, ".//a") for one in publication.main("about/").xpath(".//ul")]
    assert found == [["A"], ["A"], ["A"], ["B"]]


# -- What goes wrong ----------------------------------------------------------------


def test_code_that_fails_is_an_error_in_each_page(publication: Publication) -> None:
    opened(publication)
    publication.write(
        "_ext/mine.py",
        """
        from docutils import nodes
        from docutils.parsers.rst import Directive

        class Failing(Directive):
            has_content = True

            def run(self):
                raise KeyError("colour")

        class late(nodes.Element):
            pass

        class Late(Directive):
            def run(self):
                node = late()
                node.line = self.lineno
                return [node]

        def resolve(app, doctree, docname):
            for node in doctree.findall(late):
                raise ValueError("too late")

        def setup(app):
            app.add_directive("failing", Failing)
            app.add_directive("late", Late)
            app.connect("doctree-resolved", resolve)
        """,
    )
    publication.configure('extensions.append("mine")\n')
    publication.post("a", "[Gone](gone.md)\n")
    publication.write("about.md", "# About\n\nWords.\n\n```{failing}\n```\n")
    publication.write("guide/a.md", "# A\n\n:::{note}\n```{failing}\n```\n:::\n")
    publication.write("guide/b.md", "# B\n\n```{late}\n```\n")
    publication.write("guide/c.md", "# C\n\n{nothing}`x`\n")
    built = publication.build()
    assert built.status == 1
    assert built.text.splitlines()[:-2] == [
        "about.md:5:1: error: {failing} fails: KeyError: colour (_ext/mine.py, line 8)",
        "    help: correct what {failing} is given, or leave it out",
        "guide/a.md:4:1: error: {failing} fails: KeyError: colour (_ext/mine.py, line 8)",
        "    help: correct what {failing} is given, or leave it out",
        "guide/b.md:3:1: error: this page fails: ValueError: too late (_ext/mine.py, line 21)",
        "    help: correct what raises it",
        'guide/c.md:3:1: warning: Unknown interpreted text role "nothing".',
        "posts/2026/a.md:5:1: warning: there is no post 'gone.md'",
        "    help: look at its path",
    ]


def test_a_site_without_its_front_page_says_why(publication: Publication) -> None:
    publication.post("a", "[Gone](gone.md)\n")
    conf = publication.root / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace('["index.md", "about.md"]', '["about.md"]'), encoding="utf-8")
    said = publication.build().text
    assert 'error: include_patterns leaves out the front page\n    help: add "index.md"' in said
    assert "posts/2026/a.md:5:1: warning: " in said
    conf.write_text(f'{text}root_doc = "home"\n', encoding="utf-8")
    said = publication.build().text
    line = text.count("\n") + 1
    assert f"conf.py:{line}:12: error: root_doc names 'home', and there is no such page" in said


# -- When a page is made again ---------------------------------------------------------


def test_whatever_a_page_is_made_from_makes_it_again(
    publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    opened(publication).configure(social_cards=False)
    publication.post("a")
    publication.write("_ext/mine.py", "def setup(app):\n    app.add_crossref_type('one', 'one')\n")
    publication.configure('extensions.append("mine")\n')
    outside = tmp_path / "outside.txt"
    outside.write_text("outside 0\n")
    (publication.root / "notes.txt").write_text("notes 0\n")
    publication.write("guide/code.py", "code = 0\n")
    publication.write("guide/data.csv", "data 0\n")
    publication.write("guide/square.svg", SQUARE.format(1))
    publication.write(
        "guide/page.md",
        """
        # Page

        ```{include} ../notes.txt
        ```

        ```{include} ../../outside.txt
        ```

        ```{literalinclude} code.py
        ```

        {download}`data.csv`

        ![A square](square.svg)
        """,
    )
    publication.published()
    assert "nothing has changed" in publication.published()
    changes = {
        "notes.txt": "notes 1\n",
        "../outside.txt": "outside 1\n",
        "guide/code.py": "code = 1\n",
        "guide/data.csv": "data 1\n",
        "guide/square.svg": SQUARE.format(2),
        "guide/page.md": "# Page\n\nOther words.\n",
        "guide/deep/new.md": "# New\n",
        "_ext/mine.py": "def setup(app):\n    app.add_crossref_type('two', 'two')\n",
        "_ext/data.json": "{}",
        "docutils.conf": "[general]\n",
        "_templates/page.html": (THEME / "page.html").read_text() + "<hr>",
        "authors.yml": "ann:\n  name: Ann\n",
    }
    for path, text in changes.items():
        publication.write(path, text.encode())
        assert "nothing has changed" not in publication.published(), path
        assert "nothing has changed" in publication.published(), path
    assert publication.tree() == publication.clean_tree()


def test_a_page_with_a_problem_is_looked_at_each_time(publication: Publication) -> None:
    """Nobody notes which file a page was looking for in vain."""
    publication.write("about.md", "# About\n\n![A square](square.svg)\n")
    assert "0 errors, 1 warning" in publication.build().text
    assert "0 errors, 1 warning" in publication.build().text
    publication.write("square.svg", SQUARE.format(9))
    publication.published()
    assert links(publication, "about/")


def test_headings_of_any_script_are_linked_by_their_words(publication: Publication) -> None:
    publication.post("tea")
    publication.write(
        "about.md",
        """
        # About

        ## Привет, мир

        [a](#привет-мир) [b](#привет-мир-1) [c](#こんにちは)

        ## こんにちは

        ## Привет, мир
        """,
    )
    publication.write("index.md", "# Start\n\n[d](about.md#привет-мир)\n")
    publication.published()
    words = ["привет-мир", "こんにちは", "привет-мир-1"]
    page = publication.page("about/")
    links = page.xpath("//a[starts-with(@href, '#') and string-length(text()) = 1]/@href")
    assert [unquote(link) for link in links if link[1:5] not in {"pst-", "pub-"}] == [
        *("#about", "#привет-мир", "#привет-мир", "#привет-мир-1", "#こんにちは"),
        *("#こんにちは", "#привет-мир-1"),
    ]
    assert [section.get("id") for section in page.xpath("//section/section")] == words
    (link,) = publication.page("").xpath("//a[string() = 'd']/@href")
    assert unquote(link) == "about/#привет-мир"
