from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from publishing.frontmatter.post import read_post
from publishing.model.file_limits import Bounds
from publishing.model.post import Post
from tests.heads import PATH, SETTINGS, problems_of, read, read_keys

SHARED = Path(__file__).parents[2] / "shared"
SEED = SHARED / "seed" / "000_46da532eb3ecd706.txt"
CORPUS = SHARED / "corpora" / "18f"
SIMPLE = "title: T\ndate: 2026-01-01"


def keys(line: str) -> str:
    return f"{SIMPLE}\n{line}"


def test_a_whole_post() -> None:
    text = (
        "---\nlayout: post\ntitle:\tWhat we learned\ndate: 2026-05-01 10:00\nlastmod: 2026-06-12\n"
        "authors: [ann, 'Lee, Bo', ann]\nsummary: Two *short* sentences.\nkeywords: C, C++ ,C#,\n"
        "categories:\n  - Practice\nseries: Learning\nogimage: bridge.jpg\nimage_alt: A bridge\n"
        "lang: en_gb\naliases: /old/one.html\ncanonical_url: https://example.org/a\n"
        "external_link: https://example.org/b\nfeatured: yes\ncomments: off\npermalink: /x/\n---\n"
        "# What we learned\n\nText.\n"
    )
    post, told = read(text, "posts/2026/learned/index.md")
    assert told == []
    assert post is not None
    assert post == Post(
        path="posts/2026/learned/index.md",
        docname="posts/2026/learned/index",
        address="posts/2026/learned/",
        title="What we learned",
        date=post.date,
        updated=post.updated,
        authors=("ann", "Lee, Bo"),
        description="Two short sentences.",
        tags=("C", "C++", "C#"),
        categories=("Practice",),
        series="Learning",
        image="bridge.jpg",
        image_alt="A bridge",
        language="en-GB",
        draft=False,
        redirect_from=("old/one.html",),
        canonical="https://example.org/a",
        external_link="https://example.org/b",
        featured=True,
        comments=False,
        body="\n\nText.\n",
        body_line=22,
        digest=post.digest,
        ignored=("layout", "permalink"),
    )
    assert post.date is not None
    assert post.date.isoformat() == "2026-05-01T10:00:00+02:00"
    assert post.updated is not None
    assert post.updated.isoformat() == "2026-06-12"
    assert len(post.digest) == 64
    assert post.positions["title"] == (3, 8)
    assert post.positions["redirect_from"] == (15, 10)
    assert pickle.loads(pickle.dumps(post)) == post


# Title -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("No", "No"),
        ("on", "on"),
        ("2026-02-30", "2026-02-30"),
        ("1e3", "1e3"),
        ("012", "012"),
        ("12:30:45", "12:30:45"),
        ("NULL", "NULL"),
        ("'~'", "~"),
        ("C#", "C#"),
        ("'  A \t b '", "A b"),
        ('"Jose\\u0301"', "José"),
        ("|\n  Two\n  lines", "Two lines"),
        ("<b>not bold</i>", "<b>not bold</i>"),
        ("Tags like <em> and List<String>", "Tags like <em> and List<String>"),
        ("AT&T & co", "AT&T & co"),
        ("{% raw %}", None),
    ],
)
def test_a_title_is_the_text_that_was_written(written: str, title: str | None) -> None:
    post, told = read(f"---\ndate: 2026-01-01\ntitle: {written}\n---\nText")
    assert (post.title if post else None) == title
    assert told == [] or title is None


@pytest.mark.parametrize(
    ("keys", "body", "title", "rest"),
    [
        ("", "# A *b*\n\nText", "A b", "\n\nText"),
        ("title:", "# A\nText", "A", "\nText"),
        ("title: ~", "Text\n\n## A\n", "A", "Text\n\n## A\n"),
        ("title: ''", "## A\nText", "A", "\nText"),
        ("title: A", "# A\nText", "A", "\nText"),
        ("title: Hello, world!", "# hello *world*\nText", "Hello, world!", "\nText"),
        ("title: A", "## A\nText", "A", "\nText"),
        ("title: A", "## B\nText", "A", "## B\nText"),
        ("title: A", "Text\n# A\n", "A", "Text\n# A\n"),
    ],
)
def test_a_title_is_shown_once(keys: str, body: str, title: str, rest: str) -> None:
    post = read_keys(f"date: 2026-01-01\n{keys}", body)
    assert (post.title, post.body) == (title, rest)


def test_a_heading_that_differs_from_the_title_is_told_and_not_shown() -> None:
    post, told = read(f"---\n{SIMPLE}\n---\n\n# Other\n\nText")
    assert post is not None
    assert (post.title, post.body) == ("T", "\n\n\nText")
    assert told == [
        "6:1 warning title-differs | title: 'T' is the title, not this heading"
        " | delete the heading, or write title: Other"
    ]


