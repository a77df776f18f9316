"""The hostile files at the pages' own places for them: each is refused there with a sentence, and nothing is lost.

What takes long to make or to read, such as bombs of 1 GB and photos of 50 MP, is left to `python -m tests.hostile`.
"""
import re

import pytest

from pages.ui.shared import guard
from tests.hostile.makers import FILES, ORDINARY
from tests.hostile.pictures import BLANK
from tests.pages.shared.test_uploads import PLACES, kept, opened, same

# By reader: the places of test_uploads.py that have it, by their names there.
AT = {"weights": ("weights of the playground", "weights of digits"), "moment": ("weights of the playground",),
      "drawings": ("drawings",), "photo": ("photo",), "digits": ("digits",), "table": ("own points",)}
SLOW = re.compile(r"\d GB|MP\b|\d{2,3} MB|42,000|65,000 members|70,000|\d scans|film|noise|square|million|codes|pages|"
                  r"shortest|bombs|spell|texts of 1 MB|without end|see-through|notes of|one color|empty chunks|"
                  r"5,000,000|0,000 x|TIFF|11,000|12,000|tables|^(squares|dots|rules|combs|rings|BMP)$")
# What somebody could have brought without wanting harm: it is read as far as it makes sense.
READ = {"marks of the order of bytes", "quoted line ends", "JPEG, EXIF of 5,000 tags", "PNG, 1 x 20,000"}
QUICK = {reader: [name for name in files if name not in ORDINARY - BLANK | READ and not SLOW.search(name)]
         for reader, files in FILES.items()}


@pytest.mark.parametrize(("reader", "place"), [(reader, place) for reader, places in AT.items() for place in places])
def test_each_hostile_file_is_refused_where_people_bring_it_and_nothing_is_lost(reader, place):
    page, (_, upload, good) = opened(place), PLACES[place]
    before = kept(page)
    for name in QUICK[reader]:
        page.bring(upload, "brought.file", FILES[reader][name]())
        told = [error.value for error in page.app.error]
        assert len(told) == 1, (name, told)
        assert re.fullmatch(r"brought\.file cannot be used\. .{20,}[.]", told[0], re.DOTALL), (name, told)
        assert guard.UNFORESEEN not in told[0], name
        assert same(before, kept(page)), name
    page.bring(upload, "good.file", good)
    assert not page.app.error


def test_so_many_hostile_files_are_brought_to_a_page():
    assert {reader: len(names) for reader, names in QUICK.items()} == {
        "weights": 20, "drawings": 9, "photo": 11, "digits": 7, "table": 18, "moment": 11}
