"""Attitude beside behavior: whether people who say more of something also do more of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted, one_of
from netweave._guard import guarded
from netweave.analytics._facts import NAN, findings, known_group
from netweave.analytics.attitudes.done import Done, done_by, named
from netweave.analytics.attitudes.measured import LEAST_PEOPLE, LEVELS, AttitudeScale, plain
from netweave.analytics.attitudes.numeric import real_numbers
from netweave.analytics.attitudes.shuffled import NORMAL, Ranked, spearman, strata_of
from netweave.codes import REASONS, Notice
from netweave.results import Passport, Result

if TYPE_CHECKING:
    from netweave.analytics.profiles.behavior import BehaviorProfile
    from netweave.analytics.profiles.standing import HubNodeProfile
    from netweave.network import Network

CHANCE = 0.05  # up to this p-value people are said to go along (a convention)
FORMULA = (
    "method 2.5; Spearman's correlation, p by shuffling people within organizations, interval of "
    "Bonett & Wright 2000; disattenuated rho / √omega (Spearman 1904)"
)


@dataclass(frozen=True, repr=False)
class AttitudeLink(Result):
    """A `Result` about attitude and behavior, with the two side by side.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `attitude_and_behavior` for the rows of the table.
    beside : DataFrame
        Per person ``attitude`` and ``behavior``. Never publish it.
    discrepancies : DataFrame
        Only the people whose two values differ by more than their errors: ``attitude``,
        ``behavior``, ``difference`` (attitude less behavior) and ``noise``, how far they may
        differ by error alone. Empty where an error is not known. Never publish it.
    illustrative : DataFrame
        Only if a blend was asked for: per person ``illustrative``, and ``std_error``. One number
        for two things; never a finding. Never publish it.
    """

    beside: pd.DataFrame = field(default_factory=pd.DataFrame)
    discrepancies: pd.DataFrame = field(default_factory=pd.DataFrame)
    illustrative: pd.DataFrame = field(default_factory=pd.DataFrame)


@guarded
def attitude_and_behavior(  # noqa: PLR0913  # one keyword per choice
    scores: AttitudeScale | pd.Series,
    behavior: pd.Series | BehaviorProfile | HubNodeProfile,
    *,
    principle: str | None = None,
    term: str | None = None,
    measure: str = "percentile",
    organization: pd.Series | Network | None = None,
    omega: float | None = None,
    behavior_error: pd.Series | float | None = None,
    reliable: float = LEVELS[1],
    blend: float | None = None,
    draws: int = 9_999,
    seed: int = 0,
) -> AttitudeLink:
    """Say whether people who report more of something also do more of it.

    What somebody says and what somebody does stay two columns. Spearman's correlation compares
    their orders; the p-value is the share of shuffles, in which people trade attitudes within their
    organization, that lie as far from what shuffling gives on average, or farther. It says nothing
    of what differs between organizations, so what goes together is said within them.

    Parameters
    ----------
    scores : AttitudeScale or Series
        What `mindset_scale` gave, or the scores of one principle, per person.
    behavior : Series, BehaviorProfile or HubNodeProfile
        Per person, such as a percentile against chance; or what `network_behavior_profile` or
        `hub_node_profile` gave, with ``term``.
    principle : str, optional
        Which principle of an AttitudeScale; needed if it has several.
    term : str, optional
        Which part of a profile, such as "O1", contacts in other organizations.
    measure : {"percentile", "difference", "estimate"}, default "percentile"
        Which number of that part: its place among random networks, what it has more than they on
        average, or the part itself.
    organization : Series or Network, optional
        Everybody's organization. People whose organization is unknown trade with each other; left
        out, everybody trades with everybody.
    omega : float, optional
        The reliability of the scores, 0 to 1; that of an AttitudeScale is known.
    behavior_error : Series or float, optional
        The standard error of the behavior, for the discrepancies.
    reliable : float, default 0.7
        From which omega on the scale can bear an association, 0.6 at least. A convention.
    blend : float, optional
        Weight of the attitude in one number made of both, 0 to 1. It is illustrative only.
    draws : int, default 9999
        How many shuffles.
    seed : int, default 0
        Same data, same seed, same p-value.

    Returns
    -------
    AttitudeLink
        Row ``spearman``: correlation, two-sided p ``(1 + as far or farther)/(1 + draws)``, and a
        95% interval as if people were independent; ``expected`` is the mean over all shuffles,
        not 0 where organizations differ. Row ``spearman_within``, where organizations are given:
        the correlation of the ranks, each less the mean of its organization, which is what the
        p-value and the sentence are about; its interval counts the people less the further
        organizations. Row ``disattenuated``: the correlation over √omega, apart
        from it and without interval; it may exceed 1. NaN, with the code in ``reason``, for fewer
        than three people with both values, where one of the two does not vary, and for the second
        row where omega is not known. A person is among the discrepancies if the values, both from
        0 to 1, differ by more than 1.96 √(SEM² + SE²), with SEM = sd √(1 − omega) of the scores.
        The claim is 4 where the two are said to go together: omega reaches ``reliable``, 30 people
        have both values, and p is at most 0.05. Else it is 2, and 1 with fewer than 20 ways to
        shuffle (W15).

    Raises
    ------
    DataError
        If nobody has both values, a value is no finite number, ``organization`` or
        ``behavior_error`` says nothing of any of these people, or, for discrepancies and a blend, a
        value is not from 0 to 1.
    ArgumentError
        If the principle or the term must be named, or a setting is out of range.

    References
    ----------
    Spearman, C. (1904). The proof and measurement of association between two things. *American
    Journal of Psychology*, 15, 72-101.

    Bonett, D. G. & Wright, T. A. (2000). Sample size requirements for estimating Pearson, Kendall
    and Spearman correlations. *Psychometrika*, 65, 23-28.

    Examples
    --------
    Four people in the same order by what they say and do, two in each organization. Within the
    organizations there are four ways to trade, and this one and the one with both pairs traded lie
    farthest from the average: far too few ways for a p-value.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = ["ana", "ben", "cleo", "dan"]
    >>> says = pd.Series([0.2, 0.4, 0.6, 0.8], index=people, name="openness")
    >>> does = pd.Series([0.1, 0.5, 0.7, 0.9], index=people, name="ties across")
    >>> where = pd.Series(["Hill", "Hill", "Lake", "Lake"], index=people)
    >>> found = nw.attitude_and_behavior(says, does, organization=where, omega=0.81, draws=99)
    >>> found.table.set_index("term")[["estimate", "expected"]].round(3)
                     estimate  expected
    term
    spearman            1.000       0.8
    spearman_within     1.000       0.0
    disattenuated       1.111       NaN
    >>> found.claim
    1
    """
    _check(draws, reliable, omega, blend)
    attitude, known = _attitude(scores, principle, omega)
    done = done_by(behavior, term, measure)
    behaves = real_numbers(_unique(done.values, "behavior"), "behavior")
    beside = pd.DataFrame({"attitude": real_numbers(attitude, "scores"), "behavior": behaves})
    beside = beside.dropna()
    if not len(beside):
        raise errors.DataError(
            "nobody has both an attitude and a behavior: scores begin with "
            f"{errors.listed(attitude.index)}, behavior with {errors.listed(done.values.index)}. "
            "Give both by the same ids."
        )
    strata = strata_of(_groups(organization, beside.index))
    found = spearman(
        beside["attitude"].to_numpy(), beside["behavior"].to_numpy(), strata, draws, seed
    )
    sem = float(attitude.std(ddof=1)) * np.sqrt(1 - known) if known == known else NAN  # noqa: PLR0124
    error = _errors(behavior_error, beside.index)
    says = named(attitude.name, "of the attitude")
    why_not, grouped = _why_not(found, known, reliable), organization is not None
    return AttitudeLink(
        _table(found, known, draws, grouped=grouped),
        _sentence(found, says, done, why_not, grouped=grouped) + _blended(blend),
        _notices(found, known, len(beside)),
        claim=(2 if why_not else 4) if found.enough else 1,
        passport=Passport("attitude_and_behavior", FORMULA, people=len(beside), seed=seed),
        beside=beside,
        discrepancies=_discrepancies(beside, sem, error),
        illustrative=_blend(beside, sem, error, blend),
    )


def _check(draws: int, reliable: float, omega: float | None, blend: float | None) -> None:
    counted("draws", draws)
    least = {"reliable": (reliable, LEVELS[0]), "omega": (omega, 0), "blend": (blend, 0)}
    for name, (value, lowest) in least.items():
        if value is not None and not lowest <= value <= 1:
            raise errors.setting_out_of_range(name, f"must lie between {lowest:g} and 1", value)


def _attitude(
    scores: AttitudeScale | pd.Series, principle: str | None, omega: float | None
) -> tuple[pd.Series, float]:
    """Give the scores of one principle and their reliability, NaN where it is not known."""
    if isinstance(scores, pd.Series):
        return _unique(scores, "scores"), NAN if omega is None else float(omega)
    if not isinstance(scores, AttitudeScale):
        rule = "must be a Series over people, or what mindset_scale gave"
        raise errors.setting_out_of_range("scores", rule, type(scores).__name__)
    names = list(scores.scores.columns)
    if principle is None and len(names) == 1:
        principle = names[0]
    one_of("principle", names, principle)
    found = scores.reliability["omega"].to_dict()[principle]
    return scores.scores[principle], float(found if omega is None else omega)


def _unique(values: pd.Series, name: str) -> pd.Series:
    if values.index.has_duplicates:
        again = values.index[values.index.duplicated()].unique()
        raise errors.DataError(
            f"{name} has several values for {len(again)} person(s): {errors.listed(again)}. "
            "Keep one per person."
        )
    return values


def _groups(organization: pd.Series | Network | None, people: pd.Index) -> pd.Series:
    """Give everybody's organization; without any, nobody's is known."""
    if organization is None:
        return pd.Series(index=people, dtype="str")
    if isinstance(organization, pd.Series):
        return _somebody(organization, "organization", people)
    return _somebody(known_group(organization, "organization"), "organization", people)


def _somebody(given: pd.Series, name: str, people: pd.Index) -> pd.Series:
    """Give what is known of the people; refuse what says nothing of any of them."""
    found = _unique(given, name).reindex(people)
    if found.isna().all():
        has = f"begins with {errors.listed(given.index)}" if len(given) else "is empty"
        raise errors.DataError(
            f"{name} says nothing of anybody with both values: it {has}, they begin with "
            f"{errors.listed(people)}. Give it by the same ids, or leave it out."
        )
    return found


def _errors(given: pd.Series | float | None, people: pd.Index) -> np.ndarray:
    if isinstance(given, pd.Series):
        found = _somebody(given, "behavior_error", people)
        return real_numbers(found, "behavior_error").to_numpy()
    return np.full(len(people), NAN if given is None else float(given))


def _from_0_to_1(beside: pd.DataFrame) -> None:
    for name, values in beside.items():
        if values.min() < 0 or values.max() > 1:
            raise errors.DataError(
                f"{name} must lie between 0 and 1 to be set beside the other, but goes from "
                f"{values.min():g} to {values.max():g}. Give a share or a percentile."
            )


def _discrepancies(beside: pd.DataFrame, sem: float, error: np.ndarray) -> pd.DataFrame:
    """Give those whose two values differ by more than 1.96 of their joint standard error."""
    noise = NORMAL * np.sqrt(sem**2 + error**2)
    if not np.isnan(noise).all():
        _from_0_to_1(beside)
    difference = beside["attitude"] - beside["behavior"]
    table = beside.assign(difference=difference, noise=noise)
    return table[(difference.abs() > noise).to_numpy()]


def _blend(
    beside: pd.DataFrame, sem: float, error: np.ndarray, weight: float | None
) -> pd.DataFrame:
    """Give v·a + (1 − v)·b with its standard error, if it was asked for."""
    if weight is None:
        return pd.DataFrame()
    _from_0_to_1(beside)
    value = weight * beside["attitude"] + (1 - weight) * beside["behavior"]
    spread = np.sqrt(weight**2 * sem**2 + (1 - weight) ** 2 * error**2)
    return pd.DataFrame({"illustrative": value, "std_error": spread})


def _table(found: Ranked, omega: float, draws: int, *, grouped: bool) -> pd.DataFrame:
    known = omega > 0 and not np.isnan(found.rho)
    corrected = found.rho / np.sqrt(omega) if known else NAN
    why = "" if known else "NO_RELIABILITY" if not np.isnan(found.rho) else found.reason
    alike = np.isnan(found.within) and not np.isnan(found.rho)
    flat = "NO_VARIANCE" if alike else found.reason
    method = f"{draws} shuffles of people{' within organizations' if grouped else ''}"
    rows = [
        ("spearman", found.rho, found.people, found.reason),
        ("spearman_within", found.within, found.people, flat),
        ("disattenuated", corrected, found.people, why),
    ]
    table = findings(rows, method).set_index("term")
    ends = ["p_value", "conf_low", "conf_high"]
    table.loc["spearman", ends] = [found.p_value, found.low, found.high]
    table.loc["spearman_within", ends] = [found.p_value, found.within_low, found.within_high]
    table.loc["disattenuated", "method"] = "spearman / √omega"
    within = 0.0 if not np.isnan(found.within) else NAN
    table = table.assign(expected=[found.expected, within, NAN])
    return (table if grouped else table.drop("spearman_within")).reset_index()


def _notices(found: Ranked, omega: float, people: int) -> tuple[Notice, ...]:
    said = []
    if people < LEAST_PEOPLE:
        said.append(f"{people} people have both values")
    if omega < LEVELS[0]:
        said.append(f"omega {plain(omega)}")
    notices = [Notice("W16", f"{'; '.join(said).capitalize()}.")] if said else []
    if not found.enough and found.ways:
        notices.insert(0, Notice("W15", f"Ways to shuffle people: {found.ways}."))
    return tuple(notices)


def _why_not(found: Ranked, omega: float, reliable: float) -> str:
    """Say why nothing may be said to go together; "" if it may."""
    why_not = {
        "cannot be told from chance, with so few ways to shuffle": not found.enough,
        "cannot be said, as the reliability of the scale is not known": np.isnan(omega),
        f"cannot be said with an omega of {plain(omega)}, below {plain(reliable)}": (
            omega < reliable
        ),
        f"cannot be said of fewer than {LEAST_PEOPLE} people": found.people < LEAST_PEOPLE,
        "cannot be told from chance": found.p_value > CHANCE,
    }
    return next((words for words, holds in why_not.items() if holds), "")


def _sentence(found: Ranked, says: str, done: Done, why_not: str, *, grouped: bool) -> str:
    """Say which way the two go together, as far as reliability and chance allow."""
    who, within = f"people who report more {says}", "within their organizations"
    if np.isnan(found.rho) or why_not:
        said = f"Whether {who} also show {done.more}{f' {within}' if grouped else ''}"
        if np.isnan(found.rho):
            return f"{said} cannot be said: {REASONS[found.reason]}."
        return f"{said} {why_not} {_facts(found, grouped=grouped)}."
    lead = _capital(f"{within}, {who}" if grouped else who)
    way = done.more if found.within > 0 else done.less
    return f"{lead} show {way} {_facts(found, grouped=grouped)}."


def _facts(found: Ranked, *, grouped: bool) -> str:
    """Give the correlation that is spoken of, and that over all beside it."""
    inside = grouped and not np.isnan(found.within)
    rho, low, high = (
        (found.within, found.within_low, found.within_high)
        if inside
        else (found.rho, found.low, found.high)
    )
    interval = "" if np.isnan(low) else f", 95% interval {plain(low)} to {plain(high)}"
    chance = "" if np.isnan(found.p_value) else f", p {_p(found.p_value)}"
    what = "Spearman within organizations" if inside else "Spearman"
    over = f"; over all {plain(found.rho)}" if inside else ""
    return f"({what} {plain(rho)}{interval}{chance}{over}, {found.people:,} people)"


def _p(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"= {value:.3f}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _blended(blend: float | None) -> str:
    if blend is None:
        return ""
    return " The one number made of both is illustrative: it measures neither."