def test_the_first_of_several_parts_keeps_its_heading() -> None:
    post, told = read(f"---\n{SIMPLE}\n---\n# One\n\n# Two\n")
    assert post is not None
    assert post.body == "# One\n\n# Two\n"
    assert [line.split(" | ")[0] for line in told] == ["5:1 warning title-differs"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("posts/2021-03-04-hello-world.md", "Hello World"),
        ("posts/2021-03-04-hello-world/index.md", "Hello World"),
        ("posts/2021/über_uns.md", "Über Uns"),
        ("posts/2021-03-04.md", "2021 03 04"),
        ("posts/2021/iOS-14.md", "IOS 14"),
        ("posts/--.md", "Untitled"),
    ],
)
def test_a_post_without_title_and_heading_is_called_by_its_file(path: str, title: str) -> None:
    post, told = read("---\ndate: 2026-01-01\n---\nText", path)
    assert post is not None
    assert post.title == title
    assert told == [
        "1:1 warning title-missing | title: there is none, and no heading: the file's name makes it"
        f" '{title}' | write title: {title}, or start with a heading"
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("title: What &ldquo;this&rdquo; is", "2:8 warning title-markup | title: '&ldquo;' is shown"
         " as it is written: a title is text | write title: What “this” is"),
        ("title: This <em>and</em> that", "2:8 warning title-markup | title: '<em>' is shown as it"
         " is written: a title is text | write title: This and that"),
        ("title: This **and** that", "2:8 warning title-markup | title: '**and**' is shown as it"
         " is written: a title is text | write title: This and that"),
        ("title: The `x` of [y](z)", "2:8 warning title-markup | title: '`x`' is shown as it is"
         " written: a title is text | write title: The x of y"),
        ("title: [Draft]", '2:8 error value-type | title: a list, not text'
         ' | write title: "[Draft]"'),
        ("title: {a: b}", '2:8 error value-type | title: a table, not text'
         ' | write title: "{a: b}"'),
        ('title: "a\\x1b[2Jb"', "2:8 error character-hidden | title: the text holds U+001B (escape)"
         " | delete it, or type the text anew"),
        ('title: "cod\\u202Ege"', "2:8 error character-hidden | title: the text holds U+202E"
         " (right-to-left override) | delete it, or type the text anew"),
        (f"title: {'a' * 401}", "2:8 error value-length | title: 401 characters; at most 400 are"
         " read | shorten it"),
    ],
)  # fmt: skip
def test_a_title_that_needs_a_mend(line: str, problem: str) -> None:
    assert problems_of(f"{line}\ndate: 2026-01-01") == [problem]


def test_what_hides_in_a_heading_is_found_too() -> None:
    assert problems_of("date: 2026-01-01", "\n# a &#x202e; b\n") == [
        "5:1 error character-hidden | title: the text holds U+202E (right-to-left override)"
        " | delete it, or type the text anew"
    ]


# Dates and drafts ------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "line", "date"),
    [
        ("posts/2021-06-23-slug.md", "", "2021-06-23"),
        ("posts/2024-12-5-slug.markdown", "", "2024-12-05"),
        ("posts/2021-06-23-slug/index.md", "", "2021-06-23"),
        ("posts/2021-06-23.md", "", "2021-06-23"),
        ("posts/2021_06_23_slug.md", "", "2021-06-23"),
        ("posts/20210623-slug.md", "", "2021-06-23"),
        ("posts/2021-06-23T10-00-slug.md", "", "2021-06-23"),
        ("posts/2021/06/23/slug.md", "", "2021-06-23"),
        ("posts/2021/06/23/slug/index.md", "", "2021-06-23"),
        ("posts/2021-06-23/slug.md", "", "2021-06-23"),
        ("posts/2021-06-23-slug.md", "date: 2020-01-01", "2020-01-01"),
        ("posts/2021-02-30-slug.md", "date: 2020-01-01", "2020-01-01"),
        ("posts/2021-06-23-slug.md", "url: /2020/01/01/slug/", "2021-06-23"),
        ("posts/a.md", "pubDate: 2020-01-01", "2020-01-01"),
        ("posts/a.md", "published: 2020-01-01", "2020-01-01"),
        ("posts/a.md", "publish: 2020-01-01", "2020-01-01"),
        ("posts/a.md", "path: 2021/03/04/hello", "2021-03-04"),
        ("posts/a.md", "url: https://example.org/blog/2021/3/4/hello.html", "2021-03-04"),
        ("posts/a.md", "permalink: /2021-03-04-hello/", "2021-03-04"),
        ("posts/a.md", "slug: 2021-03-04-hello", "2021-03-04"),
        ("posts/a.md", "extra: {path: 2021/03/04}", "2021-03-04"),
        ("posts/a.md", "date: {created: 2021-03-04}", "2021-03-04"),
        ("posts/a.md", "date: {published: 2021-03-04, icon: x}", "2021-03-04"),
        ("posts/a.md", "date: [2021-03-04]", "2021-03-04"),
    ],
)
def test_the_date_is_given_or_the_file_or_its_address_names_it(
    path: str, line: str, date: str
) -> None:
    post = read_keys(f"title: T\n{line}", path=path)
    assert post.date is not None
    assert post.date.isoformat() == date
    assert not post.draft


def test_material_states_two_days_in_one_table() -> None:
    post = read_keys("title: T\ndate:\n  created: 2021-03-04\n  updated: 2021-04-01")
    assert (post.date and post.date.isoformat()) == "2021-03-04"
    assert (post.updated and post.updated.isoformat()) == "2021-04-01"
    post = read_keys("title: T\ndate:\n  created: 2021-03-04\n  updated:")
    assert (post.date is not None, post.updated) == (True, None)


def test_a_table_in_a_table_has_a_picture_and_its_words() -> None:
    cover = "cover: {image: a.png, alt: A bridge, caption: x}"
    for keys in (cover, f"params: {{{cover}}}", "images: [{src: a.png, alt: A bridge}]"):
        post = read_keys(f"title: T\ndate: 2026-05-01\n{keys}")
        assert (post.image, post.image_alt) == ("a.png", "A bridge")
    post = read_keys(f"title: T\ndate: 2026-05-01\nalt: Stated\n{cover}")
    assert post.image_alt == "Stated"


