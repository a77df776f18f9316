"""The playground's widgets: each sets one thing, under one key, which is also its name in the URL."""
import streamlit as st

from engine.datasets import TOY_DATASETS, dataset_from_csv
from engine.datasets.features import FEATURES
from engine.losses import fitting_losses
from engine.training import RunConfig
from pages.ui import playback, session
from pages.ui.problems import EXAMPLE, NAMES, RECIPES, TUTORIALS, Problem

PAGE = "playground"
MOST_LAYERS, MOST_NEURONS = 6, 8
RATES = [float(f"{mantissa}e{power}") for power in range(-3, 1) for mantissa in (1, 1.5, 2, 3, 5, 7)] + [10.0]
PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
SPEEDS = {"1": 1, "10": 10, "50": 50, "100": 100, "500": 500, "2,000": 2000, "max": playback.FASTEST}
BATCH_SIZES = ("1", "5", "10", "20", "30", "50", "100", "all")

ACTIVATION_NAMES = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "ReLU", "leaky_relu": "Leaky ReLU", "gelu": "GELU",
                    "sine": "Sine", "identity": "Identity", "step": "Step"}
LOSS_NAMES = {"mse": "Mean squared error", "binary_cross_entropy": "Binary cross-entropy",
              "softmax_cross_entropy": "Softmax cross-entropy"}
OPTIMIZER_NAMES = {"sgd": "Gradient descent (SGD)", "momentum": "Momentum", "adam": "Adam"}
INIT_NAMES = {"he": "He", "xavier": "Xavier", "normal": "Standard normal",
              "normal_with_biases": "Standard normal, biases too", "zeros": "Zeros"}

START = RECIPES["circle"] | RECIPES["rings"] | RECIPES["xor"]  # what widgets show at first


def _kept(name: str) -> dict:
    return session.kept(PAGE, name)


def presets() -> None:
    """Two buttons that restore the tutorials' exact settings."""
    with st.container(horizontal=True, gap="small"):
        for name, settings in TUTORIALS.items():
            st.button(f"{NAMES[name]} tutorial", key=f"{PAGE}.preset_{name}", on_click=_restore, args=(settings,),
                      help="Restores the exact settings of the tutorial and starts anew.")


def _restore(settings):
    session.apply(PAGE, settings)
    session.restart(PAGE)


def problem() -> Problem:
    """What to learn."""
    name = st.selectbox("Problem", NAMES, format_func=NAMES.get, on_change=_use_recipe, **_kept("dataset"),
                        help="Each problem comes with settings that can learn it. Change them as you like.")
    if name in TOY_DATASETS:
        return Problem(name, features=_features())
    table = _own_table() if name == "own" else ""
    points, noise = (0, 0.0) if table else (_points(), _noise())
    test = st.slider("Points kept for the test, %", 10, 90, START["test"], 10, **_kept("test"),
                     help="The network never trains on these; they show whether it has understood or only memorized.")
    seed = st.number_input("Seed of the points", 0, 999_999, START["data_seed"], **_kept("data_seed"),
                           help="The same seed draws the same points and keeps the same ones for the test.")
    return Problem(name, points, noise, test / 100, seed, _features(), table)


def _points():
    return st.slider("Points", 50, 1000, START["points"], 50, **_kept("points"),
                     help="How many examples there are, those for the test included.")


def _noise():
    return st.slider("Noise", 0.0, 0.5, START["noise"], 0.05, **_kept("noise"),
                     help="How far points are moved at random. With much of it no network can be right everywhere.")


def _own_table():
    """The visitor's points as CSV text that can be read: the newest such text."""
    st.file_uploader("Upload a CSV file", key=f"{PAGE}.own_file", max_upload_size=1, on_change=_take_file)
    text = st.text_area("Your points", EXAMPLE, height=180, key=f"{PAGE}.own_text", persist_state="session",
                        on_change=session.put, args=(PAGE,), kwargs={"own_trouble": None},
                        help="A point a line: two numbers and a label, up to 2,000 lines and 6 labels, with a first "
                             "line of names or without. Numbers are scaled to a mean of 0 and a deviation of 1.")
    trouble = session.get(PAGE, "own_trouble")
    try:
        Problem("own", table=text or " ").plane()
        session.put(PAGE, own_table=text)
    except ValueError as error:
        trouble = str(error)
    if trouble:
        st.error(f"{trouble} The points from before stay in use.")
    return session.get(PAGE, "own_table", EXAMPLE)


