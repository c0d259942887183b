"""Every setting of the house, in one table. ``docs/reference/settings.md`` shows the same table."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec


class Setting(NamedTuple):
    """One setting: its environment variable without the prefix, its default, and what it does."""

    name: str
    default: str
    help: str


PREFIX = "SINGLEWINDOW_"

SETTINGS: tuple[Setting, ...] = (
    Setting("VAR", "var", "Folder for the database, attached documents, the queue, keys and demo accounts."),
    Setting("DATABASE_URL", "", "SQLAlchemy URL; empty means SQLite in VAR/singlewindow.db."),
    Setting("COUNTRY", "lagoon", "Name of a country pack that ships with the project, or the path of a folder."),
    Setting("SECRET_KEY", "", "Key that signs forms; empty means a random one kept in VAR/secret.key."),
    Setting("SIGNING_KEYS", "", "File with the keys that sign records; empty means VAR/signing-keys.json, made once."),
    Setting("RECORD_DAYS", "90", "For how many days a signed record of a decision may be shown."),
    Setting("BASE_URL", "http://127.0.0.1:8080", "Address at which people reach the window."),
    Setting("MAX_MESSAGE_BYTES", "10000000", "Largest message accepted, in bytes."),
    Setting(
        "MAX_DOCUMENT_BYTES",
        "5000000",
        "Largest document of a case, in bytes; not above MAX_MESSAGE_BYTES.",
    ),
    Setting("MAX_DOCUMENTS", "20", "How many documents can be attached to one case."),
    Setting("SESSION_IDLE_MINUTES", "30", "A browser that does nothing for so long is signed out."),
    Setting("SESSION_HOURS", "12", "A browser is signed out after so long, whatever it does."),
    Setting("SIGN_IN_LIMIT", "20 per minute", "Sign-ins allowed from one address."),
    Setting("CHECK_LIMIT", "30 per minute", "Checks of permits and records allowed from one address."),
    Setting("API_LIMIT", "6000 per minute", "API requests allowed for one token."),
    Setting("LIMIT_STORAGE", "memory://", "Where limits are counted: memory:// is per process, redis:// is shared."),
    Setting("PROXIES", "0", "Number of trusted reverse proxies in front (X-Forwarded-For, -Proto)."),
    Setting("QUEUE_URL", "", "Queue that runs jobs: empty means SQLite in VAR/queue.db; postgresql:// or redis://."),
    Setting("WEBHOOK_PRIVATE", "0", "1 lets webhooks go to private addresses (for tests and closed networks)."),
    Setting("AGENCY_PRIVATE", "0", "1 lets agencies' systems be asked at private addresses, and by plain http."),
    Setting("SMTP_HOST", "", "Mail server that notices leave by; empty means that no e-mail is sent."),
    Setting("SMTP_PORT", "587", "Port of the mail server."),
    Setting("SMTP_SECURITY", "starttls", "starttls, tls (from the first byte), or none (a server on this machine)."),
    Setting("SMTP_USER", "", "User name at the mail server; empty means that it asks for none."),
    Setting("SMTP_PASSWORD", "", "Password at the mail server."),
    Setting("MAIL_FROM", "", "Address that e-mails come from; empty means no-reply at the host of BASE_URL."),
    Setting("SMS_URL", "", "Address of the SMS gateway; empty means that no SMS is sent."),
    Setting("SMS_TOKEN", "", "Bearer token for the SMS gateway."),
    Setting("SMS_SENDER", "", "Sender that the SMS gateway is asked to show."),
    Setting("LOG_LEVEL", "INFO", "Least severe log line that is written."),
)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings as typed values. Build them with :meth:`from_environment`."""

    var: Path
    database_url: str
    country: str
    secret_key: str
    signing_keys: str
    record_days: int
    base_url: str
    max_message_bytes: int
    max_document_bytes: int
    max_documents: int
    session_idle_minutes: int
    session_hours: int
    sign_in_limit: str
    check_limit: str
    api_limit: str
    limit_storage: str
    proxies: int
    queue_url: str
    webhook_private: bool
    agency_private: bool
    smtp_host: str
    smtp_port: Annotated[int, msgspec.Meta(ge=1, le=65535)]
    smtp_security: Literal["starttls", "tls", "none"]
    smtp_user: str
    smtp_password: str
    mail_from: str
    sms_url: str
    sms_token: str
    sms_sender: str
    log_level: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read ``SINGLEWINDOW_*``. Raises ValueError naming the variable that cannot be understood."""
        environment = os.environ if environment is None else environment
        text = {s.name.lower(): environment.get(PREFIX + s.name, s.default) for s in SETTINGS}
        text["database_url"] = text["database_url"] or f"sqlite:///{Path(text['var']) / 'singlewindow.db'}"
        try:
            return msgspec.convert(text, cls, strict=False, dec_hook=_path)
        except msgspec.ValidationError as error:
            raise ValueError(f"A {PREFIX}* setting cannot be understood: {error}") from error

    @property
    def https(self) -> bool:
        """Whether people reach the window over TLS, so that cookies can be Secure."""
        return self.base_url.startswith("https://")


def _path(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError(kind)


def secret_key(settings: Settings) -> str:
    """The key that signs forms: the setting, or a random one made once and kept in VAR/secret.key, mode 600."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.var / "secret.key"
    if not path.exists():
        settings.var.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"secret.{os.getpid()}.key")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()
