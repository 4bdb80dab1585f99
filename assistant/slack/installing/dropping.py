"""Files that are dropped into the conversation, and the words that came with them: both are answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from slack_bolt import Ack

from assistant.errors import NotAllowed
from assistant.planner.beside_file import Beside
from assistant.rapport import Rapport
from assistant.slack.installing.upload_messages import too_many
from assistant.slack.intake import Asked, Intake
from assistant.slack.members import RefusedError
from assistant.slack.notices import ABOUT_THE_FILE
from knowledge.people import Person
from knowledge.uploads import Upload

MOST_FILES: Final = 10
_RECORDING: Final = "I cannot listen to recordings. Please write me what you need."
_MEDIA: Final[Mapping[str, str]] = {
    "image": "I cannot read pictures. Tell me in words what you need; data I read from CSV or Excel files.",
    "audio": _RECORDING,
    "video": _RECORDING,
}
"""What is said of files that hold no data, by the first part of their type."""

File = Mapping[str, Any]


def brings_files(event: Mapping[str, Any]) -> bool:
    """Whether it is a direct message with files."""
    return event.get("subtype") == "file_share" and str(event.get("channel", "")).startswith("D")


def receive(intake: Intake, rapport: Rapport, event: dict[str, Any], ack: Ack) -> None:
    """Have the files looked at, and answer the words; who is not known is told so."""
    asked = intake.asked(event)
    try:
        person = intake.members.person(asked.user_id, asked.team_id)
    except RefusedError:
        intake.take(asked)
    else:
        files = event.get("files", [])
        tables = [one for one in files if not _media(one)]
        refused = _refused(rapport, person) if tables else ""
        said = [*dict.fromkeys(map(_media, files)), refused]
        if not refused:
            said.append(_look_at_all(intake, rapport, person, asked, tables))
        said.append(_hear_words(intake, rapport, person, asked, looked_at=bool(tables) and not refused))
        if told := " ".join(filter(None, said)):
            intake.say(f"upload:{asked.place}", asked.answer_in, told, asked.thread_ts)
    ack()


def look(intake: Intake, upload_id: str, email: str, cause: str) -> None:
    """Have a file looked at, once for what caused it."""
    intake.workflows.run(f"{upload_id}:look:{cause}", "uploads.look", upload_id, email, cause)


def _media(file: File) -> str:
    """What is said of a picture or a recording; empty for what may be data."""
    return _MEDIA.get(str(file.get("mimetype") or "").partition("/")[0], "")


def _refused(rapport: Rapport, person: Person) -> str:
    """Why the person's files are not looked at; empty if they are."""
    try:
        rapport.uploads.check_allowed(person)
    except NotAllowed as error:
        return str(error)
    return ""


def _look_at_all(
    intake: Intake, rapport: Rapport, person: Person, asked: Asked, files: Sequence[File]
) -> str:
    """Keep the files and have each looked at; what is said of those that are too many."""
    for file in files[:MOST_FILES]:
        upload = _upload(rapport, person, asked, file)
        rapport.uploads.receive(upload)
        look(intake, upload.upload_id, person.email, "first")
    left = files[MOST_FILES:]
    return too_many(MOST_FILES, [_name(one) for one in left]) if left else ""


def _upload(rapport: Rapport, person: Person, asked: Asked, file: File) -> Upload:
    now = rapport.now()
    return Upload(
        upload_id=f"upload:{asked.place}:{file['id']}",
        file_id=str(file["id"]),
        name=_name(file),
        uploader_email=person.email,
        channel=asked.answer_in,
        thread_ts=asked.thread_ts,
        created_at=now,
        changed_at=now,
    )


def _name(file: File) -> str:
    return str(file.get("name") or "file")


def _hear_words(intake: Intake, rapport: Rapport, person: Person, asked: Asked, *, looked_at: bool) -> str:
    """Answer what was written with the files, unless it says what they are; a line where it may do either.

    Where no file is looked at, there is no preview that could be the answer, and every word is answered.
    """
    text = intake.words_of(asked)
    if not text:
        return ""
    if looked_at:
        beside = rapport.listening.beside_file(intake.question(asked, person, text), person)
        if beside is not Beside.ASKS:
            return ABOUT_THE_FILE if beside is Beside.PERHAPS else ""
    intake.keep(asked, person)
    return ""
