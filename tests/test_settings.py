from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from publishing.conf.settings import Settings, SettingsError
from publishing.frontmatter.post import read_post

GOOD = {
    "project": '"Journal"',
    "site_url": '"https://example.org/j"',
    "site_id": '"example.org,2021"',
}


def load(root: Path, environ: dict[str, str] | None = None, **values: str) -> Settings:
    lines = [f"{name} = {value}" for name, value in (GOOD | values).items() if value]
    (root / "conf.py").write_text("\n".join(lines))
    return Settings.load(root, environ or {})


def refusal(root: Path, environ: dict[str, str] | None = None, **values: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(root, environ, **values)
    return str(caught.value)


def test_the_project_s_own_settings_are_good() -> None:
    found = Settings.load(Path(__file__).parents[1], {})
    assert found.project
    assert found.site_url.startswith("http")


def test_the_address_ends_in_a_slash_and_the_environment_overrides(tmp_path: Path) -> None:
    assert load(tmp_path).site_url == "https://example.org/j/"
    settings = load(tmp_path, {"SITE_URL": "http://localhost:8000", "SITE_LANGUAGE": "pt-BR"})
    assert (settings.site_url, settings.language) == ("http://localhost:8000/", "pt-BR")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"site_url": '"example.org"'}, "conf.py:2:12: error: site_url is 'example.org'"),
        ({"site_url": '"https://a:b@c.d/"'}, "site_url is 'https://a:b@c.d/'"),
        ({"site_url": '"https://c.d/?x"'}, "write an address such as"),
        ({"site_url": "'https://c.d/\"'"}, "write an address such as"),
        ({"site_url": ""}, "conf.py:1:1: error: site_url is not set"),
        ({"project": '"  "'}, "project is ''"),
        ({"project": "['Journal']"}, "project is ['Journal']"),
        ({"project": "object"}, "project is <class 'object'>"),
        ({"licence": "['CC BY 4.0']"}, "conf.py:4:11: error: licence is ['CC BY 4.0']"),
        ({"language": "None"}, "language is None"),
        ({"site_zone": "1"}, "site_zone is 1"),
        ({"posts_per_page": "0"}, "posts_per_page is 0"),
        ({"posts_per_page": "2.5"}, "posts_per_page is 2.5"),
        ({"feed_length": "None"}, "feed_length is None"),
        ({"embed_hosts": '"a.b"'}, "embed_hosts is 'a.b'"),
        ({"embed_hosts": "[1]"}, "embed_hosts is [1]"),
        ({"bounds": "{1: 2}"}, "bounds names 1"),
        ({"copyright": "[1]"}, "copyright is 1"),
        ({"site_id": '"mine"'}, 'write a domain of yours and a day: "example.org,2026"'),
        ({"site_zone": '"Mars"'}, 'write a zone such as "Europe/Paris"'),
        ({"site_zone": '"../etc"'}, 'write a zone such as "Europe/Paris"'),
        ({"language": '"english please"'}, 'write a language tag such as "en" or "pt-BR"'),
        ({"social_cards": '"no"'}, "conf.py:4:16: error: social_cards is 'no'"),
        ({"social_cards": "0"}, "write True or False"),
        ({"feed_length": "0"}, "feed_length is 0"),
        ({"feed_length": "True"}, "write a number from 1 to 1000"),
        ({"posts_per_page": '"10"'}, "posts_per_page is '10'"),
        ({"embed_hosts": '["https://a.b"]'}, 'write a list of hosts: ["example.org"]'),
        ({"licence_url": '"javascript:x"'}, "write an http(s) address, or nothing"),
        ({"copyright": "2026"}, "write a text in quotes"),
        ({"feed_formats": "[]"}, "conf.py:4:16: error: feed_formats is []"),
        ({"feed_formats": '"atom"'}, 'write a list of some of "atom", "json", "rss"'),
        ({"feed_formats": '["atom", "rdf"]'}, "feed_formats names 'rdf'"),
        ({"feed_formats": "[[]]"}, 'use some of "atom", "json", "rss"'),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, values: dict[str, str], message: str) -> None:
    assert message in refusal(tmp_path, **values)


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("embed_hosts", '("a.example",)', ("a.example",)),
        ("embed_hosts", '{"b.example", "a.example"}', ("a.example", "b.example")),
        ("copyright", '["Ann", "Bo"]', "Ann, Bo"),
        ("feed_formats", '("rss", "atom", "rss")', ("rss", "atom")),
        ("site_zone", '__import__("zoneinfo").ZoneInfo("UTC")', ZoneInfo("UTC")),
        ("posts_per_page", '__import__("enum").IntEnum("N", "one two").two', 2),
    ],
)
def test_a_value_may_have_any_type_that_means_the_same(
    tmp_path: Path, name: str, written: str, expected: object
) -> None:
    assert getattr(load(tmp_path, **{name: written}), name) == expected


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    text = refusal(tmp_path, feed_length="0", language="1", site_id="")
    assert [line.split(": ")[2] for line in text.splitlines() if not line.startswith(" ")] == [
        "site_id is not set",
        "language is 1",
        "feed_length is 0",
    ]


def test_the_environment_is_named_for_its_own_mistakes(tmp_path: Path) -> None:
    text = refusal(tmp_path, {"SITE_URL": "nowhere"})
    assert text.startswith("environment:1:1: error: SITE_URL is 'nowhere'")


def test_a_misspelt_name_is_guessed(tmp_path: Path) -> None:
    text = refusal(tmp_path, site_url="", site_ulr='"https://example.org/"')
    assert "did you mean site_url where it says site_ulr?" in text


def test_broken_python_is_a_problem_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("project = 'x'\nsite_url = (\n")
    with pytest.raises(SettingsError, match=r"conf.py:2:12: error: not Python"):
        Settings.load(tmp_path, {})


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('{"file_byte": 5}', "conf.py:4:10: error: bounds names 'file_byte'"),
        ('{"file_byte": 5}', "use one of: file_bytes"),
        ('{"file_bytes": 0}', "bounds says file_bytes is 0"),
        ("[1]", "bounds is [1]"),
    ],
)
def test_bounds_are_known_names_and_numbers(tmp_path: Path, written: str, message: str) -> None:
    assert message in refusal(tmp_path, bounds=written)


def test_a_bound_of_the_publication_holds_its_posts(tmp_path: Path) -> None:
    settings = load(tmp_path, bounds='{"file_bytes": 60}')
    post, problems = read_post("posts/2026/a.md", b"---\ntitle: A\n---\n" + b"word " * 20, settings)
    assert post is None
    assert "60" in problems[0].message
