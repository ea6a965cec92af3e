import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkage.cli.render.safe import clip, safe, text

HOSTILE = {
    "escape sequence": ("a\x1b[2Jb", r"a\x1b[2Jb"),
    "C1 control": ("a\x9b31mb", r"a\x9b31mb"),
    "bell and backspace": ("\x07\x08", r"\x07\x08"),
    "line breaks": ("a\r\nb\u2028c", r"a\r\nb\u2028c"),
    "right-to-left override": ("\u202egnp.exe", r"\u202egnp.exe"),
    "isolates": ("\u2066x\u2069", r"\u2066x\u2069"),
    "zero width": ("pay\u200bpal\u200d\ufeff", r"pay\u200bpal\u200d\ufeff"),
    "soft hyphen and filler": ("a\xad\u3164", r"a\xad\u3164"),
    "tag characters": ("\U000e0041", r"\U000e0041"),
    "variation selector": ("a\ufe0f", r"a\ufe0f"),
    "lone surrogate": ("\ud800", r"\ud800"),
    "no-break space": ("a\xa0b", r"a\xa0b"),
}


@pytest.mark.parametrize(("given_text", "shown"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_a_terminal_would_obey_is_shown_as_an_escape(given_text, shown):
    assert safe(given_text) == shown


@pytest.mark.parametrize("plain", ["acc_1", "Łódź", "中文", "naïve@exämple.org", "[bold]x[/bold]"])
def test_ordinary_text_stays_as_it_is(plain):
    assert safe(plain) == plain


def test_piled_up_marks_are_escaped_after_the_third():
    assert safe("a" + "\u0301" * 5) == "a" + "\u0301" * 3 + r"\u0301\u0301"


@given(st.text(alphabet=st.characters()))
def test_safe_text_is_printable_utf8(anything):
    shown = safe(anything)
    assert shown.isprintable()
    shown.encode("utf-8")


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_clipped_text_fits(anything, cells):
    assert cell_len(clip(anything, cells)) <= cells


def test_a_long_value_is_cut_with_an_ellipsis():
    assert clip("x" * 1_000_000, 5) == "xxxx…"


def test_markup_is_not_interpreted():
    assert text("[red]x[/red]").plain == "[red]x[/red]"
    assert not text("[red]x[/red]").spans
