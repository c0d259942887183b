"""Job ``email``: send an announcement to one person by e-mail (RFC 5321). The subject is the message's id."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.notice_message import Written, write_message
from singlewindow.config import Settings
from singlewindow.store import notice_messages
from singlewindow.worker.job import NotDone, Store, nothing

SECONDS = 10.0
"""How long the mail server may take for one step; all of them together stay within a job's lease."""


def mail(house: House, message_id: int) -> Store:
    """Hand the message to the mail server. Raises NotDone: final where the server refuses this address for good."""
    written = write_message(house, message_id)
    if written is None:
        return nothing
    if not house.settings.smtp_host:
        raise NotDone("No mail server is set (SINGLEWINDOW_SMTP_HOST).")
    try:
        _send(house.settings, compose(house, written))
    except smtplib.SMTPRecipientsRefused as error:
        code, reason = next(iter(error.recipients.values()))
        raise NotDone(f"The mail server refuses the address: {code} {reason!r}.", final=code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotDone(f"The mail server did not take the message: {error or type(error).__name__}") from error

    def store(session: Session) -> None:
        notice_messages.record_sent(session, message_id, house.now())

    return store


def compose(house: House, written: Written) -> EmailMessage:
    """The e-mail: plain text, marked as sent by a machine (RFC 3834), with an id that is the same at every try."""
    message = EmailMessage()
    message["From"] = _sender(house.settings)
    message["To"] = written.address
    message["Subject"] = written.subject
    message["Date"] = format_datetime(house.now())
    message["Message-ID"] = f"<{written.id}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text)
    return message


def _sender(settings: Settings) -> str:
    return settings.mail_from or f"no-reply@{urlsplit(settings.base_url).hostname or 'localhost'}"


def _send(settings: Settings, message: EmailMessage) -> None:
    context = ssl.create_default_context()
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    with server:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)
