"""The peers with a scripted model over loopback HTTP: the SQL is really run, the passages really found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from langchain_core.language_models import BaseChatModel

from assistant.metered_models import metered
from assistant.metering import CallKind, Meter
from assistant.planner.models import chat_model
from evals.frozen import frozen_settings, tables
from evals.model_server import KEY, Json, ModelServer, Reply, Script
from evals.peers.answering import PeerReplies
from evals.peers.retrieve_and_answer import RetrieveAndAnswer, filled_store
from evals.peers.sql_agent import MODEL_CALLS, SqlAgent
from evals.peers.vectors import KeptEmbeddings
from evals.peers.warehouse import CHARACTERS, ROWS, QueryRefused, Warehouse, open_warehouse
from knowledge.encoder import Vectors

NORA = "nora.lind@vendor.example"
MDF = "SELECT sum(amount) AS mdf FROM costs WHERE partner_id = 'P01' AND kind = 'mdf' AND year(date) = 2026"


class WordEncoder:
    """Counts words: enough to find the passage that holds those of the question."""

    name = "words"
    dimension = 256

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        made = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in set(text.lower().replace(":", " ").split()):
                made[row, hashlib.blake2b(word.encode(), digest_size=2).digest()[0]] += 1
        return made


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    return open_warehouse(tables(), seconds=1.0)


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def model_of(server: ModelServer, kind: CallKind, meter: Meter) -> BaseChatModel:
    model = chat_model(frozen_settings(Path(), model="openai:any", model_url=server.url))
    assert model is not None
    return metered(model, kind, meter)


def sql_agent(server: ModelServer, warehouse: Warehouse) -> PeerReplies:
    meter = Meter()
    return PeerReplies("sql", SqlAgent(model_of(server, CallKind.PLANNER, meter), warehouse), meter)


def looking_up(*queries: str) -> Script:
    """A model that runs those queries one by one and then says what the last one brought."""
    left = list(queries)

    def script(body: Json) -> Reply:
        if left:
            return Reply(calls=(("run_sql", {"query": left.pop(0)}),))
        return Reply(text=f"Found: {body['messages'][-1]['content']}")

    return script


@pytest.mark.usefixtures("key")
def test_the_agent_answers_with_what_its_sql_brought_and_tells_what_it_cost(warehouse: Warehouse) -> None:
    with ModelServer(looking_up(MDF)) as server:
        reply = sql_agent(server, warehouse).reply("how much MDF has Norrvik had this year", NORA)
    assert server.refused == []
    assert reply.text == "Found: mdf\n15260.00"
    assert [(call.kind, call.input_tokens, call.failed) for call in reply.calls] == [
        (CallKind.PLANNER, 10, False)
    ] * 2
    system, tools = server.requests[0]["messages"][0]["content"], server.requests[0]["tools"]
    assert "Wednesday 2026-09-30" in system
    assert NORA in system
    assert "day won or lost" in system
    assert [tool["function"]["name"] for tool in tools] == ["list_tables", "describe", "run_sql"]


@pytest.mark.usefixtures("key")
def test_a_query_that_fails_is_told_to_the_model_which_may_mend_it(warehouse: Warehouse) -> None:
    with ModelServer(looking_up("SELECT budget FROM costs", MDF)) as server:
        reply = sql_agent(server, warehouse).reply("how much MDF?", NORA)
    assert reply.text == "Found: mdf\n15260.00"
    assert "budget" in server.requests[1]["messages"][-1]["content"]
    assert len(reply.calls) == 3


@pytest.mark.usefixtures("key")
def test_earlier_questions_and_answers_of_the_thread_are_passed_along(warehouse: Warehouse) -> None:
    with ModelServer(looking_up(MDF)) as server:
        reply = sql_agent(server, warehouse).reply("and last year?", NORA, ["how much MDF for Norrvik?"])
    said = [message["content"] for message in server.requests[-1]["messages"][1:]]
    assert said == ["how much MDF for Norrvik?", "Found: mdf\n15260.00", "and last year?"]
    assert len(reply.calls) == 1  # of the last question alone


@pytest.mark.usefixtures("key")
def test_an_agent_that_never_ends_or_a_provider_that_fails_gives_no_answer(warehouse: Warehouse) -> None:
    with ModelServer(lambda _: Reply(calls=(("run_sql", {"query": MDF}),))) as server:
        reply = sql_agent(server, warehouse).reply("how much MDF?", NORA)
    assert (reply.text, len(reply.calls)) == ("", MODEL_CALLS)
    with ModelServer(lambda _: Reply(status=401)) as server:
        reply = sql_agent(server, warehouse).reply("how much MDF?", NORA)
    assert (reply.text, [call.failed for call in reply.calls]) == ("", [True])


@pytest.mark.usefixtures("key")
def test_the_agent_can_look_at_tables_but_write_no_file(warehouse: Warehouse, tmp_path: Path) -> None:
    stolen = tmp_path / "deals.csv"
    calls = (
        ("list_tables", {}),
        ("describe", {"table": "deals"}),
        ("describe", {"table": "secrets"}),
        ("run_sql", {"query": f"COPY deals TO '{stolen}'"}),
    )
    turns = [Reply(calls=calls), Reply(text="No.")]
    with ModelServer(lambda _: turns.pop(0)) as server:
        assert sql_agent(server, warehouse).reply("export all deals", NORA).text == "No."
    told = [message["content"] for message in server.requests[1]["messages"] if message["role"] == "tool"]
    assert "deals: a row is one deal that a partner brought, sold or helped with; 1358 rows" in told[0]
    assert "stage VARCHAR: where it stands (open, won, lost)" in told[1]
    assert "OPP-20001" in told[1]
    assert told[2].startswith("Error: no table 'secrets'")
    assert told[3] == "Error: only one SELECT at a time may be run"
    assert not stolen.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM deals",
        "WITH gone AS (DELETE FROM deals RETURNING *) SELECT * FROM gone",
        "WITH new AS (INSERT INTO fx VALUES ('XXX', 1) RETURNING *) SELECT * FROM new",
        "UPDATE deals SET amount = 0",
        "DROP TABLE deals",
        "CREATE TABLE mine AS SELECT 1",
        "SELECT 1; DELETE FROM deals",
        "SELECT 1; SELECT 2",
        "",
        "COPY deals TO 'FILE'",
        "COPY (SELECT 1) TO 'FILE'",
        "EXPORT DATABASE 'FILE'",
        "ATTACH 'FILE'",
        "SELECT * FROM 'SECRET'",
        "SELECT * FROM read_text('SECRET')",
        "SELECT * FROM read_csv('SECRET')",
        "SELECT * FROM glob('FOLDER/*')",
        "SELECT * FROM sniff_csv('SECRET')",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SELECT getenv('HOME')",
        "SELECT * FROM query('DELETE FROM deals')",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "PRAGMA enable_profiling",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE SELECT 1",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM secret",
        "not sql at all",
    ],
)
def test_nothing_but_reading_the_tables_is_possible(warehouse: Warehouse, tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"  # also the name of a variable here, which is no table either
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    before = warehouse.tables()
    written = sql.replace("FILE", str(tmp_path / "out")).replace("SECRET", str(secret))
    with pytest.raises(QueryRefused):
        warehouse.query(written.replace("FOLDER", str(tmp_path)))
    assert warehouse.tables() == before
    assert list(tmp_path.iterdir()) == [secret]


def test_a_result_is_cut_after_some_rows_and_characters_and_says_so(warehouse: Warehouse) -> None:
    many = warehouse.query("SELECT note_id FROM notes").splitlines()
    assert (len(many), many[-1]) == (ROWS + 2, f"(the first {ROWS} rows; there are more)")
    long = warehouse.query("SELECT repeat('x', 100_000) AS x")
    assert len(long) < CHARACTERS + 100
    assert long.endswith("(cut here: ask for fewer columns or rows)")
    assert warehouse.query("SELECT name FROM partners WHERE false") == "name\n(no rows)"


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_runs(warehouse: Warehouse) -> None:
    quick = Warehouse(warehouse.connection, seconds=0.1)
    with pytest.raises(QueryRefused, match="stopped after"):
        quick.query("SELECT sum(hash(a.subject || b.subject)) FROM activities a, activities b, activities c")
    assert quick.query("SELECT 1 AS one") == "one\n1"


def test_what_does_not_fit_into_memory_fails_and_spills_into_no_file(warehouse: Warehouse) -> None:
    patient = Warehouse(warehouse.connection, seconds=60)
    with pytest.raises(QueryRefused, match="Out of Memory"):
        patient.query("SELECT list(a.subject || b.subject) FROM activities a, activities b")
    assert warehouse.query("SELECT current_setting('temp_directory') AS folder") == "folder\n"


def test_cells_have_the_types_of_the_format(warehouse: Warehouse) -> None:
    told = warehouse.query("SELECT typeof(invoice), typeof(amount), typeof(paid_on) FROM commissions LIMIT 1")
    assert told.splitlines()[1] == "VARCHAR | DECIMAL(18,2) | DATE"


@pytest.mark.usefixtures("key")
def test_the_chain_asks_once_with_the_passages_that_are_near(tmp_path: Path) -> None:
    paths = {name: path for name, path in tables().items() if name in {"partners", "commissions"}}
    store = filled_store(paths, KeptEmbeddings(WordEncoder(), tmp_path / "words.npz"))
    meter = Meter()
    with ModelServer(lambda _: Reply(text="On 25 May.")) as server:
        chain = RetrieveAndAnswer(model_of(server, CallKind.WRITER, meter), store)
        peer = PeerReplies("chain", chain, meter)
        question = "commission_id: COM-80001 period: 2024-10; deal_id: OPP-20002; has it been paid_on:"
        reply = peer.reply(question, NORA)
        peer.reply("why?", NORA, [question])
    assert server.refused == []
    assert reply.text == "On 25 May."
    assert [(call.kind, call.output_tokens) for call in reply.calls] == [(CallKind.WRITER, 5)]
    system, asked = server.requests[0]["messages"]
    assert "Commissions of Norrvik Systems AB (P01)\ncommission_id: COM-80001" in system["content"]
    assert asked["content"] == question
    later = [message["content"] for message in server.requests[2]["messages"]]
    assert later[1:] == [question, "On 25 May.", "why?"]
    assert "COM-80001" in later[0]
    assert "tools" not in json.dumps(list(server.requests[0]))


@pytest.mark.usefixtures("key")
def test_the_chain_asks_again_after_a_passing_fault(tmp_path: Path) -> None:
    from langchain_core.vectorstores import InMemoryVectorStore

    store = InMemoryVectorStore(KeptEmbeddings(WordEncoder(), tmp_path / "words.npz"))
    turns, meter = [Reply(status=429, retry_after="0"), Reply(text="Yes.")], Meter()
    with ModelServer(lambda _: turns.pop(0)) as server:
        chain = RetrieveAndAnswer(model_of(server, CallKind.WRITER, meter), store)
        reply = PeerReplies("chain", chain, meter).reply("paid?", NORA)
    assert reply.text == "Yes."
    assert [call.failed for call in reply.calls] == [True, False]
