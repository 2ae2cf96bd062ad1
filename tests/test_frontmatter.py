from __future__ import annotations

import pytest

from publishing.frontmatter.frontmatter import FrontMatter, read_front_matter
from publishing.frontmatter.node import Entry, Items, Node, Scalar, Table
from publishing.frontmatter.problem_list import ProblemList
from publishing.model.file_limits import BOUNDS, Bounds
from tests.heads import problems_of, read

DATED = "date: 2026-01-01\n"


def take_apart(data: str | bytes, bounds: Bounds = BOUNDS) -> tuple[FrontMatter | None, list[str]]:
    problem_list = ProblemList("posts/x.md")
    data = data.encode() if isinstance(data, str) else data
    front = read_front_matter(data, bounds, problem_list)
    return front, [
        f"{p.line}:{p.column} {p.code} | {p.message} | {p.help}" for p in problem_list.problems
    ]


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {entry.key: plain(entry.value) for entry in node.entries}


def values(front: FrontMatter | None) -> dict[str, object]:
    assert front is not None
    return {entry.key: plain(entry.value) for entry in front.entries}


# Finding it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "keys", "body", "body_line"),
    [
        ("---\ntitle: A\n---\nText\n", {"title": "A"}, "Text\n", 4),
        ("---  \ntitle: A\n--- \t\nText\n", {"title": "A"}, "Text\n", 4),
        ("---\ntitle: A\n...\nText\n", {"title": "A"}, "Text\n", 4),
        ("\n \n---\ntitle: A\n---\nText", {"title": "A"}, "Text", 6),
        ("\ufeff---\ntitle: A\n---\nText", {"title": "A"}, "Text", 4),
        ("---\r\ntitle: A\r\n---\r\nText\r\n", {"title": "A"}, "Text\n", 4),
        ("---\rtitle: A\r---\rText\r", {"title": "A"}, "Text\n", 4),
        ("---\ntitle: A\n---", {"title": "A"}, "", 3),
        ("---\n---\nText", {}, "Text", 3),
        ("---\n# nothing\n---\nText", {}, "Text", 4),
        ("---\ntitle:\tA\ndate:\t2021\n---\n", {"title": "A", "date": "2021"}, "", 5),
        ("+++\ntitle = 'A'\n+++\nText", {"title": "A"}, "Text", 4),
        ("Text\n\n---\n\ntitle: A\n---\n", {}, "Text\n\n---\n\ntitle: A\n---\n", 1),
        ("---\n\nA rule\n\n---\n\nText", {}, "---\n\nA rule\n\n---\n\nText", 1),
        ("", {}, "", 1),
        ("---", {}, "---", 1),
        # Pelican
        (
            "Title: A: b\nDate: 2010-12-03 10:20\nSummary: One\n    two\n\nText",
            {"Title": "A: b", "Date": "2010-12-03 10:20", "Summary": "One two"},
            "\nText",
            5,
        ),
        ("Title: A\nno key\n\nText", {}, "Title: A\nno key\n\nText", 1),
        ("Note: this is text\n\nText", {}, "Note: this is text\n\nText", 1),
    ],
)
def test_front_matter_is_found_where_other_tools_find_it(
    text: str, keys: dict[str, str], body: str, body_line: int
) -> None:
    front, told = take_apart(text)
    assert told == []
    assert front is not None
    assert (values(front), front.body, front.body_line) == (keys, body, body_line)


