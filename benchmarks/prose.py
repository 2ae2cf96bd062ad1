"""Plausible Markdown: the paragraphs, lists, code, tables and notes of a benchmark post."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.words import ADJECTIVES, ADVERBS, NOUNS, VERBS, Dice


def title(dice: Dice) -> str:
    """Return a title such as ``Why the stale cache forgets``."""
    adjective, noun, verb = dice.pick(ADJECTIVES), dice.pick(NOUNS), dice.pick(VERBS)
    other, end = dice.pick(NOUNS), dice.pick(ADVERBS)
    return dice.pick(
        (
            f"Why the {adjective} {noun} {verb} the {other}",
            f"What one {noun} {verb} when the {other} is {adjective}",
            f"{adjective.capitalize()} {noun}, {dice.pick(ADJECTIVES)} {other}",
            f"The {noun} that {verb} {end}: notes on one {adjective} {other}",
            f"“{noun.capitalize()} first”: how one {adjective} {other} {verb} {end}",
        )
    )


def sentence(dice: Dice) -> str:
    """Return one sentence of some eight to twenty words, sometimes with inline markup."""
    pick = dice.pick
    subject = f"the {pick(ADJECTIVES)} {pick(NOUNS)}"
    deed = f"{pick(VERBS)} the {_phrase(dice)}"
    shape = dice.below(8)
    if shape == 0:
        return f"{pick(ADVERBS).capitalize()}, {subject} {deed} and {pick(VERBS)} {pick(ADVERBS)}."
    if shape == 1:
        return f"When {subject} {pick(VERBS)} {pick(ADVERBS)}, some {pick(NOUNS)} {deed}."
    if shape == 2:
        return f"{_capital(subject)} {deed}, because no {pick(NOUNS)} {pick(VERBS)} it."
    if shape == 3:
        return f"{_capital(subject)}, which {pick(VERBS)} {pick(ADVERBS)}, {deed} as well."
    if shape == 4:
        return f"It {deed} with its {_phrase(dice)} and {pick(VERBS)} every {pick(NOUNS)}."
    if shape == 5:
        return f"{_capital(subject)} isn't {pick(ADJECTIVES)}: it's what {deed} -- {pick(ADVERBS)}."
    if shape == 6:
        return f'They call it the "{pick(ADJECTIVES)} {pick(NOUNS)}"; {subject} {deed}...'
    return f"{_capital(subject)} {deed}."


def paragraph(dice: Dice) -> str:
    """Return a few sentences on one line, as most writers leave them."""
    return " ".join(sentence(dice) for _ in range(dice.between(3, 7)))


def body(dice: Dice, links: Sequence[str]) -> str:
    """Return 300 to 900 words of Markdown below a title, with a link to each address.

    :param links: addresses as a post would write them, such as ``../2024/plain-page.md``.
    """
    wanted = dice.between(300, 860)
    blocks = [paragraph(dice)]
    count = _words(blocks[0])
    notes: list[str] = []
    waiting = list(links)
    while count < wanted:
        if len(blocks) % 5 == 2:
            blocks.append(f"## {_capital(_plain(dice))} and {dice.pick(NOUNS)}")
        block = _BLOCKS[dice.below(len(_BLOCKS))](dice)
        if block[0].isalpha():
            if waiting:
                block += f" {_mention(dice, waiting.pop())}"
            elif dice.below(9) == 0:
                notes.append(f"[^{len(notes) + 1}]: {sentence(dice)}")
                block += f"[^{len(notes)}]"
        blocks.append(block)
        count += _words(block)
    blocks += [_mention(dice, link) for link in waiting]
    return "\n\n".join([*blocks, *notes]) + "\n"


def _words(text: str) -> int:
    return len(text.split())


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _phrase(dice: Dice) -> str:
    noun = dice.pick(NOUNS)
    shape = dice.below(24)
    if shape == 0:
        return f"`{noun}_{dice.pick(NOUNS)}`"
    if shape == 1:
        return f"**{dice.pick(ADJECTIVES)}** {noun}"
    if shape == 2:
        return f"{noun} of *{dice.pick(NOUNS)}*"
    if shape == 3:
        return f"[{noun}](https://example.org/{noun}/{dice.pick(NOUNS)})"
    return f"{dice.pick(ADJECTIVES)} {noun}" if shape < 14 else noun


def _mention(dice: Dice, link: str) -> str:
    if dice.below(5) == 0:
        return f"See also [](<{link}>)."
    return f"More of this stands in [the {dice.pick(NOUNS)} of then]({link})."


def _bullets(dice: Dice) -> str:
    return "\n".join(f"- {sentence(dice)}" for _ in range(dice.between(3, 6)))


def _steps(dice: Dice) -> str:
    return "\n".join(f"{n}. {sentence(dice)}" for n in range(1, dice.between(3, 5) + 1))


def _quotation(dice: Dice) -> str:
    return f"> {sentence(dice)}\n> {sentence(dice)}"


def _subheading(dice: Dice) -> str:
    return f"**{_capital(_plain(dice))}.** {paragraph(dice)}"


def _plain(dice: Dice) -> str:
    return f"{dice.pick(ADJECTIVES)} {dice.pick(NOUNS)}"


def _table(dice: Dice) -> str:
    rows = [
        f"| {_plain(dice)} | {dice.below(9000) / 100:.2f} | {sentence(dice)} |"
        for _ in range(dice.between(3, 6))
    ]
    return "\n".join([f"| {dice.pick(NOUNS)} | seconds | note |", "| --- | ---: | --- |", *rows])


def _admonition(dice: Dice) -> str:
    return f"```{{{dice.pick(('note', 'tip', 'warning'))}}}\n{sentence(dice)}\n```"


def _formula(dice: Dice) -> str:
    a, b = dice.between(2, 9), dice.between(2, 9)
    return f"```{{math}}\nT(n) = {a}\\,T\\!\\left(\\frac{{n}}{{{b}}}\\right) + O(n^{{{a}}})\n```"


def _inline_formula(dice: Dice) -> str:
    return f"The cost grows as {{math}}`O(n^{dice.between(2, 9)} \\log n)`. {sentence(dice)}"


def _code(dice: Dice) -> str:
    language = dice.pick(tuple(_CODE))
    lines: Iterator[str] = (
        _CODE[language].format(
            a=dice.pick(NOUNS).encode("ascii", "ignore").decode(),
            b=dice.pick(NOUNS).encode("ascii", "ignore").decode(),
            n=dice.between(1, 4096),
        )
        for _ in range(dice.between(1, 4))
    )
    return f"```{language}\n" + "\n".join(lines) + "\n```"


_CODE = {
    "python": (
        "def {a}_{b}(items: list[int], limit: int = {n}) -> int:\n"
        '    """Return the {a} of every {b}."""\n'
        "    return sum(item for item in items if item < limit)  # {b}\n"
    ),
    "rust": "fn {a}({b}: &[u32]) -> Option<u32> {{\n    {b}.iter().copied().max() // {n}\n}}",
    "javascript": "const {a}Count = [{n}, 2].map(({b}) => `${{{b}}} px`).filter(Boolean);",
    "bash": 'for {a} in *.txt; do grep -c "{b}" "${a}" | head -n {n}; done',
    "sql": "SELECT {a}.id, count(*) AS {b}_total FROM {a} WHERE size > {n} GROUP BY {a}.id;",
    "yaml": "{a}:\n  {b}: {n}\n  names: [one, two]",
    "html": '<p class="{a}">The <em>{b}</em> at {n}</p>',
    "css": ".{a} > .{b} {{ margin: {n}px; color: #333; }}",
    "c": 'static int {a}(const char *{b}) {{\n    return printf("%s %d", {b}, {n});\n}}',
    "text": "{a} -> {b} ({n})",
}

_BLOCKS: tuple[Callable[[Dice], str], ...] = (
    *(paragraph,) * 18,
    *(_bullets,) * 4,
    *(_code,) * 4,
    *(_quotation,) * 2,
    *(_steps,) * 2,
    _subheading,
    _table,
    _admonition,
    _formula,
    _inline_formula,
)
