from itertools import product

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.drafting.embedded import EmbeddedDraftWriter
from assistant.drafting.material import Purpose
from prompts.draft_templates import LANGUAGES
from tests.unit.drafting.test_embedded import material


@pytest.mark.parametrize(("language", "purpose"), list(product(LANGUAGES, Purpose)))
def test_messages_read_as_reviewed(language: str, purpose: Purpose, snapshot: SnapshotAssertion) -> None:
    text = EmbeddedDraftWriter().write(material(language, purpose, formal=language in {"de", "fr"}), 1)
    assert f"{text.subject}\n\n{text.body}" == snapshot
