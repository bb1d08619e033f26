"""Every measure, declared once: what it needs, where it is undefined, where it comes from."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from netweave import errors
from netweave._checks import one_of
from netweave._guard import guarded
from netweave.codes import REASONS

Level = Literal["person", "tie", "network"]
Values = Literal["number", "label", "flag"]

NEEDS = ("group", "one kind", "one kind if weighted", "partition", "hubs", "seed")

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Measure:
    """What is known about a measure besides its value.

    Parameters
    ----------
    id : str
        Its name, which is that of the function.
    level : {"person", "tie", "network"}
        What one value belongs to.
    needs : tuple of str
        "group" (a column of people), "one kind" or "one kind if weighted" (one unit of weight),
        "partition", "hubs", "seed".
    formula : str
        Section of the method page, paper and equation.
    range : str
        From where to where the values go.
    unit : str
        What one unit of the value is.
    undefined : mapping
        Reason code → when the value is NaN, in words. The first rule that holds is the reason; the
        last one holds otherwise.
    values : {"number", "label", "flag"}
        Whether a value is a number, the number of a group, or yes or no.
    function : callable
        The function itself.
    """

    id: str
    level: Level
    needs: tuple[str, ...]
    formula: str
    range: str
    unit: str
    undefined: Mapping[str, str]
    values: Values
    function: Callable[..., Any]


MEASURES: dict[str, Measure] = {}


def measure(  # noqa: PLR0913  # one keyword per fact
    id: str,  # noqa: A002  # the field's word
    level: Level,
    *,
    formula: str,
    range: str,  # noqa: A002
    unit: str,
    needs: tuple[str, ...] = (),
    undefined: Mapping[str, str] | None = None,
    values: Values = "number",
) -> Callable[[Function], Function]:
    """Declare a function as a measure; besides, it says so in words if it is given no network.

    Parameters
    ----------
    id, level, formula, range, unit, needs, undefined, values : see Measure
        What is known about the measure.

    Returns
    -------
    callable
        A decorator that adds the declaration to `MEASURES` and to the function as ``.measure``.

    Raises
    ------
    ArgumentError
        If the id is not the function's name, if it is taken, or if a reason code or a need is
        unknown.
    """
    reasons = dict(undefined or {})
    for argument, known, given in (("undefined", REASONS, reasons), ("needs", NEEDS, needs)):
        for name in given:
            one_of(argument, known, name)

    def declare(function: Function) -> Function:
        name, module = getattr(function, "__name__", "?"), function.__module__
        taken = id in MEASURES and MEASURES[id].function.__module__ != module
        if id != name or taken:
            rule = f"must be the function's name, {name!r}, and free"
            raise errors.setting_out_of_range("id", rule, id)
        public = _declared(function, name)
        declared = Measure(id, level, needs, formula, range, unit, reasons, values, public)
        MEASURES[id] = declared
        vars(public)["measure"] = declared
        return cast("Function", public)

    return declare


def _declared(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Say in words what is no option of the function; the rest is for its signature to say."""
    known = list(inspect.signature(function).parameters)
    guard = guarded(function)

    @functools.wraps(function)
    def declared(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        unknown = [option for option in options if option not in known]
        if unknown:
            raise errors.no_such_option(name, unknown, known[1:])
        return guard(*arguments, **options)

    return declared
