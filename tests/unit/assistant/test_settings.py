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


def test_the_folder_to_take_in_may_be_away_and_is_looked_at_every_so_many_minutes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAPPORT_IMPORT_FOLDER", "")
    assert (load_settings().import_folder, load_settings().import_minutes) == (None, 15)
    monkeypatch.setenv("RAPPORT_IMPORT_FOLDER", str(tmp_path / "nowhere"))
    assert load_settings().import_folder == tmp_path / "nowhere"


@pytest.mark.parametrize("minutes", ["45", "0", "-5", "90", "7"])
def test_only_minutes_that_divide_an_hour_are_taken(monkeypatch: pytest.MonkeyPatch, minutes: str) -> None:
    monkeypatch.setenv("RAPPORT_IMPORT_MINUTES", minutes)
    with pytest.raises(SettingsInvalid) as refused:
        load_settings()
    for part in ("RAPPORT_IMPORT_MINUTES", minutes, "10, 12, 15, 20, 30, 60"):
        assert part in str(refused.value)


def test_a_folder_in_the_home_of_nobody_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_IMPORT_FOLDER", "~nobody-of-that-name/exports")
    with pytest.raises(SettingsInvalid, match="whole path"):
        load_settings()


def test_variables_of_other_programs_are_not_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MODEL", "another")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    settings = load_settings()
    assert settings.home != tmp_path
    assert settings.home.name == "rapport"
    assert not settings.model


def test_own_plays_lie_in_the_home_folder_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_PLAYS", "")
    assert load_settings().plays == tmp_path / "plays"
    (tmp_path / "ours").mkdir()
    monkeypatch.setenv("RAPPORT_PLAYS", str(tmp_path / "ours"))
    assert load_settings().plays == tmp_path / "ours"
    monkeypatch.setenv("RAPPORT_PLAYS", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsInvalid, match="there is no folder"):
        load_settings()