@pytest.mark.parametrize(
    ("text", "problem", "keys", "body"),
    [
        (
            "---\ntitle: A\ndate: 2026-01-01\n\nText\n",
            "1:1 front-matter-unclosed | the front matter that starts here has no '---' at its end"
            " | write a line '---' after line 3",
            {"title": "A", "date": "2026-01-01"},
            "\nText\n",
        ),
        (
            "---\ntitle: A\n\nText, with a 'quote.\n\n---\n\nMore\n",
            "1:1 front-matter-unclosed | the front matter that starts here has no '---' at its end"
            " | write a line '---' after line 2",
            {"title": "A"},
            "\nText, with a 'quote.\n\n---\n\nMore\n",
        ),
        (
            "+++\ntitle = 'A'\n\nText\n",
            "1:1 front-matter-unclosed | the front matter that starts here has no '+++' at its end"
            " | write a line '+++' after line 2",
            {"title": "A"},
            "\nText\n",
        ),
        (
            "title: A\ntags:\n- b\n---\nText\n",
            "1:1 front-matter-unopened | the front matter has a '---' at its end and none before it"
            " | write a line '---' before line 1",
            {"title": "A", "tags": ["b"]},
            "Text\n",
        ),
        (
            "—\ntitle: A\n—\nText\n",
            "1:1 front-matter-fence | the front matter starts with '—', not with '---'"
            " | write '---' at the beginning of the line, and nothing else",
            {"title": "A"},
            "Text\n",
        ),
        (
            "\n ---\ntitle: A\n ---\nText\n",
            "2:1 front-matter-fence | the front matter starts with ' ---', not with '---'"
            " | write '---' at the beginning of the line, and nothing else",
            {"title": "A"},
            "Text\n",
        ),
        (
            "---\ntitle: A\n-----\nText\n",
            "3:1 front-matter-fence | the front matter ends with '-----', not with '---'"
            " | write '---' at the beginning of the line, and nothing else",
            {"title": "A"},
            "Text\n",
        ),
        (
            "---\ntitle: A\n---\n\n---\nmyst: {}\n---\nText\n",
            "5:1 front-matter-second | a second front matter"
            " | move its keys into the first, and delete its lines '---'",
            {"title": "A"},
            "\n---\nmyst: {}\n---\nText\n",
        ),
    ],
)
def test_a_fence_that_is_not_right_is_one_error_and_what_was_meant_is_read(
    text: str, problem: str, keys: dict[str, object], body: str
) -> None:
    front, told = take_apart(text)
    assert told == [problem]
    assert front is not None
    assert (values(front), front.body) == (keys, body)


# Files that are no text ------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            "---\ntitle: é\n---\n".encode("latin-1"),
            "2:8 file-encoding | byte 0xE9 is not UTF-8"
            " | save the file as UTF-8; in Windows-1252 that byte is 'é'",
        ),
        (
            b"---\r\ntitle: A\r\n---\r\n\xc3\xa9 \x93quoted\x94",
            "4:3 file-encoding | byte 0x93 is not UTF-8"
            " | save the file as UTF-8; in Windows-1252 that byte is '“'",
        ),
        (
            b"\xef\xbb\xbf\x81",
            "1:1 file-encoding | byte 0x81 is not UTF-8 | save the file as UTF-8",
        ),
        # A lone surrogate.
        (
            b"a\n\xed\xa0\x80",
            "2:1 file-encoding | byte 0xED is not UTF-8"
            " | save the file as UTF-8; in Windows-1252 that byte is 'í'",
        ),
        (
            "---\ntitle: A\n---\n".encode("utf-16"),
            "1:1 file-format | the file is UTF-16, not UTF-8 | save it as UTF-8",
        ),
        (
            "---\ntitle: A\n---\n".encode("utf-16-be"),
            "1:1 file-format | the file is UTF-16, not UTF-8 | save it as UTF-8",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            "1:1 file-format | the file is a PNG picture, not text"
            " | save the post as Markdown, in plain text",
        ),
        (
            b"PK\x03\x04word/document.xml",
            "1:1 file-format | the file is a ZIP archive, perhaps of a word processor, not text"
            " | save the post as Markdown, in plain text",
        ),
        (
            b"---\ntitle: A\n---\nText \0 and more text, all of it fine\n",
            "4:6 file-format | the file is binary: this is a NUL byte"
            " | save the post as Markdown, in plain text",
        ),
    ],
)
def test_a_file_that_is_no_text_says_what_it_is(data: bytes, problem: str) -> None:
    front, told = take_apart(data)
    assert front is None
    assert told == [problem.replace("save it as", "save the file as")]


