"""What is wrong with posts: a build and a check say the same, all of it in one round."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from publishing.authoring.check import CheckOptions, examine
from publishing.authoring.reports import Format, write
from publishing.model.post import Post
from publishing.render.post_renderer import PostRenderer
from tests.publication import NOW, Publication

ENVIRON = {"SOURCE_DATE_EPOCH": NOW}
LATER = "(an error once the post is published)"

REVIEW = {
    *("heading-first", "heading-skipped", "image-alt", "leftover-attributes", "leftover-shortcode"),
    *("mark-left", "picture-alt", "picture-heavy", "picture-wide", "slug-twice", "spelling"),
    "tags-near",
}
"""What an editor would say, and a build does not repeat."""


def said_by_check(publication: Publication) -> tuple[set[str], set[str]]:
    """Return the problems that a check tells of, and the rules of those beyond a build's."""
    found = examine(publication.root, ENVIRON, CheckOptions())
    ours = {str(problem) for problem in found.problems if problem.code not in REVIEW}
    return ours, {problem.code for problem in found.problems} & REVIEW


def said_by_build(publication: Publication) -> set[str]:
    """Return the problems that a build tells of."""
    text = publication.build("--full").text
    return set(re.findall(r"^\S.*?:\d+:\d+: (?:error|warning): .*(?:\n    help: .*)?", text, re.M))


def nasty(publication: Publication) -> None:
    """Write posts that have everything wrong with them that has to do with posts."""
    write, post = publication.write, publication.post
    post("bad-date", "[x](nowhere.md) {include}`x`\n", date="30 Feb", tags="only-here")
    post("bad-key", "<script>alert(1)</script>\n", myst="{}")
    post("bad-body", "[x](javascript:alert(1))\n\n```{include} x\n```\n")
    post("undated", "[x](#nowhere)\n", date="")
    write("posts/2026/binary.md", b"\x89PNG")
    write("posts/2026/unclosed.md", "---\ntitle: A\ndate: 2026-01-01\n\n[x](nowhere.md)\n")
    post("twice")
    write("posts/2026/twice/index.md", "---\ntitle: T\ndate: 2026-01-01\n---\nText.\n")
    post("what?", "[x](nowhere.md)\n")
    post("over", redirect_from="[/about/, ../../x]")
    post("future", "[x](javascript:alert(1)) [y](later.md)\n", date="2026-07-01")
    post("later", "[y](future.md)\n", date="2026-08-01")
    post("draft", "[x](javascript:alert(1))\n", draft="true", date="soon", redirect_from="/about/")
    post("private", "[x](/blog/tag/none/)\n", visibility="private")
    post("gone", "[x](nowhere.md)\n", expires="2026-05-02")
    post("glyphs", title="Sign \U000130c0")
    post("glyphs-later", title="Sign \U000130c1", date="2026-07-01")
    post("picture", "Text.\n", image="broken.png")
    write("posts/2026/broken.png", b"\x89PNG\r\n\x1a\n")
    post("picture-soon", "![x](half.png)\n", image="half.png", date="2026-07-01")
    Image.new("RGB", (90, 90)).save(publication.root / "posts/2026/half.png")
    half = publication.root / "posts/2026/half.png"
    half.write_bytes(half.read_bytes()[:-40])
    post("links", "## Here\n\n[a](/blog/tag/nope/) [b](/posts/2026/twice/#no) [c](sound.md#no)\n")
    post("sound", "## There\n\nText.\n", updated="2062-01-01", author="Ann")
    post("other", author="ann")
    write("posts/2026/foreign.qmd", "---\ntitle: T\ndate: 2026-01-01\n---\nText.\n")
    write("posts/2026/foreign.rst", "T\n=\n")
    write("authors.yml", "ann:\n  nam: Ann\n")


def test_a_check_and_a_build_say_the_same_of_the_same_posts(publication: Publication) -> None:
    nasty(publication)
    of_build = said_by_build(publication)
    of_check, _ = said_by_check(publication)
    assert of_check == of_build
    assert len(of_build) > 30
    assert {line.split(":")[0] for line in of_build} >= {
        *(f"posts/2026/{path.name}" for path in (publication.root / "posts/2026").glob("*.md")),
        *("posts/2026/foreign.qmd", "posts/2026/foreign.rst", "authors.yml"),
    } - {f"posts/2026/{name}.md" for name in ("other", "later", "private")}


def test_mending_brings_nothing_new_to_light(publication: Publication) -> None:
    """Whatever is said once the errors are mended was said before."""
    nasty(publication)
    for name in ("binary", "unclosed"):  # of which nobody knows the tags
        (publication.root / f"posts/2026/{name}.md").unlink()
    before = said_by_build(publication)
    refused = {line.split(":")[0] for line in before if ": error: " in line}
    for path in refused:
        (publication.root / path).unlink()
    after = said_by_build(publication)
    assert not any(": error: " in line for line in after)
    # What is gone now was linked to.
    lost = ("nothing is at /posts/2026/twice/", "there is no post 'future.md'")
    new = {line for line in after - before if not any(words in line for words in lost)}
    assert new == set()