def test_a_file_name_with_a_day_that_does_not_exist() -> None:
    post, told = read("---\ntitle: T\n---\nText", "posts/2021-02-30-slug.md")
    assert post is None
    assert told == [
        "1:1 error date-invalid | file name: '2021-02-30' is not a date"
        " | rename the file, or write date: 2021-02-28"
    ]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("posts/2026/x.md", ""),
        ("posts/2026/x.md", "date:"),
        ("posts/2026/x.md", "date: ~"),
        ("posts/2026/x.md", "date: ''"),
        ("posts/2026/x.md", "draft: false"),
        ("posts/2026/05/01-part.md", ""),
        ("posts/20211399-x.md", ""),
        ("posts/2026/x.md", "permalink: /:year/:month/:day/:title/"),
        ("posts/2026/x.md", "slug: 2021-13-45-x"),
    ],
)
def test_a_post_without_a_date_has_to_say_that_it_is_a_draft(path: str, line: str) -> None:
    post, told = read(f"---\ntitle: T\n{line}\n---\nText", path)
    assert post is None
    assert told == [
        "1:1 error date-missing | date: there is none, and nothing says that this is a draft"
        " | write date: 2026-05-01, or draft: true"
    ]


@pytest.mark.parametrize(
    ("path", "line", "day", "problem"),
    [
        ("posts/x.md", "Thu Mar  4 11:21:31 CET 2021", "2021-03-04", "date-time | date: 'Thu Mar 4"
         " 11:21:31 CET 2021' has a zone by name, which can be more than one offset: only its day"
         " is read, 2021-03-04 | write date: 2021-03-04T11:21:31+01:00"),
        ("posts/x.md", "2021-03-05 18:30:22 2021 -0800", "2021-03-05", "date-time | date:"
         " '2021-03-05 18:30:22 2021 -0800' is not a time of day: only its day is read, 2021-03-05"
         " | write date: 2021-03-05"),
        ("posts/x.md", "2021-03-06 10h30", "2021-03-06", "date-time | date: '2021-03-06 10h30' is"
         " not a time of day: only its day is read, 2021-03-06 | write date: 2021-03-06"),
        ("posts/2023-12-05-x/index.md", "12/5/2023", "2023-12-05", "date-named | date: '12/5/2023'"
         " could be 12 May or 5 December; the file's name says 2023-12-05"
         " | write date: 2023-12-05"),
        ("posts/2023-12-06-x.md", "6/12/2023", "2023-12-06", "date-named | date: '6/12/2023'"
         " could be 6 December or 12 June; the file's name says 2023-12-06"
         " | write date: 2023-12-06"),
        ("posts/2021-03-04-x.md", "March 2021", "2021-03-04", "date-named | date: 'March 2021' has"
         " no day; the file's name says 2021-03-04 | write date: 2021-03-04"),
        ("posts/2021-03-04-x.md", "4 March", "2021-03-04", "date-named | date: '4 March' has"
         " no year; the file's name says 2021-03-04 | write date: 2021-03-04"),
    ],
)  # fmt: skip
def test_a_clear_day_is_read_and_what_is_unclear_told(
    path: str, line: str, day: str, problem: str
) -> None:
    post, told = read(f"---\ntitle: T\ndate: {line}\n---\nText", path)
    assert post is not None
    assert post.date is not None
    assert post.date.isoformat() == day
    assert told == [f"3:7 warning {problem}"]


@pytest.mark.parametrize(
    ("path", "line", "problem"),
    [
        ("posts/2017-03-01-x.md", "2017-02-29", "date-invalid | date: '2017-02-29' is not a date"
         " | write date: 2017-03-01"),
        ("posts/2021-07-01-x.md", "March 2021", "date-vague | date: 'March 2021' has no day"
         " | write date: 2021-07-01"),
        ("posts/2021-07-01-x.md", "12/5/2023", "date-ambiguous | date: '12/5/2023' could be 12 May"
         " or 5 December | write date: 2023-05-12 or date: 2023-12-05"),
        ("posts/x.md", "2021-03-05 - 2021-03-07", "date-invalid | date: '2021-03-05 - 2021-03-07'"
         " is not a date | write date: 2026-05-01"),
    ],
)  # fmt: skip
def test_a_day_that_is_not_clear_is_refused(path: str, line: str, problem: str) -> None:
    post, told = read(f"---\ntitle: T\ndate: {line}\n---\nText", path)
    assert post is None
    assert told == [f"3:7 error {problem}"]


@pytest.mark.parametrize(
    ("lines", "date", "due"),
    [
        ("date: 2021-01-01\npublishDate: 2021-02-01", "2021-01-01", "2021-02-01"),
        ("publish_date: 2021-02-01", "2021-02-01", "2021-02-01"),
        ("date: 2021-01-01\npublished_at: 2021-01-01", "2021-01-01", "2021-01-01"),
    ],
)
def test_hugo_dates_a_post_otherwise_than_it_publishes_it(lines: str, date: str, due: str) -> None:
    post = read_keys(f"title: T\n{lines}")
    assert post.date is not None
    assert post.due is not None
    assert (post.date.isoformat(), post.due.isoformat()) == (date, due)


@pytest.mark.parametrize(
    "key", ["expires", "expiryDate", "unpublishDate", "expiration_date", "expires_at"]
)
def test_a_post_says_when_it_is_taken_back(key: str) -> None:
    post = read_keys(keys(f"{key}: 2027-01-01"))
    assert post.expires is not None
    assert post.expires.isoformat() == "2027-01-01"
    assert not post.draft


