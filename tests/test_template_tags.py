"""Tags of template languages: what each means is shown, and none is run."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.compat.template_tag import Page, Picture, meaning, tag_at
from tests.rendering import FIRST_LINE, Outcome, Renderer


def text(proof: Outcome) -> str:
    return " ".join(str(proof.find(".")[0].text_content()).split())


FILM = Page(
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
)
MEANINGS = [
    ("{{< youtube dQw4w9WgXcQ >}}", FILM),
    ("{{<youtube dQw4w9WgXcQ>}}", FILM),
    ('{{< youtube id="dQw4w9WgXcQ" autoplay="true" >}}', FILM),
    ("{% youtube dQw4w9WgXcQ %}", FILM),
    ('{% include youtube.html id="dQw4w9WgXcQ" %}', FILM),
    ('{% include video id="dQw4w9WgXcQ" provider="youtube" %}', FILM),
    ("{% youtube https://youtu.be/x?t=1 %}", Page("https://youtu.be/x?t=1")),
    (
        "{{< vimeo 146022717 >}}",
        Page("https://vimeo.com/146022717", frame="https://player.vimeo.com/video/146022717"),
    ),
    (
        '{{ "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" | embed: "A: film" }}',
        Page(FILM.address, "A: film", FILM.frame),
    ),
    ("{% gist ann/1234 %}", Page("https://gist.github.com/ann/1234")),
    ("{{< gist ann 1234 >}}", Page("https://gist.github.com/ann/1234")),
    ('{{< tweet user="ann" id="12" >}}', Page("https://twitter.com/ann/status/12")),
    ("{{< tweet 12 >}}", Page("https://twitter.com/i/status/12")),
    ("{% twitter https://twitter.com/ann/status/12 %}", Page("https://twitter.com/ann/status/12")),
    (
        '{{< figure src="a.png" alt="A dot" caption="One &amp; all" width="40" link="b/" >}}',
        Picture("a.png", "A dot", "One & all", "40", "b/"),
    ),
    ('{{< figure src="a.png" title="One" >}}', Picture("a.png", "One", "One")),
    ("{% img /assets/a.png A dot %}", Picture("/assets/a.png", "A dot")),
    ('{% img left /a.png 350 200 "A title" %}', Picture("/a.png", "A title")),
    ('{% include figure.html src="a.png" alt="A dot" %}', Picture("a.png", "A dot")),
    ('{% include figure image_path="/a.jpg" caption="C" %}', Picture("/a.jpg", "C", "C")),
    ('{% image "a.png" "A &ldquo;dot&rdquo;" %}', Picture("a.png", "A “dot”")),
    ('{% image_with_class\n"a b.jpg"\n"img-right"\n"A dot" %}', Picture("a b.jpg", "A dot")),
    ("{% image a.txt %}", None),
    ("{% include header.html %}", None),
    ("{{ page.title }}", None),
    ("{{< ref 'x.md' >}}", None),
    ("{% youtube a b/c %}", None),
    ("{% gist ../../x %}", None),
    ("{% figure %}", None),
]


@pytest.mark.parametrize(("written", "meant"), MEANINGS)
def test_a_tag_means_what_it_shows(written: str, meant: Picture | Page | None) -> None:
    tag = tag_at(f"x{written}y", 1)
    assert tag is not None
    assert tag.end == len(written) + 1
    assert meaning(tag) == meant


@pytest.mark.parametrize(
    "written",
    ["", "x", "{", "{a}", "{{ x", "{% x", "{% a\n\nb %}", "{{< x }}", "{%" + " x" * 2_000 + "%}"],
)
def test_what_has_no_end_is_no_tag(written: str) -> None:
    assert tag_at(written, 0) is None


SHOWN = [
    (
        '{{< figure src="chart.png" alt="x" caption="One" width="40" >}}',
        ("figure", "read as a picture"),
    ),
    ("See {% img chart.png A dot %}.", ("img", "read as a picture")),
    ("See {{<youtube dQw4w9WgXcQ>}}.", ("youtube", "read as a link")),
]


@pytest.mark.parametrize(("body", "told"), SHOWN)
def test_what_is_read_is_told_of(renderer: Renderer, body: str, told: tuple[str, str]) -> None:
    proof = renderer.render(body)
    (problem,) = proof.rendered.problems
    assert (problem.code, problem.line, problem.column) == (
        "template-leftover",
        FIRST_LINE,
        body.index("{") + 1,
    )
    assert told[0] in problem.message
    assert problem.message.endswith(told[1])
    assert "{" not in text(proof)


def test_a_figure_is_a_figure(renderer: Renderer) -> None:
    proof = renderer.render('{{< figure src="chart.png" alt="x" caption="One" link="../other/" >}}')
    (figure,) = proof.find("//figure")
    assert [one.text for one in figure.find_class("caption-text")] == ["One"]
    assert [i.get("alt") for i in figure.iter("img")] == ["x"]
    assert [a.get("href") for a in figure.xpath("./a")] == ["../other/"]


def test_a_film_is_a_frame_where_its_host_is_allowed_and_else_a_link(renderer: Renderer) -> None:
    proof = renderer.render('{{ "https://player.example/embed/x" | embed: "A film" }}')
    assert [f.get("src") for f in proof.find("//iframe")] == ["https://player.example/embed/x"]
    proof = renderer.render("{{< youtube dQw4w9WgXcQ >}}")
    assert proof.find("//iframe") == []
    assert [(a.get("href"), a.text) for a in proof.find("//a")] == [(FILM.address, FILM.address)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{{< figure src="../../../secret.png" >}}', "picture-missing"),
        (
            '{% img x.png "a" %} {{< figure src="chart.png" link="javascript:alert(1).png" >}}',
            "link-scheme",
        ),
        ('{{ "https://a@b.example/" | embed: "x" }}', "link-user"),
    ],
)
def test_what_a_tag_shows_is_judged_as_anything_else(
    renderer: Renderer, body: str, code: str
) -> None:
    proof = renderer.render(body)
    assert code in {found for _, found in proof.errors + proof.warnings}
    assert proof.files in ([], ["posts/2026/here/chart.png"])


SILENT = [
    ("Write {% raw %}`{{ page.title }}`{% endraw %} in it.", "Write {{ page.title }} in it."),
    ("{% raw %}\n```liquid\n{{ x }}\n```\n{% endraw %}", "{{ x }}"),
    ("{%- raw -%}{{ x }} {% y %}{%- endraw -%} z", "{{ x }} {% y %} z"),
    ("a {% comment %}b{% endcomment %} c {# d #} e", "a c e"),
    ("a\n\n{% comment %}\nb\n\n```\nc\n```\n{% endcomment %}\n\nd", "a d"),
]


@pytest.mark.parametrize(("body", "shown"), SILENT)
def test_what_keeps_text_from_being_run_says_nothing(
    renderer: Renderer, body: str, shown: str
) -> None:
    proof = renderer.render(body)
    assert (text(proof), proof.errors, proof.warnings) == (shown, [], [])


def test_any_other_tag_is_text_as_a_whole(renderer: Renderer) -> None:
    body = "A {{< b *c* <u8> https://a.example >}} and {{ d_e_f }}."
    proof = renderer.render(body)
    assert text(proof) == body
    assert proof.find("//a|//em") == []
    assert {code for _, code in proof.warnings} == {"template-leftover"}


BETWEEN = [
    ("{{% note %}}\nA *b*.\n{{% /note %}}", "note", "Note A b."),
    ('{{< callout type="warning" title="T" >}}\nA *b*.\n{{< /callout >}}', "warning", "T A b."),
    ('{{< notice tip "T" >}}\nA *b*.\n{{< /notice >}}', "tip", "T A b."),
    ('{% note "T" %}\nA *b*.\n{% endnote %}', "note", "T A b."),
    ("{{< tip >}}\n{{< tip >}}\nA *b*.\n{{< /tip >}}\n{{< /tip >}}", "tip", "Tip Tip A b."),
]


@pytest.mark.parametrize(("body", "kind", "shown"), BETWEEN)
def test_a_box_between_tags_is_a_box(renderer: Renderer, body: str, kind: str, shown: str) -> None:
    proof = renderer.render(f"Before.\n{body}\n\nAfter.")
    assert (proof.errors, proof.warnings) == ([], [])
    (box,) = proof.find("./div")
    assert kind in box.get("class").split()
    assert " ".join(box.text_content().split()) == shown
    assert len(box.findall(".//em")) == 1


def test_details_unfold(renderer: Renderer) -> None:
    proof = renderer.render('{{< details "Sum" >}}\nText.\n{{< /details >}}')
    assert (proof.errors, proof.warnings) == ([], [])
    assert [one.text for one in proof.find("//*[@class='sd-summary-text']")] == ["Sum"]


def test_what_an_unknown_shortcode_holds_is_code(renderer: Renderer) -> None:
    code = "fn main() -> Result<(), io::Error> { let a: Vec<u8> = v[0](io::stdin()); }"
    proof = renderer.render(
        f'Before.\n{{{{< code-rust "x" >}}}}\n{code}\n{{{{< /code-rust >}}}}\n\nAfter.'
    )
    assert proof.errors == []
    assert proof.warnings == [(FIRST_LINE + 1, "template-leftover")]
    assert [one.text_content().strip() for one in proof.find("//pre")] == [code]
    assert [p.text for p in proof.find("//p")] == ["Before.", "After."]


DEFINED = [
    "[x][1]\n\n[1]: {{ site.url }}/posts/2026/flat/",
    "[x][]\n\n[x]: {% link _posts/flat.md %}",
    '[x][y]\n\n[y]: {{< ref "flat.md" >}}',
    "[x]({{ '/posts/2026/flat/' | url }})",
    '[x]({{< ref "2026/flat.md" >}})',
    '[x]({{< relref "flat" >}})',
    '[x]({{< ref "/blog/2026/flat.md" >}})',
    '[x]({{< ref "blog/flat.md" >}})',
]


@pytest.mark.parametrize("body", DEFINED)
def test_an_address_with_a_tag_leads_to_the_post_that_it_names(
    renderer: Renderer, body: str
) -> None:
    proof = renderer.render(body)
    assert proof.errors == []
    assert [(a.get("href"), a.text) for a in proof.find("//a")] == [("../flat/", "x")]
    assert {code for _, code in proof.warnings} <= {"template-leftover"}


def test_a_definition_that_nobody_can_follow_leaves_the_text(renderer: Renderer) -> None:
    proof = renderer.render("See [the *plan*][plan].\n\n[plan]: {{ site.repository }}/issues/1")
    assert proof.html == "<p>See the <em>plan</em>.</p>\n"
    assert proof.warnings == [(FIRST_LINE + 2, "template-leftover")]


def test_a_name_that_two_posts_have_leads_nowhere(renderer: Renderer) -> None:
    proof = renderer.render(
        '[x]({{< ref "blog/index.md" >}}) [y]({{< ref "draft" >}}) [z](flat.md)'
    )
    assert proof.html == "<p>x y z</p>\n"
    codes = [code for _, code in proof.warnings if code != "template-leftover"]
    assert codes == ["link-missing", "link-missing", "link-unpublished"]


@pytest.mark.parametrize(
    "body", ["[Update]: yes", "> [Update]: yes", "[a]: b\n[Update]: yes\n\n[x][a]"]
)
def test_a_line_that_defines_what_nothing_uses_is_told_of(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    line = FIRST_LINE + body[: body.index("[Update]")].count("\n")
    assert (line, "definition-unused") in proof.warnings


@pytest.mark.parametrize(
    "body", ["[a]: https://a.example", "[//]: # (c)", "[a]: x.png", "[a]: b\n\n[a]"]
)
def test_a_definition_is_no_text(renderer: Renderer, body: str) -> None:
    assert "definition-unused" not in {code for _, code in renderer.render(body).warnings}


def test_a_missing_picture_is_no_excerpt(renderer: Renderer) -> None:
    body = '{% image "no.png" "A dot, two" %}\n\n![Another](no.png)\n\nThe first words.'
    assert renderer.render(body).rendered.excerpt == "The first words."


PIECES = st.sampled_from(
    [
        "{%",
        "%}",
        "{{",
        "}}",
        "{{<",
        ">}}",
        "{#",
        "#}",
        " raw ",
        " endraw ",
        "/x",
        " x ",
        "note",
        '"',
    ]
)


@given(st.lists(PIECES | st.sampled_from("a|\n`[("), max_size=16).map("".join))
def test_any_tags_are_printed(renderer: Renderer, body: str) -> None:
    proof = renderer.render(f"word {body}")
    assert "cannot be rendered" not in proof.said
    assert "word" in proof.html


@pytest.mark.parametrize(
    "piece", ["{%", "{{", "{% a %}", "{{< a >}}\n", "{% raw %}", "{# ", "{% comment %}\n"]
)
def test_no_row_of_tags_takes_long(renderer: Renderer, piece: str) -> None:
    for between in ("", "\n\n"):
        start = time.process_time()
        proof = renderer.render((piece + between) * min(4_000, 9_000 // len(piece)))
        assert time.process_time() - start < 5
        assert "cannot be rendered" not in proof.said
