"""Three sites that have every kind of page: one with all that is hard to lay out, one with a
single post, one with none."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from tests.publication import Publication

TITLE = (
    "Considering becoming post-technical, and why an engineer or analyst should for a while "
    "focus on unmeasurable things"
)
LONG = "DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftA"
SUM = f"${' + '.join(f'x_{{{number}}}' for number in range(30))}$"
AUTHORS = ("Ann Lee", "Bo Berg", "Wolfeschlegelsteinhausenbergerdorff Junior", "Chi", "Dee Ito")
TAGS = (
    *("maps", "tea", "craft", "walls", "moors", "weather"),
    *("kettles", "herons", "cartography", "hydrology", "slowness"),
)

WIDE = f"""
The first words of a post that has everything. They go on for a while, past the end of one line
and to a note[^one], and to {LONG} and
`com.example.reporting.aggregation.QueryPlannerCollectorBean`.

## The first section

A [link to a page elsewhere](https://example.com/a/very/long/path?with=a&query=too) and a second
note.[^two] {"More of the text. " * 60}

```python
def plan(query: str, *, limit: int = 100, more: int = 200, names: tuple[str, ...] = ("a", "b")):
    return [row for row in execute(query) if row["cost"] < limit]
```

```console
$ make html
0 errors
$ make test
```

## A table of many columns

| One | Before, in milliseconds | After, in milliseconds | Scanned | Returned | Index used |
|---|--:|--:|--:|--:|---|
| tickets | 812 | 2400 | 1,204,553 | 50 | idx_tickets_created_at_and_by_whom |

{"Text beneath the table. " * 60}

A root, $\\frac{{1}}{{\\sqrt[3]{{n}}}}$, and a square one, $\\sqrt{{x + y}}$.

### {"A heading as long as a paragraph, which nobody should write and somebody will. " * 3}

$$
\\sum_{{i=0}}^{{n}} x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i
+ x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i + x_i = 0
$$

In a line, {SUM}, <kbd>{LONG}</kbd>, {{bdg}}`{LONG}`, <https://example.com/{LONG}/{LONG}>.

```{{warning}}
A box with {LONG} in it.
```

:::{{dropdown}} {LONG}
{SUM}
:::

::::{{tab-set}}
:::{{tab-item}} {LONG}
- {SUM}
:::
::::

<table><tr><th>One</th>{"<td>1,234,567,890</td>" * 12}</tr></table>

## The last section

![A gradient](wide.png)

```{{figure}} wide.png
A caption with {LONG} and {SUM}.
```

> A quotation that runs over more than one line, so that its manner can be seen as well.

Term
: What it means.

{"The end is near. " * 120}

[^one]: The words of the first note.
[^two]: The words of the second note, with a [link](https://example.com/).
"""

JAPANESE = """
古い地図を持って山へ行く。地図には道がない。山の上には湖があり、湖のほとりには小さな家がある。

## 道のない山

山の地図を描く人は、まず歩き、それから描く。データベースとインターフェースについても同じことが言える。
"""

ARABIC = """
الخريطة ليست هي الأرض، ومن يرسمها يمشي أولا ثم يرسم. في الجبل بحيرة صغيرة.[^1]

## الطريق إلى البحيرة

لا طريق على الخريطة، لكن القرية القديمة تقع وراء الجبل: `make html`.

[^1]: ملاحظة قصيرة.
"""

PEOPLE = """
bo-berg:
  name: Bo Berg
  bio: Walks with a kettle, and writes about what he saw on the way.
  url: https://example.com/bo
  links:
    Mastodon: https://example.social/@bo
"""

PAGES = {
    "home": "",
    "post": "posts/2026/wide/",
    "japanese post": "posts/2026/yama/",
    "arabic post": "posts/2026/jabal/",
    "plain post": "posts/2026/plain/",
    "blog index": "blog/",
    "further part": "blog/page/1/",
    "archive": "blog/archive/",
    "year": "blog/2025/",
    "tags": "blog/tag/",
    "tag": "blog/tag/maps/",
    "categories": "blog/category/",
    "category": "blog/category/fieldwork/",
    "authors": "blog/author/",
    "author": "blog/author/bo-berg/",
    "series list": "blog/series/",
    "series": "blog/series/a-walk/",
    "search": "search/",
    "about": "about/",
    "404": "404.html",
}
"""Every kind of page, by the address of one in the full site."""

LIKE_OTHERS = {
    *("plain post", "further part", "categories", "category", "authors", "series list", "series"),
}
"""Kinds whose template, and all that it holds, is that of another kind as well."""

PAGES_WITHOUT_POSTS = {
    name: PAGES[name]
    for name in ("home", "blog index", "archive", "tags", "categories", "authors", "series list")
} | {"search": "search/", "404": "404.html"}

PAGES_OF_ONE_POST = {
    "home": "",
    "post": "posts/2026/alone/",
    "blog index": "blog/",
    "archive": "blog/archive/",
    "year": "blog/2026/",
    "tags": "blog/tag/",
}


def fill(publication: Publication) -> None:
    """Write the posts of the full site, five to a page of a list."""
    settings = publication.root / "conf.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("posts_per_page = 10", "posts_per_page = 5"), encoding="utf-8")
    publication.write("authors.yml", PEOPLE)
    publication.write("posts/2026/wide/index.md", _post(WIDE, **_wide()))
    publication.write("posts/2026/wide/wide.png", _picture(2000, 700))
    publication.post(
        "yama", JAPANESE, title="山の地図を描くということについて", language="ja", tags="maps"
    )
    publication.post("jabal", ARABIC, title="خريطة الجبل والبحيرة", language="ar", author="Dee Ito")
    publication.post("plain", "Nothing but words.\n", author="Chi", date="2026-03-02")
    for number in range(1, 13):
        publication.post(
            f"walk-{number}",
            f"On the {number}th day we walked, and drew a map of what we saw. The tea was good.\n",
            title=f"A walk, day {number}",
            date=f"2025-{number:02}-01",
            author="Bo Berg",
            tags="maps, tea" if number < 7 else "maps",
            category="Fieldwork",
            **({"series": "A walk"} if number < 4 else {}),
        )


def fill_with_one(publication: Publication) -> None:
    """Write the only post of the site that has one."""
    publication.post("alone", "The only words there are.\n", title="Alone", author="Ann Lee")


def _wide() -> dict[str, str]:
    return {
        "title": TITLE,
        "date": "2026-05-20",
        "updated": "2026-05-25",
        "author": f"[{', '.join(AUTHORS)}]",
        "tags": f"[{', '.join(TAGS)}, {LONG}]",
        "category": "Fieldwork",
        "image": "wide.png",
        "image_alt": "A gradient",
        "description": "What a page looks like when everything is too long for it.",
    }


def _post(body: str, **keys: str) -> bytes:
    front = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{front}---\n{body}".encode()


def _picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(file, "PNG")
    return file.getvalue()
