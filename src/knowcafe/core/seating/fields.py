"""Finite fields GF(q): whole numbers 0 … q − 1 read as polynomials over GF(p), p being prime.

Source of the arithmetic: Lidl and Niederreiter, *Finite Fields* (1997), chapters 1 and 9.
"""

from __future__ import annotations

from functools import cache
from itertools import product


def prime_powers(order: int) -> list[tuple[int, int]]:
    """The prime powers (p, exponent) whose product is `order` (1 or more)."""
    found, prime = [], 2
    while order > 1:
        exponent = 0
        while order % prime == 0:
            order //= prime
            exponent += 1
        if exponent:
            found.append((prime, exponent))
        prime += 1
    return found


class Field:
    """GF(p ** exponent). An element is a number whose digits to the base p are coefficients."""

    def __init__(self, prime: int, exponent: int) -> None:
        self.prime, self.order = prime, prime**exponent
        self._digits = exponent
        self._modulus = _irreducible(prime, exponent)

    def plus(self, a: int, b: int) -> int:
        """The sum: digit by digit, without carrying."""
        both = zip(self._read(a), self._read(b), strict=True)
        return self._write([(x + y) % self.prime for x, y in both])

    def times(self, a: int, b: int) -> int:
        """The product of the two polynomials modulo an irreducible one."""
        total = [0] * (2 * self._digits)
        for i, x in enumerate(self._read(a)):
            for j, y in enumerate(self._read(b)):
                total[i + j] += x * y
        for top in range(len(total) - 1, self._digits - 1, -1):
            for k, m in enumerate(self._modulus):
                total[top - self._digits + k] -= total[top] * m
            total[top] = 0
        return self._write([x % self.prime for x in total[: self._digits]])

    def _read(self, number: int) -> list[int]:
        return [number // self.prime**k % self.prime for k in range(self._digits)]

    def _write(self, digits: list[int]) -> int:
        return sum(d * self.prime**k for k, d in enumerate(digits))


@cache
def field(prime: int, exponent: int) -> Field:
    """GF(p ** exponent), made once."""
    return Field(prime, exponent)


@cache
def _irreducible(prime: int, degree: int) -> tuple[int, ...]:
    """Low coefficients of the first monic polynomial that is no product of smaller ones."""
    reducible = {
        _multiplied(prime, one, other)
        for low in range(1, degree // 2 + 1)
        for one in _monic(prime, low)
        for other in _monic(prime, degree - low)
    }
    return next(p[:-1] for p in _monic(prime, degree) if p not in reducible)


def _monic(prime: int, degree: int) -> list[tuple[int, ...]]:
    return [(*low, 1) for low in product(range(prime), repeat=degree)]


def _multiplied(prime: int, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    total = [0] * (len(one) + len(other) - 1)
    for i, x in enumerate(one):
        for j, y in enumerate(other):
            total[i + j] = (total[i + j] + x * y) % prime
    return tuple(total)
