from __future__ import annotations

import pytest

from publishing.frontmatter.characters import Use, flaw

PROSE, NAME, ADDRESS = Use.PROSE, Use.NAME, Use.ADDRESS


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Plain & simple <b>", NAME),
        ("Ünïcödé, 日本語, עברית, हिन्दी", NAME),
        ("José", NAME),
        ("نمی\u200cخواهم", NAME),  # Persian: a non-joiner
        ("क्\u200dष", NAME),  # Devanagari: a joiner
        ("👩\u200d💻 👨🏽\u200d🚀 ❤\ufe0f 1\ufe0f\u20e3", PROSE),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", PROSE),
        ("ภาษา\u200bไทย", NAME),  # Thai: a place where a line may break
        ("שלום\u200f, world", PROSE),
        ("שלום \u2066world\u2069", PROSE),
        ("שלום \u202aa \u202bב\u202c c\u202c", PROSE),
        ("Donau\u00addampf\u00adschiff", PROSE),
        ("Z̧ạ̧́l̨", PROSE),
        ("a\u00a0b\u2009c", PROSE),
        ("https://example.org/日本/é", ADDRESS),
    ],
)
def test_what_a_language_needs_is_allowed(text: str, use: Use) -> None:
    assert flaw(text, use) == ""


@pytest.mark.parametrize(
    ("text", "use", "found"),
    [
        ("a\x00b", PROSE, "U+0000 (null)"),
        ("a\x1b[2J", PROSE, "U+001B (escape)"),
        ("a\nb", PROSE, "U+000A (line feed)"),
        ("a\x9bb", PROSE, "U+009B (a control character)"),
        ("a\u2028b", PROSE, "U+2028 (line separator)"),
        ("a\ufffeb", PROSE, "U+FFFE"),
        ("\ud800", PROSE, "U+D800"),
        ("invoice\u202egpj.exe", PROSE, "U+202E (right-to-left override)"),
        ("שלום \u202eabc\u202c", PROSE, "U+202E (right-to-left override)"),
        ("a \u2066b\u2069", PROSE, "U+2066 (left-to-right isolate)"),
        ("שלום \u2066a", PROSE, "U+2066 (left-to-right isolate)"),
        ("שלום a\u2069", PROSE, "U+2069 (pop directional isolate)"),
        ("a\u200fb", PROSE, "U+200F (right-to-left mark)"),
        ("Py\u200bthon", NAME, "U+200B (zero width space)"),
        ("Py\u200cthon", PROSE, "U+200C (zero width non-joiner)"),
        ("Py\u200dthon", NAME, "U+200D (zero width joiner)"),
        ("Py\u2060thon", NAME, "U+2060 (word joiner)"),
        ("Py\ufeffthon", NAME, "U+FEFF (zero width no-break space)"),
        ("Py\u00adthon", NAME, "U+00AD (soft hyphen)"),
        ("a\ufe0fb", NAME, "U+FE0F (variation selector-16)"),
        ("a\U000e0061b", PROSE, "U+E0061 (tag latin small letter a)"),
        ("\u3164", NAME, "U+3164 (hangul filler)"),
        ("\u2800", NAME, "U+2800 (braille pattern blank)"),
        ("Z" + "\u0301" * 9, PROSE, "more marks on one letter than any language has"),
        ("https://example.org/a\tb", ADDRESS, "U+0009 (tab)"),
        ("https://example.org/\u2066a\u2069", ADDRESS, "U+2066 (left-to-right isolate)"),
        ("https://example.org/Donau\u00addampf", ADDRESS, "U+00AD (soft hyphen)"),
    ],
)
def test_what_hides_or_deceives_is_named(text: str, use: Use, found: str) -> None:
    assert flaw(text, use) == found
