"""What a public function was given, held against its own signature before it runs."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar, cast

import numpy as np

from netweave import errors
from netweave._checks import counted, seeded

Function = TypeVar("Function", bound=Callable[..., Any])

# The words of an annotation and what they ask for. A parameter with any other word among its own
# is left to the function.
KINDS: dict[str, tuple[type, ...]] = {
    "None": (type(None),),
    "str": (str,),
    "bool": (bool, np.bool_),
    "int": (int, np.integer),
    "float": (int, float, np.integer, np.floating),
    "tuple": (tuple, list),
    "Mapping": (Mapping,),
    "Sequence": (Collection,),  # arrays are as good as lists
    "Iterable": (Iterable,),
    "Callable": (Callable,),  # type: ignore[dict-item]  # isinstance knows it
}
SPOKEN = {
    "None": "None",
    "str": "a text",
    "bool": "True or False",
    "int": "a whole number",
    "float": "a number",
    "tuple": "a tuple",
    "Mapping": "a dict",
    "Sequence": "a list",
    "Iterable": "a list",
    "Callable": "a function",
    "Network": "a Network",
    "Affiliations": "Affiliations, records of who was at which meeting",
    "pd.Series": "a Series",
    "pd.DataFrame": "a table",
    "Axes": "Axes of matplotlib",
    "Figure": "a Figure of matplotlib",
    "Communities": "what nw.communities gave",
    "AttitudeScale": "what nw.mindset_scale gave",
    "ItemsSource": "what nw.read_items gave",
    "Change": "what nw.compare.before_after gave",
    "TieSurvival": "what nw.compare.tie_survival gave",
    "HubOrNode": "what nw.hub_or_node gave",
    "HubNodeProfile": "what nw.hub_node_profile gave",
    "Result": "a finding",
    "PhaseCutoffs": "nw.PhaseCutoffs(...)",
    "CohortSettings": "nw.CohortSettings(...)",
    "Scale": "a Scale",
}
# What to type, by the name of the parameter or a word of its annotation.
MENDS = {
    "predictors": "Such as {'same role': nw.compare.same(net, 'role')}.",
    "waves": "Such as {'start': net.wave('start'), 'end': net.wave('end')}.",
    "Affiliations": "Make them: nw.affiliate(people, log).",
}
# How many of something there are; of other whole numbers the function says what it takes.
COUNTS = (
    *("draws", "permutations", "replicates", "label_events", "fewest", "least"),
    *("organizations", "contacts", "shared", "dpi"),
)
LIBRARIES = ("netweave", "pandas", "numpy", "matplotlib")
SEVERAL = ("Sequence", "Iterable")


def guarded(function: Function) -> Function:
    """Refuse in words what the function's own signature does not take.

    Flags are True or False, counts and seeds are 0 or a whole number above it, numbers are finite,
    texts are texts, and a network is a `Network`. What is more than that, a least number of draws
    or the values of an option, the function says itself.

    Parameters
    ----------
    function : callable
        A public function whose annotations are text.

    Returns
    -------
    callable
        The same function, with its name, words and signature.
    """
    signature = inspect.signature(function)
    name = function.__name__

    @functools.wraps(function)
    def inner(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        try:
            bound = signature.bind(*arguments, **options)
        except TypeError:  # Python says it best
            return function(*arguments, **options)
        for key, got in bound.arguments.items():
            bound.arguments[key] = settled(name, signature.parameters[key], got)
        return function(*bound.args, **bound.kwargs)

    return cast("Function", inner)


def settled(function: str, parameter: inspect.Parameter, got: object) -> object:
    """Refuse what the parameter does not take; give numpy's flags and whole numbers as Python's."""
    words = _words(str(parameter.annotation))
    variable = parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    if got is parameter.default or variable or not all(word in SPOKEN for word in words):
        return got
    whole = "int" in words and not _is_flag(got) and isinstance(got, int | np.integer)
    if parameter.name == "seed" and set(words) <= {"int", "None"}:
        seeded(got)
    elif parameter.name in COUNTS and words == ("int",):
        counted(parameter.name, got, least=0)
    elif not any(_is(got, word) for word in words):
        raise _refused(function, parameter.name, words, got)
    for word, inner in _inside(str(parameter.annotation)).items():
        if isinstance(got, tuple | list | Mapping) and isinstance(got, KINDS[word]):
            _each(parameter.name, inner, got.values() if isinstance(got, Mapping) else got)
    if whole or words == ("bool",):
        return int(got) if whole else bool(got)  # type: ignore[call-overload]  # a number here
    return got


@functools.cache
def _words(annotation: str) -> tuple[str, ...]:
    """Give the words of an annotation without what stands in brackets behind them."""
    bare, depth = "", 0
    for mark in annotation:
        depth -= mark == "]"
        bare += "" if depth or mark == "]" else mark
        depth += mark == "["
    return tuple(word.strip(" [") for word in bare.split("|"))


@functools.cache
def _inside(annotation: str) -> dict[str, tuple[str, ...]]:
    """Give what the lists, tuples and dicts of an annotation hold, where these are known words."""
    found = {}
    for word, held in re.findall(r"(tuple|Sequence|Iterable|Mapping)\[([^\[\]]*)\]", annotation):
        inner = _words(held.rpartition(", ")[2])
        if all(one in SPOKEN for one in inner):
            found[word] = inner
    return found


def _each(name: str, words: tuple[str, ...], held: Iterable[object]) -> None:
    """Refuse the first of several that is nothing of what each must be."""
    for got in held:
        if not any(_is(got, word) for word in words):
            raise errors.not_of_sort(f"each of {name}", [SPOKEN[word] for word in words], got)


def _is_flag(got: object) -> bool:
    return isinstance(got, bool | np.bool_)


def _is(got: object, word: str) -> bool:
    """Say whether something is what a word asks for; a class is told by its name, not loaded."""
    if word not in KINDS:
        return any(
            sort.__name__ == word.rpartition(".")[2] and sort.__module__.startswith(LIBRARIES)
            for sort in type(got).__mro__
        )
    if not isinstance(got, KINDS[word]):
        return False
    if word in ("int", "float"):
        return not _is_flag(got) and not (isinstance(got, float) and not np.isfinite(got))
    if word in SEVERAL:  # a text is one value, and a network or a record of meetings no list
        return not isinstance(got, str | bytes)
    return True


def _refused(function: str, name: str, words: tuple[str, ...], got: object) -> errors.NetweaveError:
    """Say what was asked for and what was given instead."""
    if words[0] == "Network" and set(words) <= {"Network", "Affiliations", "None"}:
        meetings = _is(got, "Affiliations")
        wanted = function if name == "net" else f"{function}: {name}"
        return errors.pairs_needed() if meetings else errors.no_network(wanted, got)
    spoken = [SPOKEN[word] for word in words]
    mends = (MENDS.get(key, "") for key in (name, *words))
    return errors.not_of_sort(name, spoken, got, next(filter(None, mends), ""))
