from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from assistant.mailing.letters import LetterError, letter, recipients
from tools.drafts import Draft, DraftState

SENT_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
DRAFT = Draft(
    draft_id="d1",
    partner_id="a",
    contact_id="c1",
    purpose="check_in",
    channel="email",
    recipient="dana@acme.example",
    sender="priya@vendor.example",
    subject="Your launch",
    body="Hello Dana,\n.\nwell done.",
    language="en",
    fact_ids=(),
    note_ids=(),
    as_of=date(2026, 5, 4),
    author_email="priya@vendor.example",
    changed_at=SENT_AT,
    state=DraftState.SENDING,
    from_address="Nair, Priya <partners@vendor.example>",
    reply_to="Priya <priya@vendor.example>",
    cc=("crm@vendor.example", "priya@vendor.example"),
    in_reply_to="<earlier@vendor.example>",
)


def test_a_letter_says_what_was_approved_and_is_the_same_every_time() -> None:
    wire = letter(DRAFT, "draft:d1:2:abc").as_bytes()
    assert wire == letter(DRAFT, "draft:d1:2:abc").as_bytes()
    read = message_from_bytes(wire, policy=default)
    assert str(read["From"]) == '"Nair, Priya" <partners@vendor.example>'
    assert str(read["To"]) == "dana@acme.example"
    assert str(read["Reply-To"]) == "Priya <priya@vendor.example>"
    assert str(read["Cc"]) == "crm@vendor.example, priya@vendor.example"
    assert read["In-Reply-To"] == read["References"] == "<earlier@vendor.example>"
    assert read["Date"].datetime == SENT_AT
    assert read["Message-ID"].endswith("@vendor.example>")
    assert read["Message-ID"] != letter(DRAFT, "draft:d1:3:abc")["Message-ID"]
    assert read.get_content_type() == "text/plain"
    assert read.get_content() == "Hello Dana,\r\n.\r\nwell done.\r\n"
    assert recipients(DRAFT) == ("dana@acme.example", "crm@vendor.example", "priya@vendor.example")


@pytest.mark.parametrize(
    "body",
    [
        "\u05e9\u05dc\u05d5\u05dd \u05d3\u05e0\u05d4",
        "long " * 4000,
        "x" * 5000,
        "\U0001f389 Gr\u00fc\u00dfe",
        "a\u2028b",
        "From me\n.\n..\n",
    ],
)
def test_every_body_arrives_to_the_letter_in_short_ascii_lines(body: str) -> None:
    wire = letter(replace(DRAFT, body=body), "x").as_bytes()
    assert max(len(line) for line in wire.split(b"\r\n")) <= 998
    assert wire.isascii()
    arrived = message_from_bytes(wire, policy=default).get_content().replace("\r\n", "\n")
    assert arrived.removesuffix("\n") == body.removesuffix("\n")


BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029", "\x00", "\u202e")


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("field", ["subject", "recipient", "from_address", "reply_to", "in_reply_to"])
def test_no_header_can_be_injected(field: str, broken: str) -> None:
    value = getattr(DRAFT, field) + broken + "Bcc: eve@evil.example"
    with pytest.raises(LetterError):
        letter(replace(DRAFT, **{field: value}), "x")


@pytest.mark.parametrize("broken", BREAKS)
def test_no_copy_can_be_smuggled_in(broken: str) -> None:
    for smuggled in (f"crm@vendor.example{broken}Bcc: eve@evil.example", "a@b.example,eve@evil.example"):
        with pytest.raises(LetterError):
            letter(replace(DRAFT, cc=(smuggled,)), "x")


@pytest.mark.parametrize(
    "name", ["eve@evil.example", "Priya\u2028Bcc: eve@evil.example", "Priya =?utf-8?b?QA==?= evil"]
)
def test_a_name_in_from_never_reads_like_another_address(name: str) -> None:
    wire = letter(replace(DRAFT, from_address=f"{name} <partners@vendor.example>"), "x").as_bytes()
    assert wire.startswith(b"From: partners@vendor.example\r\n")
    assert b"evil" not in wire


@pytest.mark.parametrize(
    "subject",
    [
        "Gl\u00fcckwunsch zu 12 Zertifikaten \U0001f389",
        "\u05de\u05d6\u05dc \u05d8\u05d5\u05d1",
        "word " * 60,
    ],
)
def test_every_subject_arrives_to_the_letter(subject: str) -> None:
    wire = letter(replace(DRAFT, subject=subject.strip()), "x").as_bytes()
    read = message_from_bytes(wire, policy=default)
    assert list(read.keys())[-3:] == ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    assert str(read["Subject"]) == subject.strip()


def test_a_mail_without_a_subject_is_refused() -> None:
    with pytest.raises(LetterError, match="needs a subject"):
        letter(replace(DRAFT, subject=" "), "x")


def test_a_subject_that_would_read_otherwise_where_it_arrives_is_refused() -> None:
    with pytest.raises(LetterError, match="'=\\?'"):
        letter(replace(DRAFT, subject="=?utf-8?q?Globex?="), "x")