def test_of_sound_posts_both_say_the_same_as_well(publication: Publication) -> None:
    publication.post("glyphs", title="Sign \U000130c0")
    publication.post("links", "[a](/blog/tag/nope/) [b](glyphs.md#no) [c](/blog/archive/)\n")
    publication.post(
        "future", "[a](/blog/tag/nope/) [b](/blog/tag/soon/)\n", date="2026-07-01", tags="soon"
    )
    publication.write("posts/2026/notes.org", "Text.\n")
    built = said_by_build(publication)
    assert said_by_check(publication) == (built, set())
    assert {line.split("\n")[0] for line in built} == {
        "posts/2026/future.md:6:1: warning: link: nothing is at /blog/tag/nope/",
        "posts/2026/glyphs.md:2:8: warning: the card that links to the post show has no letters for"
        " U+130C0 (egyptian hieroglyph d058)",
        "posts/2026/links.md:5:22: warning: link: /posts/2026/glyphs/ has no heading #no",
        "posts/2026/links.md:5:1: warning: link: nothing is at /blog/tag/nope/",
        "posts/2026/notes.org:1:1: warning: posts are Markdown: a file in Org is not published",
    }


@pytest.mark.parametrize("keys", [{"date": "30 Feb"}, {"draft": "maybe"}, {"myst": "{x: y}"}])
def test_one_refused_post_makes_one_error(publication: Publication, keys: dict[str, str]) -> None:
    Image.new("RGB", (40, 30)).save(publication.root / "_static/chart.png")
    publication.write("posts/2026/first/index.md", _text("## Why\n\n![A](a.png)\n", keys))
    for name in ("a.png", "inner/b.png"):
        file = publication.root / "posts/2026/first" / name
        file.parent.mkdir(exist_ok=True)
        Image.new("RGB", (40, 30)).save(file)
    publication.post(
        "second",
        "[a](first/index.md) [b](first/) [c](/posts/2026/first/) [d](first/#why) [e](/old/)\n\n"
        "[](first/index.md) [f](/blog/tag/only-here/) [g](/blog/series/parts/)\n\n"
        "![x](first/a.png) ![x](first/inner/b.png)\n",
        series="Parts",
    )
    of_build = said_by_build(publication)
    assert said_by_check(publication)[0] == of_build
    assert len(of_build) == 1, of_build
    assert all(line.startswith("posts/2026/first/index.md:") for line in of_build)


def test_a_post_that_cannot_be_read_makes_one_error(publication: Publication) -> None:
    publication.write("posts/2026/first.md", b"---\ntitle: \xff\n---\n")
    publication.post("second", "[a](first.md) [c](/posts/2026/first/#x) [f](/blog/tag/perhaps/)\n")
    of_build = said_by_build(publication)
    assert said_by_check(publication)[0] == of_build
    assert [line.split(": ")[0] for line in of_build] == ["posts/2026/first.md:2:8"]


def _text(body: str, keys: dict[str, str]) -> str:
    given = {"title": "First", "date": "2026-01-01", "tags": "only-here", "series": "Parts"}
    lines = "".join(f"{key}: {value}\n" for key, value in (given | keys).items())
    return f"---\n{lines}redirect_from: /old/\n---\n{body}"


HARM = "Text. [x](javascript:alert(1))\n"


def test_an_error_of_a_draft_is_told_as_what_it_will_be(publication: Publication) -> None:
    publication.post("kept")
    publication.post("draft", HARM, draft="true", date="30 Feb")
    publication.post("private", HARM, private="true")
    publication.post("gone", HARM, expires="2026-05-02")
    built = publication.build()
    assert built.status == 0, built.text
    assert "0 errors, 4 warnings in 4 posts" in built.text
    for where in ("draft.md:3:7", "draft.md:6:7", "private.md:6:7", "gone.md:6:7"):
        assert re.search(rf"^posts/2026/{where}: warning: .* {re.escape(LATER)}$", built.text, re.M)
    assert publication.build("--preview").status == 1


def test_an_error_of_a_post_of_the_future_refuses_the_site_of_today(
    publication: Publication,
) -> None:
    publication.post("kept")
    publication.post("future", HARM, date="2026-07-01")
    built = publication.build()
    assert built.status == 1
    assert "posts/2026/future.md:5:7: error: a link may not begin with javascript:" in built.text


