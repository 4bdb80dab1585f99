"""The embedded draft writer: one reason, one thing that shows attention, one thing for them, one ask."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.drafting.batch import ALIKE, STILL_UNLIKE, Batch, Patterns, patterns_of
from assistant.drafting.choosing import Choice, choose
from assistant.drafting.material import Material, Moment
from assistant.drafting.occasions import OFFERED, SELLING, WITH_AGENDA, Occasion
from assistant.drafting.phrases import Phrases
from assistant.drafting.presentable import language_of
from assistant.drafting.wishes import AS_IT_COMES, Style, Wishes
from tools.drafts import Sentence

WORD_LIMIT: Final = 120
_ATTEMPTS: Final = 200
_SAME_MATTER: Final = 20  # attempts that change the words alone; later ones may speak of something else
_STEP: Final = 7  # attempts between one turn and the next
_POINTS: Final = 3  # of an agenda, at least
_NOTHING: Final = Moment(Occasion.NOTHING)


@dataclass(frozen=True)
class DraftText:
    """A message before it is kept.

    Attributes:
        fact_ids, note_ids: What it rests on, the subject too.
        language: ISO code of the one that it is written in.
        sentences: Those of the body, greeting and closing too.
    """

    subject: str
    body: str
    language: str
    fact_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()
    model_calls: int = 0
    sentences: tuple[Sentence, ...] = ()

    @property
    def patterns(self) -> Patterns:
        """By which it is compared to other messages."""
        return patterns_of(self.sentences)


class EmbeddedDraftWriter:
    """Writes from templates; the same material, wishes and batch give the same message."""

    def write(
        self, material: Material, wishes: Wishes = AS_IT_COMES, batch: Batch | None = None, turn: int = 0
    ) -> DraftText:
        """A message of at most `WORD_LIMIT` words.

        Args:
            material: All that it may say.
            wishes: How it is to be worded.
            batch: The messages before it, which it should not resemble.
            turn: Another number gives another message.
        """
        batch = batch or Batch()
        best, least = None, 2.0
        for attempt in range(turn * _STEP, turn * _STEP + _ATTEMPTS):
            text = _Message(material, wishes, batch, attempt).text()
            alike = batch.alike(text.patterns)
            if alike < least:
                best, least = text, alike
            if least <= (ALIKE if attempt < _SAME_MATTER else STILL_UNLIKE):
                break
        assert best is not None  # noqa: S101 - no share is above one
        return best


class _Message:
    def __init__(self, material: Material, wishes: Wishes, batch: Batch, attempt: int) -> None:
        self.material, self.wishes, self.styles = material, wishes, wishes.styles
        gentler = str(Style.LESS_SALESY in wishes.styles)
        seed = _spread(material.partner_id, material.purpose, str(wishes.version), gentler, str(attempt))
        self.phrases = Phrases(
            material,
            _formal(material, wishes),
            random.Random(seed),  # noqa: S311 - which of several good wordings is no secret
            briefly=Style.SHORTER in wishes.styles,
            batch=batch,
        )
        turn = seed if attempt >= _SAME_MATTER else 0
        self.choice = choose(material, wishes, self.phrases.can_say, turn)

    def text(self) -> DraftText:
        for choice in _ever_less(self.choice):
            body = _Body(tuple(self._paragraphs(choice)))
            if body.words <= WORD_LIMIT:
                break
        subject = self._subject(self.choice)
        sources = (subject, *body.sentences)
        return DraftText(
            subject.text,
            body.text,
            self.phrases.language,
            tuple(dict.fromkeys(one for sentence in sources for one in sentence.fact_ids)),
            tuple(dict.fromkeys(one for sentence in sources for one in sentence.note_ids)),
            sentences=tuple(body.sentences),
        )

    def _paragraphs(self, choice: Choice) -> Iterator[_Paragraph]:
        reason = choice.reason.occasion
        self.phrases.names_amount = not choice.amounts
        form = "formal" if self.phrases.formal else "informal"
        yield _Paragraph([self.phrases.say("greeting", form, _NOTHING)])
        opening = self._opening(choice.reason)
        notices = [self.phrases.say("attention", one.occasion, one) for one in choice.beside]
        yield _Paragraph([opening, *notices])
        if self.material.purpose in WITH_AGENDA:
            intro = self.phrases.say("agenda_intro", "any", _NOTHING)
            yield _Paragraph([intro, *self._points(choice.agenda)], listed=True)
        yield _Paragraph([*self._warmth(), *self._offer(reason), self._ask(reason)])
        if not self.material.short:
            yield _Paragraph([self.phrases.say("closing", form, _NOTHING)])

    def _opening(self, reason: Moment) -> Sentence:
        """The first sentence; after a German greeting it goes on in lower case."""
        said = self.phrases.say("reason", reason.occasion, reason)
        if self.phrases.language == "de":
            return said
        return _capitalised(said)

    def _points(self, agenda: Sequence[Moment]) -> list[Sentence]:
        """What is to be talked about: of theirs what there is, and at least one thing that is always open."""
        points = [self.phrases.say("agenda", one.occasion, one) for one in agenda]
        for _ in range(_ATTEMPTS):
            if len(points) > len(agenda) and len(points) >= _POINTS:
                break
            point = self.phrases.say("agenda", "any", _NOTHING)
            points += [] if point in points else [point]
        return points

    def _warmth(self) -> list[Sentence]:
        return [self.phrases.say("warm", "any", _NOTHING)] if Style.WARMER in self.styles else []

    def _offer(self, reason: Occasion) -> list[Sentence]:
        if Style.SHORTER in self.styles:
            return []
        if Style.LESS_SALESY in self.styles and self.material.purpose in OFFERED:
            return []
        if self._sells_less:
            return [self.phrases.say("plain", "any", _NOTHING)]
        return [self.phrases.say("for_them", reason, self.choice.reason)]

    def _ask(self, reason: Occasion) -> Sentence:
        if self.wishes.no_ask:
            return self.phrases.say("no_ask", "any", _NOTHING)
        own = self.material.guidance.ask
        if own and language_of(own) == self.phrases.language:
            return Sentence(own, own)
        if self._sells_less:
            return self.phrases.say("soft_ask", "any", _NOTHING)
        return self.phrases.say("ask", reason, self.choice.reason)

    @property
    def _sells_less(self) -> bool:
        """Whether offer and ask are to be gentler; what we owe, and thanks, sell nothing anyway."""
        return Style.LESS_SALESY in self.styles and self.material.purpose in SELLING

    def _subject(self, choice: Choice) -> Sentence:
        return _capitalised(self.phrases.say("subject", choice.reason.occasion, choice.reason))


@dataclass(frozen=True)
class _Paragraph:
    """Sentences that stand together.

    Attributes:
        listed: Whether those after the first are points, each on a line of its own.
    """

    sentences: list[Sentence]
    listed: bool = False

    @property
    def text(self) -> str:
        texts = [one.text for one in self.sentences if one.text]
        return "\n- ".join(texts) if self.listed else " ".join(texts)


@dataclass(frozen=True)
class _Body:
    paragraphs: tuple[_Paragraph, ...]
    sentences: tuple[Sentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        every = tuple(one for paragraph in self.paragraphs for one in paragraph.sentences)
        object.__setattr__(self, "sentences", every)

    @property
    def text(self) -> str:
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def words(self) -> int:
        return len(self.text.split())


def _capitalised(said: Sentence) -> Sentence:
    text, pattern = (words[:1].upper() + words[1:] for words in (said.text, said.pattern))
    return Sentence(text, pattern, said.fact_ids, said.note_ids)


def _ever_less(choice: Choice) -> Iterable[Choice]:
    """The choice, then with less beside the reason, should the message be too long."""
    yield choice
    for count in range(len(choice.beside) - 1, -1, -1):
        yield replace(choice, beside=choice.beside[:count])


def _formal(material: Material, wishes: Wishes) -> bool:
    if Style.MORE_FORMAL in wishes.styles:
        return True
    return material.recipient.formal and Style.LESS_FORMAL not in wishes.styles


def _spread(*parts: str) -> int:
    """A number that depends on the words alone: which wording a partner gets is no chance."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=4).digest(), "big")
