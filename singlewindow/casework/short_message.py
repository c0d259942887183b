"""An SMS: 160 characters of the alphabet of GSM (3GPP TS 23.038), so that one notice is one message."""

import unicodedata

SMS_LENGTH = 160
"""Characters of one SMS; those of the alphabet's extension count twice."""

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
_PUNCTUATION = str.maketrans("\u2018\u2019\u201c\u201d\u00ab\u00bb\u2013\u2014", '\'\'""""--', "\u200b\u00ad")
_LIGATURES = {"\u0153": "oe", "\u0152": "OE"}


def short_message(sentence: str, link: str) -> str:
    """One SMS: the sentence, cut where it must be, and the whole link unless it takes half of the message alone."""
    link = link if _length(gsm(link)) <= SMS_LENGTH // 2 else ""
    room = SMS_LENGTH - (_length(link) + 1 if link else 0)
    cut = gsm(" ".join(sentence.split()))
    if _length(cut) > room:
        while _length(cut) > room - 3:
            cut = cut[:-1]
        cut = f"{cut.rstrip()}..."
    return f"{cut} {link}".strip()


def gsm(text: str) -> str:
    """The text in GSM's alphabet: an accent that it lacks is left out, and a sign that it lacks is a question mark."""
    return "".join(_sign(sign) for sign in unicodedata.normalize("NFC", text).translate(_PUNCTUATION))


def _sign(sign: str) -> str:
    if sign in _GSM or sign in _EXTENDED:
        return sign
    plain = _LIGATURES.get(sign) or unicodedata.normalize("NFKD", sign)
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return kept if kept and set(kept) <= _GSM else "?"


def _length(text: str) -> int:
    return len(text) + sum(sign in _EXTENDED for sign in text)
