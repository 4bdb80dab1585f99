"""The measures of the drafts suite, on messages small enough to judge by eye."""

import random
import re
from datetime import date

import pytest

from assistant.drafting.embedded import DraftText
from assistant.drafting.kinds import DEAL_SECTOR, PAID_YEAR, TALKED, WINS_THIS_YEAR
from assistant.drafting.material import Material, Moment, Recipient
from assistant.drafting.occasions import Occasion, Purpose
from evals.drafts.masking import names_of, without_names
from evals.drafts.planting import planted
from evals.drafts.program import Message
from evals.drafts.similarity import alike, sentences_of
from evals.drafts.swapping import Cues, Matcher, Sources, masked_body, sheet_of
from evals.drafts.unbacked import foreign_names, internal_words, unbacked
from tests.unit.drafting.samples import AS_OF, fact, quote
from tools.facts import Fact, Quote
from tools.grounding.verifier import Grounds, verify
from tools.kinds import DEAL_CLOSED, DEAL_CUSTOMER

WON_ON = fact(DEAL_CLOSED, date(2026, 10, 3), "D1")
CUSTOMER = fact(DEAL_CUSTOMER, "Stadtwerke Auental", "D1")
SECTOR = fact(DEAL_SECTOR, "Energy", "D1")
TALKED_ON = fact(TALKED, date(2026, 9, 21))
WORDS = quote("Please ring me before you send slides.")
WON = {"customer": CUSTOMER, "won_on": WON_ON, "sector": SECTOR}


def message(body: str, subject: str = "After Stadtwerke Auental", **more: Fact | Quote) -> Message:
    moments = (Moment(Occasion.WIN, {**WON, **more}), Moment(Occasion.TALK, {"talked_on": TALKED_ON}))
    recipient = Recipient("C1", "Dana Weber", "CEO", "en", formal=False)
    made = Material("P1", "Lakeside Group", recipient, "Priya Shah", Purpose.CHECK_IN, AS_OF, moments=moments)
    text = DraftText(subject, body, "en", tuple(one.id for one in made.facts))
    names = ("Lakeside Group", "Dana Weber", "Dana", "Priya Shah", "Priya")
    return Message(made, text, Grounds(made.facts, AS_OF, "en", names), at_once=True)


WRITTEN = message(
    "Hi Dana,\n\nWell done on Stadtwerke Auental on 3 October. We spoke on 21 September.\n\n"
    "I can help. Shall we talk?\n\nBest,\nPriya"
)


def test_all_names_are_masked_and_no_word_that_holds_one() -> None:
    text = without_names("Dana and Danas, Lakeside Group; Weber", names_of(WRITTEN.material))
    assert text == "… and Danas, …; …"


def test_what_the_matcher_sees_names_nobody_but_keeps_the_days() -> None:
    seen = masked_body(WRITTEN, fields=True)
    assert not {"Dana", "Weber", "Stadtwerke", "Auental", "Priya", "Lakeside"} & set(seen.split())
    assert "3 October" in seen
    assert "21 September" in seen


@pytest.mark.parametrize("fields", [True, False])
def test_sectors_are_masked_only_where_asked(*, fields: bool) -> None:
    said = message("Hi Dana,\n\nYour win in Energy counts.\n\nBest,\nPriya")
    assert ("Energy" in masked_body(said, fields=fields)) == fields


def named(body: str, cues: Cues | None = None, **found: Sources) -> str | None:
    listed = [sheet_of(name, sources, "en", AS_OF, fields=True) for name, sources in found.items()]
    return Matcher(listed, cues or Cues([]), "en").named(body)


def sources(*found: Fact | Quote) -> Sources:
    return {one.id: one for one in found}


def test_the_partner_whose_day_it_is_is_named() -> None:
    other = fact(DEAL_CLOSED, date(2026, 10, 4), "D9")
    assert named("… on 3 October", mine=sources(WON_ON), theirs=sources(other)) == "mine"
    assert named("… on 4 October", mine=sources(WON_ON), theirs=sources(other)) == "theirs"


def test_a_day_of_two_partners_is_a_tie_and_a_message_without_any_names_nobody() -> None:
    assert named("… on 3 October", mine=sources(WON_ON), theirs=sources(WON_ON)) is None
    assert named("Shall we talk?", mine=sources(WON_ON)) is None


def test_a_longer_date_is_not_read_as_the_shorter_in_it() -> None:
    later = fact(DEAL_CLOSED, date(2026, 10, 13), "D9")
    assert named("… on 13 October", mine=sources(WON_ON), theirs=sources(later)) == "theirs"


