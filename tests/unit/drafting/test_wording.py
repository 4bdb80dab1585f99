from dataclasses import replace

import pytest

from assistant.drafting.wording import worded
from prompts.slots import parse
from tests.unit.drafting.samples import material


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I thought of {partner}.", "I thought of Redes S.L."),
        ("I thought of {partner}. Well done!", "I thought of Redes S.L. Well done!"),
        ("How is {partner}?", "How is Redes S.L.?"),
        ("{partner}, since May", "Redes S.L., since May"),
    ],
)
def test_a_name_that_ends_in_a_full_stop_ends_the_sentence(text: str, said: str) -> None:
    assert worded(parse(text), replace(material(), partner_name="Redes S.L."), {}) == said