def test_each_control_character_is_told_once_with_its_first_place() -> None:
    front, told = take_apart("---\ntitle: A\x1b[2J\n---\nB\x1b and \x93this\x94\u2028\f\n")
    assert told == [
        "2:9 control-character | U+001B (escape) is no text (2 in this file) | delete it",
        "4:8 control-character | U+0093 (a control character) is no text"
        " | write '“' if that was meant, or delete it",
        "4:13 control-character | U+0094 (a control character) is no text"
        " | write '”' if that was meant, or delete it",
        "4:14 control-character | U+2028 (line separator) is no text: a space is read for it"
        " | delete it",
        "4:15 control-character | U+000C (form feed) is no text: a space is read for it"
        " | delete it",
    ]
    assert values(front) == {"title": "A\ufffd[2J"}


# Reading it ------------------------------------------------------------------


def test_values_are_what_was_written_and_know_where() -> None:
    text = "---\n\ntitle: No\ntags:\n  - 1.10\n  - 'on'\nauthor: {name: 012}\n---\n"
    front, told = take_apart(text)
    assert told == []
    assert front is not None
    assert front.entries == (
        Entry("title", Scalar("No", True, (3, 8)), (3, 1)),
        Entry(
            "tags",
            Items((Scalar("1.10", True, (5, 5)), Scalar("on", False, (6, 5))), (5, 3)),
            (4, 1),
        ),
        Entry(
            "author",
            Table((Entry("name", Scalar("012", True, (7, 16)), (7, 10)),), (7, 9)),
            (7, 1),
        ),
    )


def test_toml_is_read_into_the_same_with_its_places() -> None:
    text = (
        "+++\ntitle = 'A = b' # why\ndate = 2026-05-01T10:00:00Z\ndraft = false\n"
        'text = """\ntitle = "no key"\n"""\nlist = [\n  1.5, # x = 1\n  "[b]",\n]\n\n'
        "[taxonomies]\n  tags = ['c']\n[extra.\"deep er\"]\nimage = 'x.png'\n+++\nText\n"
    )
    front, told = take_apart(text)
    assert told == []
    assert front is not None
    assert front.body_line == 18
    assert values(front) == {
        "title": "A = b",
        "date": "2026-05-01T10:00:00+00:00",
        "draft": "false",
        "text": 'title = "no key"\n',
        "list": ["1.5", "[b]"],
        "taxonomies": {"tags": ["c"]},
        "extra": {"deep er": {"image": "x.png"}},
    }
    positions = {entry.key: (entry.position, entry.value.position) for entry in front.entries}
    assert positions["title"] == ((2, 1), (2, 9))
    assert positions["list"] == ((8, 1), (8, 8))
    taxonomies = front.entries[5].value
    assert isinstance(taxonomies, Table)
    assert taxonomies.entries[0].position == (14, 3)
    assert taxonomies.entries[0].value.position == (14, 10)


