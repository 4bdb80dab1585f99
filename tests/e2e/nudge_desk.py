"""The plain application with jobs: `nudge` asks for a message to each of the asker's many partners."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select

from assistant.contract import Answer
from knowledge.draft_jobs import DraftJob, put_job
from knowledge.tables import INCOMING
from knowledge.threads import Question
from tests.e2e.plain_desk import PlainDesk
from tests.job_worlds import AS_OF, partners


def many(engine: Engine, count: int) -> list[str]:
    """Partners of Ada's; the first has a channel with us, the others an address."""
    with engine.begin() as connection:
        ids = partners(connection, count)
        table = INCOMING["partners"]
        first = table.update().where(table.c.partner_id == ids[0])
        connection.execute(first.values(slack_channel="CGLOBEX1"))
    return ids


@dataclass
class NudgeDesk(PlainDesk):
    """Keeps a job instead of answering."""

    def _think(self, question: Question) -> Answer:
        if "nudge" not in question.text.lower():
            return super()._think(question)
        job_id = f"job:{question.question_id}"
        table = INCOMING["partners"].c
        with self.engine.begin() as connection:
            own = select(table.partner_id).where(table.partner_id.like("P0%")).order_by(table.partner_id)
            job = DraftJob(job_id, question.asker_email, "{}", AS_OF, self.now())
            put_job(connection, job, list(connection.execute(own).scalars()))
        return Answer(text="I am writing many messages.", job=job_id)
