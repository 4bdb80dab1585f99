from __future__ import annotations

import numpy as np

from assistant.planner.landmarks import Landmarks
from evals.fitting import as_seen
from evals.fitting_choices import fit_choices, reading_of, stated_in
from evals.fitting_choices_check import choices_checked
from evals.fitting_parts import Examples, landmark_rows
from prompts.phrasings import Phrasing
from tools.names import NameKind

SAID = {"load": "is everybody overworked", "territory": "do we hit the numbers", "": "what could be had"}
WIDE = 16
PHRASINGS = [
    Phrasing("capacity_plan", "en", f"{text} {count}", (("show", show),) if show else ())
    for show, text in SAID.items()
    for count in range(10)
]


def examples() -> Examples:
    texts = [as_seen(one.text) for one in PHRASINGS]
    lies = {value: np.eye(WIDE, dtype=np.float32)[at] for at, value in enumerate(SAID)}
    drawn = np.random.default_rng(3).normal(scale=0.15, size=(len(texts), WIDE))
    vectors = drawn + np.stack([lies[dict(one.choices).get("show", "")] for one in PHRASINGS])
    return Examples.of(texts, vectors.astype(np.float32), np.zeros(len(texts), dtype=np.int64))


def test_what_is_asked_for_in_new_words_is_known_by_its_meaning() -> None:
    rows = examples()
    landmarks = Landmarks.among(rows.vectors, rows.cues, landmark_rows(rows.texts))
    made = fit_choices(PHRASINGS, rows, landmarks).tools["capacity_plan"]
    for at, wanted in enumerate(SAID):
        shares = made.probabilities("other words", np.eye(WIDE, dtype=np.float32)[at], {"show": ""})["show"]
        assert max(shares, key=shares.__getitem__) == wanted


def test_what_holds_by_default_counts_as_not_stated() -> None:
    asked = [Phrasing("capacity_plan", "en", "x", (("show", show),)) for show in ("potential", "load")]
    (one,) = stated_in(asked, ["x", "x"])
    assert one.values == ("", "load")
    assert one.labels.tolist() == [0, 1]


def test_what_the_word_lists_say_is_read_off_the_phrasing_with_usual_names() -> None:
    (one,) = stated_in([PHRASINGS[0], PHRASINGS[20]], ["who is overloaded", "hm"])
    assert one.ruled.tolist() == [[0, 1], [1, 0]]


def test_a_masked_phrasing_is_read_with_its_names() -> None:
    reading = reading_of("introduce partnerx to partnerx and ask personx", manager=True)
    assert reading.text == "introduce Acme to Globex and ask Anna Weber"
    assert reading.partners == ("Acme", "Globex")
    assert reading.masked == "introduce partnerx to partnerx and ask personx"
    assert reading.mentions[-1].kind is NameKind.MANAGER


def test_the_check_judges_word_lists_fit_and_both() -> None:
    (one,) = choices_checked(PHRASINGS, examples())
    assert list(one.guesses) == ["word lists", "fitted", "both"]
    assert (one.guesses["both"] == one.labels).mean() == 1
    assert one.line().startswith("capacity_plan.show: word lists ")
