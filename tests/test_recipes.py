"""The recipes of CONTRIBUTING.md, followed on a copy of the project, and what comes of each."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from tests.publication import NOW, PROJECT, Publication

CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BUILD = """
import sys
from pathlib import Path
from publishing.build import build
sys.exit(build(Path(sys.argv[1]), {"SOURCE_DATE_EPOCH": sys.argv[2]}))
"""
CHECK = """
import sys
from pathlib import Path
from publishing.authoring.check import check
sys.exit(check(Path(sys.argv[1]), {"SOURCE_DATE_EPOCH": sys.argv[2]}))
"""
DESCRIBE = """
import json
from publishing.authoring.schema import rows, schema
table = [row for row in rows() if "dedication" in row]
print(json.dumps([schema()["properties"].get("dedicated_to"), table]))
"""
HELD = (
    "tests/test_policy.py::test_security_lists_the_directives",
    "tests/test_policy.py::test_a_listed_directive_shows_its_text[container]",
    "tests/test_specimen.py::test_the_specimen_has_every_directive_that_is_allowed",
    "tests/test_feeds.py::test_every_format_has_a_file_and_every_file_a_format",
    "tests/test_listings.py::test_no_two_kinds_share_a_name",
)
LEFT_OUT = shutil.ignore_patterns(
    *(".*", "_build", "posts", "docs", "deploy", "benchmarks", "browser", "__pycache__", "terrible")
)

BYLINE = '    <div class="pub-byline">\n'
COMMENTS = '    Key(\n        name="comments",\n'
CONTAINER = '    "container": "text set apart",\n'
FILE = '    "titles": FeedFile("titles.txt", "text/plain"),\n'
IMPORTED = "from publishing.pages.months import MONTH\n"
LAST_IMPORT = "from publishing.pages.content import SiteContent\n"
LAYOUT = """\
{% extends "!layout.html" %}
{% block footer %}{{ super() }}<p class="harbour">Come in.</p>{% endblock %}
"""
MONTH = """\
{% for card in cards %}
<a href="{{ link(card.address) }}">{{ card.title }}</a>
{% endfor %}
"""
SETTINGS = "from publishing.feeds.atom import ATOM\n"
SHOWN = """\
{% if post.front_matter.dedication %}
<p class="dedication">{{ post.front_matter.dedication }}</p>
{% endif %}
"""
KEY = """\
    Key(
        name="dedication",
        kind=Kind.DESCRIPTION,
        example="To those who ask twice",
        description="To whom the post is dedicated.",
        effect="Stands below the title.",
        aliases=_words("dedicated_to"),
    ),
"""
MONTHS = '''\
"""The posts of each month."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.model import permalinks
from publishing.model.post import Post
from publishing.pages import descriptions
from publishing.pages.cards import Row
from publishing.pages.content import SiteContent
from publishing.pages.page_kind import PageKind, PageSpec


def _months(content: SiteContent) -> Iterator[PageSpec[Row]]:
    months: dict[tuple[int, int], list[Post]] = {}
    for post in content.library.posts:
        assert post.date
        months.setdefault((post.date.day.year, post.date.day.month), []).append(post)
    for (year, month), posts in months.items():
        yield PageSpec(
            title=f"{year}-{month:02}",
            address=f"{permalinks.of_year(year)}{month:02}/",
            about=content.cards.all(posts),
            context={"cards": content.cards.all(posts)},
            shows=posts,
        )


MONTH = PageKind(
    name="month", template="month.html", pages=_months, data=descriptions.collection
)
'''
TITLES = '''\
"""The titles of posts, as plain text."""

from __future__ import annotations

from publishing.feeds.feed import Feed
from publishing.feeds.feed_format import FeedFormat


def render(feed: Feed) -> bytes:
    """Return a line for each post."""
    return "".join(f"{entry.title}\\n" for entry in feed.newest_first).encode()


