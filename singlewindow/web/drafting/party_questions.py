"""What is asked about the importer and the exporter, one of whom is in the country and known to its tax office."""

from singlewindow.web.drafting.elements import longest_of
from singlewindow.web.drafting.questions import Page, Question


def _name(who: str, wco: str) -> Question:
    return Question(name="name", label="Name", missing=f"Enter the {who}'s name", longest=longest_of(wco), wco=(wco,))


def _number(who: str, wco: str, *, known: bool) -> Question:
    return Question(
        name="number",
        label="Tax or registration number",
        hint="" if known else "Leave empty if you do not know it.",
        missing=f"Enter the {who}'s tax or registration number" if known else "",
        longest=longest_of(wco),
        width=20,
        wco=(wco,),
    )


def _address(who: str, wco: str) -> tuple[Question, ...]:
    return (
        Question(
            name="line",
            label="Street or post box",
            missing=f"Enter the {who}'s street or post box",
            longest=longest_of(f"{wco}/239"),
            wco=(f"{wco}/239",),
        ),
        Question(
            name="city",
            label="Town, city or island",
            missing=f"Enter the {who}'s town, city or island",
            longest=longest_of(f"{wco}/241"),
            width=20,
            wco=(f"{wco}/241",),
        ),
        Question(
            name="postcode",
            label="Postcode",
            hint="Leave empty if there is none.",
            longest=longest_of(f"{wco}/245"),
            width=10,
            wco=(f"{wco}/245",),
        ),
        Question(
            name="country",
            label="Country",
            kind="select",
            choices="countries",
            missing=f"Select the {who}'s country",
            wco=(f"{wco}/242",),
        ),
    )


def importer(title: str, lead: str, *, known: bool) -> Page:
    """The importer (WCO 74A). ``known`` says that it has a number here, and must give it."""
    wco = "42A/67A/74A"
    number = _number("importer", f"{wco}/R038", known=known)
    questions = (_name("importer", f"{wco}/R037"), number, *_address("importer", f"{wco}/04A"))
    return Page(name="importer", title=title, lead=lead, questions=questions)


def exporter(title: str, lead: str, *, known: bool) -> Page:
    """The exporter (WCO 57A). ``known`` says that it has a number here, and must give it."""
    wco = "42A/57A"
    number = _number("exporter", f"{wco}/R032", known=known)
    questions = (_name("exporter", f"{wco}/R031"), number, *_address("exporter", f"{wco}/04A"))
    return Page(name="exporter", title=title, lead=lead, questions=questions)
