"""Shares of people with their interval, and how far two of them differ."""

from __future__ import annotations

import numpy as np

from netweave.analytics.profiles._shares import jeffreys

NAN = float("nan")
METHOD = "Jeffreys interval"
DIFFERENCE = "difference; interval of Zou & Donner from the Jeffreys intervals"


def rate(part: int, whole: int) -> tuple[float, float, float]:
    """Give a share and the ends of its Jeffreys interval, which hold the share itself.

    >>> [round(number, 3) for number in rate(0, 10)]
    [0.0, 0.0, 0.217]
    """
    if not whole:
        return NAN, NAN, NAN
    low, high = (float(end[0]) for end in jeffreys(np.array([part]), np.array([whole])))
    return part / whole, 0.0 if part == 0 else low, 1.0 if part == whole else high


def difference(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Give how much larger the first share is, with an interval from the two (MOVER).

    Zou, G. Y. & Donner, A. (2008), Statistics in Medicine 27, 1693-1702: each end lies as far away
    as the two shares' own ends, squared and added.

    >>> [round(number, 3) for number in difference((0.5, 0.2, 0.8), (0.3, 0.2, 0.7))]
    [0.2, -0.3, 0.516]
    """
    gap = one[0] - other[0]
    down = np.hypot(one[0] - one[1], other[2] - other[0])
    up = np.hypot(one[2] - one[0], other[0] - other[1])
    return gap, float(gap - down), float(gap + up)


def percent(share: float) -> str:
    """Write a share as so many in 100, with a real minus sign.

    >>> percent(0.153), percent(-0.004), percent(-0.25)
    ('15', '0', '−25')
    """
    text = f"{abs(100 * share):.0f}"
    return f"−{text}" if share < 0 and text != "0" else text


def said(found: tuple[float, float, float]) -> str:
    """Say a share in 100 with its interval.

    >>> said((0.15, 0.061, 0.281))
    '15 in 100, 95% interval 6 to 28'
    """
    return f"{percent(found[0])} in 100, 95% interval {percent(found[1])} to {percent(found[2])}"
