"""What is refused of matrices of people × people and of models of pairs."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.errors.base import ArgumentError, listed, shown


def not_people_by_people(argument: str, shape: Sequence[int], people: int | None) -> ArgumentError:
    """Say that a matrix does not have one row and one column per person.

    Parameters
    ----------
    argument : str
        What was given.
    shape : sequence of int
        Its shape.
    people : int or None
        How many people there are; None where that is not known.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_people_by_people("other", (3, 2), 3))
    other must have one row and one column per person, 3 × 3, got 3 × 2. A DataFrame whose index \
and columns are ids may have more or fewer people.
    """
    wanted = "" if people is None else f", {people:,} × {people:,}"
    got = " × ".join(f"{size:,}" for size in shape)
    return ArgumentError(
        f"{argument} must have one row and one column per person{wanted}, got {got}. A DataFrame "
        "whose index and columns are ids may have more or fewer people."
    )


def ids_not_alike(argument: str) -> ArgumentError:
    """Say that the rows and the columns of a matrix are not the same people, each once.

    Parameters
    ----------
    argument : str
        What was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(ids_not_alike("other"))
    other must have the same people in its index and in its columns, each once. Give both the ids \
of net.people.index, or a plain array in their order.
    """
    return ArgumentError(
        f"{argument} must have the same people in its index and in its columns, each once. Give "
        "both the ids of net.people.index, or a plain array in their order."
    )


def no_people_in_common(arguments: Sequence[str]) -> ArgumentError:
    """Say that networks that are to be compared share no person.

    Parameters
    ----------
    arguments : sequence of str
        What was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(no_people_in_common(["one", "other"]))
    'one', 'other' must have people in common, and no id is in all of them. The same id has to \
mean the same person everywhere.
    """
    return ArgumentError(
        f"{listed(arguments, 12)} must have people in common, and no id is in all of them. The "
        "same id has to mean the same person everywhere."
    )


def not_symmetric(argument: str) -> ArgumentError:
    """Say that a matrix tells who learned from whom where pairs have no direction.

    Parameters
    ----------
    argument : str
        What was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_symmetric("other"))
    other must be the same both ways if directed=False. Set directed=True, or give \
np.maximum(matrix, matrix.T).
    """
    return ArgumentError(
        f"{argument} must be the same both ways if directed=False. Set directed=True, or give "
        "np.maximum(matrix, matrix.T)."
    )


def not_zero_or_one(argument: str, what: str, got: float) -> ArgumentError:
    """Say that a matrix holds other values than 0 and 1 where ties are counted.

    Parameters
    ----------
    argument : str
        What was given.
    what : str
        What counts ties.
    got : float
        The first other value.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_zero_or_one("one", "statistic='jaccard'", 3.0))
    one must hold 0 and 1 only for statistic='jaccard', and it holds 3. For ties leave \
weighted=False, or give matrix > 0; for amounts take statistic='pearson'.
    """
    other = "family='linear'" if what.startswith("family") else "statistic='pearson'"
    return ArgumentError(
        f"{argument} must hold 0 and 1 only for {what}, and it holds {got:g}. For ties leave "
        f"weighted=False, or give matrix > 0; for amounts take {other}."
    )


def no_number(argument: str, got: object) -> ArgumentError:
    """Say that a matrix holds something else than numbers.

    Parameters
    ----------
    argument : str
        What was given.
    got : object
        The first of its values that is no number, or all that was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(no_number("other", "teacher"))
    other must hold numbers, one for each pair of people, and it holds 'teacher'. Of a column of \
people make them with nw.compare.same(net, 'role') or nw.compare.difference(net, 'years').
    """
    return ArgumentError(
        f"{argument} must hold numbers, one for each pair of people, and it holds {shown(got)}. Of "
        "a column of people make them with nw.compare.same(net, 'role') or "
        "nw.compare.difference(net, 'years')."
    )


def no_predictors(got: object) -> ArgumentError:
    """Say that a model of pairs has nothing to go by.

    Parameters
    ----------
    got : object
        What was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(no_predictors({}))
    predictors must be a dict of a name and a matrix each, at least one, got {}. Such as \
{'same role': nw.compare.same(net, 'role')}.
    """
    return ArgumentError(
        f"predictors must be a dict of a name and a matrix each, at least one, got {got!r:.80}. "
        "Such as {'same role': nw.compare.same(net, 'role')}."
    )


def predictor_constant(name: str, pairs: int) -> ArgumentError:
    """Say that a predictor has one value in all pairs that enter.

    Parameters
    ----------
    name : str
        Its name.
    pairs : int
        How many pairs enter.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(predictor_constant("same role", 30))
    predictor 'same role' has one value in all 30 pairs that enter, so nothing can go with it. \
Leave it out.
    """
    return ArgumentError(
        f"predictor {name!r} has one value in all {pairs:,} pairs that enter, so nothing can go "
        "with it. Leave it out."
    )


def predictors_collinear(name: str, others: Sequence[str]) -> ArgumentError:
    """Say that a predictor follows from others exactly.

    Parameters
    ----------
    name : str
        The predictor.
    others : sequence of str
        Those before it.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(predictors_collinear("apart", ["same role"]))
    predictor 'apart' follows exactly from 'same role' in the pairs that enter, so their shares \
cannot be told apart. Leave one out.
    """
    return ArgumentError(
        f"predictor {name!r} follows exactly from {listed(others, 12)} in the pairs that enter, "
        "so their shares cannot be told apart. Leave one out."
    )


def in_both_groups(people: Sequence[str]) -> ArgumentError:
    """Say that people are in a cohort and in what it is compared with.

    Parameters
    ----------
    people : sequence of str
        Their ids.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(in_both_groups(["ana"]))
    cohort and comparison must have no person in common but conveners; in both: 'ana'. Leave them \
out of one, or give the people of different groups different ids.
    """
    return ArgumentError(
        "cohort and comparison must have no person in common but conveners; in both: "
        f"{listed(people)}. Leave them out of one, or give the people of different groups "
        "different ids."
    )
