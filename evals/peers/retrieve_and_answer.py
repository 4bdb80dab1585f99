"""The chain that a user would build first: nearest passages into one prompt, one request to a model."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.metered_models import metered
from assistant.metering import CallKind, Meter
from assistant.planner.faults import wait_before_retry
from evals.frozen import tables
from evals.peers.answering import PeerReplies
from evals.peers.passages import passages
from evals.peers.prompting import Exchange, prompt, turns
from knowledge.encoder import EmbeddedEncoder

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.vectorstores import VectorStore

NEAREST: Final = 24  # 2,000 to 5,000 tokens, what such chains usually spend
_RETRIES: Final = 2


@dataclass(frozen=True)
class RetrieveAndAnswer:
    """Looks up what is near the question, then asks once."""

    model: BaseChatModel
    store: VectorStore

    def answer(self, question: str, asker: str, thread: Sequence[Exchange]) -> str:
        """The model's answer.

        Raises:
            Exception: The provider failed.
        """
        from langchain_core.messages import SystemMessage

        wanted = "\n".join((*(one.question for one in thread[-1:]), question))
        found = self.store.similarity_search(wanted, k=NEAREST)
        told = "\n\n".join(document.page_content for document in found)
        system = SystemMessage(prompt("retrieve_and_answer", asker, passages=told))
        return _answered(self.model, [system, *turns(thread, question)])


def retrieve_and_answer(model: BaseChatModel, name: str) -> PeerReplies:
    """The chain over the frozen world, with that model.

    Encoding the world takes a quarter of an hour on two cores; it is done once and kept.
    """
    from evals.peers.vectors import KeptEmbeddings, cache_of

    meter, encoder = Meter(), EmbeddedEncoder()
    store = filled_store(tables(), KeptEmbeddings(encoder, cache_of(encoder)))
    peer = RetrieveAndAnswer(metered(model, CallKind.WRITER, meter), store)
    return PeerReplies(f"retrieve and answer, {name}", peer, meter)


def filled_store(paths: Mapping[str, Path], embeddings: Embeddings) -> VectorStore:
    """Every passage of these files, in memory."""
    from langchain_core.vectorstores import InMemoryVectorStore

    store = InMemoryVectorStore(embeddings)
    store.add_texts(passages(paths))
    return store


def _answered(model: BaseChatModel, messages: Sequence[BaseMessage]) -> str:
    """The model's words, asked again after passing faults."""
    for attempt in range(_RETRIES):
        try:
            return str(model.invoke(list(messages)).text)
        except Exception as error:
            seconds = wait_before_retry(error, attempt)
            if seconds is None:
                raise
            time.sleep(seconds)
    return str(model.invoke(list(messages)).text)
