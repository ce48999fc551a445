"""Check digits: whether a number can be what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Issuer by first digits, and the lengths that its numbers have.
_ISSUERS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (2221, 2720, frozenset({16})),
    (3000, 3059, frozenset({14})),
    (3400, 3499, frozenset({15})),
    (3528, 3589, frozenset({16})),
    (3600, 3699, frozenset({14})),
    (3700, 3799, frozenset({15})),
    (3800, 3999, frozenset({14, 16})),
    (4000, 4999, frozenset({13, 16, 19})),
    (5000, 5099, frozenset({16, 18, 19})),
    (5100, 5599, frozenset({16})),
    (5600, 5899, frozenset({16, 18, 19})),
    (6000, 6999, frozenset({16, 17, 18, 19})),
)
_IBAN_LENGTHS = {
    country: int(length)
    for country, length in (
        pair.split(":")
        for pair in [
            "AD:24",
            "AE:23",
            "AT:20",
            "AZ:28",
            "BA:20",
            "BE:16",
            "BG:22",
            "BH:22",
            "BR:29",
            "BY:28",
            "CH:21",
            "CR:22",
            "CY:28",
            "CZ:24",
            "DE:22",
            "DK:18",
            "DO:28",
            "EE:20",
            "EG:29",
            "ES:24",
            "FI:18",
            "FO:18",
            "FR:27",
            "GB:22",
            "GE:22",
            "GI:23",
            "GL:18",
            "GR:27",
            "GT:28",
            "HR:21",
            "HU:28",
            "IE:22",
            "IL:23",
            "IQ:23",
            "IS:26",
            "IT:27",
            "JO:30",
            "KW:30",
            "KZ:20",
            "LB:28",
            "LC:32",
            "LI:21",
            "LT:20",
            "LU:20",
            "LV:21",
            "MC:27",
            "MD:24",
            "ME:22",
            "MK:19",
            "MR:27",
            "MT:31",
            "MU:30",
            "NL:18",
            "NO:15",
            "PK:24",
            "PL:28",
            "PS:29",
            "PT:25",
            "QA:29",
            "RO:24",
            "RS:22",
            "SA:24",
            "SE:24",
            "SI:19",
            "SK:24",
            "SM:27",
            "TN:24",
            "TR:26",
            "UA:29",
            "VA:22",
            "XK:20",
        ]
    )
}
_VERHOEFF_TIMES = tuple(
    tuple((a + b) % 5 + 5 * (b >= 5) if a < 5 else (a - b) % 5 + 5 * (b < 5) for b in range(10))
    for a in range(10)
)
_VERHOEFF_MOVED = [tuple(range(10)), (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)]
for _ in range(6):
    _VERHOEFF_MOVED.append(tuple(_VERHOEFF_MOVED[-1][one] for one in _VERHOEFF_MOVED[1]))


def luhn(number: str) -> bool:
    """Whether the last digit fits the others, as on payment cards.

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(map(int, number[::-2])) + sum(two - 9 * (two > 9) for two in doubled)) % 10 == 0


def card_shaped(number: str) -> bool:
    """Whether an issuer of payment cards uses numbers that begin and end like this one.

    >>> card_shaped("4111111111111111"), card_shaped("9111111111111111")
    (True, False)
    """
    head = int(number[:4])
    return any(low <= head <= high and len(number) in many for low, high, many in _ISSUERS)


def iban_length(country: str) -> int | None:
    """How long an account number of this country is; None where it has none."""
    return _IBAN_LENGTHS.get(country)


def mod_97(account: str) -> bool:
    """Whether an international account number checks out.

    >>> mod_97("DE89370400440532013000"), mod_97("DE89370400440532013001")
    (True, False)
    """
    turned = account[4:] + account[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def verhoeff(number: str) -> bool:
    """Whether the last digit fits the others, as on Indian identity cards.

    >>> verhoeff("2363"), verhoeff("2364")
    (True, False)
    """
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = _VERHOEFF_TIMES[check][_VERHOEFF_MOVED[place % 8][int(digit)]]
    return check == 0


def weighed(number: Sequence[str], weights: Sequence[int]) -> int:
    """The sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def cpf(number: str) -> bool:
    """Whether both check digits of a Brazilian taxpayer's number fit.

    >>> cpf("52998224725"), cpf("52998224724")
    (True, False)
    """
    first = weighed(number, range(10, 1, -1)) * 10 % 11 % 10
    second = weighed(number, range(11, 1, -1)) * 10 % 11 % 10
    return number[9:] == f"{first}{second}"
