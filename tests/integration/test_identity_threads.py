"""A thread in which somebody asked about a partner that has become part of another one since."""

from pathlib import Path

from assistant.app import open_rapport
from assistant.settings import Settings
from knowledge.identity import merge
from tests.identity_worlds import NOW

PRIYA, KESTREL, NEBELHORN = "priya.nair@vendor.example", "ACC-1010", "ACC-1001"


def test_a_follow_up_is_about_the_partner_that_the_other_one_became(sample_home: Path) -> None:
    with open_rapport(Settings(home=sample_home)) as rapport:
        priya = rapport.person(PRIYA)
        rapport.ask("How is Kestrel Data doing?", priya, thread="t")
        with rapport.engine.begin() as connection:
            stays = merge(connection, KESTREL, NEBELHORN, "priya", NOW)
        answer = rapport.ask("why did its score change?", priya, thread="t")
    assert answer.unknown is None
    assert (answer.calls[0].tool, answer.calls[0].args["partner"]) == ("explain_change", stays)