def test_amounts_and_counts_are_matched_as_they_are_written() -> None:
    paid, wins = fact(PAID_YEAR, 18250.0, currency="EUR"), fact(WINS_THIS_YEAR, 3)
    assert named("you earned €18,250", mine=sources(paid), theirs=sources(WON_ON)) == "mine"
    assert named("three wins", mine=sources(wins), theirs=sources(WON_ON)) == "mine"


def test_words_of_theirs_count_also_where_the_message_quotes_a_part() -> None:
    said = "“ring me before you send slides”"
    assert named(said, mine=sources(WORDS), theirs=sources(WON_ON)) == "mine"


def test_the_words_beside_a_day_tell_of_what_it_is() -> None:
    talked = fact(TALKED, date(2026, 10, 3))
    learned = [
        message("We won it on 3 October."),
        message("We spoke on 21 September."),
    ] * 5
    both = {"won": sources(WON_ON), "spoken": sources(talked)}
    assert named("We won … on 3 October.", Cues(learned), **both) == "won"
    assert named("We spoke on 3 October.", Cues(learned), **both) == "spoken"


def test_sentences_are_compared_without_names_figures_days_and_quotations() -> None:
    quoting = message(
        "Hi Dana,\n\nYou won Stadtwerke Auental on 3 October. You said: “Ring me.” That makes three wins,"
        " or 18%.\n\nBest,\nPriya",
        wins=fact(WINS_THIS_YEAR, 3),
        words=WORDS,
    )
    assert list(sentences_of(quoting)) == [
        "hi …,",
        "you won … on ….",
        "you said: ….",
        "that makes … wins, or …%.",
        "best,",
    ]


def test_greeting_and_closing_count_as_sentences() -> None:
    other = message("Hi Dana,\n\nAnother thing altogether.\n\nWhere next?\n\nBest,\nPriya")
    found = alike([WRITTEN, other])
    assert found.largest == pytest.approx(2 / 4)
    assert found.beyond == 2


def test_the_most_alike_pair_of_a_batch_is_named() -> None:
    unlike = message("Good morning Dana,\n\nQuite new. All of it.\n\nThanks,\nPriya")
    found = alike([unlike, WRITTEN, WRITTEN])
    assert (found.largest, found.near, found.size) == (1.0, 1, 3)
    assert found.pair == (WRITTEN, WRITTEN)
    assert alike([unlike, WRITTEN]).largest == 0


def test_a_clean_message_has_nothing_unbacked() -> None:
    assert not list(unbacked(WRITTEN))
    assert not internal_words(WRITTEN)
    assert not foreign_names(WRITTEN, ("Globex", "Lakeside Group"))


@pytest.mark.parametrize(
    ("said", "piece"),
    [
        ("We count 47 wins.", "47"),
        ("It was in March.", "March"),
        ("Bertram says so.", "Bertram"),
        ("Write to joe@other.example.", "joe@other.example."),
        ("See https://evil.example/x now.", "https://evil.example/x"),
    ],
)
def test_what_the_material_does_not_hold_is_unbacked(said: str, piece: str) -> None:
    assert piece in list(unbacked(message(f"Hi Dana,\n\n{said}\n\nBest,\nPriya")))


def test_words_of_ours_and_other_partners_are_found() -> None:
    said = message("Hi Dana,\n\nAs a key partner you beat Globex; your health score is fine.\n\nBest,\nPriya")
    assert internal_words(said) == ["key partner", "health score"]
    assert foreign_names(said, ("Globex", "Initech")) == ["Globex"]


@pytest.mark.parametrize("seed", range(20))
def test_every_planted_error_changes_the_message_and_leaves_a_true_one_clean(seed: int) -> None:
    assert verify(WRITTEN.whole, WRITTEN.grounds).passes
    wrong = list(planted(WRITTEN, "Globex", random.Random(seed)))
    kinds = {one.kind for one in wrong}
    assert kinds >= {"number", "date", "label", "foreign partner", "name", "link", "address", "direction"}
    assert all(one.text != WRITTEN.whole for one in wrong)
    values = [one for one in wrong if one.style == "for a true value"]
    assert all(not verify(one.text, one.grounds).passes for one in values)


def test_a_value_is_not_replaced_by_another_true_one() -> None:
    for seed in range(50):
        for one in planted(WRITTEN, "Globex", random.Random(seed)):
            if one.style == "for a true value" and one.kind == "date":
                assert len(re.findall(r"\b(?:3 October|21 September)\b", one.text)) == 1


def test_points_alone_make_another_sentence_but_no_other_words() -> None:
    found = alike([message("Hello Dana,\n\nGood."), message("Hello, Dana!\n\nWell.")])
    assert (found.largest, found.by_words) == (0.0, 0.5)
