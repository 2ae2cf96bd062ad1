"""Whatever stands in a file, it is a post or has an error, and every problem has a place in it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from publishing.frontmatter.keys import KEYS
from publishing.frontmatter.post import read_post
from publishing.model.file_limits import BOUNDS
from publishing.model.post import Post
from publishing.model.problem import Problem
from tests.heads import PATH, SETTINGS

NAMES = [name for key in KEYS for name in (key.name, *key.aliases, *key.opposites)]
HOSTILE = [
    *(
        "",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "  ",
        "\n  ",
        "\n- ",
        "\n\t",
        "\n---\n",
        "\n...\n",
        "\n+++\n",
    ),
    *(
        ":",
        ": ",
        "::",
        "-",
        "- ",
        "?",
        "? ",
        ",",
        "[",
        "]",
        "{",
        "}",
        "#",
        " #",
        "&a ",
        "*a",
        "!",
        "!!str ",
    ),
    *(
        "!!python/object:os.system ",
        "|",
        ">",
        "|2-\n",
        "'",
        '"',
        "%",
        "@",
        "`",
        "\\",
        "<<: ",
        "~",
        "=",
        "= ",
    ),
    *("%YAML 1.2\n", "'''", '"""', "[[", "]]", "[a]\n", "[extra]\n", "\\x00", "\\ud800", "\\u202e"),
    *(
        "\0",
        "\x1b[2J",
        "\x85",
        "\u2028",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ufffe",
        "\U0001f3f4",
    ),
    *(
        "é",
        "e\u0301",
        "日本語",
        "&#x202e;",
        "&amp;",
        "<b>",
        "</b>",
        "{{ x }}",
        "{% x %}",
        "$$",
        "# ",
    ),
    *("true", "no", "null", "1e999", "0x" + "f" * 40, "12:30", ".inf", "2026-02-30", "02/01/2026"),
    *(
        "30 Feb",
        "2026-05-01",
        "2026-05-01T10:00:00Z",
        "../x",
        "/a/",
        "https://a@b/",
        "javascript:x",
    ),
    *(
        "myst",
        "html_meta",
        "extra",
        "taxonomies",
        "layout",
        "titel",
        "a, b; c",
        "x" * 120,
        "=====",
        "***",
    ),
]

fragments = st.lists(st.sampled_from([*HOSTILE, *NAMES]) | st.text(max_size=6), max_size=12)
text = fragments.map("".join)
lines = st.lists(
    st.tuples(
        st.sampled_from([*NAMES, "myst", "x"]), st.sampled_from([": ", ":", " = ", ":\n  "]), text
    ).map("".join)
    | text,
    max_size=6,
).map("\n".join)
fenced = st.tuples(
    st.sampled_from(["---\n", "---\r\n", "\n---\n", "\ufeff---\n", "+++\n", "----\n", ""]),
    lines,
    st.sampled_from(["\n---\n", "\n...\n", "\n+++\n", "\r\n---\r\n", "\n—\n", ""]),
    text,
).map("".join)
paths = st.sampled_from(
    [PATH, "posts/2021-06-23-a.md", "posts/2021-02-30-a/index.md", "posts/9999-99-99-.markdown"]
)


def check(path: str, data: bytes) -> None:
    post, problems = read_post(path, data, SETTINGS)
    assert (post is None) == any(problem.is_error for problem in problems)
    last = len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
    for problem in problems:
        check_problem(problem, last)
    if post is not None:
        check_post(post)
    assert read_post(path, data, SETTINGS) == (post, problems)


def check_problem(problem: Problem, last: int) -> None:
    assert 1 <= problem.line <= last, problem
    assert problem.column >= 1
    assert problem.code
    assert problem.message
    assert problem.help
    assert len(str(problem)) < 5000
    assert "\x1b" not in str(problem)


def check_post(post: Post) -> None:
    assert post.title == " ".join(post.title.split()) != ""
    assert len(post.title) <= BOUNDS.title
    assert post.date is not None or post.draft
    for name in (*post.authors, *post.tags, *post.categories):
        assert name == " ".join(name.split()) != ""
        assert len(name) <= BOUNDS.name
    for address in post.redirect_from:
        assert not {"", ".", ".."} & set(address.removesuffix("/").split("/"))
    for text in (post.title, post.description, post.image_alt, *post.authors, *post.tags):
        text.encode()
        assert not set(text) & set("\0\x1b\x85\u2028\u202e\u202d\ufffe\n")


@settings(max_examples=100)
@given(paths, st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    check(path, data)


@settings(max_examples=200)
@given(paths, fenced)
@example(PATH, "---\ntitle: &a [*a]\n---\n")
@example(PATH, "---\n? ? ? ? ? ? ? ? ? ? a\n---\n")
def test_any_front_matter(path: str, text: str) -> None:
    check(path, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(lines)
def test_any_yaml(keys: str) -> None:
    check(PATH, f"---\n{keys}\n---\nText\n".encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(lines)
def test_any_toml(keys: str) -> None:
    check(PATH, f"+++\n{keys}\n+++\nText\n".encode("utf-8", "surrogatepass"))


@settings(max_examples=200)
@given(st.sampled_from(KEYS), st.sampled_from(["'", '"', ""]), text)
def test_any_value_of_a_key(key: object, quote: str, value: str) -> None:
    assert isinstance(key, type(KEYS[0]))
    inner = value.replace("\n", " ").replace("'", "''") if quote == "'" else value
    check(
        PATH, f"---\n{key.name}: {quote}{inner}{quote}\n---\n# T\n".encode("utf-8", "surrogatepass")
    )


@settings(max_examples=200)
@given(text)
def test_any_body_without_a_title(body: str) -> None:
    check(PATH, f"---\ndate: 2026-01-01\n---\n{body}".encode("utf-8", "surrogatepass"))