TITLES = FeedFormat(name="titles", title="Titles", write=render)
'''
EDITS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "A front matter key that shows": (
        ("publishing/frontmatter/keys.py", COMMENTS, KEY + COMMENTS),
        (
            "publishing/model/post.py",
            "    body: str\n",
            '    dedication: str = ""\n    body: str\n',
        ),
        ("publishing/theme/post.html", BYLINE, SHOWN + BYLINE),
    ),
    "A kind of page": (
        ("publishing/pages/months.py", "", MONTHS),
        ("publishing/pages/registry.py", LAST_IMPORT, f"{LAST_IMPORT}{IMPORTED}"),
        ("publishing/pages/registry.py", "    STATUS,\n)", "    STATUS,\n    MONTH,\n)"),
        ("publishing/theme/month.html", "", MONTH),
    ),
    "A feed format": (
        ("publishing/model/feed_files.py", '    "rss"', f'{FILE}    "rss"'),
        ("publishing/feeds/titles.py", "", TITLES),
        ("publishing/feeds/formats.py", "JSON_FEED, RSS)", "JSON_FEED, RSS, titles.TITLES)"),
        (
            "publishing/feeds/formats.py",
            SETTINGS,
            f"from publishing.feeds import titles\n{SETTINGS}",
        ),
    ),
    "A directive that posts may use": (
        ("publishing/policy/rules.py", '"div", "container"]', '"div"]'),
        ("publishing/policy/rules.py", '    "button-link"', f'{CONTAINER}    "button-link"'),
        ("SECURITY.md", "| `rubric` |", "| `container` | text set apart |\n| `rubric` |"),
        ("publishing/pages/specimen/index.md", "", "\n:::{container}\nText.\n:::\n"),
    ),
    "A look": (
        ("_static/css/tokens.css", "", ":root { --accent: #00507a; }\n"),
        ("_templates/layout.html", "", LAYOUT),
    ),
}
"""What each recipe does: a file, the text that is replaced (or nothing: the end), the new text."""


def steps(recipe: str) -> set[str]:
    """Return the files that a recipe names."""
    section = CONTRIBUTING.split(f"**{recipe}**", 1)[1].split("\n**", 1)[0].split("\n\n", 2)[1]
    return set(re.findall(r"^\d\. `([^`]+)`", section, re.MULTILINE))


@pytest.mark.parametrize("recipe", EDITS)
def test_a_recipe_names_every_file_that_it_touches_and_three_at_most(recipe: str) -> None:
    touched = {path for path, _, _ in EDITS[recipe]}
    assert steps(recipe) == touched
    assert len(touched) <= 3


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Do one step of a recipe."""
    file = root / path
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert not old or text.count(old) == 1, (path, old)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def run(project: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every recipe was followed."""
    root = tmp_path_factory.mktemp("recipes") / "project"
    shutil.copytree(PROJECT, root, ignore=LEFT_OUT)
    for edits in EDITS.values():
        for path, old, new in edits:
            edit(root, path, old, new)
    return root


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A site that shows what each recipe is for, built by the copy."""
    made = Publication(tmp_path_factory.mktemp("publication"))
    made.configure(feed_formats=["atom", "titles"])
    for path, old, new in EDITS["A look"]:
        edit(made.root, path, old, new)
    made.post(
        "a", "> [May](/blog/2026/05/)\n\n:::{container}\nApart.\n:::\n", dedicated_to="Bo & Co"
    )
    made.post("b", dedication="Ann", date="2026-04-01")
    said = run(project, "-c", BUILD, str(made.root), NOW)
    assert "0 errors, 0 warnings" in said
    assert "0 errors, 0 warnings" in run(project, "-c", CHECK, str(made.root), NOW)
    return made


def test_a_key_shows_by_each_of_its_names(site: Publication) -> None:
    for where, dedicated in (("a", "Bo & Co"), ("b", "Ann")):
        (shown,) = site.main(f"posts/2026/{where}/").find_class("dedication")
        assert shown.text_content() == dedicated


def test_a_key_is_told_to_editors_and_contributors(project: Path) -> None:
    alias, rows = json.loads(run(project, "-c", DESCRIBE))
    assert alias == {"description": "Read as dedication.", "$ref": "#/properties/dedication"}
    about = "To whom the post is dedicated. Stands below the title."
    assert rows == [f"| `dedication` | `To those who ask twice` | {about} | `dedicated_to` |"]


def test_a_kind_of_page_is_described_and_known_and_has_the_day_of_its_newest_post(
    site: Publication,
) -> None:
    (link,) = site.main("blog/2026/05/").iter("a")
    assert (link.get("href"), link.text_content()) == ("../../../posts/2026/a/", "A")
    (data,) = site.page("blog/2026/05/").xpath("//script[@type='application/ld+json']/text()")
    listed, trail = json.loads(data)["@graph"]
    assert (listed["@type"], listed["name"]) == ("CollectionPage", "2026-05")
    assert [item["name"] for item in listed["mainEntity"]["itemListElement"]] == ["A"]
    assert trail["@type"] == "BreadcrumbList"
    pages = etree.fromstring((site.site / "sitemap.xml").read_bytes())
    changed = {
        page.findtext("{*}loc", "").partition(".example/")[2]: page.findtext("{*}lastmod")
        for page in pages
    }
    assert (changed["blog/2026/05/"], changed["blog/2026/04/"]) == ("2026-05-01", "2026-04-01")


def test_a_feed_format_is_written_named_in_heads_and_linked_to(site: Publication) -> None:
    assert site.text("blog/titles.txt") == "A\nB\n"
    head = site.page("").xpath("//link[@rel='alternate']")
    assert [(link.get("type"), link.get("href")) for link in head] == [
        ("application/atom+xml", "blog/atom.xml"),
        ("text/plain", "blog/titles.txt"),
    ]
    links = site.page("about/").xpath("//footer//a[contains(@href, 'blog/')]")
    assert [link.text_content() for link in links] == ["Atom feed", "Titles", "Archive"]


def test_a_directive_shows_its_text(site: Publication) -> None:
    (box,) = site.main("posts/2026/a/").find_class("container")
    assert box.text_content().strip() == "Apart."


def test_a_look_is_that_of_the_owner(site: Publication) -> None:
    (sheet,) = (site.site / "_static").glob("site-*.css")
    assert sheet.read_text(encoding="utf-8").count("--accent: #00507a") == 1
    assert [said.text_content() for said in site.page("").find_class("harbour")] == ["Come in."]


def test_the_tests_that_hold_each_list_hold_what_was_added(project: Path) -> None:
    said = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *HELD)
    assert f"{len(HELD)} passed" in said
