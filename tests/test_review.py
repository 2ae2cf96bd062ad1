"""The review that an editor gives: what it says of a body, and what it keeps silent about."""

from __future__ import annotations

import random
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publishing.authoring import editor, render_check
from publishing.authoring.body_outline import Link, external, outline
from publishing.authoring.check import CheckOptions, check, examine
from publishing.authoring.editor import Editor
from publishing.authoring.misspelling import misspellings
from publishing.authoring.review import review, same_slugs
from publishing.model.problem import Problem
from publishing.render.store import Store
from publishing.site.addresses import site_addresses
from tests.library_of import SETTINGS, post
from tests.publication import NOW, Publication

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}


def said(body: str, **values: str) -> list[str]:
    """Return what is said of a body that starts at line 5, as ``line:column code | message``."""
    one = post(body=dedent(body).lstrip("\n"), **values)
    return told(review(one, outline(one.body, one.body_line), frozenset({"teh"})))


def told(problems: object) -> list[str]:
    assert not isinstance(problems, str)
    return [f"{p.line}:{p.column} {p.code} | {p.message} | {p.help}" for p in problems]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## A\n\n### B\n\n## C\n", []),
        ("Text\n\n## A\n", []),
        (
            "### A\n\n### B\n",
            [
                "5:1 heading-skipped | heading: level 3 follows the title | "
                "write ##: screen readers tell the level"
            ],
        ),
        (
            "## A\n\n#### B\n",
            [
                "7:1 heading-skipped | heading: level 4 follows level 2 | "
                "write ###: screen readers tell the level"
            ],
        ),
        (
            "A\n=\n\n# B\n",
            [
                "5:1 heading-first | heading: 2 headings of the first level, which is the "
                "title's | begin sections with ##, and those inside them with ###"
            ],
        ),
        ("> # In a quotation\n\n```\n# In code\n```\n\n:::{note}\n##### In a box\n:::\n", []),
    ],
)
def test_headings(body: str, expected: list[str]) -> None:
    assert said(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![A bridge](bridge.jpg)\n", None),
        ("![](bridge.jpg)\n", "5:5 write ![what it shows](bridge.jpg)"),
        ("Some words\nand ![ ](b.png)\n", "6:10 write ![what it shows](b.png)"),
        ("[![](b.png)](https://example.org)\n", "5:6 write ![what it shows](b.png)"),
        ("- a list\n\n  > ![](b.png)\n", "7:9 write ![what it shows](b.png)"),
        ("| a |\n|---|\n| ![](b.png) |\n", "7:7 write ![what it shows](b.png)"),
        ("```{figure} b.png\n:alt: A bridge\n:width: 50%\n\nCaption\n```\n", None),
        ("```{figure} b.png\n---\nalt: A bridge\n---\nCaption\n```\n", None),
        ("```{figure} b.png\nCaption\n```\n", "5:13 write below it :alt: and what it shows"),
        (":::{image} b.png\n:::\n", "5:12 write below it :alt: and what it shows"),
        (":::{note}\n\n![](b.png)\n:::\n", "7:5 write ![what it shows](b.png)"),
        (
            "::::{tip}\n:::{note} Title\n![](b.png)\n:::\n::::\n",
            "7:5 write ![what it shows](b.png)",
        ),
        ('<img src="b.png" alt="">\n', None),
        (
            "<p>\n<IMG SRC=b.png>\n</p>\n",
            '6:10 write alt="what it shows", or alt="" if it shows nothing that matters',
        ),
        ("`![](b.png)` and `<img src=b.png>`\n\n    ![](b.png)\n", None),
        ("<!-- ![](b.png) <img src=b.png> -->\n", None),
    ],
)
def test_alternative_texts(body: str, expected: str | None) -> None:
    found = said(body)
    if expected is None:
        assert found == []
    else:
        position, help = expected.split(" ", 1)
        name = "bridge.jpg" if "bridge.jpg" in body else "b.png"
        what = f"picture: '{name}' has no alternative text"
        assert found == [f"{position} picture-alt | {what} | {help}"]


@pytest.mark.parametrize("alt", ["Bridge.jpg", "bridge", "image", "Screenshot"])
def test_a_file_name_is_no_alternative_text(alt: str) -> None:
    assert said(f"![{alt}](pics/bridge.jpg)\n") == [
        f"5:{len(alt) + 5} picture-alt | picture: the alternative text of 'pics/bridge.jpg' is its "
        "file name | write ![what it shows](pics/bridge.jpg)"
    ]


