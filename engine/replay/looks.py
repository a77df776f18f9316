"""When a run is looked at, to decide whether it goes on: at fixed steps, whatever the clock does.

Were it done whenever a slice of time ends, a fast machine would train past what stops a slow one.
"""
PER_DOUBLING = 8  # looks each time the steps double: an epoch of XOR takes 10 us, a look at it up to 100


def next_look(step: int) -> int:
    """The first step after `step` at which a run is looked at: every one up to 16, then at growing intervals, which
    stay between a sixteenth and an eighth of the steps so far."""
    interval = max(1, (1 << step.bit_length() - 1) // PER_DOUBLING) if step else 1
    return (step // interval + 1) * interval
