"""What people draw around digits and is none: a line below a number, a circle around it."""
from engine.recognition.writing import Piece, common_box

FLAT = 0.2       # of its width: an underline is no higher,
LONG = 0.4       # is at least so long, in widths of what is above it,
BELOW = 0.03     # and stays so far away from it, in heights
HELD = 0.25      # of a ring's height: what is smaller inside is no digit: the dot in a zero
NARROW = 0.35    # in heights; what is as narrow inside may be the slash of a zero


def without_marks(pieces: list[Piece]) -> list[Piece]:
    """The pieces without underlines and without a ring around all others."""
    tall = [piece for piece in pieces if piece.height > FLAT * piece.width]
    if not tall:
        return pieces
    kept = [piece for piece in pieces if piece in tall or not _is_underline(piece, tall)]
    ring = max(kept, key=lambda piece: piece.height * piece.width)
    held = [piece for piece in kept if piece is not ring and piece.height >= HELD * ring.height]
    return [piece for piece in kept if piece is not ring] if held and _is_around(ring, held) else kept


def _is_underline(piece: Piece, tall: list[Piece]) -> bool:
    above = [other for other in tall if other.box[1] < piece.box[3] and other.box[3] > piece.box[1]
             and other.box[3] - other.box[1] <= 2 * piece.width]
    if not above:
        return False
    top, left, bottom, right = common_box(above)
    is_below = all(piece.box[0] - other.box[2] >= BELOW * (bottom - top) for other in above)
    return is_below and piece.width >= LONG * (right - left)


def _is_around(ring: Piece, held: list[Piece]) -> bool:
    top, left, bottom, right = common_box(held)
    is_inside = ring.box[0] < top and ring.box[1] < left and bottom < ring.box[2] and right < ring.box[3]
    return is_inside and right - left > NARROW * (bottom - top)
