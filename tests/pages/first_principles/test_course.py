"""The course of First principles without a browser: its chapters' links, questions and exercises, and typed numbers."""
import json
import re
from collections import Counter
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import count

import numpy as np
import pytest

from pages.ui.first_principles import quiz
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import Field
from pages.ui.first_principles.chapter import Exercise, Task
from pages.ui.first_principles.course import PROGRESS, SHOWN
from pages.ui.first_principles.parameters import CHAPTERS
from pages.ui.playground import lessons
from pages.ui.shared.address import typed
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in

SEEDS, MANY = range(30), range(200)


def beginning(name: str) -> Page:
    page = Page("first_principles", query={"principles.chapter": CHAPTERS[name]})
    page.name = "principles"
    return page


@pytest.mark.parametrize("name", SHOWN)
def test_a_link_opens_a_chapter_at_its_question_and_tells_nothing_before_the_answer(name):
    page = beginning(name)
    assert page.app.session_state["principles.chapter"] == name
    assert "Before you read on." in text(page)
    assert "Exercises" not in text(page)
    page.click("option0")
    assert "Exercises" in text(page)
    assert "he answer is" in text(page) or "Correct" in text(page)


@pytest.mark.parametrize("name", SHOWN)
def test_another_question_has_other_numbers_and_the_chapter_stays_open(name):
    page = beginning(name).click("option1")
    seen = {text(page).partition("Before you read on.")[2].partition("\n")[0]}
    for _ in range(5):
        page.click("ask_again", "option0")
        seen.add(text(page).partition("Before you read on.")[2].partition("\n")[0])
        assert "Exercises" in text(page)
    assert len(seen) > 1


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_question_has_one_answer_among_options_that_differ(name, seed):
    question = SHOWN[name].ask(np.random.default_rng(seed))
    assert len(set(question.options)) == len(question.options) > 1
    assert 0 <= question.right < len(question.options)
    assert question.text.strip()
    assert question.because.strip()


@pytest.mark.parametrize("name", SHOWN)
def test_questions_have_fresh_numbers(name):
    assert len({SHOWN[name].ask(np.random.default_rng(seed)).text for seed in SEEDS}) > 5


@pytest.mark.parametrize("name", SHOWN)
def test_the_answer_stands_at_every_place_about_equally_often(name):
    asked = [quiz.asked(SHOWN[name], np.random.default_rng(seed)) for seed in MANY]
    for size, total in Counter(len(question.options) for question in asked).items():
        found = Counter(question.right for question in asked if len(question.options) == size)
        for place in range(size):  # within four standard deviations
            assert abs(found[place] - total / size) < 4 * (total / size * (1 - 1 / size)) ** 0.5


@pytest.mark.parametrize("name", SHOWN)
def test_shuffled_options_are_those_of_the_chapter_and_the_same_one_is_right(name):
    for seed in SEEDS:
        own, shown = SHOWN[name].ask(np.random.default_rng(seed)), quiz.asked(SHOWN[name], np.random.default_rng(seed))
        assert sorted(own.options) == sorted(shown.options)
        assert own.options[own.right] == shown.options[shown.right]
        assert own.options == shown.options or not own.in_order


def values(page: Page, fields) -> dict:
    with page.session():
        return numbers.values(fields)


def exercise(name: str, i: int, seed: int) -> Exercise | Task:
    with opened(name).session():
        return SHOWN[name].exercises[i](np.random.default_rng(seed))


NUMBERED = [(name, i) for name, chapter in SHOWN.items() for i in range(len(chapter.exercises))]


@pytest.mark.parametrize("name", SHOWN)
def test_a_chapter_ends_with_two_exercises(name):
    assert len(SHOWN[name].exercises) == 2


@pytest.mark.parametrize(("name", "i"), NUMBERED)
def test_an_exercise_has_fresh_numbers_and_no_usual_mistake_counts_as_right(name, i):
    page, texts = opened(name), set()
    with page.session():
        for seed in SEEDS:
            made = SHOWN[name].exercises[i](np.random.default_rng(seed))
            texts.add(made.text)
            if isinstance(made, Exercise):
                assert np.isfinite(made.answer)
                assert made.solution
                assert not any(made.takes(slip.value) for slip in made.slips)
    assert len(texts) > 3


