"""Numbers as block characters: bars, sparklines and waterfalls."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def bar(share: float, width: int, style: str = "for") -> Text:
    """Return a bar that fills a share (0 to 1) of the width, to an eighth of a cell."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    blocks = "█" * full + (_EIGHTHS[rest] if rest else "")
    return Text(blocks.ljust(width), style=style)


def block(share: float, style: str = "for") -> Text:
    """Return one block as high as a share (0 to 1)."""
    eighths = round(max(0.0, min(1.0, share)) * 8)
    return Text(_HEIGHTS[max(0, eighths - 1)], style=style)


def sparkline(counts: Sequence[int], style: str = "for") -> Text:
    """Return one block a count, as high as its share of the greatest; ``·`` for none."""
    top = max(counts, default=0)
    blocks = [_HEIGHTS[-(-count * 8 // top) - 1] if count > 0 else "·" for count in counts]
    return Text("".join(blocks), style=style)


def waterfall(bits: Sequence[float], width: int) -> list[Text]:
    """Return one floating bar a contribution of bits, each starting where the one before it ended.

    The scale spans every running sum and zero. What speaks for is solid, what speaks against
    is shaded, so that the picture reads without colour.
    """
    ends = [0.0]
    for value in bits:
        ends.append(ends[-1] + value)
    low, high = min(ends), max(ends)
    scale = (width - 1) / (high - low) if high - low > 1e-9 else 0.0
    cells = [round((end - low) * scale) for end in ends]
    rows: list[Text] = []
    for value, begin, end in zip(bits, cells, cells[1:], strict=False):
        left, right = min(begin, end), max(begin, end)
        block, style = ("█", "for") if value >= 0 else ("░", "against")
        row = Text(" " * left)
        row.append(block * max(1, right - left), style=style)
        row.append(" " * (width - len(row)))
        rows.append(row)
    return rows
