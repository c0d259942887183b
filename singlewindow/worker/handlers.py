"""Which work each kind of job is: one table."""

from singlewindow.worker.announcing import spread
from singlewindow.worker.asking import ask_agency, withdraw_ask
from singlewindow.worker.escalating import tell_if_overdue
from singlewindow.worker.expiring import end_unless_arrived
from singlewindow.worker.job import Handler
from singlewindow.worker.mailing import mail
from singlewindow.worker.notice import write_notices
from singlewindow.worker.permit_ends import tell_of_end
from singlewindow.worker.releasing import tell_of_release
from singlewindow.worker.reminding import remind_of_question
from singlewindow.worker.texting import text
from singlewindow.worker.webhook import deliver

HANDLERS: dict[str, Handler] = {
    "announce": spread,
    "ask_agency": ask_agency,
    "email": mail,
    "escalate": tell_if_overdue,
    "expire": end_unless_arrived,
    "notice": write_notices,
    "permit_ends": tell_of_end,
    "remind": remind_of_question,
    "sms": text,
    "release": tell_of_release,
    "webhook": deliver,
    "withdraw_ask": withdraw_ask,
}