QUOTES = "front-matter-quotes"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("title: Foo: bar", f"11 {QUOTES} | title: text with a ': ' in it needs quotation marks"
         ' | write title: "Foo: bar"'),
        ("title: Foo:", f"11 {QUOTES} | title: text with a ': ' in it needs quotation marks"
         ' | write title: "Foo:"'),
        ('title: A "b": c', f"13 {QUOTES} | title: text with a ': ' in it needs quotation marks"
         " | write title: 'A \"b\": c'"),
        ('title: It\'s "b": c', f"16 {QUOTES} | title: text with a ': ' in it needs quotation"
         ' marks | write title: "It\'s \\"b\\": c"'),
        *(
            (f"title: {text}", f"8 {QUOTES} | title: text that starts with '{text[0]}' needs"
             f' quotation marks | write title: "{text}"')
            for text in ("@ann says", "`code` here", "%20 of it", "*Bold* claim", "[Draft] Foo",
                         "{x} foo", "| foo", "> foo", ", foo", "- foo", "? foo", "{{ page.title }}")
        ),
        ("title: 'It's here'", f"8 {QUOTES} | title: the quotation marks do not match"
         ' | write title: "It\'s here"'),
        ('title: "Foo', f'8 {QUOTES} | title: the quotation marks do not match'
         ' | write title: "Foo"'),
        ('title: "Foo" and more', f"8 {QUOTES} | title: the quotation marks do not match"
         " | write title: '\"Foo\" and more'"),
        ('title: "Say "hi""', f"8 {QUOTES} | title: a quotation mark inside the text"
         " | write title: 'Say \"hi\"'"),
        ("title: 'a' and 'b'", f"8 {QUOTES} | title: a quotation mark inside the text"
         " | write title: \"'a' and 'b'\""),
        ('title: "C:\\Users"', f"8 {QUOTES} | title: a '\\' that starts no escape"
         " | write title: 'C:\\Users'"),
        ('title: "\\ud800"', f"8 {QUOTES} | title: half a character, written as an escape"
         " | write the whole character"),
        ('title: "\\ud83d\\ude00"', f"8 {QUOTES} | title: a character written as two escapes"
         ' | write title: "😀"'),
        ("title: *note", "8 front-matter-alias | title: '*note' repeats a part of YAML, which is"
         ' not read here | write title: "*note"'),
        ("title: &note x", "8 front-matter-alias | title: '&note' repeats a part of YAML, which is"
         ' not read here | write title: "&note x"'),
        ("title: !important x", "8 front-matter-type | title: '!important' is a type of YAML,"
         ' which is not read here | write title: "!important x"'),
        ("title: !!python/object/apply:os.system [ls]", "8 front-matter-type | title:"
         " '!!python/object/apply:os.system' is a type of YAML, which is not read here | write"
         ' title: "!!python/object/apply:os.system [ls]"'),
        ("tags: [C#, *, @b]", f"13 {QUOTES} | tags: an item of this list needs quotation marks"
         ' | write tags: ["C#", "*", "@b"]'),
        ("tags: [a, b", "7 front-matter-bracket | tags: the '[' is never closed"
         " | write tags: [a, b]"),
        ("tags: [a, b]]", f"13 {QUOTES} | tags: an item of this list needs quotation marks"
         " | write tags: [a, b]"),
        ("title:Foo", "7 front-matter-space | title: no space after the ':' | write title: Foo"),
        ("title", "6 front-matter-space | title: no ':' after the key"
         " | write title: and its value"),
        ("title = Foo", "7 front-matter-equals | title: an '=' where YAML has a ':'"
         " | write title: Foo"),
        ("  title: Foo", "1 front-matter-indent | title: this line is indented"
         " | start it at the beginning of the line"),
        ("\ttitle: Foo", "1 front-matter-indent | title: this line is indented"
         " | start it at the beginning of the line"),
        ("tags:\n\t- a", "1 front-matter-tab | a tab indents this line | indent with spaces"),
        ("description: one\n  two: three", f"6 {QUOTES} | a ': ' in text that goes on from the line"
         " before | put the whole text in quotation marks"),
    ],
)  # fmt: skip
def test_each_usual_slip_is_one_error_with_the_line_that_was_meant(line: str, problem: str) -> None:
    number = 3 + line.count("\n")
    _, told = take_apart(f"---\nlayout: post\n{line}\nauthor: Ann\n---\nText\n")
    assert told == [f"{number}:{problem}"]


