"""The playground's widgets: each sets one thing, under one key, which is also its name in the URL."""
import streamlit as st

from engine.datasets import TOY_DATASETS
from engine.training import RunConfig
from pages.ui import playback, session

PAGE = "playground"
MOST_LAYERS, MOST_NEURONS = 6, 8
RATES = [float(f"{mantissa}e{power}") for power in range(-3, 1) for mantissa in (1, 1.5, 2, 3, 5, 7)] + [10.0]
SPEEDS = {"1": 1, "10": 10, "100": 100, "500": 500, "2,000": 2000, "max": playback.FASTEST}

PROBLEMS = {"xor": "XOR", "gender": "Gender"}
ACTIVATION_NAMES = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "ReLU", "leaky_relu": "Leaky ReLU", "gelu": "GELU",
                    "sine": "Sine", "identity": "Identity", "step": "Step"}
LOSS_NAMES = {"mse": "Mean squared error", "binary_cross_entropy": "Binary cross-entropy"}
INIT_NAMES = {"he": "He", "xavier": "Xavier", "normal": "Standard normal",
              "normal_with_biases": "Standard normal, biases too", "zeros": "Zeros"}

# Each tutorial's settings. XOR's article adds gradients up and drops the factor 2/n of the mean squared error's
# derivative, so its learning rate of 0.1 on four points is 0.2 here.
TUTORIALS = {
    "xor": {"dataset": "xor", "layers": 1, "neurons1": 3, "activation": "sigmoid", "init": "normal", "seed": 0,
            "loss": "mse", "batch": 4, "shuffle": False, "rate": 0.2, "speed": "500", "stretch": 10_000},
    "gender": {"dataset": "gender", "layers": 1, "neurons1": 2, "activation": "sigmoid", "init": "normal_with_biases",
               "seed": 0, "loss": "mse", "batch": 1, "shuffle": False, "rate": 0.1, "speed": "100", "stretch": 1_000},
}
START = TUTORIALS["xor"]


def _kept(name: str) -> dict:
    return session.kept(PAGE, name)


def presets() -> None:
    """Two buttons that restore the tutorials' exact settings."""
    with st.container(horizontal=True, gap="small"):
        for name, settings in TUTORIALS.items():
            st.button(f"{PROBLEMS[name]} tutorial", key=f"{PAGE}.preset_{name}", on_click=_restore, args=(settings,),
                      help="Restores the exact settings of the tutorial and starts anew.")


def _restore(settings):
    session.put(PAGE, **settings)
    session.restart(PAGE)


def problem() -> str:
    """Which dataset to learn."""
    return st.segmented_control("Problem", PROBLEMS, default=START["dataset"], format_func=PROBLEMS.get, required=True,
                                **_kept("dataset"))


def network() -> dict:
    """Hidden layers, their neurons, activation and initialization, as fields of a RunConfig."""
    layers = st.slider("Hidden layers", 0, MOST_LAYERS, START["layers"], **_kept("layers"),
                       help="Layers of neurons between inputs and output. Try 0: XOR then cannot be learned.")
    hidden = tuple(st.slider(f"Neurons in hidden layer {i}", 1, MOST_NEURONS, START["neurons1"], **_kept(f"neurons{i}"))
                   for i in range(1, layers + 1))
    activation = _menu("Activation", "activation", ACTIVATION_NAMES,
                       "How a hidden neuron bends its weighted sum. Identity does not bend it, and the boundary "
                       "stays a straight line.")
    init = _menu("Initialization", "init", INIT_NAMES,
                 "How the first weights are drawn. With zeros, all neurons of a layer stay equal forever.")
    seed = st.number_input("Seed", 0, 999_999, START["seed"], **_kept("seed"),
                           help="The same seed draws the same first weights: the same run, again.")
    return {"hidden": hidden, "activation": activation, "init": init, "seed": seed}


def training(rows: int) -> dict:
    """Loss, batch size and order, as fields of a RunConfig."""
    loss = _menu("Loss", "loss", LOSS_NAMES,
                 "What training makes small. Cross-entropy punishes a sure but wrong answer far more.")
    batch_size = st.slider("Batch size", 1, rows, START["batch"], **_kept("batch"),
                           help=f"Points looked at before each change of the weights: 1 is one by one, {rows} is all.")
    shuffle = st.toggle("Shuffle every epoch", START["shuffle"], **_kept("shuffle"),
                        help="Take the points in a new order each time.")
    return {"loss": loss, "batch_size": batch_size, "shuffle": shuffle}


def _menu(label, name, options, help):
    return st.selectbox(label, options, index=[*options].index(START[name]), format_func=options.get, help=help,
                        **_kept(name))


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return st.select_slider("Learning rate", RATES, START["rate"], format_func="{:g}".format, **_kept("rate"),
                            help="How far each step moves the weights, on a logarithmic scale. It acts at once, even "
                                 "while training runs. Try 10 with relu.")


def speed() -> float:
    """Epochs a second, or playback.FASTEST."""
    chosen = st.select_slider("Epochs per second", SPEEDS, START["speed"], **_kept("speed"),
                              help="How fast to train. An epoch is one pass over all points.")
    return SPEEDS[chosen]


def stretch() -> int:
    """After how many epochs to pause."""
    return st.number_input("Pause every … epochs", 1, 1_000_000, START["stretch"], **_kept("stretch"),
                           help="Training pauses by itself at every multiple of this.")


def transport(live: session.Live) -> None:
    """Play, Pause, Step, Reset, New start. Each sets a state and none toggles, so that a fast double click is safe."""
    with st.container(horizontal=True, gap="small"):
        button = _transport_button
        button("Play", "play_arrow", session.Live.play, type="secondary" if live.playing else "primary")
        button("Pause", "pause", playback.pause, type="primary" if live.playing else "secondary")
        button("Step", "skip_next", playback.step, help="Train for one epoch, then pause.")
        button("Reset", "replay", _reset, help="Back to epoch 0 with the same first weights.")
        button("New start", "casino", _new_start, help="Back to epoch 0 with other first weights: the next seed.")


def _transport_button(label, icon, act, **options):
    st.button(label, key=f"{PAGE}.{label.lower().replace(' ', '_')}", icon=f":material/{icon}:",
              on_click=lambda: act(session.current(PAGE)), **options)


def _reset(live):
    session.restart(PAGE)


def _new_start(live):
    session.put(PAGE, seed=(live.run.config.seed + 1) % 1_000_000)


def run_config() -> RunConfig:
    """All settings of the present run."""
    dataset = problem()
    rows = len(TOY_DATASETS[dataset]().inputs)
    return RunConfig(dataset=dataset, **network(), **training(rows))
