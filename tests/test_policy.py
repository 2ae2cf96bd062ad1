"""The policy: that it lists what exists, and that SECURITY.md says the same."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from publishing.policy import rules as policy
from tests.publication import PROJECT
from tests.rendering import FIRST_LINE, Renderer

SECURITY = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")


def listed(heading: str) -> set[str]:
    """The names in code under a heading of SECURITY.md."""
    section = SECURITY.split(f"### {heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"`([^`]+)`", section))


def test_security_lists_the_directives() -> None:
    assert listed("Directives") == set(policy.DIRECTIVES)


def test_security_lists_the_roles() -> None:
    colours = {name for name in policy.ROLES if name.startswith("bdg-")}
    assert listed("Roles") == set(policy.ROLES) - colours | {"bdg-primary", "bdg-primary-line"}


def test_security_lists_the_extensions() -> None:
    assert listed("Markdown") == set(policy.EXTENSIONS)


def test_security_lists_the_elements() -> None:
    assert listed("HTML") == set(policy.ELEMENTS)


def test_security_lists_schemes_and_endings() -> None:
    assert listed("Addresses") == set(policy.SCHEMES)
    assert listed("Files") == {*policy.PICTURES, *policy.DOWNLOADS}


@pytest.mark.parametrize(
    "table",
    [policy.DIRECTIVES, policy.ROLES, policy.EXTENSIONS, policy.SCHEMES],
    ids=["directives", "roles", "extensions", "schemes"],
)
def test_everything_allowed_has_a_reason(table: dict[str, str]) -> None:
    assert all(len(reason.split()) >= 2 for reason in table.values())


DANGEROUS = [
    "include",
    "literalinclude",
    "raw",
    "eval-rst",
    "post",
    "postlist",
    "update",
    "toctree",
    "only",
    "ifconfig",
    "index",
    "meta",
    "div",
    "container",
    "class",
    "role",
    "default-role",
    "glossary",
    "contents",
    "sectnum",
    "target-notes",
    "replace",
    "unicode",
    "date",
    "article-info",
    "figure-md",
]


@pytest.mark.parametrize("name", DANGEROUS)
def test_what_acts_beyond_the_post_is_not_listed(name: str) -> None:
    assert name not in policy.DIRECTIVES


@pytest.mark.parametrize("name", ["file", "url", "encoding", "parser", "style", "scale", "loading"])
def test_options_that_read_or_style_are_not_listed(name: str) -> None:
    assert name not in policy.OPTIONS


@pytest.mark.parametrize(
    "name", ["raw", "any", "term", "numref", "octicon", "sub-ref", "fas", "material-round"]
)
def test_roles_that_reach_out_or_draw_are_not_listed(name: str) -> None:
    assert name not in policy.ROLES


def test_substitution_is_not_an_extension() -> None:
    assert "substitution" not in policy.EXTENSIONS


def test_nothing_is_both_allowed_and_replaced() -> None:
    assert not policy.INSTEAD.keys() & policy.DIRECTIVES.keys()


# What each listed directive needs to say anything at all.
EXAMPLES = {
    "admonition": "```{admonition} Title\nText.\n```",
    "button-link": "```{button-link} https://example.org/\nText.\n```",
    "button-ref": "```{button-ref} ../other/index.md\nText.\n```",
    "card": "```{card} Title\nText.\n```",
    "card-carousel": "````{card-carousel} 2\n```{card} a\nText.\n```\n````",
    "card-footer": "````{card}\nText.\n```{card-footer}\nText.\n```\n````",
    "card-header": "````{card}\nText.\n```{card-header}\nText.\n```\n````",
    "centered": "```{centered} Text.\n```",
    "csv-table": "```{csv-table}\n:header: Text., b\n\n1, 2\n```",
    "dropdown": "```{dropdown} Title\nText.\n```",
    "figure": "```{figure} chart.png\nText.\n```",
    "grid": "````{grid} 2\n```{grid-item-card} Title\nText.\n```\n````",
    "grid-item": "````{grid} 2\n```{grid-item}\nText.\n```\n````",
    "grid-item-card": "````{grid} 2\n```{grid-item-card} Title\nText.\n```\n````",
    "image": "```{image} chart.png\n:alt: Text.\n```",
    "list-table": "```{list-table}\n* - Text.\n  - b\n```",
    "math": "```{math}\n\\text{Text.}\n```",
    "rubric": "```{rubric} Text.\n```",
    "sidebar": "```{sidebar} Title\nText.\n```",
    "step": "````{steps}\n```{step} Title\nText.\n```\n````",
    "steps": "````{steps}\n```{step} Title\nText.\n```\n````",
    "tab-item": "````{tab-set}\n```{tab-item} a\nText.\n```\n````",
    "tab-set": "````{tab-set}\n```{tab-item} a\nText.\n```\n````",
    "tab-set-code": "````{tab-set-code}\n```python\nText.\n```\n````",
    "table": "```{table} Title\n| Text. |\n|---|\n| b |\n```",
    "topic": "```{topic} Title\nText.\n```",
}


@pytest.mark.parametrize("name", sorted(policy.DIRECTIVES))
def test_a_listed_directive_shows_its_text(renderer: Renderer, name: str) -> None:
    body = EXAMPLES.get(name, f"```{{{name}}}\nText.\n```")
    proof = renderer.render(body)
    assert proof.errors == []
    assert proof.warnings == []
    assert "Text." in re.sub(r"<(?!img)[^>]*>", "", proof.html)


ROLES = {
    "abbr": ("{abbr}`HTML (HyperText)`", "HTML"),
    "abbreviation": ("{abbreviation}`HTML`", "HTML"),
    "doc": ("{doc}`words <../other/index>`", "words"),
    "download": ("{download}`words <table.csv>`", "words"),
    "eq": ("$$a$$ (words)\n\n{eq}`words`", "(1)"),
    "ref": ("(here)=\n## Words\n\n{ref}`words <here>`", "words"),
    "pep": ("{pep}`8`", "PEP 8"),
    "rfc": ("{rfc}`4287`", "RFC 4287"),
    "cve": ("{cve}`2021-42574`", "CVE 2021-42574"),
    "cwe": ("{cwe}`787`", "CWE 787"),
    "math": ("{math}`w`", "w"),
    "manpage": ("{manpage}`ls(1)`", "ls(1)"),
}


@pytest.mark.parametrize("name", sorted(policy.ROLES))
def test_a_listed_role_shows_its_text(renderer: Renderer, name: str) -> None:
    body, text = ROLES.get(name, (f"{{{name}}}`words`", "words"))
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    assert text in re.sub(r"<[^>]*>", "", proof.html)


@pytest.mark.parametrize("name", [*DANGEROUS, "nonsense"])
@pytest.mark.parametrize("fence", ["```", ":::", "~~~"])
def test_an_unlisted_directive_is_an_error(renderer: Renderer, name: str, fence: str) -> None:
    proof = renderer.render(f"Text.\n\n{fence}{{{name}}} x\ny\n{fence}\n\nMore.")
    code = "directive-refused" if name in policy.INSTEAD else "directive-unknown"
    if name in policy.DROPPED:
        code = "directive-dropped"
    assert [*proof.errors, *proof.warnings] == [(FIRST_LINE + 2, code)]
    assert bool(proof.errors) == (name not in policy.DROPPED)
    assert proof.html == "<p>Text.</p>\n<p>More.</p>\n"


MESSAGES = [
    (
        "```{include} other.md\n```",
        "posts/2026/here/index.md:5:1: error: {include} is not allowed\n"
        "    help: copy the text into the post",
    ),
    (
        "```{noet}\nText.\n```",
        "posts/2026/here/index.md:5:1: error: there is no directive {noet}\n"
        "    help: did you mean {note}?",
    ),
    (
        "```{Note}\nText.\n```",
        "posts/2026/here/index.md:5:1: error: there is no directive {Note}\n"
        "    help: did you mean {note}?",
    ),
    (
        "```{frobnicate}\nText.\n```",
        "posts/2026/here/index.md:5:1: error: there is no directive {frobnicate}\n"
        "    help: SECURITY.md lists what there is",
    ),
    (
        "Some\ntext {kdb}`x`.",
        "posts/2026/here/index.md:6:6: error: there is no role {kdb}\n"
        "    help: did you mean {kbd}?",
    ),
    (
        "```{csv-table}\n:file: table.csv\n```",
        "posts/2026/here/index.md:5:1: error: {csv-table}: the option :file: is not allowed\n"
        "    help: write the rows into the post",
    ),
    (
        "```{figure} chart.png\n:wdith: 3em\n\nText.\n```",
        "posts/2026/here/index.md:6:1: warning: {figure}: there is no option :wdith:\n"
        "    help: did you mean :width:?",
    ),
    (
        "```{note}\n:class: fixed-top\nText.\n```",
        "posts/2026/here/index.md:5:1: warning: the class 'fixed-top' has no effect\n"
        "    help: leave it out: the site has one look",
    ),
    (
        "```{code-block} python\n:emphasize-lines: 1-999999999\nx = 1\n```",
        "posts/2026/here/index.md:5:1: warning: marked lines: '1-999999999' names no lines "
        "of this code\n    help: write numbers and ranges: 1,3-5",
    ),
    (
        "Text.\n\n{% image 'a.png' %} and {% image 'b.png' %}",
        "posts/2026/here/index.md:7:1: warning: leftover template tag {% image %} and 1 more, "
        "read as a picture\n"
        "    help: write ![what it shows](file.png), with the file beside the post",
    ),
]


@pytest.mark.parametrize(("body", "message"), MESSAGES)
def test_a_message_names_place_and_mend(renderer: Renderer, body: str, message: str) -> None:
    assert message in renderer.render(body).said.split("\nposts/2026/here/index.md:1:")[0]


@pytest.mark.parametrize(
    "body",
    [
        "---\nmyst:\n  enable_extensions: [substitution]\n---\n\n{{ 7 * 7 }}",
        "{{ 7 * 7 }}",
        "{{ env.config.project }} {{ self.__init__.__globals__ }}",
    ],
)
def test_template_code_is_text(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert "49" not in proof.html
    assert "{{" in proof.html
    assert "template-leftover" in {code for _, code in proof.warnings}


@pytest.mark.parametrize(
    "body",
    ["`{% raw %}`", "```jinja\n{{ x }}\n```", "    {% indented %}", "$a_{{b}}$", "$$\na_{{b}}\n$$"],
)
def test_template_code_in_code_is_nothing_left_over(renderer: Renderer, body: str) -> None:
    assert renderer.render(body).warnings == []


def test_a_template_tag_in_a_box_is_told_with_its_line(renderer: Renderer) -> None:
    proof = renderer.render("```{note}\nText.\n\n{% include x %}\n```")
    assert proof.warnings == [(FIRST_LINE + 3, "template-leftover")]


@pytest.mark.parametrize("info", ["{.python}", "{ .python .numberLines }", "{.python #id a=b}"])
def test_a_language_as_pandoc_writes_it_is_no_directive(renderer: Renderer, info: str) -> None:
    proof = renderer.render(f"```{info}\nprint(1)\n```")
    assert (proof.errors, proof.warnings) == ([], [])
    assert "highlight-python" in proof.html


def test_an_address_that_no_browser_follows_is_text(renderer: Renderer) -> None:
    proof = renderer.render("[the file](ftp://example.org/a.txt)")
    assert proof.errors == []
    assert proof.warnings == [(FIRST_LINE, "link-scheme")]
    assert proof.html == "<p>the file</p>\n"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("rsync://mirror.example.org/pub/x", "link-scheme"),
        ("io::Error", "link-scheme"),
        ("../../../plugins/blog.md", "link-missing"),
        ("../../../../plugins/", "link-missing"),
        ("../../plugins/blog.md", "link-missing"),
        ("inner/", "link-missing"),
        ("model.obj", "file-ending"),
        ("pack.zip", "file-ending"),
    ],
)
def test_a_link_that_leads_nowhere_is_text_and_a_warning(
    renderer: Renderer, address: str, code: str
) -> None:
    (renderer.folder / "model.obj").write_text("v 0 0 0")
    (renderer.folder / "pack.zip").write_bytes(b"PK")
    proof = renderer.render(f"[the file]({address})")
    assert proof.errors == []
    assert proof.warnings == [(FIRST_LINE, code)]
    assert proof.html == "<p>the file</p>\n"
    assert proof.files == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("../../../../etc/passwd", "link-outside"),
        ("../../../../home/ann/.ssh/id_rsa", "link-outside"),
        ("../../../conf.py", "file-outside"),
        ("run.py", "file-ending"),
        ("page.html", "file-ending"),
        ("key.pem", "file-ending"),
    ],
)
def test_a_link_that_reaches_out_or_to_what_acts_is_refused(
    renderer: Renderer, address: str, code: str
) -> None:
    (renderer.folder / "key.pem").write_text("x")
    proof = renderer.render(f"[the file]({address})")
    assert proof.errors == [(FIRST_LINE, code)]
    assert proof.files == []


@pytest.mark.parametrize(
    "address",
    ["@/posts/2026/flat.md", "@/2026/flat.md", "@/blog/2026/flat.md", "/2026/flat.md"],
)
def test_zola_names_a_post_from_the_root_of_all(renderer: Renderer, address: str) -> None:
    proof = renderer.render(f"[x]({address})")
    assert (proof.errors, proof.warnings) == ([], [])
    assert [a.get("href") for a in proof.find("//a")] == ["../flat/"]


def test_a_post_of_another_folder_is_not_guessed_at(renderer: Renderer) -> None:
    proof = renderer.render("[x](nowhere/flat.md)", "posts/2026/flat.md")
    assert proof.warnings == [(FIRST_LINE, "link-missing")]


def test_a_body_has_no_front_matter(renderer: Renderer) -> None:
    proof = renderer.render("---\ntitle: Other\n---\n\nText.")
    assert proof.errors == []
    assert "Other" in proof.html


def test_the_options_of_one_post_do_not_reach_the_next(renderer: Renderer) -> None:
    refused = renderer.render("> ```{post} 2020-01-01\n> :redirect: ../../x\n> ```")
    assert refused.errors == [(FIRST_LINE, "directive-refused")]
    assert renderer.render("Text.").rendered.problems == ()


@pytest.mark.parametrize(
    "body",
    [
        "# A\n\n## A\n\n### B\n\n[x](#b)",
        "## Café 日本語\n\n[x](#café-日本語)",
        "(here)=\n## A\n\n[](#here) [x](#here) {ref}`here`",
        "```{figure} chart.png\n:name: fig\n\nText.\n```\n\n{ref}`fig` [](#fig)",
        "$$a$$ (one)\n\n[](#equation-one)",
        "[^a]\n\n[^a]: Text.",
    ],
)
def test_links_within_a_post_lead_somewhere(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    ids = {node.get("id") for node in proof.find("//*[@id]")}
    fragments = [node.get("href")[1:] for node in proof.find("//a[starts-with(@href, '#')]")]
    assert fragments
    assert {unquote(fragment) for fragment in fragments} <= ids


def test_a_link_to_no_heading_is_text(renderer: Renderer) -> None:
    proof = renderer.render("Text [there](#nowhere).")
    assert proof.warnings == [(FIRST_LINE, "link-anchor")]
    assert proof.html == "<p>Text there.</p>\n"
