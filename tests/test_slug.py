"""The addresses of terms: readable, stable, and never one for two names."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publishing.model.slug import LONGEST, identity_of, slug_of

NAMES = st.text(st.characters(), max_size=80) | st.text(
    st.sampled_from("aAé\u0301b19 -_.'’+#&🎉\u200dß日か\u3099\tĲ/C:%ﬁİıϓ\u0345"), max_size=8
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET", "asp.net"),
        ("node.js", "node.js"),
        ("Python", "python"),
        ("python", "python"),
        ("José", "jose--3gkoduab"),
        ("Jose\u0301", "jose--3gkoduab"),
        ("Jose", "jose"),
        ("日本語", "xn--wgv71a119e"),
        ("हिन्दी", "xn--j2bd4cyah0f"),
        ("عربي", "xn--ngbrx4e"),
        ("open source", "open-source"),
        ("open-source", "open-source"),
        ("  Open \t Source ", "open-source"),
        ("open_source", "open-source"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("J. K. Rowling", "j-k-rowling"),
        ("u.s. digital service", "u.s-digital-service"),
        ("C++ templates", "c-plus-plus-templates"),
        ("2026", "2026"),
        ("m²", "m2--bhboeb7c"),
        ("polka dot", "polka-dot"),
        ("sharp tools", "sharp-tools"),
        ("py\u200bthon", "python"),
    ],
)
def test_readable(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("c plus plus", "c-plus-plus--2zqbiawu"),
        ("dot net", "dot-net--bgzzlz3d"),
        ("R&D", "r-and-d--3lghyfwn"),
        ("r and d", "r-and-d"),
        ("TCP/IP", "tcp-ip--ilu3lcim"),
        ("C--", "c--fgv3nhhz"),
        ("🎉", "sign--mfdcthgv"),
        ("...", "dot-dot-dot--vno7mjn4"),
        ("..", "dot-dot--l3a7pzya"),
        (".", "dot--zw2o4kxk"),
        ("", "sign--4oymiquy"),
        ("con", "con--cfb5uk6f"),
        ("COM1", "com1--sv5etq7i"),
        ("con.txt", "con.txt--2o66fbx5"),
        ("page", "page--gzqdcwu2"),
        ("index", "index--dpaewuur"),
        ("atom.xml", "atom.xml--6kwzx4pj"),
        ("𝐀nn", "ann--vag4nxcw"),
        ("index.html", "index.html--b22uomcg"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "--yueooxze"),
        ("../../etc/passwd", "dot-dot-dot-dot-etc-passwd--g5knnsz2"),
    ],
)
def test_hashed_where_the_name_cannot_be_read_back(name: str, slug: str) -> None:
    """The hashes are written here since an address, once published, never changes."""
    assert slug_of(name) == slug


@given(NAMES, NAMES)
@example("C", "C++")
@example("c++", "c plus plus")
@example("..", "...")
@example("open source", "opensource")
@example("🎉", "🎊")
@example("x" * 61, "x" * 62)
def test_two_names_share_a_slug_only_if_they_are_one_term(one: str, other: str) -> None:
    assert (slug_of(one) == slug_of(other)) == (identity_of(one) == identity_of(other))


@given(NAMES)
def test_identity_is_its_own_identity(name: str) -> None:
    identity = identity_of(name)
    assert identity_of(identity) == identity
    assert slug_of(identity) == slug_of(name)


def test_identity_of_every_folded_character_is_its_own() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    folded = [c for c in characters if unicodedata.normalize("NFD", c).casefold() != c]
    assert [c for c in folded if identity_of(identity_of(c)) != identity_of(c)] == []


@given(NAMES)
@example("\u0301")
@example("a" * 59 + "🎉" + "\u0301" * 9)
@example("𝔘" * 70)
def test_safe_on_every_file_system_and_in_an_address(name: str) -> None:
    slug = slug_of(name)
    assert 0 < len(slug) <= LONGEST + 10
    assert len(slug.encode()) <= 255
    assert slug.strip("-.") == slug
    assert slug == unicodedata.normalize("NFC", slug)
    assert all(c in "-." or unicodedata.category(c)[0] in "LNM" for c in slug)
    assert not unicodedata.category(slug[0]).startswith("M")
    assert slug.partition(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert slug not in {"page", "index", "atom.xml", "feed.json"}
