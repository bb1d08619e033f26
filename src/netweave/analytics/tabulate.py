"""Several measures side by side, in one wave or over waves, and why a value is NaN."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.analytics import _undefined
from netweave.registry import Measure
from netweave.results import Communities, Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network

    Function = Callable[..., Any]
    Waves = Network | Affiliations | Mapping[str, Network] | Mapping[str, Affiliations]


def measure(net: Network | Affiliations, functions: Function | Iterable[Function]) -> pd.DataFrame:
    """Compute several measures of people side by side.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; records of meetings for measures that take them.
    functions : function or iterable of functions
        Measures with one value per person, or several; options are fixed with
        `functools.partial`. A function of your own may give any Series or DataFrame over
        ``net.people.index``.

    Returns
    -------
    DataFrame
        One row per person. One column per measure, named as the Series it gives; a measure that
        gives a table has a column for each of its own, ``<measure>_<column>``. Behind each a
        column ``why_<name>`` with reason codes (`netweave.codes.REASONS`), only if somebody's
        value is undefined.

    Raises
    ------
    ArgumentError
        If a function does not give one value per person, or if two columns bear one name.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> nw.measure(nw.Network(["ana", "ben", "cleo"], ties), [nw.degree, nw.constraint])
            degree  constraint why_constraint
    person
    ana        1.0         1.0            NaN
    ben        1.0         1.0            NaN
    cleo       0.0         NaN      NO_ALTERS
    """
    columns: dict[str, pd.Series] = {}
    for function in as_list(functions):
        for values in _per_person(net, function):
            name = str(values.name)
            if name in columns:
                raise errors.setting_out_of_range(
                    "functions", "must give columns of different names", name
                )
            columns[name] = values
            if values.isna().any():
                columns[f"why_{name}"] = _why(net, function, values)
    return pd.DataFrame(columns, index=net.people.index)


def panel(waves: Waves, functions: Function | Iterable[Function]) -> pd.DataFrame:
    """Compute measures in every wave, one row per wave and person.

    Parameters
    ----------
    waves : Network, Affiliations or mapping
        A network of several waves or records of meetings in several waves, or label → either of
        one wave, in order. Events that belong to no wave are in none.
    functions : function or iterable of functions
        As in `measure`.

    Returns
    -------
    DataFrame
        Index (wave, person): everybody in every wave. Whoever was not part of a wave has NaN
        there, with the reason ``NOT_OBSERVED`` in the columns ``why_<name>``.

    Raises
    ------
    ArgumentError
        If a function does not give one value per person, or if two columns bear one name.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> waves = {"start": nw.Network(["ana", "ben"], ties), "end": nw.Network(["ana"], ties[:0])}
    >>> nw.panel(waves, [nw.degree])
                  degree    why_degree
    wave  person
    start ana        1.0           NaN
          ben        1.0           NaN
    end   ana        0.0           NaN
          ben        NaN  NOT_OBSERVED
    """
    wanted = as_list(functions)
    labelled: dict[str, Any]
    labelled = dict(waves) if isinstance(waves, Mapping) else waves.by_wave()
    everybody = _everybody(waves, labelled)
    tables = {label: _completed(measure(net, wanted), everybody) for label, net in labelled.items()}
    if not tables:
        return pd.DataFrame(index=pd.MultiIndex.from_arrays([[], []], names=["wave", "person"]))
    table = pd.concat(tables, names=["wave", "person"])
    names = list(dict.fromkeys(str(name) for one in tables.values() for name in one.columns))
    values = [name for name in names if not name.startswith("why_")]
    order = [column for name in values for column in (name, f"why_{name}") if column in names]
    return table[order]


def _everybody(waves: Waves, labelled: dict[str, Any]) -> pd.Index:
    """Give the people of all waves, in canonical order where the waves share one."""
    whole = labelled.values() if isinstance(waves, Mapping) else [waves]
    met = dict.fromkeys(person for net in whole for person in net.people.index)
    everybody: pd.Index = pd.Index(list(met), name="person")
    return everybody


def _completed(table: pd.DataFrame, everybody: pd.Index) -> pd.DataFrame:
    """Add the people who were not there, with their reason."""
    absent = ~everybody.isin(table.index)
    nullable = {name: "boolean" for name in table.columns if table[name].dtype == bool}
    full = table.astype(nullable).reindex(everybody)
    for name in [column for column in table.columns if not column.startswith("why_")]:
        why = full.get(f"why_{name}", pd.Series(np.nan, index=everybody))
        if absent.any() or f"why_{name}" in full:
            full[f"why_{name}"] = why.astype("str").where(why.notna()).mask(absent, "NOT_OBSERVED")
    return full


def reasons(net: Network | Affiliations, function: Function) -> pd.Series | pd.DataFrame:
    """Say why a measure is undefined, person by person or for the network.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; records of meetings for measures that take them.
    function : function
        A measure; options are fixed with `functools.partial`.

    Returns
    -------
    Series of str, or DataFrame
        Reason codes (`netweave.codes.REASONS`), missing where the value is defined: one per
        person or tie (a table of them, if the measure gives several values per person), or one
        for a measure of the whole network (per term, if it gives a table of findings).

    Raises
    ------
    ArgumentError
        If the function is not a measure of netweave.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> nw.reasons(nw.Network(["ana", "ben", "cleo"], ties), nw.constraint).to_dict()
    {'ana': nan, 'ben': nan, 'cleo': 'NO_ALTERS'}
    """
    declared, _ = _declared(function)
    if declared is None:
        raise errors.setting_out_of_range("function", "must be a measure of netweave", function)
    found = function(net)
    if isinstance(found, Result):
        return found.table.set_index("term")["reason"].rename(f"why_{declared.id}")
    if isinstance(found, pd.DataFrame):
        columns = {name: _why(net, function, found[name]) for name in found}
        return pd.DataFrame(columns, index=found.index)
    if declared.level != "network":
        return _why(net, function, _values(found))
    return _why(net, function, pd.Series([found], index=[declared.id], name=declared.id))


def _declared(function: Function) -> tuple[Measure | None, dict[str, Any]]:
    """Give the declaration of a measure and the options that partial has fixed."""
    options: dict[str, Any] = {}
    while isinstance(function, functools.partial):
        options = {**function.keywords, **options}
        function = function.func
    return getattr(function, "measure", None), options


def _values(found: Any) -> Any:  # noqa: ANN401  # whatever a function gives
    return found.labels if isinstance(found, Communities) else found


def _per_person(net: Network | Affiliations, function: Function) -> list[pd.Series]:
    """Compute one measure, column by column, and make sure that it speaks of people."""
    if not callable(function):
        rule = "must be measures, such as nw.degree, not their names"
        raise errors.setting_out_of_range("functions", rule, function)
    name = getattr(function, "__name__", str(function))
    declared, _ = _declared(function)
    if declared is not None and declared.level != "person":
        about = "the whole network" if declared.level == "network" else "ties"
        mend = f"{declared.id} speaks of {about}: call it by itself."
        raise errors.setting_out_of_range("functions", "must give one value per person", name, mend)
    values = _values(function(net))
    table = isinstance(values, pd.Series | pd.DataFrame)
    if not table or not values.index.equals(net.people.index):
        mend = "Give a Series over net.people.index."
        raise errors.setting_out_of_range("functions", "must give one value per person", name, mend)
    if isinstance(values, pd.DataFrame):
        before = declared.id if declared is not None else name
        return [values[column].rename(f"{before}_{column}") for column in values]
    return [values if values.name is not None else values.rename(name)]


def _why(net: Network | Affiliations, function: Function, values: pd.Series) -> pd.Series:
    """Give the reason code of every undefined value."""
    declared, options = _declared(function)
    codes = pd.Series(np.nan, index=values.index, name=f"why_{values.name}").astype("str")
    codes = codes.where(values.isna() & False)
    undefined = values.isna().to_numpy()
    rules = list(declared.undefined) if declared else []
    for code in rules:
        holds = undefined & (code == rules[-1] or _undefined.holds(code, net, options))
        codes = codes.mask(holds, code)
        undefined = undefined & ~holds
    return codes
