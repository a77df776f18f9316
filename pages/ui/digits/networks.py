"""Networks in files, as far as they can read digits."""
from engine.datasets.digit_format import LABELS, PIXELS
from engine.exchange import from_file
from engine.network import Network
from pages.ui.shared.choices import LOSS_NAMES


def digit_network(content: bytes) -> Network:
    """The network in a file, if it can read digits. Raises ValueError with a sentence."""
    network, about = from_file(content)
    if network.sizes[0] != PIXELS or network.sizes[-1] != len(LABELS) or about.loss != "softmax_cross_entropy":
        raise ValueError(f"Its network has {network.sizes[0]:,} inputs and {network.sizes[-1]:,} outputs, trained with "
                         f"{LOSS_NAMES[about.loss]}; for digits it takes {PIXELS} inputs, {len(LABELS)} outputs and "
                         f"{LOSS_NAMES['softmax_cross_entropy']}.")
    return network
