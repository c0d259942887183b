"""The door at which the window asks: ``flask --app vehicle_system.app run --port 8090``."""

import os
from pathlib import Path

from flask import Flask, Response, request

from vehicle_system.desk import Desk
from vehicle_system.signing import NotTheWindow, own_key, read, sign


def create_app() -> Flask:
    """The application. ``VEHICLES_VAR`` is its folder, ``VEHICLES_WINDOW`` the address of the window."""
    folder, window = Path(os.environ.get("VEHICLES_VAR", "var")), os.environ["VEHICLES_WINDOW"].rstrip("/")
    app, desk, key = Flask(__name__), Desk(folder), own_key(folder)

    @app.post("/asks")
    def ask() -> Response:
        """Take an ask or a withdrawal. 200 with the answer where it is known at once, else 202."""
        try:
            kind, claims = read(request.get_data(as_text=True), window)
        except NotTheWindow as error:
            return Response(f"{error}\n", 401)
        if kind == "agency-withdrawal+jwt":
            desk.withdraw(claims["ask"], claims["because"])
            return Response(status=204)
        if kind != "agency-ask+jwt":
            return Response(f"{kind} is nothing that we know.\n", 400)
        answer = desk.take(claims)
        if answer is None:
            return Response(status=202)
        return Response(sign(key, answer | {"aud": window}), content_type="application/jose")

    return app