def test_all_slips_of_a_post_are_told_in_one_run_and_the_rest_is_read() -> None:
    keys = "title: 'It's\ntags: @a\ndate: 30 Feb\nauthor: *b\nredirect_from: ../x\ndraft: soon"
    assert problems_of(keys) == [
        f"2:8 error {QUOTES} | title: the quotation marks do not match | write title: \"'It's\"",
        f"3:7 error {QUOTES} | tags: text that starts with '@' needs quotation marks"
        ' | write tags: "@a"',
        "4:7 error date-invalid | date: '30 Feb' is not a date | write date: 2026-02-28",
        "5:9 error front-matter-alias | author: '*b' repeats a part of YAML, which is not read here"
        ' | write author: "*b"',
        "6:16 error redirect-invalid | redirect_from: '../x' leads up: '.' and '..' are no parts of"
        " an address | write it as /old/address/",
        "7:8 error flag-invalid | draft: 'soon' is neither true nor false"
        " | write draft: true or draft: false",
    ]


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("- a\n- b", "2:1 front-matter-syntax | the front matter is a list, not lines of"
         " 'key: value' | write title: … in its first line, or delete the lines '---' around it"),
        ("some text\nmore", "2:1 front-matter-syntax | the front matter is text, not lines of"
         " 'key: value' | write title: … in its first line, or delete the lines '---' around it"),
        ("title: A\n--- b", "3:1 front-matter-documents | a second YAML document starts here"
         " | delete this line"),
        ("title: A\n- b", "3:1 front-matter-syntax | this line does not fit the lines before it"
         " | indent it like the line above, or write it as key: value"),
        ("title: A\n? [a, b]\n: c", "3:3 front-matter-syntax | the key is not a word"
         " | write it as key: value"),
        ("title: A\ntags: a\ntitle: B", "4:1 key-repeated | title: given twice, first on line 2"
         " | keep one of them"),
        ("author: {name: A, name: B}", "2:19 key-repeated | name: given twice, first on line 2"
         " | keep one of them"),
        ("title: #1 of all", "2:8 front-matter-comment | title: from '#' on, this is a comment"
         ' | write title: "#1 of all"'),
        ("title: C # and more", "2:10 front-matter-comment | title: from '#' on, this is a comment"
         ' | write title: "C # and more"'),
        ("tags: #rust", "2:7 front-matter-comment | tags: from '#' on, this is a comment"
         ' | write tags: "#rust"'),
        ("tags: rust, #go", "2:13 front-matter-comment | tags: from '#' on, this is a comment"
         ' | write tags: "rust, #go"'),
        ("tags:\n  - a\n  - #rust\n  - b", "4:5 front-matter-comment | tags: from '#' on, this is"
         ' a comment | write - "#rust"'),
        ("series: Part #1", "2:14 front-matter-comment | series: from '#' on, this is a comment"
         ' | write series: "Part #1"'),
        ("tags:\n- C #sharp", "3:5 front-matter-comment | tags: from '#' on, this is a comment"
         ' | write - "C #sharp"'),
    ],
)  # fmt: skip
def test_what_no_line_alone_can_mend(keys: str, problem: str) -> None:
    _, told = take_apart(f"---\n{keys}\n---\nText\n")
    assert told[0] == problem


@pytest.mark.parametrize(
    "keys",
    [
        *("title: 'A' # why", "date: 2026-05-01 # why", "title: C#", "draft: true #for now"),
        *("tags: a # why", "tags: [a, 'b #c']", "tags: # all\n- a", "tags:\n# all\n- a"),
    ],
)
def test_a_comment_that_is_meant_as_one_is_none_of_our_business(keys: str) -> None:
    assert take_apart(f"---\n{keys}\n---\nText\n")[1] == []


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("title: A", "2:6 front-matter-equals | title: a ':' where TOML has '='"
         ' | write title = "A"'),
        ("title = A b", '2:9 front-matter-quotes | title: text needs quotation marks'
         ' | write title = "A b"'),
        ("title = 'A", '2:9 front-matter-quotes | title: text needs quotation marks'
         ' | write title = "A"'),
        ("tags = [a, 'b']", "2:8 front-matter-quotes | tags: a text in this list needs quotation"
         ' marks | write tags = ["a", "b"]'),
        ("title = 'A'\ntitle = 'B'", "3:1 key-repeated | title: given twice | keep one"),
        ("author", "2:7 front-matter-syntax | this line has no 'key ='"
         ' | write it as key = "value"'),
    ],
)  # fmt: skip
def test_slips_in_toml_have_their_mends_in_toml(keys: str, problem: str) -> None:
    assert take_apart(f"+++\n{keys}\n+++\nText\n")[1] == [problem]


