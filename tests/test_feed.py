import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publishing.feeds import atom, jsonfeed
from publishing.feeds.feed import (
    Entry,
    Feed,
    Place,
    archived,
    by_date,
    entry_id,
    feed_id,
    legible,
)
from publishing.model.author import Person
from publishing.model.dates import Moment

SITE_ID = "post-technical.example,2021"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)

# RFC 4151, section 2.1, whose specific part is RFC 3986's: pchar, "/" and "?".
TAG_URI = re.compile(
    r"tag:[a-z0-9.@_-]+,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*"
)


def day(number: int) -> Moment:
    return Moment(instant=FIRST + timedelta(days=number), day_only=True)


def entry(number: int, **changes) -> Entry:
    values = {"published": day(number), "updated": day(number), "title": f"Post {number}"}
    where = f"posts/post-{number:04}/"
    url = f"https://example.org/{where}"
    return Entry(id=entry_id(SITE_ID, where), url=url, **values | changes)


def feed(*entries: Entry) -> Feed:
    return Feed(
        id=feed_id(SITE_ID, "blog/"),
        url="https://example.org/blog/atom.xml",
        page_url="https://example.org/blog/",
        title="Post-Technical",
        language="en",
        author=Person("Post-Technical"),
        entries=entries,
    )


def position(number: int) -> Place:
    return Place(f"tag:archive-{number}", f"https://example.org/archive-{number}.xml", "../a.css")


@pytest.mark.parametrize(
    ("address", "tail"),
    [
        ("posts/2026/slug/", "posts/2026/slug"),
        ("posts/2021-06-23-post-technical/", "posts/2021-06-23-post-technical"),
        ("posts/日本/", "posts/%E6%97%A5%E6%9C%AC"),
        ("posts/a b'c#d%e:f/", "posts/a%20b%27c%23d%25e%3Af"),
    ],
)
def test_an_entry_is_named_by_its_address_alone(address, tail):
    assert entry_id(SITE_ID, address) == f"tag:{SITE_ID}:{tail}"
    assert feed_id(SITE_ID, address) == f"tag:{SITE_ID}:feed:{tail}"


@given(st.text(min_size=1), st.text(min_size=1))
@settings(derandomize=True, database=None)
def test_ids_are_tag_uris_and_never_shared(one, other):
    ids = [make(SITE_ID, f"{address}/") for make in (entry_id, feed_id) for address in (one, other)]
    assert all(TAG_URI.fullmatch(found) for found in ids)
    assert len(set(ids)) == (2 if one == other else 4)


def test_the_newest_update_comes_first_in_whatever_order_entries_come():
    entries = [entry(0), entry(1), entry(2, updated=day(9)), entry(3)]
    for given_order in (entries, entries[::-1], entries[2:] + entries[:2]):
        titles = [item.title for item in feed(*given_order).newest_first]
        assert titles == ["Post 2", "Post 3", "Post 1", "Post 0"]


def test_posts_of_one_day_are_told_at_instants_of_their_own():
    same_day = {"published": day(5), "updated": day(5)}
    entries = [entry(number, **same_day) for number in range(50)]
    changed = {item.changed for item in entries}
    assert len(changed) == 50
    assert min(changed) >= day(5).instant
    assert max(changed) < day(5).instant + timedelta(seconds=1)
    assert entry(1).changed.isoformat() == "2026-01-02T00:00:00.119413+00:00"


def test_an_instant_is_told_as_it_was_written():
    instant = Moment(instant=FIRST + timedelta(hours=9), day_only=False)
    assert entry(1, updated=instant).changed == instant.instant
    same = [entry(number, updated=instant) for number in (2, 1, 3)]
    titles = [item.title for item in feed(*same).newest_first]
    assert titles == ["Post 1", "Post 2", "Post 3"]


MOMENTS = st.builds(
    lambda days, hours: Moment(
        instant=FIRST + timedelta(days=days, hours=hours), day_only=not hours
    ),
    st.integers(0, 2),
    st.integers(0, 1),
)


def told(whole: Feed) -> list[str]:
    """Return the entries as both formats write them, in their order."""
    tree = etree.fromstring(atom.render(whole))
    items = json.loads(jsonfeed.render(whole))["items"]
    entries = [etree.tostring(found, with_tail=False).decode() for found in tree.iter("{*}entry")]
    return [f"{one}{json.dumps(two)}" for one, two in zip(entries, items, strict=True)]