def test_a_post_says_what_its_own_image_shows() -> None:
    positions = {"image": (4, 8)}
    assert said("", image="x.png", positions=positions) == [  # type: ignore[arg-type]
        "4:8 image-alt | image: 'x.png' has no alternative text | "
        "write image_alt: and what the picture shows, for those who do not see it"
    ]
    assert said("", image="x.png", image_alt="A bridge") == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("TODO write this", "TODO"),
        ("The rest is TODO: later", "TODO"),
        ("FIXME(ann) this", "FIXME"),
        ("So many TKTK people", "TKTK"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum dolor"),
        ("- TBD", "TBD"),
    ],
)
def test_marks_of_what_is_not_done(text: str, mark: str) -> None:
    (found,) = said(f"{text}\n")
    assert found.startswith(f"5:{text.index(mark) + 1} mark-left | '{mark}' marks what is not done")


@pytest.mark.parametrize(
    "text",
    [
        "`TODO: x`",
        "Put it on your TODO list",
        "todo: nothing",
        "A\n\n    TODO: x",
        "LOREM",
        "TODOS:",
    ],
)
def test_words_that_mark_nothing(text: str) -> None:
    assert said(f"{text}\n") == []


def test_marks_in_the_front_matter() -> None:
    positions = {"title": (2, 8), "description": (3, 14)}
    found = said("", title="TODO", description="TBD: x", positions=positions)  # type: ignore[arg-type]
    assert [line.partition(" |")[0] for line in found] == ["2:1 mark-left", "3:1 mark-left"]


def test_leftovers_of_other_generators() -> None:
    body = """
        {: .lead}
        **Text**{: .red} {:.a #b} and more {:.c} and `{: .code}`.

        [caption id="a" align="b"]![a bridge](x.png)[/caption] and a [video].
        """
    assert said(body) == [
        "6:36 leftover-attributes | leftover '{:.c}', shown to readers as it is | "
        "delete it: kramdown's attributes belong to a block, or right behind a mark",
        '8:1 leftover-shortcode | leftover \'[caption id="a" align="b"]\', shown to readers as '
        "it is | write it in Markdown: ![what it shows](file.png)",
    ]


def test_spelling_with_its_place() -> None:
    body = """
        You recieve `recieve` and
        recieve, *occured* or

        > seperate, Teh TEH teh.
        """
    mend = "; if the word is right, add it to .codespell-words"
    assert said(body) == [
        f"5:5 spelling | spelling: 'recieve' | write receive{mend}",
        f"6:1 spelling | spelling: 'recieve' | write receive{mend}",
        f"6:11 spelling | spelling: 'occured' | write occurred{mend}",
        f"8:3 spelling | spelling: 'seperate' | write separate{mend}",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Recieve this", ["Recieve"]),
        ("See Ms Devine there", []),  # a name, not `define`
        ("said. Recieve", ["Recieve"]),
        ("wensday", ["wensday"]),
        ("on Wensday", ["Wensday"]),
        ("recieve_this /recieve recieve.py recieve@x https://recieve.example", []),
        ("doesnt and didn\N{RIGHT SINGLE QUOTATION MARK}t", ["doesnt"]),
        ("RECIEVE", []),
        ("récieve", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [found.word for found in misspellings(text, frozenset())] == words
    assert all(text[f.start :].startswith(f.word) for f in misspellings(text, frozenset()))


def test_of_several_corrections_all_are_offered() -> None:
    (found,) = misspellings("Youre", frozenset())
    assert found.meant == ("Your", "You're")


def test_only_english_is_spelt(publication: Publication) -> None:
    publication.post("a", "Recieve.\n")
    publication.post("b", "Recieve.\n", language="de")
    publication.post("c", "Recieve.\n", language="en-GB")
    found = examine(publication.root, ENVIRON, CheckOptions())
    assert [p.path for p in found.problems if p.code == "spelling"] == [
        "posts/2026/a.md",
        "posts/2026/c.md",
    ]
    (publication.root / ".codespell-words").write_text("RECIEVE\n")
    assert examine(publication.root, ENVIRON, CheckOptions()).problems == ()


def test_links_of_a_body() -> None:
    body = (
        "[a](https://a.example/) <https://b.example> [c](/c/)\n\n<a href='http://d.example'>d</a>\n"
    )
    assert list(external(outline(body, 1))) == [
        Link(1, "https://a.example/"),
        Link(1, "https://b.example"),
        Link(3, "http://d.example"),
    ]


# A body comes without control characters: reading its file has refused them.
_CHARS = st.characters(exclude_categories=["Cs", "Cc"])


@given(st.text(st.sampled_from("#`:{}![]()<>|-*_$\\ \n\tab1=>\"'&~") | _CHARS, max_size=200))
def test_any_text_has_an_anatomy(body: str) -> None:
    """Nothing in a body stops the review, and every line that is told is one of the body."""
    one = post(body=body)
    body_outline = outline(body, one.body_line)
    last = one.body_line + body.count("\n")
    lines = [
        p.line for p in (*body_outline.headings, *body_outline.pictures, *body_outline.passages)
    ]
    assert all(one.body_line <= line <= last for line in lines)
    for problem in review(one, body_outline, frozenset()):
        assert 1 <= problem.line <= last
        assert problem.column >= 1


def test_posts_of_one_name() -> None:
    posts = [
        post("posts/2025-01-02-tests.md", "2025-01-02"),
        post("posts/2026/tests/index.md", "2026-01-02"),
        post("posts/2026/Tests.md", "2026-01-03"),  # one address: an error elsewhere
        post("posts/2024/other.md", "2024-01-02"),
    ]
    found = list(same_slugs(posts))
    assert [str(problem).splitlines()[0] for problem in found] == [
        "posts/2026/tests/index.md:1:1: warning: file name: 'tests' is also that of "
        "posts/2025-01-02-tests.md",
        "posts/2026/Tests.md:1:1: warning: file name: 'tests' is also that of "
        "posts/2025-01-02-tests.md",
    ]
    assert list(same_slugs(posts[1:])) == []


# -- Pictures as files -----------------------------------------------------------


def weighed(publication: Publication, body: str, **keys: str) -> list[str]:
    publication.post("x", body, **keys)
    found = examine(publication.root, ENVIRON, CheckOptions()).problems
    return [str(p).splitlines()[0].partition(": warning: ")[2] for p in found]


def noise(root: Path, name: str, width: int, height: int) -> None:
    data = random.Random(1).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), data).save(root / "posts/2026" / name)