@pytest.mark.parametrize(
    ("line", "held_by", "is_private"),
    [
        *(("draft: true", "draft: true", False), ("draft: 'Yes'", "draft: Yes", False)),
        *(("draft: on", "draft: on", False), ("draft:", "", False), ("draft: false", "", False)),
        *(("published: false", "published: false", False), ("published: true", "", False)),
        *(("publish: no", "publish: no", False), ("blogpost: no", "blogpost: no", False)),
        *(("blogpost: true", "", False), ("status: draft", "status: draft", False)),
        *(("Status: published", "", False), ("status: scheduled", "", False)),
        *(("status: in progress", "status: in progress", False), ("wip: 1", "wip: 1", False)),
        *(("status: private", "status: private", True), ("private: true", "private: true", True)),
        *(("visibility: members", "visibility: members", True), ("visibility: public", "", False)),
        *(("visibility: x", "visibility: x", True), ("hidden: true", "hidden: true", True)),
        *(("unlisted: true", "unlisted: true", True), ("unlisted: false", "", False)),
        *(("password: x1", "password", True), ("password: false", "", False)),
        *(("build: {list: never}", "build", True), ("_build: {render: never}", "_build", True)),
        *(("build: {list: always}", "", False), ("render: false", "render: false", True)),
        *(("permalink: false", "permalink: false", True), ("headless: 1", "headless: 1", True)),
        *(("extra: {unlisted: true}", "unlisted: true", True), ("listed: no", "listed: no", True)),
        ("eleventyExcludeFromCollections: true", "eleventyExcludeFromCollections: true", True),
        ("draft: false\npublished: false", "published: false", False),
        ("published: true\ndraft: true", "draft: true", False),
        ("private: true\ndraft: true", "draft: true", False),
    ],
)  # fmt: skip
def test_whatever_holds_a_post_back_holds_it(line: str, held_by: str, is_private: bool) -> None:
    post = read_keys(keys(line))
    assert (post.held_by, post.is_private) == (held_by, is_private)
    assert post.draft is (held_by != "")


@pytest.mark.parametrize("line", ["status: seedling", "hidden: [home]", "public: docs"])
def test_what_says_nothing_of_readers_is_told_of(line: str) -> None:
    key, _, value = line.partition(": ")
    assert problems_of(keys(line)) == [
        f"4:{len(key) + 3} warning audience-unknown | {key}: '{value}' says nothing here of who may"
        " read the post | write draft: true to hold it back, or remove the line"
    ]


def test_a_draft_needs_no_date() -> None:
    assert read_keys("title: T\ndraft: true").draft


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("draft: maybe", "4:8 error flag-invalid | draft: 'maybe' is neither true nor false"
         " | write draft: true or draft: false"),
        ("featured: [a]", "4:11 error flag-invalid | featured: '[a]' is neither true nor false"
         " | write featured: true or featured: false"),
        ("updated: yesterday", "4:10 error date-vague | updated: 'yesterday' is another day"
         " tomorrow | write updated: 2026-05-01"),
        ("lastmod: 02/01/2026", "4:10 error date-ambiguous | lastmod: '02/01/2026' could be 2"
         " January or 1 February | write lastmod: 2026-01-02 or lastmod: 2026-02-01"),
        ("updated: 2025-12-31", "4:10 warning updated-early | updated: 2025-12-31 is before the"
         " post's date, 2026-01-01 | write updated: 2026-01-01"),
        ("pubDate: 2025-01-01", "4:1 warning key-second | pubDate: not read, since date on line 3"
         " says it | keep one of the two"),
    ],
)  # fmt: skip
def test_dates_and_flags_that_need_a_mend(line: str, problem: str) -> None:
    assert problems_of(keys(line)) == [problem]


def test_the_year_of_a_mend_is_that_of_the_path() -> None:
    _, told = read("---\ntitle: T\ndate: 30 Feb\n---\nText", "posts/2024/x/index.md")
    assert told == [
        "3:7 error date-invalid | date: '30 Feb' is not a date | write date: 2024-02-29"
    ]


# Names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("", ()),
        ("[]", ()),
        ("[null, '', ' ']", ()),
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee, Bo", ("Ann Lee", "Bo")),
        ("Ann,, Bo,", ("Ann", "Bo")),
        ("Lee, Ann; Lind, Bo", ("Lee, Ann", "Lind, Bo")),
        ("Martin King, Jr., Ann", ("Martin King, Jr.", "Ann")),
        ("['Lee, Ann', Bo]", ("Lee, Ann", "Bo")),
        ("[Ann, Ann, ann]", ("Ann", "ann")),
        ("[No, 1.10, 2026-01-01]", ("No", "1.10", "2026-01-01")),
        ("'@ann'", ("ann",)),
        ("['@ann', 'a@b']", ("ann", "a@b")),
        ("{name: Ann, url: 'https://example.org'}", ("Ann",)),
        ("[{name: Ann}, {login: bo}]", ("Ann", "bo")),
        ("[[Ann, Bo], [Cy]]", ("Ann", "Bo", "Cy")),
        ('"Jose\\u0301"', ("José",)),
        ("<script>alert(1)</script>", ("<script>alert(1)</script>",)),
    ],
)
def test_names_come_in_many_forms(value: str, names: tuple[str, ...]) -> None:
    assert read_keys(keys(f"author: {value}")).authors == names
    assert read_keys(keys(f"tags: {value}")).tags == names


