"""Dense groups: maximal k-plexes, exactly, with sets of people as the bits of numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse


class TooManyStepsError(Exception):
    """The search looked at more sets than it was allowed."""


def plexes(joined: sparse.csr_array, k: int, least: int, steps: int) -> list[list[int]]:
    """List the maximal k-plexes of at least so many people; each is a sorted list of places.

    In a k-plex everybody is tied to all but at most k - 1 of the others. Raises TooManyStepsError
    after looking at so many sets.
    """
    ties, everybody = _pruned(joined, least - k)
    found = []
    for looked, (plex, complete) in enumerate(_search(ties, everybody, k, least)):
        if looked >= steps:
            raise TooManyStepsError
        if complete:
            found.append(_members(plex))
    return found


def _members(people: int) -> list[int]:
    """Give the places of the bits."""
    places = []
    while people:
        lowest = people & -people
        places.append(lowest.bit_length() - 1)
        people ^= lowest
    return places


def _pruned(joined: sparse.csr_array, degree: int) -> tuple[list[int], int]:
    """Give everybody's ties as bits, and those left when people with too few ties are out."""
    n = joined.shape[0]
    left = np.ones(n, dtype=bool)
    while True:
        few = left & (joined @ left.astype(float) < degree)
        if not few.any():
            break
        left[few] = False
    ties = []
    for i in range(n):
        near = joined.indices[joined.indptr[i] : joined.indptr[i + 1]]
        ties.append(sum(1 << int(j) for j in near))
    return ties, sum(1 << int(i) for i in np.flatnonzero(left))


def _search(ties: list[int], everybody: int, k: int, least: int) -> Iterator[tuple[int, bool]]:
    """Go through sets to which others may be added; yield each, and whether it is an answer.

    A set is complete if nobody may be added: neither those still to be tried nor those who were
    tried before it.
    """
    stack = [(0, everybody, 0)]
    while stack:
        plex, open_, shut = stack.pop()
        whole = plex | open_
        size = whole.bit_count()
        worst = min(_members(whole), key=lambda i: (ties[i] & whole).bit_count(), default=-1)
        tied = (ties[worst] & whole).bit_count() if whole else 0
        if size >= least and tied >= size - k:  # all of it is a k-plex
            yield whole, not _addable(ties, whole, shut, k)
            continue
        yield plex, False
        bit = 1 << worst if size >= least else 0
        if tied < least - k:  # in no k-plex of that size
            if bit & open_:
                stack.append((plex, open_ ^ bit, shut))
        elif bit:
            stack += _branches(ties, (plex, open_, shut), worst, (k, least))


def _branches(
    ties: list[int], state: tuple[int, int, int], worst: int, wanted: tuple[int, int]
) -> list[tuple[int, int, int]]:
    """Decide about the person with the fewest ties, or somebody whom that one is not tied to."""
    plex, open_, shut = state
    k, least = wanted
    if plex >> worst & 1:
        away = _members(open_ & ~ties[worst])
        worst = min(away, key=lambda i: (ties[i] & (plex | open_)).bit_count())
    more, rest = plex | 1 << worst, open_ & ~(1 << worst)
    near = _near(ties, worst, plex | open_, _addable(ties, more, rest, k), least - 2 * k)
    return [(plex, rest, shut | 1 << worst), (more, near, _addable(ties, more, shut, k))]


def _near(ties: list[int], person: int, whole: int, others: int, shared: int) -> int:
    """Keep those who share enough contacts with the person to be in one k-plex: 2 more if apart."""
    kept, mine = 0, ties[person] & whole
    for i in _members(others):
        if (mine & ties[i]).bit_count() >= shared + (0 if mine >> i & 1 else 2):
            kept |= 1 << i
    return kept


def _addable(ties: list[int], plex: int, others: int, k: int) -> int:
    """Give those of the others with whom the plex is still one."""
    size = plex.bit_count()
    full = 0  # those who may miss nobody more
    for i in _members(plex):
        if size - (ties[i] & plex).bit_count() == k:
            full |= 1 << i
    fit = 0
    for i in _members(others):
        if not full & ~ties[i] and size + 1 - (ties[i] & plex).bit_count() <= k:
            fit |= 1 << i
    return fit