def test_on_the_day_of_publication_nothing_is_new_and_nothing_is_printed_again(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication.post("first", "[b](second.md) [c](kept.md) [n](draft.md)\n", date="2026-07-01")
    publication.post("second", "[a](first.md)\n", date="2026-06-30")
    publication.post("kept", "Text.\n")
    publication.post("draft", "[a](first.md) [d](other-draft.md)\n", draft="true")
    publication.post("other-draft", draft="true")
    before = said_by_build(publication)
    assert {line.split("\n")[0] for line in before} == {
        "posts/2026/first.md:5:29: warning: a link to posts/2026/draft.md, which is not published",
        "posts/2026/second.md:5:1: warning: a link to posts/2026/first.md, which is not published",
        "posts/2026/draft.md:6:15: warning: a link to posts/2026/other-draft.md, which is not"
        " published",
    }
    rendered: list[str] = []
    original = PostRenderer.render

    def spy(self: PostRenderer, post: Post) -> object:
        rendered.append(post.path)
        return original(self, post)

    monkeypatch.setattr(PostRenderer, "render", spy)
    day = int(datetime(2026, 7, 1, 12, tzinfo=UTC).timestamp())
    built = publication.build("-j", "1", SOURCE_DATE_EPOCH=str(day))
    assert built.status == 0
    # It linked to what was not there on its own day, and is now.
    assert rendered == ["posts/2026/second.md"]
    assert "which is not published" in built.text
    assert publication.main("posts/2026/first/").xpath("//a[text()='b']/@href") == ["../second/"]


def test_a_file_that_a_post_mentions_is_its_own(publication: Publication) -> None:
    text = "---\ntitle: T\ndate: 2026-01-01\n---\n"
    for name in ("linked.txt", "zipped.html", "lost.txt", "notes.ipynb", "scan.pdf"):
        publication.write(f"posts/2026/a/{name}", text.encode())
    publication.write(
        "posts/2026/a/index.md", f"{text}[x](linked.txt) [y](notes.ipynb) [z](model.obj)\n"
    )
    publication.write("posts/2026/a/model.obj", "v 0 0 0")
    publication.write("posts/2026/README.txt", text)
    publication.write("posts/2026/_old.txt", text)
    built = publication.build()
    assert built.status == 1
    lines = [line for line in built.text.split("\n") if ": error: " in line]
    assert [line.split(":")[0] for line in lines] == [
        "posts/2026/a/lost.txt",
        "posts/2026/a/zipped.html",
    ]
    assert built.text.endswith(
        "2 errors, 2 warnings in 1 post; not published: 2 files that may be posts\n"
        "The site is as it was: mend the errors first.\n"
    )


def test_what_no_post_mentions_is_told_of_in_one_line(publication: Publication) -> None:
    publication.write(
        "posts/2026/a/index.md", "---\ntitle: T\ndate: 2026-01-01\n---\n![x](p.png)\n"
    )
    names = [f"{number:02}.png" for number in range(12)]
    for name in ("p.png", *names):
        Image.new("RGB", (4, 3)).save(publication.root / "posts/2026/a" / name)
    publication.write("posts/2026/later.qmd", "Text.\n")
    text = publication.build().text
    assert (
        "mentioned by no post: posts/2026/a/00.png, posts/2026/a/01.png, posts/2026/a/02.png"
        " and 9 more (FULL=1 lists all)\n"
        "1 published, 0 scheduled, 0 drafts, 1 file that may be a post is not\n"
        "0 errors, 1 warning in 1 post; not published: 1 file that may be a post\n"
    ) in text
    full = publication.build("--full").text
    assert full.count("mentioned by no post: posts/2026/a/") == 12
    assert full.count("nothing has changed") == 1


def test_what_is_held_back_and_not_mentioned_is_told_of_beside_errors(
    publication: Publication,
) -> None:
    publication.post("wrong", date="30 Feb")
    publication.post("link-only", unlisted="true")
    publication.write("posts/2026/data.csv", "1,2\n")
    build, check = publication.build(), examine(publication.root, ENVIRON, CheckOptions())
    facts = (
        "held back: posts/2026/link-only.md:4: unlisted: true\n"
        "mentioned by no post: posts/2026/data.csv\n"
        "1 error, 0 warnings in 2 posts\n"
    )
    assert build.status == 1
    assert facts + "The site is as it was: mend the errors first.\n" in build.text
    assert write(check, Format.TEXT).endswith(facts)


def test_a_file_that_an_unreadable_post_may_mention_is_not_told_of(
    publication: Publication,
) -> None:
    publication.write("posts/2026/a/index.md", b"---\ntitle: \xff\n---\n![x](p.png)\n")
    publication.write("posts/2026/a/p.png", b"")
    publication.write("posts/2026/b/lost.csv", "1,2\n")
    text = publication.build().text
    assert "mentioned by no post: posts/2026/b/lost.csv\n" in text
    assert "p.png" not in text


def test_a_change_of_such_a_file_is_noticed(publication: Publication) -> None:
    publication.post("a")
    file = publication.write("posts/2026/notes.txt", "Nothing.\n")
    assert publication.build().status == 0
    file.write_text("---\ntitle: A post\ndate: 2026-01-01\n---\n")
    assert publication.build().status == 1
    file.unlink()
    assert "mentioned by no post" not in publication.build().text
    assert Path(file).exists() is False
