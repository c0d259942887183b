"""The whole application on one page: the house, its doors, and what watches over it."""

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from singlewindow import api, watch, web
from singlewindow.casework import House
from singlewindow.config import Settings, secret_key
from singlewindow.logs import write_logs
from wco_datamodel import prepare


class BrowserSessions(SecureCookieSessionInterface):
    """Flask's session, for pages only: software that calls the API keeps no cookie."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The browser's session; None (Flask's session that keeps nothing) for the API."""
        return None if request.path.startswith("/api/") else super().open_session(app, request)


def create_app(settings: Settings | None = None) -> Flask:
    """Put the application together. Without settings, they are read from the environment."""
    settings = settings or Settings.from_environment()
    prepare()  # schemas, readers and rules, once: before the server's processes fork
    write_logs(settings.log_level)
    house = House.open(settings)
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=secret_key(settings), MAX_CONTENT_LENGTH=settings.max_message_bytes + 100_000)
    app.extensions["singlewindow"] = house
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    app.session_interface = BrowserSessions()
    watch.register(app, house)
    api.register(app, house)
    web.register(app, house)
    app.register_error_handler(Exception, _answer_error)
    return app


def _answer_error(error: Exception) -> ResponseReturnValue:
    """What goes wrong outside every door is answered by the door that the path would have led to."""
    return api.answer_error(error) if request.path.startswith("/api/") else web.errors.page(error)
