import pytest

from engine.config import RunConfig

EVERYTHING_ELSE = RunConfig(dataset="gender", hidden=(8, 4, 2), activation="tanh", loss="binary_cross_entropy",
                            init="xavier", init_scale=0.3, batch_size=1, shuffle=True, seed=12, dropout=0.25,
                            augmentation=0.5, dtype="float64")
CONFIGS = [RunConfig(), RunConfig(hidden=()), EVERYTHING_ELSE]


@pytest.mark.parametrize("config", CONFIGS)
def test_a_configuration_survives_a_url(config):
    query = config.to_query()
    assert all(isinstance(text, str) for text in query.values())
    assert RunConfig.from_query(query) == config
    assert hash(RunConfig.from_query(query)) == hash(config)


def test_what_a_url_leaves_out_is_the_default():
    assert RunConfig.from_query({"seed": "3", "utm_source": "a friend"}) == RunConfig(seed=3)


@pytest.mark.parametrize(("name", "text"), [("hidden", "3-x"), ("hidden", "3--1-0"), ("batch_size", "many"),
                                            ("batch_size", "0"), ("seed", "-1"), ("shuffle", "yes"),
                                            ("activation", "magic"), ("loss", ""), ("init", "0"),
                                            ("optimizer", "hope"), ("dtype", "object"), ("dropout", "1"),
                                            ("dropout", "nan"), ("augmentation", "-1"), ("augmentation", "much"),
                                            ("init_scale", "0"), ("init_scale", "nan"), ("init_scale", "inf")])
def test_a_url_that_makes_no_sense_names_the_part_that_does_not(name, text):
    with pytest.raises(ValueError, match=f"{name} cannot be '{text}'"):
        RunConfig.from_query({name: text})