@lru_cache
def numbers_to_find(name: str, i: int) -> list[Exercise]:
    with opened(name).session():
        made = [SHOWN[name].exercises[i](np.random.default_rng(seed)) for seed in MANY]
    return [each for each in made if isinstance(each, Exercise)]


@pytest.mark.parametrize(("name", "i"), NUMBERED)
def test_an_answer_rounded_to_the_decimals_that_are_asked_for_is_right(name, i):
    for made in numbers_to_find(name, i):
        exact = Decimal(repr(round(made.answer, 9)))
        for way in (ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN):
            rounded = exact.quantize(Decimal(1).scaleb(-made.decimals), way)
            assert made.takes(typed.number(str(rounded))), (made.whole_text, rounded)
        assert made.takes(made.answer)
        assert "decimal" not in made.text  # said by the exercise, in one place
        assert ("enough" in made.whole_text) == (made.decimals > 0)


@pytest.mark.parametrize(("name", "i"), NUMBERED)
def test_a_wrong_last_decimal_is_not_right(name, i):
    for made in numbers_to_find(name, i):
        unit = Decimal(1).scaleb(-made.decimals)
        cut = Decimal(repr(round(made.answer, 9))).quantize(unit, ROUND_DOWN)
        assert not any(made.takes(float(cut + by * unit)) for by in (-2, 2))


@pytest.mark.parametrize(("name", "i"), NUMBERED)
def test_every_mistake_gets_its_own_hint_exact_or_rounded(name, i):
    for made in numbers_to_find(name, i):
        for slip in made.slips:
            for given in (slip.value, round(slip.value, made.decimals)):
                assert made.hint(given) == slip.words
                assert not made.takes(given)


@pytest.mark.parametrize(("name", "i"), NUMBERED)
def test_a_task_that_the_board_does_already_is_drawn_again(name, i, monkeypatch):
    seeds, place, make = count(), f"{name}.exercise{i}", SHOWN[name].exercises[i]
    monkeypatch.setattr(quiz.secrets, "randbelow", lambda _: next(seeds))
    page = opened(name)
    with page.session():
        for _ in range(25):
            quiz._draw(place, make)
            made = make(quiz._random(place))
            assert not (isinstance(made, Task) and made.is_done)


def test_a_moved_board_does_no_task_that_is_drawn_on_it():
    page = type_in(opened("activations"), activations_z="0.5")
    place, make = "activations.exercise1", SHOWN["activations"].exercises[1]
    with page.session():
        done = next(seed for seed in range(500) if make(np.random.default_rng(seed)).is_done)
        with pytest.MonkeyPatch.context() as patch:
            seeds = iter([done, done, 1])
            patch.setattr(quiz.secrets, "randbelow", lambda _: next(seeds))
            quiz._draw(place, make)
        assert page.app.session_state[f"principles.quiz.{place}"]["seed"] == 1


@pytest.mark.parametrize(("name", "i"), NUMBERED)
def test_an_exercise_is_checked(name, i):
    page = opened(name)
    made = exercise(name, i, page.app.session_state[f"principles.quiz.{name}.exercise{i}"]["seed"])
    if isinstance(made, Task):
        assert ("**Done.**" in text(page)) == made.is_done
        return
    def answer(given: str) -> None:
        next(box for box in page.app.text_input if box.key.startswith(f"principles.answer{i}.")).set_value(given)
        page.run()

    for wrong in (made.answer + 3 * made.within, made.answer + 4 * made.within):
        answer(typed.written(wrong))
        assert "**Not yet.**" in text(page)
    assert any(each.label == "Solution" for each in page.app.expander)
    tries = page.app.session_state[f"principles.quiz.{name}.exercise{i}"]["tries"]
    answer("**3**")
    assert page.app.error[0].value.startswith(r"“\*\*3\*\*” is not a number")
    answer("a few")
    assert "“a few” is not a number" in page.app.error[0].value
    answer("")
    assert list(page.app.error) == []
    assert page.app.session_state[f"principles.quiz.{name}.exercise{i}"]["tries"] == tries
    answer(f" {typed.written(made.answer)} ")
    assert "**Correct.**" in text(page)
    page.click(f"new{i}")
    assert "**Correct.**" not in text(page)


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_no_number_gets_a_sentence_at_its_field_and_changes_nothing(name):
    page, fields = opened(name), SHOWN[name].fields
    for wrong in ("abc", "NaN", "1e400", "", "1/0"):
        type_in(page, **{field.name: wrong for field in fields})
        assert values(page, fields) == {field.name: field.default for field in fields}
        for field in fields:
            assert page.app.session_state[f"principles.{field.name}.error"].endswith(".")