def _take_file():
    """Put an uploaded file's text into the box, if it can be read. A callback."""
    file = session.get(PAGE, "own_file")
    session.put(PAGE, own_trouble=None)
    if file is None:
        return
    content = file.getvalue()
    try:
        dataset_from_csv(content)
        session.put(PAGE, own_text=content.decode("utf-8-sig", "replace"))
    except ValueError as error:
        session.put(PAGE, own_trouble=f"{file.name} cannot be used. {error}")


def _use_recipe():
    session.apply(PAGE, RECIPES[session.get(PAGE, "dataset")])


def _features():
    labels = {name: feature.display.format("x1", "x2") for name, feature in FEATURES.items()}
    chosen = st.pills("Inputs", labels, default=START["features"], selection_mode="multi", format_func=labels.get,
                      help="What the network is told about a point. With the squares a circle needs no hidden layer.",
                      **_kept("features"))
    if not chosen:
        st.caption("A network needs at least one input, so it gets x1.")
    return tuple(name for name in FEATURES if name in chosen) or ("x1",)


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


def training(rows: int, classes: int) -> dict:
    """Loss, batch size and order, as fields of a RunConfig, for so many training rows and classes (0: regression)."""
    help = "What training makes small. Cross-entropy punishes a sure but wrong answer far more."
    names = {name: LOSS_NAMES[name] for name in fitting_losses(classes)}
    loss = _menu("Loss", "loss" if classes == 2 else "loss_of_classes", names, help) if classes else "mse"
    optimizer = _menu("Optimizer", "optimizer", OPTIMIZER_NAMES,
                      "How the gradient moves the weights. Momentum keeps rolling; Adam gives each weight its own pace "
                      "and wants a rate near 0.01.")
    if rows <= 4:
        batch_size = st.slider("Batch size", 1, rows, START["batch"], **_kept("batch"),
                               help=f"Points looked at before each change of the weights: 1 is one by one, {rows} all.")
    else:
        chosen = st.select_slider("Batch size", BATCH_SIZES, START["batch_size"], **_kept("batch_size"),
                                  help="Points looked at before each change of the weights.")
        batch_size = rows if chosen == "all" else min(rows, int(chosen))
    shuffle = st.toggle("Shuffle every epoch", START["shuffle"], **_kept("shuffle"),
                        help="Take the points in a new order each time.")
    return {"loss": loss, "optimizer": optimizer, "batch_size": batch_size, "shuffle": shuffle}


def _menu(label, name, options, help):
    return st.selectbox(label, options, index=[*options].index(START[name]), format_func=options.get, help=help,
                        **_kept(name))


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return st.select_slider("Learning rate", RATES, START["rate"], format_func="{:g}".format, **_kept("rate"),
                            help="How far each step moves the weights, on a logarithmic scale. It acts at once, even "
                                 "while training runs. Try 10 with relu.")


def penalty() -> tuple[float, float]:
    """The rates of L1 and L2 regularization, which act on the running network."""
    l1 = st.select_slider("Regularization, L1", PENALTIES, 0.0, format_func="{:g}".format, **_kept("l1"),
                          help="A price for every weight, however small: those that do not matter go to zero. It acts "
                               "at once.")
    l2 = st.select_slider("Regularization, L2", PENALTIES, 0.0, format_func="{:g}".format, **_kept("l2"),
                          help="A price for large weights: the boundary gets smoother. It acts at once.")
    return l1, l2


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


def run_config() -> tuple[RunConfig, Problem]:
    """All settings of the present run, and what it learns."""
    chosen = problem()
    plane = chosen.plane()
    config = RunConfig(dataset=str(chosen), **network(), **training(len(plane.inputs), len(plane.labels)))
    return config, chosen
