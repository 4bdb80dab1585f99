"""One frozen object from the environment or `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, Self

from babel.numbers import is_currency
from platformdirs import user_data_path
from pydantic import Field, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from assistant.mailing.account import Account, read_from, read_send_as, read_server
from assistant.settings.slack import SlackSettings
from knowledge.database import sqlite_url

_HOUR: Final = 60  # minutes
_EVERY_MINUTES: Final = [minutes for minutes in range(1, _HOUR + 1) if _HOUR % minutes == 0]


class Settings(SlackSettings):
    """Everything that can be set. Names in the environment are upper case: `RAPPORT_HOME`, `DATABASE_URL`."""

    # with the prefix, a field is not looked up by its bare name: HOME is not ours
    model_config = SettingsConfigDict(
        env_prefix="RAPPORT_",
        env_file=".env",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,  # a URL holds a password
    )

    home: Path = Field(
        default_factory=lambda: user_data_path("rapport", appauthor=False),
        validation_alias="RAPPORT_HOME",
        description="folder for the database, the note index and caches",
    )
    database_url: str = Field(
        "", validation_alias="DATABASE_URL", description="empty: SQLite in the home folder"
    )
    chroma_url: str = Field(
        "", validation_alias="CHROMA_URL", description="empty: an index in the home folder"
    )
    model: str = Field(
        "", validation_alias="RAPPORT_MODEL", description="`openai:gpt-…`; empty: the embedded one"
    )
    model_url: str = Field(
        "", validation_alias="RAPPORT_MODEL_URL", description="of an OpenAI-compatible server"
    )
    model_api: Literal["", "chat", "responses"] = Field(
        "",
        validation_alias="RAPPORT_MODEL_API",
        description="which of OpenAI's two; empty: as the model needs it",
    )
    model_timeout: float = Field(
        30, gt=0, validation_alias="RAPPORT_MODEL_TIMEOUT", description="seconds a call"
    )
    base_currency: str = Field("EUR", validation_alias="RAPPORT_CURRENCY", description="ISO code")
    visibility: Literal["portfolio", "book"] = Field(
        "portfolio",
        validation_alias="RAPPORT_VISIBILITY",
        description="book: managers see their own partners only",
    )
    policy_file: Path | None = Field(None, validation_alias="RAPPORT_POLICY", description="YAML with weights")
    plays_folder: Path | None = Field(
        None,
        validation_alias="RAPPORT_PLAYS",
        description="your own plays; empty: `plays` in the home folder",
    )
    import_folder: Path | None = Field(
        None, validation_alias="RAPPORT_IMPORT_FOLDER", description="folder that `serve` takes in by itself"
    )
    import_minutes: int = Field(
        15, validation_alias="RAPPORT_IMPORT_MINUTES", description="how often it looks there, 1 to 60"
    )
    smtp_url: str = Field(
        "",
        validation_alias="RAPPORT_SMTP_URL",
        repr=False,
        description="`smtp+starttls://user:password@host:587`; empty: mails are handed over to copy",
    )
    smtp_from: str = Field(
        "",
        validation_alias="RAPPORT_SMTP_FROM",
        description="address in From for people the account may not write as",
    )
    smtp_send_as: str = Field(
        "",
        validation_alias="RAPPORT_SMTP_SEND_AS",
        description="addresses and `@domains` that the account may write as, with commas",
    )
    smtp_timeout: float = Field(
        30, gt=0, validation_alias="RAPPORT_SMTP_TIMEOUT", description="seconds an answer of the server"
    )

    @field_validator("home")
    @classmethod
    def _expanded(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("base_currency")
    @classmethod
    def _known_currency(cls, code: str) -> str:
        if not is_currency(code.upper()):
            raise ValueError(f"{code!r} is no ISO currency; write for example EUR or USD")
        return code.upper()

    @field_validator("policy_file")
    @classmethod
    def _policy_file_exists(cls, file: Path | None) -> Path | None:
        if file and not file.is_file():
            raise ValueError(f"there is no file {str(file)!r}")
        return file

    @field_validator("plays_folder")
    @classmethod
    def _plays_folder_exists(cls, folder: Path | None) -> Path | None:
        if folder and not folder.expanduser().is_dir():
            raise ValueError(f"there is no folder {str(folder)!r}")
        return folder.expanduser().absolute() if folder else None

    @field_validator("import_folder", "plays_folder", mode="before")
    @classmethod
    def _empty_is_none(cls, folder: object) -> object:
        return None if folder == "" else folder  # an empty path would be the folder we are started in

    @field_validator("import_folder")
    @classmethod
    def _is_a_path(cls, folder: Path | None) -> Path | None:
        """Whether it is there now is told by the import: a network share may be away for a while."""
        try:
            return folder.expanduser().absolute() if folder else None
        except RuntimeError as error:
            raise ValueError(f"{str(folder)!r} names nobody's home; write the whole path") from error

    @field_validator("import_minutes")
    @classmethod
    def _divides_the_hour(cls, minutes: int) -> int:
        if minutes not in _EVERY_MINUTES:
            valid = ", ".join(map(str, _EVERY_MINUTES))
            raise ValueError(f"{minutes} minutes do not divide an hour evenly; write one of {valid}")
        return minutes

    @field_validator("smtp_from")
    @classmethod
    def _is_one_address(cls, text: str) -> str:
        return read_from(text)

    @field_validator("smtp_send_as")
    @classmethod
    def _are_addresses(cls, text: str) -> str:
        return ",".join(sorted(read_send_as(text)))

    @model_validator(mode="after")
    def _writes_for_somebody(self) -> Self:
        if self.smtp_url:
            read_server(self.smtp_url, self.smtp_timeout)
        if self.smtp_url and not (self.smtp_from or self.smtp_send_as):
            raise ValueError("RAPPORT_SMTP_URL needs RAPPORT_SMTP_FROM or RAPPORT_SMTP_SEND_AS beside it")
        return self

    @property
    def mail_account(self) -> Account | None:
        """What mail leaves by; None: it is handed over to copy."""
        if not self.smtp_url:
            return None
        server = read_server(self.smtp_url, self.smtp_timeout)
        return Account(server, self.smtp_from, read_send_as(self.smtp_send_as))

    @property
    def mappings(self) -> Path:
        """The folder of the user's own column mappings and answers."""
        return self.home / "mappings"

    @property
    def plays(self) -> Path:
        """The folder of the user's own plays; it need not be there."""
        return self.plays_folder or self.home / "plays"

    @property
    def database(self) -> str:
        """The database's URL: the one that is set, else SQLite in the home folder."""
        return self.database_url or sqlite_url(self.home / "rapport.db")
