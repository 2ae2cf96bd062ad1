"""Quotes are curled as docutils curls them, only faster, and never in code or addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docutils.utils.smartquotes import educate_tokens
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.render.smart_quotes import curled, shown
from tests.rendering import Renderer

TEXT = st.text(alphabet="abZ0é'\". (—’“,!\n", max_size=20)


def educated(tokens: list[tuple[str, str]], language: str = "en") -> list[str]:
    made = educate_tokens(iter(tokens), attr="qDe", language=language)
    return [shown(text) for text in made]


@given(st.lists(TEXT, max_size=4), st.sampled_from(["en", "de", "fr", "fi", "ja"]))
@example(["It's", ' a "day', "'s\" work"], "en")
@example(["rock 'n' roll of the '90s", "o'clock..."], "en")
@example(["a--b --- c -- d", "1990--1995"], "en")
def test_the_same_comes_out(texts: list[str], language: str) -> None:
    expected = educated([("plain", text) for text in texts], language)
    assert educated([curled(text) for text in texts], language) == expected


def test_most_texts_are_left_alone() -> None:
    assert curled("It's plain. Nothing to curl here, or is there?") == (
        "literal",
        "It’s plain. Nothing to curl here, or is there?",
    )
    assert curled('Say "so".')[0] == "plain"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://example.org/a--b... and on", "https://example.org/a--b… and on"),
        ('"https://example.org/it\'s".', "“https://example.org/it's”."),
        ("(see example.org/a--b)", "(see example.org/a--b)"),
        ("www.a--b.org, a--b@example.org", "www.a--b.org, a--b@example.org"),
        ("--dry-run, (--no-x=y) and -a/--all", "--dry-run, (--no-x=y) and -a/--all"),
        ('git log --format="%h -- %s"', 'git log --format="%h -- %s"'),
        ('a--b.txt, block__part--mod and "x"', "a--b.txt, block__part--mod and “x”"),
        ("f(...) and 1...10 and i--", "f(...) and 1...10 and i--"),
        ("<!-- x --> and y --> z", "<!-- x --> and y --> z"),
        (r'C:\dir\.git and "a\'b"', r"C:\dir\.git and “a\’b”"),
        ('time--which "is" money...', "time–which “is” money…"),
        ("one -- two --- three", "one – two — three"),
        ('"example.org", "file.txt"', "“example.org”, “file.txt”"),
    ],
)
def test_addresses_and_code_stay_as_they_were_written(written: str, read: str) -> None:
    assert educated([curled(written)]) == [read]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<https://example.org/a--b> --- so", "https://example.org/a--b — so"),
        ("https://example.org/a--b --- so", "https://example.org/a--b — so"),
        ("[a--b](https://example.org/a--b)", "a–b"),
        ("Type <kbd>--x</kbd> or <code>\"a\"--b</code>, 'so'", 'Type --x or "a"--b, ‘so’'),
        ("Call {command}`ls --all \"x\"` 'now'", 'Call ls --all "x" ‘now’'),
    ],
)
def test_a_post_shows_them_so(renderer: Renderer, body: str, text: str) -> None:
    assert renderer.render(body).rendered.excerpt == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('"x"/"y", and:"z", a|"b"', "“x”/“y”, and:“z”, a|“b”"),
        ('He said."What?" She left,"No!"', "He said.“What?” She left,“No!”"),
        ('<a href="https://e.example/">"y"</a>, <b>"y"</b> <i>\'z\'</i>', "“y”, “y” ‘z’"),
        ('と"OK"を 中文"引号"测试 と\'漢字\'を', "と“OK”を 中文“引号”测试 と‘漢字’を"),
        ('그는**"가"**라고 "안녕"이라고', "그는“가”라고 “안녕”이라고"),
        ('a **"b"** c, *"one" two*, /"**b**"', "a “b” c, “one” two, /“b”"),
        ("'68 and rock 'n' roll, '90s, get 'em", "’68 and rock ’n’ roll, ’90s, get ’em"),
        ("the 'n' is '68' and 'cause'", "the ‘n’ is ‘68’ and ‘cause’"),
        ('a 5"x3" card, "a"-"b" and (“x”)', "a 5”x3” card, “a”-“b” and (“x”)"),
    ],
)
def test_a_mark_opens_without_a_space_before_it(renderer: Renderer, body: str, text: str) -> None:
    assert renderer.render(body).rendered.excerpt == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Hallo“ und ‚so‘, it’s"),
        ("de-AT", "„Hallo“ und ‚so‘, it’s"),
        ("de-CH", "«Hallo» und ‹so›, it’s"),
        ("fr", "«\N{NO-BREAK SPACE}Hallo\N{NO-BREAK SPACE}» und “so”, it’s"),
        ("sv", "”Hallo” und ’so’, it’s"),
        ("pl", "„Hallo” und «so», it’s"),
        ("en-GB", "“Hallo” und ‘so’, it’s"),
        ("", "“Hallo” und ‘so’, it’s"),  # that of the site, English
        ("ja", "\"Hallo\" und 'so', it's"),  # which Sphinx leaves alone, as zh-CN
        ("zh-TW", "\"Hallo\" und 'so', it's"),
        ("sw", "\"Hallo\" und 'so', it's"),  # of which docutils knows no marks
    ],
)
def test_quotes_are_those_of_the_language_of_the_post(
    renderer: Renderer, language: str, text: str
) -> None:
    body = "\"Hallo\" und 'so', it's"
    post = replace(renderer.post(), language=language, body=body)
    rendered = renderer.renderer.render(post)
    # The excerpt has plain spaces.
    assert rendered.body == f"<p>{text}</p>\n".replace("\xa0", "&nbsp;")
    assert rendered.problems == ()
