"""``python -m vehicle_system``: what the office's clerk types."""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

from vehicle_system.desk import Desk, answer_for
from vehicle_system.signing import own_key, public_part, sign

USE = "python -m vehicle_system key | list | answer ASK OUTCOME SENTENCE"


def main(words: list[str]) -> int:
    """Do what the words say; 0 where it was done."""
    folder = Path(os.environ.get("VEHICLES_VAR", "var"))
    match words:
        case ["key"]:
            print(json.dumps(public_part(own_key(folder))))
        case ["list"]:
            for claims in Desk(folder).waiting():
                print(claims["jti"], "by", claims["answer_by"], "items", *(one["item"] for one in claims["items"]))
        case ["answer", name, outcome, sentence]:
            return answer(folder, name, outcome, sentence)
        case _:
            print(USE, file=sys.stderr)
            return 2
    return 0


def answer(folder: Path, name: str, outcome: str, sentence: str) -> int:
    """Answer all items of an ask alike, and send it to the window. Sending it twice does no harm."""
    desk = Desk(folder)
    claims = desk.find(name)
    said = desk.decide(name, [answer_for(one["item"], outcome, sentence) for one in claims["items"]])
    body = sign(own_key(folder), said | {"aud": claims["iss"]}).encode()
    request = urllib.request.Request(claims["answer_at"], body, {"Content-Type": "application/jose"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            print(json.load(response)["sentence"])
    except urllib.error.HTTPError as error:
        print(error.read().decode(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
