"""How large a change could this cohort show? An answer by making up many cohorts like it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from netweave import _checks, codes, errors, results
from netweave._guard import guarded
from netweave.codes import Notice
from netweave.compare.estimate import FEW_ORGANIZATIONS
from netweave.compare.planning.told import plan_sentence, plan_table
from netweave.compare.planning.tried import tried
from netweave.simulation.settings import CohortSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

EFFECTS = (0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.5, 3.0)
FORMULA = (
    "share of made-up cohorts whose reported interval leaves zero out, at each planted change; "
    "beside it z(.975) + z(power) standard errors of independent pairs, SE = c · sqrt((f(1 − d) + "
    "(1 − p)d − (f(1 − d) − (1 − p)d)²) / pairs), times 1.2 to 1.4"
)


@dataclass(frozen=True, repr=False)
class Plan(results.Result):
    """How large a change between two waves a cohort could show.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms: ``P1_said``, the planted change at which the sentence of
        ``before_after`` names a direction in the asked share of cohorts; ``P1_detected``, the same
        of an interval that leaves zero out (the two differ where who answers changes between the
        waves); ``P1_independent``, what the formula for independent pairs gives, and
        ``P1_formula_low`` and ``_high``, 1.2 and 1.4 times that, for people and organizations that
        differ; ``P1_reported_low`` and ``_high``, the same for the interval that is reported, which
        is wider. The intervals of the first two are those of the simulation: more replicates make
        them narrower. A column ``reason`` says why an estimate is
        missing.
    curve : DataFrame
        One row for each planted change, growing: ``effect`` (log-odds added to formation),
        ``expected`` (the P1 that it plants, mean over cohorts), ``estimate`` (the mean P1 found),
        ``std_error`` (mean of those reported), ``spread`` (standard deviation of the estimates),
        ``width`` (mean of the reported intervals), ``detected``, ``said``, ``wrong_sign`` (share
        of all cohorts said to have changed the other way), ``covered`` (share of the intervals
        that hold the planted change), ``replicates``.
    sizes : dict of str to float
        Means over the cohorts: ``people`` and ``organizations`` of the panel, ``pairs`` across
        organizations observed in both waves, ``scale`` (possible ties across per person).
    settings : CohortSettings
        What the cohorts were made from.
    power : float
        The share of cohorts that was asked for.
    """

    curve: pd.DataFrame = field(default_factory=pd.DataFrame)
    sizes: dict[str, float] = field(default_factory=dict)
    settings: CohortSettings = field(default_factory=CohortSettings)
    power: float = 0.8

    drawn_by: ClassVar[str] = "netweave.plotting.courses:plan_plot"


@guarded
def plan(
    settings: CohortSettings | None = None,
    *,
    effects: Iterable[float] = EFFECTS,
    replicates: int = 200,
    seed: int = 0,
    power: float = 0.8,
    response: float | Sequence[float] | None = None,
) -> Plan:
    """Say how large a change a cohort could show, before anybody is asked.

    Cohorts of the given size are made up again and again, each time with a change of known size
    planted in the ties across organizations. Each is answered, read and compared as
    ``before_after`` would, between its first wave and its last. How often the change is seen, and
    how wide the interval is, is counted.

    Parameters
    ----------
    settings : CohortSettings, optional
        Organizations, people, density before, persistence of ties, response; its ``effect`` is
        replaced. Left out, the cohort of ``simulate_cohort``.
    effects : iterable of float
        What to plant: log-odds added to the formation of ties across organizations, two or more
        different numbers, 0 among them to see how often a change is said where there is none.
    replicates : int, default 200
        Cohorts for each planted change; 20 or more. The default takes about ten seconds.
    seed : int, default 0
        The same seed gives the same answer; the people, and who answers, are the same for every
        planted change.
    power : float, default 0.8
        In which share of cohorts the change is to be seen.
    response : float or sequence of float, optional
        Share of the eligible who answer, one for all waves or one for each; left out, that of the
        settings.

    Returns
    -------
    Plan
        ``table``, ``sentence``, ``curve`` and ``plot``. A smallest change is undefined (NaN, with
        the reason ``OUT_OF_REACH``) if no planted change was seen often enough, or all were: plant
        larger or smaller ones. Names misspelt and files with faults are not part of it, so that a
        real cohort shows a little less.

    Raises
    ------
    ArgumentError
        If a setting lies outside its range.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999), "Non-parametric standard errors and tests for
    network statistics", Connections 22(2), on why pairs are not independent. The formula is the
    variance of a difference of two shares over the same pairs.

    Examples
    --------
    Two dozen people in eight organizations of three: few, so that only a large change shows.

    >>> import netweave as nw
    >>> small = nw.CohortSettings(
    ...     members_per_organization=(3, 3), joiners=0, leavers=0, density_cross=0.08
    ... )
    >>> found = nw.compare.plan(small, effects=[0, 1, 2], replicates=20, seed=1, response=1.0)
    >>> found.sizes["people"], found.sizes["pairs"]
    (24.0, 252.0)
    >>> formula = found.table.set_index("term").loc["P1_independent"]
    >>> f"{formula['estimate']:.2f} {formula['std_error']:.2f}"
    '1.18 0.42'
    """
    chosen = _settings(CohortSettings() if settings is None else settings, response)
    planted = _planted(effects)
    _checks.counted("replicates", replicates, least=20)
    _require(0 < power < 1, "power", "must lie between 0 and 1", power)
    curve, sizes = tried(chosen, planted, replicates, seed)
    table = plan_table(curve, sizes, chosen, power)
    return Plan(
        table=table,
        sentence=plan_sentence(table, curve, sizes, chosen, power),
        warnings=_notices(chosen),
        passport=results.Passport(
            measure="plan",
            formula=FORMULA,
            wave=f"{chosen.waves[0].label} → {chosen.waves[-1].label}",
            people=round(sizes["people"]),
            ties=None,
            convener="without" if chosen.conveners else "none marked",
            seed=seed,
        ),
        curve=curve,
        sizes=sizes,
        settings=chosen,
        power=power,
    )


def _require(holds: object, argument: str, rule: str, got: object) -> None:
    if not holds:
        raise errors.setting_out_of_range(argument, rule, got)


def _settings(settings: CohortSettings, response: float | Sequence[float] | None) -> CohortSettings:
    if response is None:
        return settings
    given = _checks.as_list(response)
    return replace(settings, response=tuple(given * len(settings.waves) if len(given) == 1
                                            else given))  # fmt: skip


def _planted(effects: Iterable[float]) -> tuple[float, ...]:
    given = tuple(float(effect) for effect in effects)
    different = len(set(given)) == len(given) >= 2
    _require(
        different and all(math.isfinite(effect) for effect in given),
        "effects",
        "must be two or more different finite numbers",
        given,
    )
    return tuple(sorted(given))


def _notices(settings: CohortSettings) -> tuple[Notice, ...]:
    found = []
    if settings.organizations < FEW_ORGANIZATIONS:
        few = f"There are {settings.organizations}, fewer than {FEW_ORGANIZATIONS}."
        found.append(Notice("W17", few))
    if min(settings.response) < 0.8:
        found.append(Notice("W01", f"{min(settings.response):.0%} are to answer."))
    return tuple(codes.by_weight(found))
