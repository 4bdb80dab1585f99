"""Settings and policy as they are read; all problems are told at once."""

from __future__ import annotations

import yaml
from pydantic import ValidationError

from assistant.errors import SettingsInvalid
from assistant.settings.values import Settings
from tools.policy import Policy


def load_settings() -> Settings:
    """Read the environment and `.env`.

    Raises:
        SettingsInvalid: naming every problem.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsInvalid(
            [_problem(detail["loc"], detail["msg"]) for detail in error.errors()]
        ) from error


def load_policy(settings: Settings) -> Policy:
    """Weights and thresholds: the defaults, with what the policy file says laid over them.

    Raises:
        SettingsInvalid: naming every value that does not fit.
    """
    if settings.policy_file is None:
        return Policy()
    try:
        return Policy.model_validate(yaml.safe_load(settings.policy_file.read_text(encoding="utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsInvalid([f"{settings.policy_file}: not readable as YAML: {error}"]) from error
    except ValidationError as error:
        name = settings.policy_file.name
        raise SettingsInvalid(
            [f"{name}: {_problem(detail['loc'], detail['msg'])}" for detail in error.errors()]
        ) from error


def _problem(location: tuple[int | str, ...], message: str) -> str:
    where, said = ".".join(map(str, location)), message.removeprefix("Value error, ")
    return f"{where}: {said}" if where else said
