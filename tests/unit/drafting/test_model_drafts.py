from dataclasses import replace

import pytest
from langchain_core.language_models import FakeListChatModel

from assistant.drafting.embedded import EmbeddedDraftWriter
from assistant.drafting.material import Material
from assistant.drafting.model_drafts import ModelDraftWriter
from assistant.drafting.occasions import Occasion
from assistant.drafting.proofing import clean_text, grounds_of
from tests.unit.drafting.samples import FOREIGN, material
from tests.unit.writing.malicious import SECRETS, TEXTS
from tools.grounding.verifier import verify


def won() -> Material:
    made = material()
    return replace(made, moments=tuple(m for m in made.moments if m.occasion is Occasion.WIN))


CUSTOMER, DAY = (won().moments[0].slots[name].id for name in ("customer", "won_on"))
GOOD = f"""Hi Dana,

I saw that you closed {{{CUSTOMER}}} on {{{DAY}}}. Well done! What comes next?

Best,
Priya"""


ABOUT_THEM = f"Subject: After {{{CUSTOMER}}}\n\n"


def writer(*answers: str) -> ModelDraftWriter:
    return ModelDraftWriter(FakeListChatModel(responses=list(answers)))


def test_a_model_writes_slots_and_code_fills_them() -> None:
    text = writer(f"Subject: After {{{CUSTOMER}}}\n\n{GOOD}").write(won())
    assert text.subject == "After Stadtwerke Auental"
    assert "Stadtwerke Auental on 3 October" in text.body
    assert set(text.fact_ids) == {CUSTOMER, DAY}
    assert text.model_calls == 1


def test_what_is_refused_is_rewritten_once() -> None:
    bad = f"{ABOUT_THEM}You won seven deals.\n\n{GOOD}"
    text = writer(bad, f"{ABOUT_THEM}{GOOD}").write(won())
    assert "seven" not in text.body
    assert text.model_calls == 2


@pytest.mark.parametrize(
    "group", ["Dear partners,", "I hope this email finds you well.", "We tell all our partners."]
)
def test_group_words_and_filler_are_refused(group: str) -> None:
    text = writer(f"{ABOUT_THEM}{group} {GOOD}").write(won())
    assert group not in text.body


@pytest.mark.parametrize(
    "answer",
    [
        f"Subject: Hello\n\n{GOOD}",  # about anybody
        ABOUT_THEM + GOOD.replace("What comes next?", "I wish you well."),  # without an ask
        ABOUT_THEM + GOOD.replace("What comes next?", "What comes next? Shall we talk?"),
        ABOUT_THEM + GOOD.replace("Hi Dana", "Hi there"),
        ABOUT_THEM + GOOD.replace("Priya", "Bye"),
    ],
)
def test_a_message_that_lacks_its_greeting_subject_sign_off_or_one_ask_is_refused(answer: str) -> None:
    text = writer(answer, answer).write(won())
    assert text.model_calls == 2
    assert text == replace(EmbeddedDraftWriter().write(won()), model_calls=2)


@pytest.mark.parametrize("malice", TEXTS)
def test_a_malicious_model_leaks_nothing_and_a_message_still_comes(malice: str) -> None:
    answer = f"{ABOUT_THEM}{malice.replace('{good}', GOOD)}"
    made = won()
    grounds = grounds_of(made, FOREIGN)
    text = clean_text(writer(answer, answer), made, grounds)
    assert text is not None
    whole = f"{text.subject}\n\n{text.body}"
    assert not any(secret in whole.casefold() for secret in SECRETS)
    assert "Dana" in text.body
    assert verify(whole, grounds).passes


@pytest.mark.parametrize(
    "subject", ["Globex and you", "Score: 61", "https://evil.example", "x\r\nBcc: a@evil.example"]
)
def test_a_malicious_subject_is_stopped_too(subject: str) -> None:
    answer = f"Subject: {subject}\n\n{GOOD}"
    text = clean_text(writer(answer, answer), won(), grounds_of(won(), FOREIGN))
    assert text is not None
    assert not any(secret in text.subject.casefold() for secret in (*SECRETS, "bcc"))
    assert "\n" not in text.subject
