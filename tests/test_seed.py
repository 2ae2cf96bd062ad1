"""The first post that the publication has to publish, as its author left it."""

from __future__ import annotations

import pytest

from tests.publication import ATOM, SHARED, Built, Publication

SEED = SHARED / "seed" / "000_46da532eb3ecd706.txt"
ADDRESS = "posts/2021-06-23-post-technical/"
TITLE = "Considering Becoming Post-Technical? Why You Should Focus On Building Soft Skills"
DESCRIPTION = "As an engineer or analyst, most of your world revolves around being given a problem"
AUTHOR = "blog/author/seve-kim/"

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed is not beside the project")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Built]:
    publication = Publication(tmp_path_factory.mktemp("seed") / "publication")
    publication.write("posts/2021-06-23-post-technical.md", SEED.read_bytes())
    return publication, publication.build()


def test_it_is_published_and_its_missing_image_is_the_one_warning(
    seeded: tuple[Publication, Built],
) -> None:
    _, built = seeded
    assert built.status == 0, built.text
    warnings = [line for line in built.text.splitlines() if ": warning: " in line]
    assert len(warnings) == 1, built.text
    assert warnings[0].startswith("posts/2021-06-23-post-technical.md:7:10: warning: ")
    assert "opengraphimage.jpeg" in warnings[0]


def test_its_page_has_title_author_date_and_text(seeded: tuple[Publication, Built]) -> None:
    main = seeded[0].main(ADDRESS)
    assert main.xpath("string(.//h1)").strip() == TITLE
    assert main.xpath(f".//a[contains(@href, '{AUTHOR}')]")[0].text_content().strip() == "Seve Kim"
    assert main.xpath("string(.//time/@datetime)") == "2021-06-23"
    assert "lead in your post-technical career." in main.text_content()


def test_its_description_is_in_the_head(seeded: tuple[Publication, Built]) -> None:
    found = seeded[0].page(ADDRESS).xpath("string(//meta[@name='description']/@content)")
    assert found.startswith(DESCRIPTION)


@pytest.mark.parametrize("where", ["", "blog/", "blog/archive/", "blog/2021/", AUTHOR])
def test_it_is_listed(seeded: tuple[Publication, Built], where: str) -> None:
    main = seeded[0].main(where)
    (link, *_) = main.xpath(f".//a[contains(@href, '{ADDRESS}')]")
    assert TITLE in link.text_content()


def test_the_front_page_tells_of_it_among_many_newer_posts(publication: Publication) -> None:
    publication.write("posts/2021-06-23-post-technical.md", SEED.read_bytes())
    for number in range(12):
        publication.post(f"newer-{number}")
    assert publication.build().status == 0
    (first,) = publication.main("").xpath(".//p[@class='pub-first']")
    assert first.text_content() == f"It began with {TITLE}, June 23, 2021."
    assert first.xpath("a/@href") == [ADDRESS]


def test_its_feed_entry_has_the_whole_text(seeded: tuple[Publication, Built]) -> None:
    for where in ("blog/atom.xml", f"{AUTHOR}atom.xml"):
        (entry,) = seeded[0].feed(where).xpath("//a:entry", namespaces=ATOM)
        assert entry.findtext("a:title", namespaces=ATOM) == TITLE
        assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Seve Kim"
        assert entry.findtext("a:published", namespaces=ATOM) == "2021-06-23T00:00:00+00:00"
        assert "post-technical career." in entry.findtext("a:content", namespaces=ATOM)
        assert entry.findtext("a:summary", namespaces=ATOM).startswith(DESCRIPTION)
