import pytest

from assistant.mailing.mailbox import AddressError, Mailbox, is_address

SMUGGLED = (
    "",
    "dana",
    "dana@",
    "@acme.example",
    "dana@acme",
    "dana@acme.example,eve@evil.example",
    "dana@acme.example, eve@evil.example",
    "dana@acme.example;eve@evil.example",
    "dana@acme.example eve@evil.example",
    "dana@acme.example\r\nBcc: eve@evil.example",
    "dana@acme.example\nRCPT TO:<eve@evil.example>",
    "dana@acme.example\u2028Bcc: eve@evil.example",
    "dana@acme.example\x00",
    "<eve@evil.example>dana@acme.example",
    '"dana,eve@evil.example"@acme.example',
    "dana@acme.example>",
    "dana..x@acme.example",
    "dana@-acme.example",
    "dana@acme..example",
    "d\u00e4na@acme.example",
    "x" * 65 + "@acme.example",
    "dana@" + "a" * 64 + ".example",
)


@pytest.mark.parametrize("text", SMUGGLED)
def test_what_is_not_exactly_one_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        Mailbox.of(text)
    assert not is_address(text)


def test_an_international_domain_is_written_in_ascii() -> None:
    assert Mailbox.of("dana@b\u00fccher.example").address == "dana@xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Priya Nair", "Priya Nair"),
        ("Nair, Priya", "Nair, Priya"),
        ("Zo\u00eb \u017b\u00f3\u0142\u0107", "Zo\u00eb \u017b\u00f3\u0142\u0107"),
        ("Priya\r\nBcc: eve", "Priya Bcc: eve"),
        ("Priya\u2028X-Evil: 1", "Priya X-Evil: 1"),
        ("Priya\u202e", "Priya"),
        ('"Priya\\', "Priya"),
        ("ceo@bank.example", ""),
        ("ceo\uff20bank.example", ""),
        ("Priya <eve@evil.example>", ""),
        ("=?utf-8?q?ceo=40bank.example?=", ""),
        ("Priya =?utf-8?b?QA==?= evil", ""),
        ('="?utf-8?b?QA==?=', ""),
        ("P" * 400, "P" * 100),
    ],
)
def test_a_name_cannot_steer_or_pose_as_an_address(name: str, shown: str) -> None:
    mailbox = Mailbox.of("priya@vendor.example", name)
    assert mailbox.name == shown
    assert Mailbox.read(str(mailbox)) == mailbox
    assert str(mailbox.header).endswith("priya@vendor.example" if not shown else "<priya@vendor.example>")


@pytest.mark.parametrize("text", ["a <b@c.example> <d@e.example>", "x@y.example <d@e.example", "a\nb"])
def test_a_mailbox_reads_back_only_what_it_wrote(text: str) -> None:
    with pytest.raises(AddressError):
        Mailbox.read(text)
