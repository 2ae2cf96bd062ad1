"""PNG files of few colours, as Pillow reads them."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from publishing.pictures.png import of_sixteen_colours

COLOURS = [(17 * place, 255 - place, place) for place in range(16)]


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (7, 5), (1200, 630)])
def test_every_pixel_has_its_colour(size: tuple[int, int]) -> None:
    chance = Random(7)
    places = bytes(chance.randrange(16) for _ in range(size[0] * size[1]))
    picture = Image.frombytes("P", size, places)
    picture.putpalette([part for colour in COLOURS for part in colour])
    found = Image.open(BytesIO(of_sixteen_colours(picture)))
    assert found.format == "PNG"
    expected = bytes(part for place in places for part in COLOURS[place])
    assert found.convert("RGB").tobytes() == expected