def test_a_date_that_does_not_exist_is_a_matter_of_dates_in_toml_too() -> None:
    _, told = read("+++\ntitle = 'A'\ndate = 2026-02-30\n+++\nText\n")
    assert told == [
        "3:8 error date-invalid | date: '2026-02-30' is not a date | write date = 2026-02-28"
    ]
    _, told = read("+++\ntitle = 'A'\ndate = may first\n+++\nText\n")
    assert len(told) == 1
    assert "is not a date" in told[0]


# Bounds ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bounds", "problem"),
    [
        ("x" * 11, Bounds(file_bytes=10), "1:1 file-size | the file has 11 bytes; a post has at"
         " most 10 | split the post, or leave data out of it"),
        ("---\ntitle: é\n---\n", Bounds(front_matter_bytes=9), "2:1 front-matter-size | the front"
         " matter has 10 bytes; at most 9 are read | shorten it"),
        ("---\ntitle: A\ntitle: Abc\n---\n", Bounds(line=9), "3:1 front-matter-line | a line of 10"
         " characters; at most 9 are read | break it into several"),
        ("---\ntags: [[a]]\n---\n", Bounds(depth=2), "2:8 front-matter-depth | lists and tables are"
         " nested deeper than 2 | write it flat"),
        ("+++\ntags = [['a']]\n+++\n", Bounds(depth=2), "2:1 front-matter-depth | lists and tables"
         " are nested deeper than 2 | remove some"),
        ("---\na: {b: 1}\nc: 2\n---\n", Bounds(keys=2), "3:1 front-matter-keys | the front matter"
         " has more than 2 keys | remove some"),
        ("+++\na = {b = 1}\nc = 2\n+++\n", Bounds(keys=2), "2:1 front-matter-keys | the front"
         " matter has more than 2 keys | remove some"),
    ],
)  # fmt: skip
def test_bounds_are_kept_before_anything_is_built(text: str, bounds: Bounds, problem: str) -> None:
    assert take_apart(text, bounds)[1] == [problem]


@pytest.mark.parametrize(
    "keys",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "a: " + "[" * 8000,
        "a: " + "{a: " * 2000,
        "- " * 4000,
        "? " * 4000,
        "\n".join(f"k{n}: 'x" for n in range(3000)),
        "\n".join(f"k{n}: x: y" for n in range(3000)),
        "x: !!python/name:os.system",
        "x: 1" + "0" * 8000,
        "x: .inf\ny: 190:20:30\nz: 0o17\n2026-02-30: x\n1: y\n~: z",
        "<<: {title: A}",
        "%TAG ! tag:example.org,2026:\n---\ntitle: A",
    ],
)
def test_hostile_yaml_is_read_or_refused_and_nothing_else(keys: str) -> None:
    front, told = take_apart(f"---\n{keys}\n---\nText\n")
    assert front is not None
    assert len(told) <= BOUNDS.keys
    assert all(len(problem) < 1000 for problem in told)


@pytest.mark.parametrize(
    "keys",
    [
        "a = " + "[" * 8000,
        "a" + ".a" * 4000 + " = 1",
        "a = 9" + "9" * 8000,
        "a = 0x" + "f" * 8000,
        "a = 1e9999\nb = nan",
        'a = "\\ud800"',
        "a = {" + "b = {" * 1600,
        "\n".join(f"a{n}: x" for n in range(3000)),
    ],
)
def test_hostile_toml_is_read_or_refused_and_nothing_else(keys: str) -> None:
    front, told = take_apart(f"+++\n{keys}\n+++\nText\n")
    assert front is not None
    assert len(told) <= 20


def test_bare_keys_without_end_are_a_body() -> None:
    text = "Title: a\n" + "    b\n" * 100_000
    front, told = take_apart(text)
    assert front == FrontMatter((), text, 1)
    assert told == []


def test_what_could_not_be_read_is_not_told_to_be_missing() -> None:
    assert problems_of('"title: A') == [
        "2:1 error front-matter-syntax | a quotation mark is opened here and never closed"
        " | close it"
    ]
