"""The words that benchmark posts are made of, and the dice that choose them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate, islice
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


class Dice:
    """A seeded source of choices that falls alike on every machine.

    Python promises the same sequence for one seed only for ``random()``; its other
    methods have changed between versions. So everything here is made of that one.
    """

    __slots__ = ("_roll",)

    def __init__(self, seed: str) -> None:
        self._roll = Random(seed).random

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to, not including, the limit."""
        return int(self._roll() * limit)

    def between(self, low: int, high: int) -> int:
        """Return a whole number of the range, both ends included."""
        return low + int(self._roll() * (high - low + 1))

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """Return one of the choices, each as likely as any other."""
        return choices[int(self._roll() * len(choices))]

    def shuffled(self, items: Sequence[Choice]) -> list[Choice]:
        """Return the items in another order."""
        return [
            items[position]
            for _, position in sorted((self._roll(), position) for position in range(len(items)))
        ]

    def several(self, choices: Sequence[Choice], count: int, totals: Sequence[int]) -> list[Choice]:
        """Return different choices by running totals of their weights."""
        found: list[Choice] = []
        while len(found) < count:
            choice = choices[bisect(totals, int(self._roll() * totals[-1]))]
            if choice not in found:
                found.append(choice)
        return found


def zipf(size: int) -> list[int]:
    """Return the running totals of weights that fall nearly as a language's words do."""
    return list(accumulate(1_000_000 // (rank + 4) for rank in range(1, size + 1)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOUNS = _words(
    """
    account address agreement alarm answer archive argument array backup balance barrier batch
    benchmark binary block border branch bridge browser budget buffer build button cache café
    calendar canvas certificate channel character checklist circuit clock cluster column command
    comment commit compiler condition contract copy corner counter crawler cursor cycle database
    deadline decision default dependency design detail device diagram dialogue dictionary
    directory disk document domain door draft driver edge editor element engine entry error
    estimate event evidence example exception façade factor failure feature feed fence field
    file filter flag folder font form format fragment frame function garden gateway grammar
    graph grid group guard habit handle harbour header heap history hook host idea image import
    index input instance interface interval issue item journal judgement kernel key keyboard
    label language latency layer layout ledger letter library licence limit line link list
    loader lock log loop machine macro map margin marker measure memory menu merge message
    method migration minute mirror model module moment monitor name needle network node notebook
    notice number object offset operator option order outline output owner package page panel
    paragraph parser partition patch path pattern payload permission pipeline pixel plan pointer
    policy pool port practice preview printer problem process profile program promise proof
    protocol proxy query question queue reader record reference registry release replica report
    repository request resolver resource response result review rhythm role router routine row
    rule sample scanner schedule schema scope screen script search section segment selector
    sentence server service session setting shape shell signal sketch snapshot socket source
    stack stage standard state storage stream string structure style summary switch symbol
    system table target task template terminal test thread threshold ticket token tool topic
    trace traffic transaction translation tree trigger tutorial type update user value variable
    vector version view visitor volume warning watcher window word worker workflow workshop
    """
)

VERBS = _words(
    """
    accepts adds adopts allows answers arranges asks avoids balances becomes begins blocks
    borrows breaks builds carries catches changes checks chooses clears closes collects compares
    completes copies corrects counts covers creates cuts decides defines delays deletes depends
    describes discovers divides draws drops encodes ends expects explains exposes extends fills
    finds finishes fits follows forgets formats gathers gives groups guards guesses handles
    helps hides holds ignores improves includes keeps knows labels leaves lists loads locks
    loses makes marks measures mends merges mirrors moves names needs notices observes offers
    opens orders owns parses passes plans predicts prepares prevents prints promises protects
    proves publishes pulls pushes raises reaches reads receives records reduces refuses releases
    removes renders repeats replaces reports requires resolves returns reveals reviews rewrites
    runs saves searches sends separates serves shares shows simplifies sorts splits starts stops
    stores studies supports tests touches traces translates trims trusts updates uses verifies
    visits waits wants warns watches wraps writes
    """
)

ADJECTIVES = _words(
    """
    absent accurate ancient atomic awkward balanced bold bounded brief broken busy calm careful
    cheap clear clever closed cold common complete concurrent constant costly curious daily
    dense direct distant distributed early eager empty exact explicit fair familiar fast faulty
    final firm flat foreign fragile free frequent fresh friendly full gentle global good
    graceful hidden honest idle implicit incremental joint large late lazy legible lively local
    lonely long loose loud mature modest mutable naïve narrow native nested new noisy obvious
    odd open optional ordinary parallel partial patient plain polite portable private proper
    public pure quick quiet random rare raw ready recent regular remote robust rough safe second
    secret serial shallow shared sharp short silent simple single slow small smooth sober spare
    stable stale steady strange strict subtle sudden tidy tiny typical unique unsafe useful
    usual vague valid visible warm weak whole wide young
    """
)

ADVERBS = _words(
    """
    again almost already always barely carefully clearly early easily eventually exactly finally
    gently hardly instead later mostly never nearly often once only perhaps politely quickly
    quietly rarely seldom silently slowly sometimes soon still suddenly today together usually
    """
)

CATEGORIES = ("Craft", "Engineering", "Essays", "Field notes", "Interviews", "Reviews", "Tutorials")

ROLES = ("Editors", "Maintainers", "Operators", "Researchers", "Reviewers", "Testers", "Writers")


def tags(size: int) -> tuple[str, ...]:
    """Return a vocabulary of tags: single words first, then pairs such as ``shared cache``."""
    single = NOUNS[::3]
    pairs = (f"{adjective} {noun}" for noun in NOUNS for adjective in ADJECTIVES[::7])
    return (*single, *pairs)[:size]


def authors(size: int) -> tuple[str, ...]:
    """Return bylines, each a role and never a person: ``Compiler Editors``."""
    names = (f"{noun.capitalize()} {role}" for noun in NOUNS[::5] for role in ROLES)
    return tuple(islice(names, size))