@given(st.lists(st.tuples(MOMENTS, MOMENTS), min_size=1, max_size=6))
@settings(derandomize=True, database=None)
def test_another_post_changes_no_entry_and_no_order_of_entries(moments):
    entries = [entry(n, published=one, updated=two) for n, (one, two) in enumerate(moments)]
    *before, added = entries
    (own,) = told(feed(added))
    assert [item for item in told(feed(*entries)) if item != own] == told(feed(*before))


def test_a_feed_is_as_new_as_its_newest_entry():
    newest = entry(0, updated=day(7))
    made = feed(entry(1), entry(2), newest)
    assert made.updated == newest.changed.isoformat()
    assert made.updated.startswith("2026-01-08T00:00:00.")


@pytest.mark.parametrize(
    ("site_id", "updated"),
    [
        ("example.org,2021", "2021-01-01T00:00:00Z"),
        ("example.org,2021-06", "2021-06-01T00:00:00Z"),
        ("editors@example.org,2021-06-23", "2021-06-23T00:00:00Z"),
    ],
)
def test_an_empty_feed_is_as_old_as_its_name(site_id, updated):
    assert replace(feed(), id=feed_id(site_id, "blog/")).updated == updated


def documents(whole: Feed, length: int) -> tuple[Feed, ...]:
    """Return the documents of a feed with the entries that they hold."""
    entries = by_date(whole.entries, attrgetter("id"), attrgetter("published"))
    parts = archived(replace(whole, entries=()), len(entries), length, position)
    return tuple(replace(document, entries=entries[held]) for document, held in parts)


def test_a_feed_that_holds_every_post_has_no_archives():
    made = feed(*map(entry, range(4)))
    assert documents(made, 4) == (made,)


def test_archives_are_chained_from_the_newest_to_the_oldest():
    subscribed, *archives = documents(feed(*map(entry, range(7))), 4)
    assert [item.title for item in subscribed.newest_first] == [f"Post {n}" for n in (6, 5, 4, 3)]
    assert subscribed.links == (("prev-archive", "https://example.org/archive-3.xml"),)
    current = ("current", "https://example.org/blog/atom.xml")
    assert [(made.id, made.url, made.stylesheet, made.links) for made in archives] == [
        (*position(1), (current, ("next-archive", position(2).url))),
        (
            *position(2),
            (current, ("prev-archive", position(1).url), ("next-archive", position(3).url)),
        ),
        (*position(3), (current, ("prev-archive", position(2).url))),
    ]
    assert [[item.title for item in made.newest_first] for made in archives] == [
        ["Post 1", "Post 0"],
        ["Post 3", "Post 2"],
        ["Post 5", "Post 4"],
    ]
    assert [made.is_archive for made in (subscribed, *archives)] == [False, True, True, True]


@given(st.integers(0, 60), st.integers(1, 20))
@settings(derandomize=True, database=None)
def test_archives_hold_every_post_and_a_new_post_changes_only_the_newest_link(count, length):
    def split(number: int) -> tuple[Feed, ...]:
        return documents(feed(*map(entry, range(number))), length)

    subscribed, *archives = split(count)
    held = {item.id for made in (subscribed, *archives) for item in made.entries}
    assert held == {entry(number).id for number in range(count)}
    assert len(subscribed.entries) == min(count, length)
    assert {len(made.entries) for made in archives} <= {max(length // 2, 1)}
    assert length == 1 or len(archives) != 1
    _, *later = split(count + 1)
    for before, after in zip(archives, later, strict=False):
        is_newest = before is archives[-1]
        assert (replace(after, links=before.links) if is_newest else after) == before


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("tab\tand\nline\r\n", "tab\tand\nline\r\n"),
        ("\x00\x08\x0b\x0c\x0e\x1f\x7f\x80\x85\x9f", ""),
        ("a\ud800b\udfffc", "abc"),
        ("\ufffe\uffff", ""),
        ("\ufffd \xa0 \ue000 \U0010ffff 日本語 🎉", "\ufffd \xa0 \ue000 \U0010ffff 日本語 🎉"),
    ],
)
def test_legible_text_is_what_xml_can_hold(text, left):
    assert legible(text) == left
