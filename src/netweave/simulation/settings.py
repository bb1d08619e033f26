"""What a made-up cohort is made from: one small dataclass, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from inspect import signature

import numpy as np

from netweave import _checks, errors
from netweave._guard import settled
from netweave.simulation.names import MOST_PEOPLE

FORMATS = ("workshop", "webinar", "role-alike", "site visit", "lecture")
# Settings that hold several things: what each must be, and what to type.
SEVERAL = {
    "members_per_organization": (
        "must be a range, two whole numbers: the fewest and the most",
        "Say ({0}, {0}) for {0} in every organization.",
    ),
    "response": ("must be a share for each wave", "Say (0.9, 0.8)."),
    "waves": (
        "must be two waves or more",
        "Take netweave.simulation.Wave(label, start, end) for each.",
    ),
    "sessions": ("must be pairs of format and count", "Say (('workshop', 8), ('webinar', 5))."),
}
MOST_FORMATION = 0.95
"""Where density is stationary, no untied dyad forms a tie with a higher probability."""


@dataclass(frozen=True)
class Wave:
    """One survey and the time it speaks of, ``[start, end)``.

    Parameters
    ----------
    label : str
        What the wave is called.
    start, end : datetime.date
        The window, half-open. People answer in its last three weeks; who is a member on its
        last day is eligible.
    """

    label: str
    start: date
    end: date

    @property
    def last_day(self) -> date:
        """The day that decides who is eligible."""
        return self.end - timedelta(days=1)


WAVES = (
    Wave("baseline", date(2021, 2, 1), date(2022, 2, 1)),
    Wave("closing", date(2022, 2, 1), date(2024, 4, 1)),
)


@dataclass(frozen=True)
class CohortSettings:
    """The settings of a made-up cohort; every default is that of the sample.

    Parameters
    ----------
    organizations : int, default 8
        Member organizations; the convening organization comes on top.
    members_per_organization : tuple of int, default (5, 8)
        Fewest and most members of an organization, drawn evenly.
    conveners : int, default 3
        Staff of the convening organization; 0 for a cohort without one.
    start, end : datetime.date
        First and last day of the cohort: sessions and products fall between them.
    waves : tuple of Wave
        Two or more, in order and without overlap.
    sessions : tuple of (str, int)
        Sessions of each format: workshop, webinar, role-alike, site visit, lecture.
    products : int, default 30
        Documents with one to five authors.
    density_cross, density_same, density_convener : float
        Expected share of tied dyads in the first wave: between organizations, inside one, and
        between the convening organization and everybody.
    persistence : float, default 0.7
        Probability that a tie is still there in the next wave.
    formation_cross, formation_same : float, optional
        Expected probability, without the effect, that an untied dyad is tied in the next wave.
        Left out, each dyad forms ties at the rate that makes up for those it loses, so that
        without an effect its probability of a tie never changes.
    effect : float or tuple of float, default 1.6
        The planted effect: log-odds added to formation between organizations, the same from each
        wave to the next or one number for each step.
    effect_same, effect_convener : float, default 0 and 1.5
        Log-odds added to formation inside an organization, and with the convening organization.
    person_sd, organization_sd : float, default 0.5 and 0.25
        Standard deviation of the normal effects of persons and organizations, in log-odds.
    reciprocity : float, default 0.6
        Probability that both sides of a tie learn from each other; otherwise one of them does,
        either with probability one half.
    weak_reports : float, default 0.02
        Probability that somebody is reported below the threshold, where there is no tie.
    response : tuple of float, default (0.92, 0.84)
        Expected share of the eligible who answer, one for each wave.
    response_sd : float, default 0.6
        Standard deviation of the organizations' effects on the log-odds of answering.
    joiners, leavers : int, default 4 and 3
        Members who come after the first wave, and who go before the last.
    misspellings, unsettled : int, default 10 and 3
        Names misspelt somewhere, and how many of them the alias file does not settle.
    faults : bool, default True
        Whether the tables carry a few other faults of real files (listed in the truth).

    Raises
    ------
    ArgumentError
        If a setting lies outside its range, or two of them contradict each other.

    Examples
    --------
    >>> CohortSettings(organizations=6).organizations
    6
    >>> CohortSettings(persistence=1.5)
    Traceback (most recent call last):
    netweave.errors.ArgumentError: persistence must be at least 0 and below 1, got 1.5.
    """

    organizations: int = 8
    members_per_organization: tuple[int, int] = (5, 8)
    conveners: int = 3
    start: date = date(2022, 1, 10)
    end: date = date(2024, 3, 29)
    waves: tuple[Wave, ...] = WAVES
    sessions: tuple[tuple[str, int], ...] = (
        ("workshop", 8),
        ("webinar", 5),
        ("role-alike", 5),
        ("site visit", 2),
        ("lecture", 4),
    )
    products: int = 30
    density_cross: float = 0.03
    density_same: float = 0.4
    density_convener: float = 0.35
    persistence: float = 0.7
    formation_cross: float | None = None
    formation_same: float | None = None
    effect: float | tuple[float, ...] = 1.6
    effect_same: float = 0.0
    effect_convener: float = 1.5
    person_sd: float = 0.5
    organization_sd: float = 0.25
    reciprocity: float = 0.6
    weak_reports: float = 0.02
    response: tuple[float, ...] = (0.92, 0.84)
    response_sd: float = 0.6
    joiners: int = 4
    leavers: int = 3
    misspellings: int = 10
    unsettled: int = 3
    faults: bool = True

    def __post_init__(self) -> None:
        _check_sorts(self)
        _check_counts(self)
        _check_probabilities(self)
        _check_waves(self)
        _check_sessions(self)

    @property
    def effects(self) -> tuple[float, ...]:
        """The planted effect at each step from one wave to the next."""
        if isinstance(self.effect, tuple):
            return self.effect
        return (float(self.effect),) * (len(self.waves) - 1)

    @property
    def highest_stationary(self) -> float:
        """The highest probability of a tie that formation can hold up against loss."""
        return MOST_FORMATION / (MOST_FORMATION + 1.0 - self.persistence)


def _require(holds: object, argument: str, rule: str, got: object) -> None:
    """Refuse a setting that breaks its rule."""
    if not holds:
        raise errors.setting_out_of_range(argument, rule, got)


def _check_sorts(settings: CohortSettings) -> None:
    """Refuse what is not even of the sort that a setting takes."""
    for name, parameter in signature(CohortSettings).parameters.items():
        if name not in SEVERAL:
            settled("CohortSettings", parameter, getattr(settings, name))
    for name, (rule, mend) in SEVERAL.items():
        got = getattr(settings, name)
        fits = isinstance(got, tuple | list)
        if name == "members_per_organization":
            fits = fits and len(got) == 2 and all(_is_count(one) for one in got)
        if not fits:
            example = mend.format(got if _is_count(got) else 6)
            raise errors.setting_out_of_range(name, rule, got, example)


def _is_count(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _check_counts(settings: CohortSettings) -> None:
    """Check everything that is counted."""
    low, high = settings.members_per_organization
    _require(
        settings.organizations >= 2, "organizations", "must be 2 or more", settings.organizations
    )
    _require(
        1 <= low <= high,
        "members_per_organization",
        "must be two numbers, the fewest and the most, from 1 up",
        settings.members_per_organization,
    )
    most = settings.organizations * high + settings.conveners
    _require(
        most <= MOST_PEOPLE,
        "organizations × members_per_organization",
        f"must give at most {MOST_PEOPLE} people, who get different names",
        most,
    )
    for name in ("conveners", "products", "joiners", "leavers", "misspellings", "unsettled"):
        _require(getattr(settings, name) >= 0, name, "must be 0 or more", getattr(settings, name))
    _require(
        settings.joiners + settings.leavers <= settings.organizations * low,
        "joiners + leavers",
        "must not exceed the number of members",
        settings.joiners + settings.leavers,
    )


def _check_probabilities(settings: CohortSettings) -> None:
    """Check everything that is a probability or a spread."""
    _require(
        0 <= settings.persistence < 1,
        "persistence",
        "must be at least 0 and below 1",
        settings.persistence,
    )
    for name in ("density_cross", "density_same", "density_convener"):
        _require_density(settings, name)
    for name in ("formation_cross", "formation_same"):
        rate = getattr(settings, name)
        _require(rate is None or 0 < rate < 1, name, "must lie between 0 and 1", rate)
    for name in ("reciprocity", "weak_reports"):
        value = getattr(settings, name)
        _require(0 <= value <= 1, name, "must lie between 0 and 1", value)
    for name in ("person_sd", "organization_sd", "response_sd"):
        _require(getattr(settings, name) >= 0, name, "must be 0 or more", getattr(settings, name))


def _require_density(settings: CohortSettings, name: str) -> None:
    """Refuse a density that formation could not hold up against loss."""
    density, most = getattr(settings, name), settings.highest_stationary
    rule = (
        f"must lie between 0 and {most:.3g}, the most that can be held up "
        f"when {settings.persistence:.0%} of the ties persist"
    )
    _require(0 < density < most, name, rule, density)


def _check_waves(settings: CohortSettings) -> None:
    """Check the windows, and what is given once for each wave."""
    waves = settings.waves
    _require(len(waves) >= 2, "waves", "must be two or more", len(waves))
    labels = [wave.label for wave in waves]
    _require(len(set(labels)) == len(labels), "waves", "must have different labels", labels)
    days = [day for wave in waves for day in (wave.start, wave.end)]
    _require(
        sorted(days) == days and all(wave.start < wave.end for wave in waves),
        "waves",
        "must follow each other in time without overlap",
        labels,
    )
    _require(
        len(settings.response) == len(waves) and all(0 < rate <= 1 for rate in settings.response),
        "response",
        f"must be {len(waves)} shares above 0 and up to 1, one for each wave",
        settings.response,
    )
    _require(
        len(settings.effects) == len(waves) - 1,
        "effect",
        f"must be one number, or {len(waves) - 1}, one for each step between waves",
        settings.effect,
    )


def _check_sessions(settings: CohortSettings) -> None:
    """Check the formats, and that the cohort starts before its first survey ends."""
    for name, count in settings.sessions:
        _checks.one_of("sessions", FORMATS, name)
        _require(count >= 0, "sessions", "must count 0 or more of each format", count)
    _require(
        settings.start < settings.waves[0].end and settings.start < settings.end,
        "start",
        "must lie before the end of the cohort and of its first wave",
        settings.start.isoformat(),
    )
