import pytest

from assistant.errors import SettingsInvalid
from assistant.mailing.account import Account, AccountError, Security, Server, read_send_as, read_server
from assistant.settings import load_settings

SECRET = "s3cr3t/pw"
URL = "smtp+starttls://robot%40vendor.example:s3cr3t%2Fpw@mail.vendor.example"


def test_a_url_says_server_security_and_sign_in() -> None:
    server = read_server(URL, 5)
    expected = Server(
        "mail.vendor.example", 587, Security.STARTTLS, "robot@vendor.example", SECRET, timeout=5
    )
    assert server == expected
    assert read_server("smtps://mail.vendor.example", 5).port == 465
    assert SECRET not in repr(Account(server))


@pytest.mark.parametrize(
    "url",
    [
        "mail.vendor.example",
        "https://u:s3cr3t@mail.vendor.example",
        "smtps://",
        "smtps://u:s3cr3t@mail.vendor.example/inbox",
        "smtps://u:s3cr3t@mail.vendor.example:99999",
        "smtps://u@mail.vendor.example",
        "smtp://u:s3cr3t@mail.vendor.example",
        "smtp://10.0.0.8",
    ],
)
def test_a_server_that_cannot_be_used_safely_is_refused_without_telling_the_password(url: str) -> None:
    with pytest.raises(AccountError) as refused:
        read_server(url, 5)
    assert "s3cr3t" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_without_encryption_mail_goes_no_further_than_this_machine(host: str) -> None:
    assert read_server(f"smtp://{host}:2525", 5).security is Security.PLAIN


def test_the_account_writes_as_those_it_may_and_else_from_its_own_address() -> None:
    account = Account(
        read_server(URL, 5),
        "partners@vendor.example",
        read_send_as("Priya@Vendor.example, @eu.vendor.example"),
    )
    assert str(account.sender("priya@vendor.example", "Priya")) == "Priya <priya@vendor.example>"
    assert str(account.sender("ben@EU.vendor.example", "Ben")).endswith("<ben@EU.vendor.example>")
    assert str(account.sender("ann@vendor.example", "Ann")) == "Ann <partners@vendor.example>"
    assert not account.may_send_as("eve@evil-eu.vendor.example")
    assert not account.may_send_as("eve@x.example,priya@vendor.example")


def test_all_mail_settings_are_checked_and_none_tells_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_SMTP_URL", URL)
    with pytest.raises(SettingsInvalid, match="RAPPORT_SMTP_FROM or RAPPORT_SMTP_SEND_AS"):
        load_settings()
    monkeypatch.setenv("RAPPORT_SMTP_FROM", "a@vendor.example, b@vendor.example")
    monkeypatch.setenv("RAPPORT_SMTP_SEND_AS", "vendor")
    with pytest.raises(SettingsInvalid) as refused:
        load_settings()
    assert "RAPPORT_SMTP_FROM" in str(refused.value)
    assert "'vendor' is neither an address nor a domain" in str(refused.value)
    assert "s3cr3t" not in str(refused.value) + repr(refused.value.__cause__)


def test_a_url_that_is_none_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_SMTP_URL", "smtp://u:s3cr3t@mail.vendor.example")
    with pytest.raises(SettingsInvalid, match="RAPPORT_SMTP_URL: smtp:// is not encrypted") as refused:
        load_settings()
    assert "s3cr3t" not in str(refused.value) + repr(refused.value.__cause__)


def test_settings_show_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_SMTP_URL", URL)
    monkeypatch.setenv("RAPPORT_SMTP_SEND_AS", "@vendor.example")
    settings = load_settings()
    assert "s3cr3t" not in repr(settings)
    assert settings.mail_account is not None
    assert settings.mail_account.server.password == SECRET