def test_two_keys_for_a_list_are_read_together() -> None:
    post = read_keys(keys("keywords: b, c\ntags: [a, b]\ntaxonomies: {tags: [d]}"))
    assert post.tags == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("author: {ann: x}", "4:9 error value-type | author: '{ann: x}' is not text"
         " | write text, or a list of texts"),
        ("tags: [a, [[b]]]", "4:12 error value-type | tags: '[b]' is not text"
         " | write text, or a list of texts"),
        ("tags: 'a\u200bb'", "4:7 error character-hidden | tags: the text holds U+200B (zero width"
         " space) | delete it, or type the text anew"),
        (f"tags: {'a' * 101}", "4:7 error value-length | tags: 101 characters; at most 100 are read"
         " | shorten it"),
        (f"tags: [{'a, ' * 101}]", "4:7 error value-items | tags: 101 items; at most 100 are read"
         " | remove some"),
        (f"tags: {'a, ' * 100}", "4:7 error value-items | tags: 101 items; at most 100 are read"
         " | remove some"),
        ("series: [a, b]", "4:9 error value-type | series: 2 names, where one is read"
         " | write series: a"),
        ("language: Quenya", "4:11 error language-invalid | language: 'Quenya' is not a language"
         " tag | write language: en"),
        ("lang: '\"><b>'", "4:7 error language-invalid | lang: '\"><b>' is not a language tag"
         " | write lang: en"),
    ],
)  # fmt: skip
def test_names_that_need_a_mend(line: str, problem: str) -> None:
    assert problems_of(keys(line)) == [problem]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        *(("en", "en"), ("pt_br", "pt-BR"), ("ZH-hans-cn", "zh-Hans-CN"), ("es-419", "es-419")),
        *(("no", "no"), ("sl-rozaj-1994", "sl-rozaj-1994"), ("en-x-Site", "en-x-site")),
        *(("[de]", "de"), ("''", None)),
    ],
)
def test_a_language_is_told_in_its_usual_case(written: str, tag: str | None) -> None:
    assert read_keys(keys(f"language: {written}")).language == tag


# Pictures, text and addresses ------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "image", "alt"),
    [
        ("image: a b.png", "a b.png", ""),
        ("image: /assets/ä.png", "/assets/ä.png", ""),
        ("image:\nhero: h.png", "h.png", ""),
        ("hero: false", None, ""),
        ("image: true", None, ""),
        ("image: ''\nimage_alt: A", None, "A"),
        ("thumbnail: t.png\nimage: i.png", "i.png", ""),
        ("image: {path: p.png, alt: A}", "p.png", "A"),
        ("cover:\n  image: c.png\n  alt: B\nimage_alt: A", "c.png", "A"),
        ("images: [a.png, b.png]", "a.png", ""),
        ("extra: {image: e.png}", "e.png", ""),
        ("html_meta: {'property=og:image': m.png}", "m.png", ""),
    ],
)
def test_a_picture_is_named_in_many_ways(lines: str, image: str | None, alt: str) -> None:
    post = read_keys(keys(lines))
    assert (post.image, post.image_alt) == (image, alt)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("description: A <b>b</b> &amp; *c*", "A b & c"),
        ("description: A **bold** & [linked](https://e.example) story", "A bold & linked story"),
        ("description: A `git bisect`, ~~gone~~ and _so_", "A git bisect, gone and so"),
        ("description: Only <br> these<!-- x -->", "Only these"),
        ("description: a*b*c, *.py and *.md, \\*x", "a*b*c, *.py and *.md, *x"),
        ("description: E=mc^2^, ==new==, ++ctrl+c++, :tada:!", "E=mc2, new, Ctrl+C, 🎉!"),
        (
            "description: a == b == c, 12:30:45, C++ and ++i++, x^2",
            "a == b == c, 12:30:45, C++ and ++i++, x^2",
        ),
        ("description: What __init__ and *args do", "What __init__ and *args do"),
        ("description: A List<String>, the <a> element", "A List<String>, the <a> element"),
        (r"description: C:\new\dir and a < b > c", r"C:\new\dir and a < b > c"),
        ("excerpt: A <b>b</b> &amp; *c* [d](e)", "A b & c d"),
        ("summary: 2 * 3 < 7 & snake_case_word", "2 * 3 < 7 & snake_case_word"),
        ("excerpt: one\ndescription: two", "two"),
        ("excerpt: one\ndescription: ''", "one"),
        ("description: >\n  one\n  two\n\n  three", "one two three"),
        ("myst: {html_meta: {'description lang=en': one}}", "one"),
    ],
)
def test_a_description_is_plain_text(line: str, text: str) -> None:
    assert read_keys(keys(line)).description == text


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("image: [[a.png]]", "4:8 warning image-nameless | image: names no picture, so none is"
         " shown | write image: picture.jpg"),
        ("image: {caption: A, focal_point: smart}", "4:8 warning image-nameless | image: names no"
         " picture, so none is shown | write image: picture.jpg"),
        ("image: \"a\\u202egnp.exe\"", "4:8 error character-hidden | image: the text holds U+202E"
         " (right-to-left override) | delete it, or type the text anew"),
        ("summary: '&#x202e;'", "4:10 error character-hidden | summary: the text holds U+202E"
         " (right-to-left override) | delete it, or type the text anew"),
        ("canonical: /a", "4:12 error address-invalid | canonical: '/a' is not an http or https"
         " address | write the whole address: https://…"),
        ("canonical_link: example.org/a", "4:17 error address-invalid | canonical_link:"
         " 'example.org/a' does not start with https:// | write canonical_link:"
         " https://example.org/a"),
        ("redirect: index", None),
        ("redirect_from: [/a/, ../../b]", "4:22 error redirect-invalid | redirect_from: '../../b'"
         " leads up: '.' and '..' are no parts of an address | write it as /old/address/"),
        (f"redirect_from: /{'a/' * 500}", "4:16 error value-length | redirect_from: 1,001"
         " characters; at most 1,000 are read | shorten it"),
    ],
)  # fmt: skip
def test_pictures_and_addresses_that_need_a_mend(line: str, problem: str | None) -> None:
    assert problems_of(keys(line)) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("lines", "old"),
    [
        ("redirect: a, b", ("a/", "b/")),
        ("redirect: /a/,/b.html", ("a/", "b.html")),
        ("redirect_from: /a/ /b/", ("a/", "b/")),
        ("aliases: ['/a/, /b/', /c/]", ("a/", "b/", "c/")),
        ("redirect_from: /2015/one,two/", ("2015/one,two/",)),
        ("redirect_from: /a b/", ("a b/",)),
    ],
)
def test_old_addresses_stand_in_a_list_or_in_one_text(lines: str, old: tuple[str, ...]) -> None:
    assert read_keys(keys(lines)).redirect_from == old