@pytest.mark.parametrize("name", SHOWN)
def test_a_chapter_speaks_for_the_largest_numbers_that_can_be_typed(name):
    page = opened(name)
    for field in SHOWN[name].fields:
        for end in (field.least, field.most) if isinstance(field, Field) else ():
            type_in(page, **{field.name: typed.written(end)})
            assert page.app.session_state[f"principles.{field.name}.error"] == ""
            assert not re.search(r"\b(nan|inf)\b", text(page)), (field.name, end)
        page.app.session_state[f"principles.{field.name}"] = field.default


def test_an_answer_stands_in_its_box_again_after_another_chapter():
    page = opened("neuron")
    page.app.text_input[0].set_value("0.123")
    page.run()
    page.app.session_state["principles.chapter"] = "loss"
    page.run()
    page.app.session_state["principles.chapter"] = "neuron"
    page.run()
    assert page.app.text_input[0].value == "0.123"


def test_an_emptied_field_stays_empty_until_there_is_a_number():
    page = type_in(opened("neuron"), neuron_b="")
    with page.session():
        message = next(one for one in numbers.as_messages(SHOWN["neuron"].fields) if one["name"] == "neuron_b")
    assert (message["text"], message["value"]) == ("", 4)
    assert message["error"].startswith("There is no number here.")


def test_a_link_carries_the_numbers_of_its_chapter_and_no_other():
    page = type_in(opened("neuron"), neuron_w1="1/2")
    assert dict(page.app.query_params) == {"principles.neuron_w1": "0.5"}
    again = Page("first_principles", query={"principles.neuron_w1": "-2,5", "principles.neuron_b": "NaN"})
    assert again.app.session_state["principles.neuron_w1"] == -2.5
    assert "cannot be computed" in again.app.session_state["principles.neuron_b.error"] or (
        "not a number" in again.app.session_state["principles.neuron_b.error"])
    again.name = "principles"
    again.app.session_state["principles.chapter"] = "loss"
    again.run()
    assert "principles.neuron_w1" not in again.app.query_params


def test_what_an_address_has_and_nobody_knows_is_told_once():
    page = Page("first_principles", query={"principles.foo": "3", "principles.chapter": "Loss"})
    assert "1 name that this page does not know" in page.app.warning[0].value
    assert "principles.foo" not in page.app.query_params
    page.name = "principles"
    page.click("complaint_read")
    assert not page.app.warning


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_link_of_another_page_opens_its_chapter_wherever_one_was(name):
    page = opened("loss")
    page.visit("lessons")
    page.app.session_state["principles.may_follow"] = True
    page.app.query_params["principles.chapter"] = CHAPTERS[name]
    page.visit("first_principles")
    assert page.app.session_state["principles.chapter"] == name


def test_every_lesson_that_names_a_chapter_names_one_that_is_there():
    assert set(lessons.CHAPTERS.values()) <= {CHAPTERS[name] for name in SHOWN}
    assert lessons.CHAPTERS.keys() <= lessons.LESSONS.keys()


def test_the_next_chapter_is_one_click_away():
    page = opened("neuron").click("next_chapter")
    assert page.app.session_state["principles.chapter"] == "activations"
    assert "Before you read on." in text(page)


def test_numbers_and_answers_come_back_to_the_same_tab():
    page = type_in(beginning("neuron").click("option1"), neuron_b="-7")
    with page.session():
        content = PROGRESS.keeper.present().content
    again = beginning("loss")
    with again.session():
        assert PROGRESS.keeper.take(content, "lost") == "your answers in First principles"
    again.app.session_state["principles.chapter"] = "neuron"
    again.run()
    assert again.app.session_state["principles.neuron_b"] == -7
    assert "Exercises" in text(again)


