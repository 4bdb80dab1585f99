from pathlib import Path

import pytest

from assistant.errors import SettingsInvalid
from assistant.settings import load_policy, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("RAPPORT_HOME", "DATABASE_URL", "RAPPORT_MODEL", "SLACK_BOT_TOKEN", "RAPPORT_POLICY"):
        monkeypatch.delenv(name, raising=False)


def test_without_anything_set_the_database_is_sqlite_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path / "a home"))
    settings = load_settings()
    assert settings.database.startswith("sqlite:///")
    assert "a home" in settings.database
    assert settings.model == ""


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_CURRENCY", "EURO")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-wrong")
    monkeypatch.setenv("RAPPORT_VISIBILITY", "all")
    with pytest.raises(SettingsInvalid) as told:
        load_settings()
    for part in ("'EURO'", "SLACK_BOT_TOKEN", "xoxb-", "RAPPORT_VISIBILITY", "'portfolio' or 'book'"):
        assert part in str(told.value)


def test_a_token_never_shows_in_a_message_or_a_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "secret-token-value")
    with pytest.raises(SettingsInvalid) as told:
        load_settings()
    assert "secret-token-value" not in str(told.value)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert "xoxb-secret" not in repr(load_settings())


def test_dot_env_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RAPPORT_CURRENCY=USD\nRAPPORT_MODEL=openai:small\n")
    assert load_settings().base_currency == "USD"
    monkeypatch.setenv("RAPPORT_CURRENCY", "chf")
    assert load_settings().base_currency == "CHF"
    assert load_settings().model == "openai:small"


def test_a_policy_file_lays_its_values_over_the_defaults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("tiers:\n  relevance_threshold: 70\n")
    monkeypatch.setenv("RAPPORT_POLICY", str(file))
    policy = load_policy(load_settings())
    assert policy.tiers.relevance_threshold == 70
    assert policy.tiers.leads_least == 1


def test_a_misspelt_policy_value_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("tiers:\n  relevance_treshold: 70\n")
    monkeypatch.setenv("RAPPORT_POLICY", str(file))
    with pytest.raises(SettingsInvalid, match="relevance_treshold"):
        load_policy(load_settings())


def test_a_missing_policy_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_POLICY", "nowhere.yaml")
    with pytest.raises(SettingsInvalid, match=r"nowhere\.yaml"):
        load_settings()
