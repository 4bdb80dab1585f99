"""Notes of a partner: topics in its language, scenes of its story, every fact from its own rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from knowledge.sample.decks import Card, Decks
from knowledge.sample.draws import Draws
from knowledge.sample.facts import Record, base_slots, certification_slots, deal_slots
from knowledge.sample.material import Material, Scene, Topic, Voice
from knowledge.sample.rows import Note
from knowledge.sample.wording import day_words, few_words, month_end_words, render

_SETTLED_DAYS: Final = 80  # so long after a win a contact can tell how it went
_RECENT_DAYS: Final = 200
_PROMISE_KEPT: Final = 0.35  # share of partners with an old promise and its happy end
_BY_COLLEAGUE: Final = 0.25  # share of a partner's own words that a second contact says


@dataclass(frozen=True)
class Written:
    """A note before it has an id; `answered` is False for the mail to which nobody has replied yet."""

    ago: int
    voice: Voice
    source: str
    text: str
    author: str
    answered: bool = True


class Notebook:
    """Writes the notes of one partner."""

    def __init__(self, draws: Draws, record: Record, material: Material, decks: Decks) -> None:
        self._draws, self._record, self._material, self._decks = draws, record, material, decks
        self._language = record.part.language
        self._words = material.notebooks[self._language]
        self._slots = base_slots(record, material.market)
        self._used: set[str] = set()

    def written(self) -> list[Written]:
        """All notes, oldest first."""
        notes = [*self._stories(), *self._twists(), *self._topics(), *self._kept_promise()]
        return sorted(notes, key=lambda note: -note.ago)

    def _stories(self) -> Iterator[Written]:
        variants = self._words.stories[self._record.part.story_name]
        scenes = {tuple(scene.text for scene in variant): variant for variant in variants}
        slots = self._slots | self._chance_slots(0)
        deck = f"{self._language}/story/{self._record.part.story_name}"
        yield from self._scenes(
            scenes.get(self._decks.deal(deck, tuple(scenes), slots) or (), ()), answered=True
        )

    def _twists(self) -> Iterator[Written]:
        for twist in self._record.part.twists:
            scenes: dict[Card, Scene] = {(scene.text,): scene for scene in self._words.twists.get(twist, ())}
            slots = self._slots | self._chance_slots(0) | {"due": "", "month_end": ""}
            card = self._decks.deal(f"{self._language}/twist/{twist}", tuple(scenes), slots)
            if card:
                yield from self._scenes([scenes[card]], answered=twist != "unanswered_email")

    def _scenes(self, scenes: Sequence[Scene], *, answered: bool) -> Iterator[Written]:
        silent = self._record.part.story.silent_days
        for scene in scenes:
            early = max(0, silent + 4 - scene.ago) if scene.due and scene.due > 0 else 0
            slots = self._slots | self._chance_slots(scene.ago + early)
            if scene.due is not None:
                due = self._record.span.workday(scene.due + early)
                slots |= {"due": day_words(due, self._language)}
            text = render(scene.text, slots, self._draws)
            author = self._author(scene.voice, colleague=False)
            yield Written(scene.ago + early, scene.voice, scene.source, text, author, answered)

    def _topics(self) -> Iterator[Written]:
        story = self._record.part.story
        for name, topic in self._material.topics.items():
            drawn = self._draws.chance(topic.chance)
            if drawn and (topic.early or not story.early) and name not in story.skip:
                yield from self._topic(name, topic)

    def _topic(self, name: str, topic: Topic) -> Iterator[Written]:
        anchored = self._anchored(name, topic)
        if anchored is None or (topic.voice == "theirs" and not self._record.team.on_record):
            return
        ago, about = anchored
        slots = self._slots | self._chance_slots(ago) | about
        cards = [(template,) for template in self._words.topics[name]]
        card = self._decks.deal(f"{self._language}/{name}", cards, slots)
        if card:
            author = self._author(topic.voice, colleague=self._draws.chance(_BY_COLLEAGUE))
            text = render(card[0], slots, self._draws)
            yield Written(ago, topic.voice, self._draws.pick(topic.source), text, author)

    def _anchored(self, name: str, topic: Topic) -> tuple[int, dict[str, str]] | None:
        """Days ago of the note and the slots of the row that it is about; None if there is no such row."""
        if topic.anchor is None:
            return self._any_day(recent=topic.recent), {}
        if topic.anchor == "certification":
            return self._about_certification()
        return self._about_deal(topic.anchor, _SETTLED_DAYS if name == "own_project" else 1)

    def _about_deal(self, stage: str, after: int) -> tuple[int, dict[str, str]] | None:
        span, quiet = self._record.span, self._record.quiet_days
        choices = [
            (span.ago(deal.closed_on) - after, deal)
            for deal in self._record.deals
            if deal.stage == stage and deal.closed_on and deal.customer not in self._used
        ]
        choices = [(ago, deal) for ago, deal in choices if ago >= quiet]
        if not choices:
            return None
        ago, deal = self._draws.pick(choices)
        self._used.add(deal.customer)
        return ago, deal_slots(deal, self._record.deals, self._language, self._material.market)

    def _about_certification(self) -> tuple[int, dict[str, str]] | None:
        """Only somebody else's: a note in which a contact reports on a colleague."""
        span, quiet = self._record.span, self._record.quiet_days
        choices = [
            held
            for held in self._record.certifications
            if quiet + 3 < span.ago(held.earned_on) < span.days
            and held.person != self._record.team.primary.name
        ]
        if not choices:
            return None
        held = self._draws.pick(choices)
        slots = certification_slots(held, self._language, self._material.market)
        return span.ago(held.earned_on) - 2, slots

    def _any_day(self, *, recent: bool) -> int:
        latest = max(self._record.quiet_days, self._record.business_days)
        earliest = self._record.milestones.business_from or self._record.milestones.first_contact
        if self._record.part.story.early:
            earliest = self._record.milestones.first_contact
        earliest = min(earliest, self._record.span.days - 7, latest + _RECENT_DAYS if recent else earliest)
        return self._draws.between(latest, max(latest, earliest))

    def _kept_promise(self) -> Iterator[Written]:
        earliest = min(self._record.milestones.business_from, self._record.span.days - 7)
        latest = max(150, self._record.part.story.silent_days + 20)
        if earliest <= latest or self._record.part.story.early or not self._draws.chance(_PROMISE_KEPT):
            return
        ago = self._draws.between(latest, earliest)
        slots = self._slots | self._chance_slots(ago)
        slots["due"] = day_words(self._record.span.workday(ago - 14), self._language)
        card = self._decks.deal(f"{self._language}/promise_kept", self._words.promise_kept, slots)
        for text, at in zip(card or (), (ago, ago - 11), strict=False):
            author = self._author("ours", colleague=False)
            yield Written(at, "ours", "call", render(text, slots, self._draws), author)

    def _chance_slots(self, ago: int) -> dict[str, str]:
        """Small figures that people mention, and the end of a month about three weeks after the note."""
        month_end = self._record.span.day(ago) + timedelta(days=20)
        return {
            "n": str(self._draws.between(4, 48) * 5),
            "k": few_words(self._draws.between(3, 7), self._language),
            "month_end": month_end_words(month_end, self._language),
        }

    def _author(self, voice: Voice, *, colleague: bool) -> str:
        team = self._record.team
        if voice == "ours":
            return self._record.manager_name
        return team.others[0].name if colleague and team.others else team.primary.name


def note_rows(record: Record, written: Sequence[Written], first_id: int) -> list[Note]:
    """The notes as rows; a contact's own words may be shown to the partner, ours may not."""
    return [
        Note(
            note_id=f"NOTE-{first_id + at}",
            partner_id=record.part.partner_id,
            date=record.span.workday(note.ago),
            author=note.author,
            source=note.source,
            visibility="shareable" if note.voice == "theirs" else "internal",
            text=note.text,
        )
        for at, note in enumerate(written)
    ]