def test_pictures_that_are_too_heavy_or_too_wide(publication: Publication) -> None:
    noise_at = publication.root / "posts/2026"
    noise_at.mkdir()
    noise(publication.root, "heavy.png", 800, 300)
    noise(publication.root, "wide.png", 3201, 20)
    noise(publication.root, "fits.png", 3200, 20)
    (noise_at / "big.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="'
        + "M0 0" * 130_000
        + '"/></svg>'
    )
    body = "![a b](heavy.png) ![a b](wide.png) ![a b](fits.png) ![a b](big.svg) ![c d](heavy.png)\n"
    expected = [
        "picture: 'big.svg' has 0.5 MB",
        "picture: 'heavy.png' has 0.7 MB",
        "picture: 'wide.png' is 3,201 pixels wide",
    ]
    assert weighed(publication, body) == expected
    assert weighed(publication, body) == expected  # what was kept says the same
    noise(publication.root, "wide.png", 3202, 20)
    assert weighed(publication, body)[2] == "picture: 'wide.png' is 3,202 pixels wide"


def test_the_image_of_a_post_is_weighed(publication: Publication) -> None:
    (publication.root / "posts/2026").mkdir()
    noise(publication.root, "heavy.png", 800, 300)
    keys = {"image": "heavy.png", "image_alt": "Noise"}
    assert weighed(publication, "Text.\n", **keys) == ["picture: 'heavy.png' has 0.7 MB"]


def test_an_image_that_is_missing_need_not_be_described(publication: Publication) -> None:
    assert weighed(publication, "Text.\n", image="none.png") == [
        "image: no picture 'none.png' in posts/2026/ or _static/"
    ]


@pytest.mark.parametrize(
    "source", ["../../../etc/passwd.png", "https://x.example/a.png", "a\0.png", "%2e%2e/x.png", "a"]
)
def test_no_file_outside_is_looked_at(tmp_path: Path, source: str) -> None:
    assert list(Editor(tmp_path, SETTINGS).weigh(post("posts/a.md"), [(1, source)])) == []


# -- What is kept, and what is printed ----------------------------------------------


