from __future__ import annotations

import pytest

from publishing.compat.foreign_keys import IGNORED, is_ignored
from publishing.frontmatter.keys import KEYS, REFUSED, Key
from publishing.frontmatter.kind import Kind
from publishing.frontmatter.spelling import find, is_known, nearest, refusal
from tests.heads import read_keys

NAMES = [name for key in KEYS for name in (key.name, *key.aliases, *key.opposites)]


def letters(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def test_no_name_means_two_things() -> None:
    ours = [letters(name) for name in NAMES]
    assert len(set(ours)) == len(ours)
    assert not {letters(name) for name in IGNORED} & set(ours)
    assert not {letters(name) for name in REFUSED} & {*ours, *(letters(n) for n in IGNORED)}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        # The table of the design.
        *(("updated", "updated"), ("last_modified_at", "updated"), ("lastmod", "updated")),
        *(("modified", "updated"), ("authors", "author"), ("summary", "description")),
        *(("excerpt", "description"), ("tags", "tags"), ("keywords", "tags")),
        *(("category", "category"), ("categories", "category"), ("ogimage", "image")),
        *(("og_image", "image"), ("cover", "image"), ("thumbnail", "image"), ("hero", "image")),
        *(("image_alt", "image_alt"), ("draft", "draft"), ("published", "draft")),
        *(("blogpost", "draft"), ("redirect_from", "redirect_from"), ("aliases", "redirect_from")),
        *(("redirect", "redirect_from"), ("canonical_link", "canonical"), ("lang", "language")),
        *(("canonical_url", "canonical"), ("locale", "language"), ("series", "series")),
        *(("external_link", "external_link"), ("featured", "featured"), ("comments", "comments")),
        # Other spellings.
        *(("Title", "title"), ("TITLE", "title"), ("redirect-from", "redirect_from")),
        *(("Last Modified At", "updated"), ("featuredImage", "image"), ("pubDate", "date")),
    ],
)  # fmt: skip
def test_a_key_is_known_by_its_name_in_other_tools_and_other_spellings(
    written: str, name: str
) -> None:
    key = find(written)
    assert key is not None
    assert key.name == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("titel", "title"), ("tittle", "title"), ("dat", "date"), ("auhtor", "author")),
        *(("auther", "author"), ("desciption", "description"), ("tagss", "tags")),
        *(("redirct_from", "redirect_from"), ("catagory", "category"), ("udpated", "updated")),
        *(("thumbnial", "thumbnail"), ("pubilshed", "published"), ("langauge", "language")),
        *(("canonicl", "canonical"), ("github", None), ("x", None), ("", None)),
    ],
)  # fmt: skip
def test_a_misspelt_key_has_a_nearest_one(written: str, meant: str | None) -> None:
    assert nearest(written) == meant


def test_keys_of_other_tools_are_known_without_effect() -> None:
    for name in ("layout", "permalink", "weight", "toc", "slug", "orphan", "tumblr_url", "math"):
        assert is_ignored(name), name
    assert is_ignored("html_theme.sidebar_secondary.remove")
    assert is_ignored("isCJKLanguage")
    assert not is_ignored("title")


def test_keys_that_configure_the_site_are_refused_with_a_mend() -> None:
    for name in ("myst", "html_meta", "substitutions", "enable_extensions"):
        assert (refusal(name) or "").startswith("remove it"), name
    assert refusal("title") is None
    assert is_known("myst")
    assert not is_known("github")


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_key_says_what_it_is_and_its_example_is_read(key: Key) -> None:
    assert key.description.endswith(".")
    assert key.effect.endswith(".")
    line = f"{key.name}: {key.example}"
    others = [other for other in ("title: T", "date: 2026-01-01") if not line.startswith(other[:4])]
    post = read_keys("\n".join([*others, line]), path="posts/2026-01-01-x.md")
    assert key.name in post.positions


def test_every_kind_is_the_kind_of_a_key() -> None:
    assert {key.kind for key in KEYS} == set(Kind)
