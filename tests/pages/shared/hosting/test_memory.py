"""That the C library is told to keep little, where it can be."""
import platform
import sys

import pytest

from pages.ui.shared.hosting import memory


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs glibc")
def test_glibc_takes_all_that_it_is_told():
    assert memory.keep_little()


def test_nothing_is_told_to_another_system_or_another_c_library(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda name: object())
    assert not memory.keep_little()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not memory.keep_little()