def test_what_could_not_be_read_stands_in_its_field_again_unless_a_link_has_another_number():
    page = type_in(opened("neuron"), neuron_w1="2", neuron_b="one half", neuron_w2="")
    with page.session():
        content = PROGRESS.keeper.present().content
    for asked in ("2", "3"):
        again = Page("first_principles", query={"principles.neuron_w1": asked})
        with again.session():
            PROGRESS.keeper.take(content, "reload")
            fields = numbers.as_messages(SHOWN["neuron"].fields)
        found = {each["name"]: each for each in fields}
        assert [found[name]["text"] for name in ("neuron_b", "neuron_w2")] == ["one half", ""]
        assert "not a number" in found["neuron_b"]["error"]
    again = Page("first_principles", query={"principles.neuron_b": "5"})
    with again.session():
        PROGRESS.keeper.take(content, "reload")
        (field,) = (each for each in numbers.as_messages(SHOWN["neuron"].fields) if each["name"] == "neuron_b")
    assert (field["text"], field["error"]) == ("5", "")


def test_more_text_than_comes_back_costs_no_answer():
    page = opened("backprop").click("option0")
    with page.session():
        before = json.loads(PROGRESS.keeper.present().content)
        numbers.take(SHOWN["backprop"].fields, {"set": dict.fromkeys(
            (field.name for field in SHOWN["backprop"].fields), "\N{GRINNING FACE}" * 2_000)})
        content = PROGRESS.keeper.present().content
    assert len(content) <= PROGRESS.keeper.most_bytes
    assert json.loads(content) == {part: kept for part, kept in before.items() if part != "wrong"}


def test_a_kept_answer_that_is_no_option_of_the_question_is_asked_for_again():
    page = opened("neuron")
    page.app.session_state["principles.quiz.neuron.question"] = {"seed": 1, "answer": 9}
    page.run()
    assert page.app.button(key="principles.option0")


@pytest.mark.parametrize("changes", [{"begun": 1}, {"numbers": []}, {"quiz": {"neuron.question": {"seed": -1}}},
                                     {"quiz": {"neuron.question": {"seed": 1, "answer": "0"}}},
                                     {"quiz": {"neuron.question": {"seed": 1, "more": 0}}},
                                     {"numbers": {"neuron_b": "1e999"}}, {"wrong": ["1"]}])
def test_damaged_progress_is_refused(changes):
    page = beginning("loss")
    content = json.dumps({"begun": [], "numbers": {}, "quiz": {}} | changes).encode()
    with page.session(), pytest.raises(ValueError, match=r"damaged|too large"):
        PROGRESS.take(content, "lost")


@pytest.mark.parametrize(("chapter", "name", "value", "words"), [
    ("Backpropagation", "own_ending", "zzz", "the output and loss"),
    ("Backpropagation", "own_hidden", "Foo", "the hidden activation"),
    ("Backpropagation", "own_optimizer", "rmsprop", "the optimizer"), ("The code", "own_bias_kind", "", "the biases"),
    ("Backpropagation", "own_parameter", "z1", "the parameter"), ("The code", "code_layer", "x", "the layer"),
    *(("Backpropagation", "own_sample", value, "the sample") for value in ("21", "0", "1.5")),
    ("Bug lab", "bugs_bug", "nonsense", "the case"), ("The code", "own_weights", "hello", "the weights"),
    ("Loss", "own_weights", "hello", "the weights")])
def test_a_broken_part_of_a_link_that_has_no_field_in_its_chapter_is_told(chapter, name, value, words):
    page = Page("first_principles", query={"principles.chapter": chapter, f"principles.{name}": value})
    assert page.app.warning[0].value.endswith(f" stands in their place: {words}.")
    page.name = "principles"
    page.click("complaint_read")
    assert not page.app.warning


@pytest.mark.parametrize(("chapter", "name", "value"), [
    ("Backpropagation", "own_weights", "hello"), ("Backpropagation", "own_rate", "x"), ("Bug lab", "bugs_seed", "x"),
    ("One neuron", "neuron_b", "NaN")])
def test_what_is_told_of_at_its_field_is_told_there_alone(chapter, name, value):
    page = Page("first_principles", query={"principles.chapter": chapter, f"principles.{name}": value})
    assert not page.app.warning
    assert page.app.session_state[f"principles.{name}.error"]
