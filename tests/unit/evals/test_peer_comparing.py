"""Several who answer, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from assistant.metering import Call, CallKind
from evals.__main__ import main
from evals.cases import Case
from evals.peers.comparing import hear, side_by_side
from evals.peers.wording import WordJudge
from evals.replies import Reply
from tools.names import NameEntry, NameIndex, NameKind

CASES = [
    Case.model_validate({"ask": "how many deals", "calls": [{"data_health": {}}], "says": ["1,358"]}),
    Case.model_validate({"ask": "how is the weather", "outcome": "out_of_scope"}),
]
ASKED = (
    Call(CallKind.PLANNER, "any", 1.0, input_tokens=1_000, output_tokens=50),
    Call(CallKind.PLANNER, "any", 1.0, failed=True),
)


@dataclass(frozen=True)
class Parrot:
    name: str
    text: str
    calls: tuple[Call, ...] = ()

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        del question, asker, before
        return Reply(self.text, None, 0.5, self.calls)


def test_everybody_has_a_column_and_what_was_measured_a_row() -> None:
    names = NameIndex([NameEntry(NameKind.PARTNER, "P01", "Norrvik")])
    words = WordJudge(names, date(2026, 9, 30))
    embedded = Call(CallKind.PLANNER, "rapport-embedded", 0.1)
    respondents = [
        Parrot("one", "1.358 deals", ASKED),
        Parrot("two", "I cannot.", (embedded,)),
        Parrot("x", ""),
    ]
    heard = [hear(respondent, CASES, words) for respondent in respondents]
    rows = [line.split("  ") for line in side_by_side(heard, price=(2.0, 10.0))]
    told = {row[1]: [cell.strip() for cell in row[2:] if cell.strip()] for row in rows}
    assert told[""] == ["one", "two", "x"]
    assert told["expected facts shown"] == [
        "100.0% of 1 (21%-100%)",
        "0.0% of 1 (0%-79%)",
        "0.0% of 1 (0%-79%)",
    ]
    assert told["nothing said that must not be"] == ["-"] * 3
    declined = [cell.partition(" ")[0] for cell in told["asked back or declined where expected"]]
    assert declined == ["0.0%", "100.0%", "0.0%"]
    assert told["no answer at all"] == ["0", "0", "2"]
    assert told["requests to a model"] == ["2.00", "0.00", "0.00"]
    assert told["of these failed"] == ["1.00", "0.00", "0.00"]
    assert told["tokens in"] == ["1,000", "0", "0"]
    assert told["cost of an answer"] == ["0.00250", "0.00000", "0.00000"]
    assert told["seconds, median and 95 % within"] == ["0.50, 0.50"] * 3


@pytest.mark.parametrize(
    "arguments",
    [["--peer", "sql_agent"], ["--peer", "sql_agent", "--model", "openai:any", "--suite", "drafts"]],
)
def test_peers_need_a_model_and_questions(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert "--peer" in capsys.readouterr().err
