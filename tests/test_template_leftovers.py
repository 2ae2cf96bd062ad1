"""Template tags of other generators, named as their authors wrote them."""

from __future__ import annotations

import pytest

from publishing.compat.template_leftovers import leftovers


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("{% image 'a.png' %} {% image 'b.png' %}", [("{% image %}", 2)]),
        ("{%- include a.html -%}", [("{% include %}", 1)]),
        ("{{ page.title }}", [("{{ page.title }}", 1)]),
        ("{{ '/a' | relative_url }}", [("{{ … | relative_url }}", 1)]),
        ('{{< figure src="a.png" >}} {{<figure src="b.png">}}', [("{{< figure >}}", 2)]),
        ("{{% note %}}Text.{{% /note %}}", [("{{% note %}}", 1)]),
        ("{{< my-own.box >}}", [("{{< my-own.box >}}", 1)]),
        ("{% raw %}{{ x }}{% endraw %} {% comment %}{{ x }}\n{% endcomment %} {# {{ x }} #}", []),
        ("{% image_with_class\n'a.png'\n'b' %}", [("{% image_with_class %}", 1)]),
        ("{% if x %}a{% endif %} {% unended", [("{% if %}", 1), ("{% unended %}", 1)]),
        ("`{{< figure >}}` and `{% raw %}`", []),
    ],
)
def test_tags_are_named(text: str, tags: list[tuple[str, int]]) -> None:
    assert [(found.tag, found.count) for found in leftovers(text, [])] == tags
