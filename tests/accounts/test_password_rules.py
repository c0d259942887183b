import pytest
from hypothesis import given
from hypothesis import strategies as st

from singlewindow.accounts.common_words import COMMON_WORDS
from singlewindow.accounts.password_rules import LEAST_LEFT, LONGEST, SHORTEST, check_password
from singlewindow.accounts.passwords import generate_password
from singlewindow.errors import Invalid

ABOUT = ("ana.tupou@coral-freight.example", "Ana Tupou", "Coral Freight Ltd")


@pytest.mark.parametrize(
    "password",
    [
        "three odd kettles dance",
        "correct horse battery staple",
        "zX9#kq-7Lm2wv",
        "ko e fakamolemole, 'oua",
        "пять синих чайников",
        "五つの青いやかんが踊っている",
        "no digits no capitals at all",
        " leading and trailing spaces ",
        "tab\tand emoji 🐢 are characters too",
    ],
)
def test_a_long_password_of_any_characters_is_accepted(password):
    check_password(password, ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "PasswordPassword",
        "P4ssw0rd!2026",
        "123456789012",
        "098765432109",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "qwertyuiop123",
        "1q2w3e4r5t6y",
        "1qaz2wsx3edc4rfv",
        "zaq12wsxcde3",
        "asdfghjkl;'zxc",
        "iloveyou2024!!",
        "Summer2026Summer",
        "liverpool-1992",
        "welcome-to-2026",
        "dragonmonkey99",
        "he11o he11o he11o",
        "...............",
    ],
)
def test_what_guessers_try_first_is_refused_with_a_sentence_beside_the_field(password):
    with pytest.raises(Invalid, match="easy to guess") as refusal:
        check_password(password)
    assert refusal.value.fields[0].field == "password"


@pytest.mark.parametrize(
    "password", ["singlewindow2026", "customs-officer1", "Coral Freight 12", "tupou.ana.tupou", "AnaTupou2019!"]
)
def test_words_of_the_system_the_person_and_the_organisation_count_for_nothing(password):
    with pytest.raises(Invalid, match="easy to guess"):
        check_password(password, ABOUT)


def test_eleven_characters_are_too_few_and_twelve_are_enough():
    with pytest.raises(Invalid, match=f"at least {SHORTEST}"):
        check_password("xk3v-9qTz.w")
    check_password("xk3v-9qTz.wf")


def test_128_characters_are_accepted_and_one_more_is_not():
    password = "kettle-95 fjords & plum " * 10
    check_password(password[:LONGEST])
    with pytest.raises(Invalid, match=f"at most {LONGEST}"):
        check_password(password[: LONGEST + 1])


def refused(password):
    try:
        check_password(password)
    except Invalid:
        return True
    return False


def test_a_common_word_with_a_year_or_a_count_behind_it_is_refused():
    guessable = [(word + ending).ljust(SHORTEST, "1") for word in COMMON_WORDS for ending in ("2026", "123", "1999!")]
    assert [password for password in guessable if not refused(password)] == []


def test_generated_passwords_are_all_different_and_all_acceptable():
    generated = {generate_password() for _ in range(200)}
    assert len(generated) == 200
    for password in generated:
        check_password(password, ABOUT)


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_either_accepted_or_refused_with_its_field(password, about):
    refusal = None
    try:
        check_password(password, about)
    except Invalid as raised:
        refusal = raised
    accepted = SHORTEST <= len(password) <= LONGEST and len(set(password)) >= LEAST_LEFT
    assert refusal.fields[0].field == "password" if refusal else accepted
