"""Which pieces of ink are one digit each: of all ways to divide a line of writing, the likeliest one."""
from collections.abc import Iterator
from dataclasses import replace

from engine.recognition.candidates import Candidate, Reader
from engine.recognition.writing import SPLINTER, Piece, Writing, common_box, is_scattered, lines

NARROW = 0.5       # a piece is not cut unless it is so wide, in heights of its line
WIDEST = 1.8       # times the height of its line: no digit of several pieces is wider,
TOGETHER = 6       # and none has more pieces, but for a broken one alone on its sheet
MOST_TO_CUT = 30   # pieces of all writing; where there are more, none is cut
ANOTHER = 0.3      # what each digit costs, so that few are likelier than many,
ANOTHER_LINE = 1.0 # and what each line of writing does after the first,
STICKS = 0.45, 6.0 # and what it costs if all are single strokes this narrow: the dot and the stem of an i
LARGE, STROKES = 0.2, 2  # a digit has no more pieces than two that are so large a part of its height;
ONE_MORE = 2.0     # what each further one costs
SCATTERED = 3, 0.4 # more tall pieces than this that lie so far apart, in their sizes, are no pieces of one digit
LOW = 0.6, 30.0    # a digit lower than so much of its line costs up to so much
OVERLAP = 2.0      # what it costs that a digit begins left of where the one before it ends, all of it
CUT = 0.7, 0.25    # what a cut costs, and what a stroke width of ink does that it goes through
SKIPPED = 2.0      # what it costs to take a splinter for a speck
Line = list[Candidate]


def divided(writing: Writing, reader: Reader) -> list[Line]:
    """The digits of some writing, by lines from top to bottom, each from left to right; at least one.

    What looks like no digit is among them where nothing else does, or if it is as large as those that do.
    """
    whole, = reader.candidates(writing, [writing.pieces])
    if whole is None:
        return []
    if writing.is_crowded or (len(writing.pieces) == 1 and reader.is_plain(whole)):
        return [[whole]]
    found = [_divided_line(writing, line, reader) for line in lines(writing.pieces)]
    if _cost_of_whole(whole, writing) <= _cost_of_lines(found):
        return [[whole]]
    return _without_strangers([line for _, line in found if line], reader) or [[whole]]


def _cost_of_whole(whole: Candidate, writing: Writing) -> float:
    if is_scattered(writing.pieces, *SCATTERED):
        return float("inf")
    large = sum(piece.height >= LARGE * whole.height for piece in writing.pieces)
    return whole.cost + ANOTHER + ONE_MORE * max(0, large - STROKES)


def _cost_of_lines(found: list[tuple[float, Line]]) -> float:
    cost = sum(cost for cost, _ in found) + ANOTHER_LINE * (len(found) - 1)
    is_column = len(found) > 1 and all(len(line) == 1 and line[0].shape < STICKS[0] for _, line in found)
    return cost + STICKS[1] * is_column


def _divided_line(writing: Writing, line: list[Piece], reader: Reader) -> tuple[float, Line]:
    """(its cost, the digits) of the best division of a line of pieces."""
    height = _usual_height(line)
    writing = _sliced(writing, line, height, reader)
    labels = {piece.part for piece in line}
    pieces = sorted((piece for piece in writing.pieces if piece.part in labels), key=lambda piece: piece.middle)
    spans = [(begin, end) for end in range(1, len(pieces) + 1) for begin in _begins(pieces, end, height)]
    found = dict(zip(spans, reader.candidates(writing, [pieces[begin:end] for begin, end in spans])))
    best: list[tuple[float, Line]] = [(0.0, [])]
    for end in range(1, len(pieces) + 1):
        ways = [_with_skipped(best[end - 1], pieces[end - 1], height)]
        for begin in _begins(pieces, end, height):
            if (candidate := found[begin, end]) is not None:
                cost = best[begin][0] + _cost(candidate, pieces, begin, end, height)
                ways.append((cost, [*best[begin][1], replace(candidate, cut_from=_cut_from(pieces, begin, end))]))
        best.append(min(ways, key=lambda way: way[0]))
    cost, found_digits = best[-1]
    return cost, _with_ill_cuts(found_digits, reader)


def _sliced(writing: Writing, line: list[Piece], height: float, reader: Reader) -> Writing:
    """Some writing with those pieces of a line cut that may be several digits which touch."""
    wide = [piece for piece in line if piece.width > NARROW * height]
    for piece, candidate in zip(wide, reader.candidates(writing, [[piece] for piece in wide])):
        if len(writing.pieces) <= MOST_TO_CUT and candidate is not None and not reader.is_plain(candidate):
            writing = writing.sliced(piece, height)
    return writing


def _usual_height(line: list[Piece]) -> float:
    """The height of a line's tall pieces."""
    heights = sorted(piece.height for piece in line)
    tall = [height for height in heights if height >= heights[-1] / 2]
    return float(tall[len(tall) // 2])


def _begins(pieces: list[Piece], end: int, height: float) -> Iterator[int]:
    """Where a digit may begin that ends before `end`: it has few pieces and, unless it is one, is not too wide."""
    for begin in range(end - 1, max(end - 1 - TOGETHER, -1), -1):
        _, left, _, right = common_box(pieces[begin:end])
        if begin < end - 1 and right - left > WIDEST * height:
            return
        yield begin


def _with_skipped(way: tuple[float, Line], piece: Piece, height: float) -> tuple[float, Line]:
    is_splinter = max(piece.height, piece.width) < SPLINTER * height
    return way[0] + (SKIPPED if is_splinter else float("inf")), way[1]


def _cut_from(pieces: list[Piece], begin: int, end: int) -> int:
    """The part of which pieces[begin:end] are some slices, but not all; 0 if there is none."""
    return next((pieces[border].part for border in (begin, end) if 0 < border < len(pieces)
                 and pieces[border - 1].part == pieces[border].part), 0)


def _with_ill_cuts(line: Line, reader: Reader) -> Line:
    """The same, with all that was cut out of a part marked where some of it is not plainly a digit: a W is no 111."""
    ill = {each.cut_from for each in line if each.cut_from and not reader.is_plain(each)}
    return [replace(each, is_cut_well=each.cut_from not in ill) for each in line]


def _cost(candidate: Candidate, pieces: list[Piece], begin: int, end: int, height: float) -> float:
    """What it costs to take pieces[begin:end] for one digit beside the others of its line."""
    low = max(0.0, 1 - candidate.height / (LOW[0] * height)) * LOW[1]
    border = 0.0
    if begin:
        before, after = pieces[begin - 1], pieces[begin]
        common = max(0, min(before.box[3], after.box[3]) - max(before.box[1], after.box[1]))
        border = (CUT[0] + after.cut * CUT[1] if before.part == after.part
                  else OVERLAP * common / max(1, min(before.width, after.width)))
    return candidate.cost + ANOTHER + low + border


def _without_strangers(found: list[Line], reader: Reader) -> list[Line]:
    """Lines without what looks like no digit and is of another size than what does."""
    heights = sorted(each.height for line in found for each in line if not reader.is_doubted(each))
    if not heights:
        return found
    usual = heights[len(heights) // 2]
    kept = [[each for each in line if not reader.is_doubted(each) or 0.5 * usual <= each.height <= 2 * usual]
            for line in found]
    return [line for line in kept if line]
