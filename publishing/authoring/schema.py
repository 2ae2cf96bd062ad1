"""The front matter, described for editors and for people, from the table that reads it.

Three things are made of :mod:`publishing.frontmatter.keys`, and a test holds each of them current:

- a JSON schema (draft 2020-12), for editors that know what stands at the top of Markdown;
- snippets for Visual Studio Code, which complete keys and explain them without any extension;
- the table in CONTRIBUTING.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from publishing.frontmatter.keys import KEYS, REFUSED, Key
from publishing.frontmatter.kind import Kind

SCHEMA: Final = ".vscode/front-matter.schema.json"
SNIPPETS: Final = ".vscode/front-matter.code-snippets"
GUIDE: Final = "CONTRIBUTING.md"


def describe(root: Path) -> int:
    """Write the schema, the snippets and the table of the project in *root*.

    :returns: 0, or 2 if the guide has no place for the table.
    """
    guide = root / GUIDE
    text = guide.read_text(encoding="utf-8")
    if _MARKED.search(text) is None:
        sys.stderr.write(f"{GUIDE} has no lines '{_BEGIN}' and '{_END}' for the table\n")
        return 2
    guide.write_text(with_table(text), encoding="utf-8", newline="\n")
    for path, made in ((SCHEMA, schema()), (SNIPPETS, snippets())):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(dumped(made), encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {SCHEMA}, {SNIPPETS} and the table in {GUIDE}\n")
    return 0


def dumped(value: object) -> str:
    """Return JSON as the files hold it."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON schema of front matter.

    It is kinder than the reader: what the site only warns of is allowed, and what a value
    means (a date that exists, a picture that is there) is for `make check` to say.
    """
    properties: dict[str, Any] = {}
    for key in KEYS:
        properties[key.name] = {
            "description": f"{key.description} {key.effect}",
            "examples": [_example(key)],
            **key.kind.schema,
        }
        for name in key.aliases:
            properties.setdefault(
                name, {"description": f"Read as {key.name}.", "$ref": f"#/properties/{key.name}"}
            )
        for name in key.opposites:
            about = f"Read as the opposite of {key.name}."
            properties.setdefault(name, {"description": about, **Kind.FLAG.schema})
    # Hugo's `published` is a day, Jekyll's a truth value.
    properties["published"] = {"description": properties["published"]["description"]}
    for name, mend in REFUSED.items():
        if name != "html_meta":
            properties[name] = {"description": f"Refused: {mend}.", "not": {}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a post",
        "type": "object",
        "properties": properties,
        "additionalProperties": True,
    }


def snippets() -> dict[str, Any]:
    """Return snippets of Visual Studio Code: one a key, and one for the whole front matter."""
    whole = ["---", 'title: "${1:What the post is about}"', f"date: ${{2:{_TODAY}}}"]
    whole += ["author: ${3:name or id}", 'description: "$4"', "tags: [$5]", "draft: true", "---"]
    found: dict[str, Any] = {
        "front matter": {
            "scope": "markdown",
            "prefix": "front matter",
            "description": "The keys that a post begins with. make new writes them too.",
            "body": [*whole, "", "$0"],
        }
    }
    for key in KEYS:
        found[f"front matter: {key.name}"] = {
            "scope": "markdown",
            "prefix": key.name,
            "description": f"{key.description} {key.effect}",
            "body": [f"{key.name}: {_body(key)}"],
        }
    return found


def with_table(text: str) -> str:
    """Return the guide with the table between its marks made anew."""
    table = "\n".join(rows())
    return _MARKED.sub(lambda _: f"{_BEGIN}\n\n{table}\n\n{_END}", text)


def rows() -> Iterator[str]:
    """Yield the lines of the table in the guide."""
    yield "| key | such as | what it is, and what the site does with it | also read |"
    yield "|---|---|---|---|"
    for key in KEYS:
        others = [f"`{name}: false`" for name in key.opposites]
        others += [f"`{name}`" for name in key.aliases]
        more = " …" if len(others) > _SHOWN else ""
        about = f"{key.description} {key.effect}"
        yield f"| `{key.name}` | `{key.example}` | {about} | {', '.join(others[:_SHOWN])}{more} |"


def _example(key: Key) -> Any:
    if key.kind is Kind.FLAG:
        return key.example == "true"
    if key.example.startswith("["):
        return [item.strip() for item in key.example.strip("[]").split(",")]
    return key.example


def _body(key: Key) -> str:
    """Return the value that a snippet offers, to be typed over."""
    if key.kind is Kind.FLAG:
        return f"${{1|{key.example},{'false' if key.example == 'true' else 'true'}|}}"
    if key.kind is Kind.DATE:
        return f"${{1:{_TODAY}}}"
    if key.kind.is_prose:
        return f'"${{1:{key.example}}}"'
    if key.example.startswith("["):
        return f"[${{1:{key.example.strip('[]')}}}]"
    return f"${{1:{key.example}}}"


_TODAY: Final = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_BEGIN: Final = "<!-- front matter: begin -->"
_END: Final = "<!-- front matter: end -->"
_MARKED: Final = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
_SHOWN: Final = 4
"""Other names of a key in the table; the schema has all of them."""