def test_a_review_is_kept_by_content(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication.post("a", "Recieve.\n")
    first = examine(publication.root, ENVIRON, CheckOptions()).problems
    assert [problem.code for problem in first] == ["spelling"]
    monkeypatch.setattr(editor, "outline", lambda *_: pytest.fail("it was read before"))
    monkeypatch.setattr(render_check, "_rendered", lambda *_: pytest.fail("it was rendered before"))
    assert examine(publication.root, ENVIRON, CheckOptions()).problems == first


def test_the_words_of_the_build(publication: Publication) -> None:
    """What the build finds in a body, a check finds too, and in bodies it does not publish."""
    body = "[a](b.md) [c](/posts/none/) [d](#e) <script>x</script>\n\n```{include} x\n```\n"
    publication.post("a", body)
    built = publication.build()
    lines = [line for line in built.text.splitlines() if line.startswith("posts/2026/a.md")]
    assert len(lines) >= 4
    checked = [
        str(p).splitlines()[0] for p in examine(publication.root, ENVIRON, CheckOptions()).problems
    ]
    assert set(lines) <= set(checked)
    publication.post("a", body, date="soon")  # refused
    checked = [
        str(p).splitlines()[0] for p in examine(publication.root, ENVIRON, CheckOptions()).problems
    ]
    assert set(lines) <= set(checked)


def test_links_to_headings_and_to_nothing(publication: Publication) -> None:
    publication.post("a", "## Why & how\n\n[self](#why-how) [self](a.md#why-how)\n", tags="One")
    publication.post(
        "b",
        "[ok](a.md#why-how) [no](a.md#what) [ok](/posts/2026/a/) [no](/posts/2026/c/)\n"
        "[ok](/blog/tag/one/) [no](/blog/tag/two/) [ok](/about/) [ok](/blog/atom.xml)\n",
        date="2027-01-01",
    )
    found = examine(publication.root, ENVIRON, CheckOptions()).problems
    assert [(p.path, p.line, p.message) for p in found] == [
        ("posts/2026/b.md", 5, "link: /posts/2026/a/ has no heading #what"),
        ("posts/2026/b.md", 5, "link: nothing is at /posts/2026/c/"),
        ("posts/2026/b.md", 6, "link: nothing is at /blog/tag/two/"),
    ]


def test_the_addresses_of_a_check_are_those_of_the_build(publication: Publication) -> None:
    conf = publication.root / "conf.py"
    conf.write_text(conf.read_text().replace("posts_per_page = 10", "posts_per_page = 2"))
    for number in range(5):
        tag, author = f"tag {number % 2}", f"Author {number % 3}"
        publication.post(f"p{number}", tags=tag, author=author, category="C", series="S")
    publication.post("moved", redirect_from="/old/place/")
    publication.published()
    from publishing.conf.configuration import Configuration
    from publishing.library.library import Library
    from tests.library_of import NOW as MOMENT

    configuration = Configuration.load(publication.root, {})
    settings = configuration.settings
    store = Store(publication.root, settings)
    library = Library.load(publication.root, settings, MOMENT, store.read)
    rendered = render_check.proofs(configuration, library, store, ()).rendered
    known = set(site_addresses(library, rendered, store))
    served = {path.removesuffix("index.html") for path in publication.tree()}
    pages = {path for path in served if path.endswith("/") or path == ""}
    assert "blog/page/1/" in pages
    assert pages <= known
    assert {path for path in served if path.endswith(("atom.xml", "feed.json"))} <= known
    missing = {address for address in known if address not in served and "/" in address}
    assert {one for one in missing if not one.startswith("_static")} == set()


def test_many_bodies_are_printed_only_if_that_is_wanted(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(render_check, "MOST", 2)
    monkeypatch.chdir(publication.root)
    for slug in "abc":
        publication.post(slug, "[x](#y)\n")
    assert check(publication.root, ENVIRON) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "the bodies of 3 posts were not checked, since they have not been rendered before: "
        "make html does, and make check DEEP=1",
        "3 published, 0 scheduled, 0 drafts",
        "0 errors, 0 warnings in 3 posts",
    ]
    named = CheckOptions(named=["posts/2026/b.md"])
    assert [p.line for p in examine(publication.root, ENVIRON, named).problems] == [5]
    deep = examine(publication.root, ENVIRON, CheckOptions(deep=True))
    assert [p.path[-4:] for p in deep.problems] == ["a.md", "b.md", "c.md"]
    assert examine(publication.root, ENVIRON, CheckOptions()).problems == deep.problems


def test_a_problem_is_told_once(publication: Publication) -> None:
    publication.post("a", "![](x.png)\n\n![](x.png)\n")
    found: tuple[Problem, ...] = examine(publication.root, ENVIRON, CheckOptions()).problems
    assert len(found) == len(set(found))