@pytest.mark.parametrize(
    ("path", "line", "categories", "tags"),
    [
        ("posts/2021-03-04-x.md", "layout: post\ncategories: jekyll update", "jekyll|update", ""),
        ("posts/2021-03-04-x.md", "layout: post\ncategories: Site News", "Site|News", ""),
        ("posts/2021-03-04-x.md", "layout: post\ncategory: Site news", "Site news", ""),
        ("posts/2021-03-04-x.md", "layout: post\ncategories: 'Site news'", "Site news", ""),
        ("posts/2021-03-04-x.md", "layout: post\ncategories: a b, c", "a b|c", ""),
        ("posts/2021-03-04-x.md", "layout: post\ntags: machine learning", "", "machine|learning"),
        ("posts/2021-03-04-x.md", "layout: post\ntag: machine learning", "", "machine learning"),
        ("posts/2021-03-04-x.md", "layout: post\ntags: [machine learning]", "", "machine learning"),
        ("posts/x.md", "layout: post\ncategories: jekyll update", "jekyll|update", ""),
        ("posts/x.md", "layout: post\ntags: machine learning", "", "machine learning"),
        ("posts/x.md", "categories: Site news", "Site news", ""),
        ("posts/x.md", "tags: machine learning", "", "machine learning"),
    ],
)
def test_jekyll_parts_lists_at_spaces(path: str, line: str, categories: str, tags: str) -> None:
    post = read_keys(keys(line), path=path)
    assert "|".join(post.categories) == categories
    assert "|".join(post.tags) == tags


def test_a_list_that_only_looks_like_jekylls_is_told_of() -> None:
    post, told = read(f"---\n{keys('categories: jekyll update')}\n---\nText")
    assert post is not None
    assert post.categories == ("jekyll", "update")
    assert told == [
        "4:13 warning names-spaced | categories: read as 2 categories: jekyll, update"
        " | write categories: [jekyll, update], or category: and one name"
    ]


# Keys ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "severity", "help"),
    [
        ("hide: true\nhide: false", "warning", "keep one of them"),
        ("x: 1\nx: 2", "warning", "keep one of them"),
        ("layout: {a: 1, a: 2}", "warning", "keep one of them"),
        ("description: A\ndescription: A", "warning", "keep one of them"),
        ("description: A\ndescription: B", "error", "keep one of them"),
        ("draft: false\ndraft: true", "error", "keep one of them"),
        ("extra: {image: a.png, image: b.png}", "error", "keep one of them"),
        ("image: {path: a.png, path: b.png}", "error", "keep one of them"),
        ("myst: {}\nmyst: {}", "error", "keep one of them"),
        ("redirect_from: /a/\nredirect_from: /b/", "warning", "write one list; both are read"),
        ("tags: a\ntags: b", "warning", "write one list; both are read"),
    ],
)
def test_a_key_that_stands_twice(lines: str, severity: str, help: str) -> None:
    _, told = read(f"---\n{keys(lines)}\n---\nText")
    [line] = [line for line in told if "key-repeated" in line]
    assert f" {severity} key-repeated | " in line
    assert line.endswith(f" | {help}")


def test_old_addresses_given_twice_are_both_kept() -> None:
    post, _ = read(f"---\n{keys('redirect_from: /a/')}\nredirect_from: /b/\n---\nText")
    assert post is not None
    assert post.redirect_from == ("a/", "b/")


def test_unknown_keys_are_warnings_with_the_nearest_known_one() -> None:
    post, told = read(
        "---\ntitel: A\nauthro: B\ngithub: C\nand so the text: goes on\n---\n# T\n",
        "posts/2026-01-01-x.md",
    )
    assert post is not None
    assert told == [
        "2:1 warning key-unknown | titel: unknown key | write title, if that was meant",
        "3:1 warning key-unknown | authro: unknown key | write author, if that was meant",
        "4:1 warning key-unknown | github: unknown key | remove it: it has no effect",
        "5:1 warning key-unknown | and so the text: unknown key"
        " | put the text above it in quotation marks, if it goes on here",
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("myst: {enable_extensions: [substitution]}", "4:8 error key-refused |"
         " myst.enable_extensions: a post does not set this"
         " | remove it: a post does not configure the site"),
        ("myst: true", "4:1 error key-refused | myst: a post does not set this"
         " | remove it: a post does not configure the site"),
        ("html_meta: {http-equiv=refresh: 0;url=x}", "4:13 error key-refused |"
         " html_meta.http-equiv=refresh: a post does not set this"
         " | remove it: a post does not configure the site"),
        ("Substitutions: {a: b}", "4:1 error key-refused | Substitutions: a post does not set this"
         " | remove it, and write the text where it belongs"),
        ("extra: {myst: {a: b}}", "4:16 error key-refused | extra.myst.a: a post does not set this"
         " | remove it: a post does not configure the site"),
    ],
)  # fmt: skip
def test_a_post_does_not_configure_the_site(line: str, problem: str) -> None:
    assert problems_of(keys(line)) == [problem]


