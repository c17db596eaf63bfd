"""Guessing what opens something: codes from the desk, six digits to a phone, codes of vouchers, staff tokens."""

import json

from people import Senders, award, join, join_at_desk, sent_digits, sign_in_code
from wire import code

# The signs of a voucher's code, Crockford's.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def guessing_codes(club, wire):
    """guessing a sign-in code"""
    number, _ = join(club, wire)
    right = sign_in_code(club, wire, number)
    statuses = []
    for guess in range(40):
        status, headers, _ = wire.ask("POST", "/api/v1/session", {"number": number, "code": f"{guess:08}"})
        statuses.append(status)
    assert set(statuses) <= {403, 429}, f"statuses {sorted(set(statuses))}"
    allowed = statuses.count(403)
    assert allowed <= 10 and headers["Retry-After"], f"{allowed} guesses were judged"
    status, _, _ = wire.ask("POST", "/api/v1/session", {"number": number, "code": right}, source="127.0.0.7")
    assert status == 200, "the member is shut out by somebody else's guesses"
    return len(statuses), f"{allowed} judged, then 429; 2^40 codes, ten minutes each"


def asked(wire, phone, source):
    """The name of a code that somebody asks for."""
    status, _, body = wire.ask("POST", "/api/v1/sign-in-codes", {"phone": phone}, source=source)
    assert status == 202, f"{status} {body[:200]}"
    return json.loads(body)["code"]


def guessing_digits(club, wire):
    """guessing six digits"""
    senders, phone = Senders(), "13911113333"
    join_at_desk(club, wire, phone)

    def tried(name, digits, source=None):
        status, _, body = wire.ask(
            "POST", "/api/v1/sign-in-codes/session", {"phone": phone, "code": name, "digits": digits},
            source=source or senders.next())
        return status, code(body)

    # Nothing but the digits may be what refuses: with the right ones the member is in, once.
    name = asked(wire, phone, senders.next())
    right = sent_digits(club, phone)
    assert right, "nothing was sent to the member"
    wrong = f"{(int(right) + 1) % 10**6:06}"
    assert tried(name, wrong) == (403, "wrong-code") and tried(name, right)[0] == 200, "the right digits open nothing"
    assert tried(name, right) == (403, "wrong-code"), "digits are good twice"
    # Every guess from another address: the code itself bears five, and the right digits come too late.
    name = asked(wire, phone, senders.next())
    second = sent_digits(club, phone, 2)
    guesses = [f"{(int(second) + step) % 10**6:06}" for step in range(1, 41)]
    answers = {tried(name, guess) for guess in guesses}
    assert answers == {(403, "wrong-code")}, f"{answers}"
    assert tried(name, second) == (403, "wrong-code"), "the right digits are taken after 40 wrong ones"
    # The digits of another code, another contact's, a made-up name: none of them is a way around.
    third = asked(wire, phone, senders.next())
    for other in [name, third[::-1], "A" * 43]:
        assert tried(other, second)[0] == 403, "digits are good under another name"
    # The rest of the codes that one phone is sent in an hour, and a single address.
    more = [wire.ask("POST", "/api/v1/sign-in-codes", {"phone": phone}, source=senders.next())[0] for _ in range(20)]
    assert set(more) <= {202, 429} and more.count(202) <= 2, f"{more.count(202) + 3} codes within an hour"
    here = [tried("A" * 43, "000000", "127.9.9.9")[0] for _ in range(30)]
    assert set(here) == {403, 429} and here.count(403) <= 10, f"{here.count(403)} judged from one address"
    return 4 + len(guesses) + 4 + len(more) + len(here), (
        f"five tries a code whoever tries, five codes an hour a phone: 25 of 10^6; {here.count(403)} from one address, then 429")


def check_sign(signs):
    """The last sign of a voucher's code, which makes the eleven before it a code that somebody could have."""
    interim = 0
    for sign in signs:
        mixed = (interim ^ SIGNS.index(sign)) << 1
        interim = mixed if mixed < 32 else mixed ^ 0b100101
    return SIGNS[interim]


def guessing_vouchers(club, wire):
    """guessing a voucher's code"""
    number, cookie = join(club, wire)
    for _ in range(2):
        award(club, wire, number)
    vouchers = [json.loads(wire.ask("POST", "/api/v1/rewards/canteen-meal/vouchers", {}, cookie=cookie)[2]) for _ in range(2)]
    texts = [voucher["code"].replace("-", "") for voucher in vouchers]
    assert all(check_sign(text[:-1]) == text[-1] for text in texts), f"{texts} have other checks"

    def used(text, **sender):
        status, _, body = wire.ask("POST", "/api/v1/vouchers/use", {"code": text}, **sender)
        return status, code(body)

    # Only the desk uses vouchers; whoever has the code and no token learns nothing of it.
    for sender in [{}, {"cookie": cookie}]:
        answers = {used(text, **sender)[0] for text in [texts[0], "0" * 12]}
        assert answers <= {401, 403} and len(answers) == 1, f"{answers}"
    # Neighbours of a code that is good, each with its check in order, and as many codes by chance.
    guesses = []
    for place in range(11):
        for sign in SIGNS:
            signs = texts[0][:place] + sign + texts[0][place + 1: 11]
            if signs != texts[0][:11]:
                guesses.append(signs + check_sign(signs))
    guesses += [signs + check_sign(signs) for signs in (f"{guess:011}" for guess in range(200))]
    answers = {used(guess, token=club.tokens["clerk"]) for guess in guesses}
    assert answers == {(404, "unknown-voucher")}, f"{answers}"
    # One wrong sign is no code at all: a slip of the pen never takes somebody else's voucher.
    slips = {used(texts[0][:place] + SIGNS[SIGNS.index(texts[0][place]) ^ 1] + texts[0][place + 1:], token=club.tokens["clerk"])[0]
             for place in range(12)}
    assert slips <= {400, 422}, f"{slips}"
    assert used(texts[0], token=club.tokens["clerk"])[0] == 200 and used(texts[1], token=club.tokens["clerk"])[0] == 200
    again = used(texts[0], token=club.tokens["clerk"])
    assert again[0] == 409, f"a voucher is used twice: {again}"
    return len(guesses) + 19, f"{len(guesses)} codes with a right check, none is anybody's; 2^55 codes, only the desk may try"


def guessing_tokens(club, wire):
    """guessing a staff token"""
    statuses = [wire.ask("POST", "/api/v1/desk/session", {"token": f"hk_{guess:043}"})[0] for guess in range(60)]
    assert statuses.count(401) <= 30 and set(statuses) <= {401, 429}, f"{statuses}"
    bearer = [wire.ask("GET", "/api/v1/desk/today", token=f"hk_{guess:043}")[0] for guess in range(200)]
    assert set(bearer) == {401}, f"{set(bearer)}"
    return 260, f"{statuses.count(401)} judged at the desk, then 429; as bearer 401 each, 2^256 tokens"


guessing_digits.arguments = ["--messages", "print"]

ATTACKS = [guessing_codes, guessing_digits, guessing_vouchers, guessing_tokens]