def test_what_is_in_the_tables_of_zola_and_hugo_counts_less_than_what_is_not() -> None:
    text = (
        "+++\ntitle = 'T'\ndate = 2026-01-01\n[taxonomies]\ntags = ['a']\nmoods = ['b']\n"
        "[extra]\ntitle = 'U'\nimage = 'x.png'\ncolour = 'red'\n+++\nText"
    )
    post, told = read(text)
    assert post is not None
    assert (post.title, post.tags, post.image) == ("T", ("a",), "x.png")
    assert post.ignored == ("taxonomies.moods", "extra.colour")
    assert told == [
        "8:1 warning key-second | title: not read, since title on line 2 says it"
        " | keep one of the two"
    ]


def test_a_post_of_pelican_publishes_as_it_is() -> None:
    text = (
        "Title: My super title\nDate: 2010-12-03 10:20\nModified: 2010-12-05 19:30\n"
        "Category: Python\nTags: pelican, publishing\nSlug: my-super-post\n"
        "Authors: Metaireau, Alexis; Doyle, Conan\nSummary: Short version: for index\n\nText.\n"
    )
    post, told = read(text)
    assert told == []
    assert post is not None
    assert (post.title, post.authors) == ("My super title", ("Metaireau, Alexis", "Doyle, Conan"))
    assert (post.tags, post.categories) == (("pelican", "publishing"), ("Python",))
    assert (post.description, post.ignored) == ("Short version: for index", ("Slug",))
    assert (post.body, post.body_line) == ("\nText.\n", 9)


def test_a_post_of_nikola_publishes_as_it_is() -> None:
    text = (
        "<!--\n.. title: My post: a title\n.. slug: my-post\n.. date: 2014-05-06 07:08 UTC+02:00\n"
        ".. tags: nikola, python\n.. category: \n.. link: \n.. type: text\n-->\n\nText.\n"
    )
    post, told = read(text)
    assert told == []
    assert post is not None
    assert (post.title, post.tags) == ("My post: a title", ("nikola", "python"))
    assert post.date is not None
    assert post.date.isoformat() == "2014-05-06T07:08:00+02:00"
    assert (post.body, post.body_line, post.positions["title"]) == ("\nText.\n", 10, (2, 11))


def test_what_an_importer_of_jekyll_left_is_nothing() -> None:
    post = read_keys(
        "title: A\ndate: 2013-01-02\nexcerpt: !ruby/object:Hpricot::Doc\n  options: {}\n"
        "author: {login: bob, display_name: Bob Smith}"
    )
    assert (post.description, post.authors) == ("", ("Bob Smith",))


@pytest.mark.parametrize("text", ["<!-- .. title: x -->\n# H\n", "<!--\n.. slug: x\n-->\n# H\n"])
def test_another_comment_is_a_comment(text: str) -> None:
    post, _ = read(text, "posts/2026-01-01-x.md")
    assert post is not None
    assert post.title == "H"


def test_nikola_writes_its_lines_without_a_comment_too() -> None:
    post, told = read(
        ".. title: A test\n.. slug: x\n.. date: 2021-03-04 18:47:19 UTC\n.. tags: a, b\n\nText.\n"
    )
    assert told == []
    assert post is not None
    assert post.date is not None
    assert (post.title, post.tags, post.date.isoformat()) == (
        *("A test", ("a", "b")),
        "2021-03-04T18:47:19+00:00",
    )
    assert (post.body, post.body_line) == ("\nText.\n", 5)


def test_what_is_no_metadata_in_a_comment_of_nikola_is_told_of() -> None:
    post, told = read(
        "<!--\n.. title: A\n.. date: 2021-03-04\n.. image:: /x.png\n   :alt: a picture\n-->\n"
        "Text.\n"
    )
    assert post is not None
    assert post.body == "Text.\n"
    assert told == [
        "4:1 warning front-matter-line | '.. image:: /x.png' and 1 more: no metadata, and not"
        " read | move it below the end of the comment '-->', if readers are to see it"
    ]


def test_python_markdown_ends_its_lines_with_hyphens_if_it_likes() -> None:
    post, told = read("Title: A\nDate: 2021-03-04 18:50\nSlug: hello\n---\n\nText.\n")
    assert told == []
    assert post is not None
    assert (post.title, post.body, post.body_line) == ("A", "\nText.\n", 5)


def test_hyphens_that_were_forgotten_are_told_of() -> None:
    post, told = read("title: A\ndate: 2021-03-04\n---\nText.\n")
    assert post is not None
    assert (post.title, post.body) == ("A", "Text.\n")
    assert told == [
        "1:1 warning front-matter-unopened | the front matter has a '---' at its end and none"
        " before it | write a line '---' before line 1"
    ]


def test_ablog_states_its_metadata_in_a_directive() -> None:
    text = (
        "# A test\n\n```{post} Mar 4, 2021\n:author: Ann Lee\n:tags: moving, tests\n"
        ":category: Practice\n:external_link: https://example.org/a\n:excerpt: 1\nA note.\n```\n\n"
        "Text.\n"
    )
    post, told = read(text)
    assert told == []
    assert post is not None
    assert post.date is not None
    assert (post.title, post.date.isoformat(), post.authors, post.tags, post.categories) == (
        *("A test", "2021-03-04", ("Ann Lee",), ("moving", "tests"), ("Practice",)),
    )
    assert post.external_link == "https://example.org/a"
    assert post.body == "\n" * 8 + "A note.\n\n\nText.\n"
    assert (post.positions["date"], post.positions["author"]) == ((3, 11), (4, 9))


@pytest.mark.parametrize(
    "body",
    [
        "> ```{post} 2021-03-04\n> ```\n",
        "~~~\n```{post} 2021-03-04\n```\n~~~\n",
        "````{note}\n```{post} 2021-03-04\n```\n````\n",
        "```{post} 2021-03-04\n",
    ],
)
def test_a_directive_of_ablog_inside_of_anything_else_is_left_alone(body: str) -> None:
    post = read_keys(SIMPLE, body)
    assert post.body == body


def test_what_stands_above_the_text_is_stronger_than_a_directive() -> None:
    post, told = read(f"---\n{SIMPLE}\n---\n```{{post}} 2021-03-04\n:tags: a\n```\n")
    assert post is not None
    assert post.date is not None
    assert (post.date.isoformat(), post.tags) == ("2026-01-01", ("a",))
    assert told == [
        "5:1 warning key-second | date: not read, since date on line 3 says it"
        " | keep one of the two"
    ]


def test_bounds_are_a_setting() -> None:
    data = b"---\ntitle: Too long\ndate: 2026-01-01\n---\nText"
    post, problems = read_post(PATH, data, SETTINGS, Bounds(title=7))
    assert post is None
    assert [p.message for p in problems] == ["title: 8 characters; at most 7 are read"]


# Real posts ------------------------------------------------------------------


@pytest.mark.skipif(not SEED.is_file(), reason="the seed is not beside the project")
def test_the_seed_is_read_as_its_author_left_it() -> None:
    post, told = read(SEED.read_bytes(), "posts/2021-06-23-post-technical.md")
    assert told == []
    assert post is not None
    assert post.title.startswith("Considering Becoming Post-Technical?")
    assert (post.authors, post.image) == (("Seve Kim",), "opengraphimage.jpeg")
    assert post.ignored == ("layout",)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
def test_509_posts_of_a_real_blog_are_read_as_their_authors_left_them() -> None:
    posts, told = [], []
    for file in sorted(CORPUS.glob("*.md")):
        post, problems = read_post(f"posts/{file.name}", file.read_bytes(), SETTINGS)
        posts.append(post)
        told += [f"{file.name[:10]} {p.severity.value} {p.code}" for p in problems]
    assert len(posts) == 509
    assert all(post and post.date and post.authors and post.tags for post in posts)
    assert not any(post and post.draft for post in posts)
    assert told == [
        "2014-05-14 warning key-unknown",
        "2015-12-08 warning title-markup",
        "2015-12-16 warning key-unknown",
        "2015-12-17 warning key-unknown",
        "2015-12-22 warning key-unknown",
        "2015-12-29 warning title-markup",
        "2016-01-21 warning title-markup",
        "2022-07-13 warning title-markup",
        "2023-09-05 warning title-differs",
        "2024-02-01 warning title-differs",
    ]


LINKED = "a link or a mailbox is no part of a name"


@pytest.mark.parametrize(
    ("line", "names", "said"),
    [
        (
            "author: '[Ann Lee](https://example.org/ann) (Example Ltd), [Bo Lind](https://e.example)'",
            ("Ann Lee", "Bo Lind"),
            [f"author-link | author: {LINKED}: read as Ann Lee, Bo Lind"],
        ),
        (
            "authors: ['[Ann Lee](https://example.org/)', Bo Lind]",
            ("Ann Lee", "Bo Lind"),
            [f"author-link | authors: {LINKED}: read as Ann Lee"],
        ),
        (
            "author: <a href='https://example.org'>Ann Lee</a>",
            ("Ann Lee",),
            [f"author-link | author: {LINKED}: read as Ann Lee"],
        ),
        (
            "author: Ann Lee <ann@example.org>, Bo Lind <bo@example.org>",
            ("Ann Lee", "Bo Lind"),
            [f"author-link | author: {LINKED}: read as Ann Lee, Bo Lind"],
        ),
        (
            "author: Ann Lee, Executive Director",
            ("Ann Lee", "Executive Director"),
            ["author-role | author: read as 2 authors, of whom one is 'Executive Director'"],
        ),
        ("author: Ann Lee, Bo Lind", ("Ann Lee", "Bo Lind"), []),
        ("author: Martin Lee, Jr.", ("Martin Lee, Jr.",), []),
        ("author: The Editors", ("The Editors",), []),
    ],
)
def test_an_author_is_a_name(line: str, names: tuple[str, ...], said: list[str]) -> None:
    post, told = read(f"---\n{SIMPLE}\n{line}\n---\nText")
    assert post is not None
    assert post.authors == names
    assert [one.partition("warning ")[2].rpartition(" | ")[0] for one in told] == said


@pytest.mark.parametrize("key", ["canonical", "canonical_url", "external_link", "external_url"])
@pytest.mark.parametrize(
    "host", ["аррӏе.com", "exаmple.org", "xn--80ak6aa92e.com", "www.gооgle.com", "ⅽom.example"]
)
def test_an_address_elsewhere_that_looks_like_another_is_refused(key: str, host: str) -> None:
    post, told = read(f"---\n{SIMPLE}\n{key}: https://{host}/a\n---\nText")
    assert post is None
    (problem,) = told
    assert problem.startswith(f"4:{len(key) + 3} error address-invalid | {key}: the host '")
    assert "mixes or imitates letters" in problem


@pytest.mark.parametrize(
    "host", ["bücher.example", "пример.рф", "例え.jp", "xn--bcher-kva.example"]
)
def test_an_address_elsewhere_may_be_of_any_script(host: str) -> None:
    post, told = read(f"---\n{SIMPLE}\ncanonical: https://{host}/a\n---\nText")
    assert told == []
    assert post is not None
    assert post.canonical == f"https://{host}/a"
