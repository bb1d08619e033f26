"""Who takes part: names, organizations, roles, who joins, who leaves, who answers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave.simulation import names
from netweave.simulation.settings import CohortSettings


def draw_people(settings: CohortSettings, rng: np.random.Generator) -> pd.DataFrame:
    """Draw everybody, members first, conveners last; index ``person``."""
    low, high = settings.members_per_organization
    sizes = rng.integers(low, high + 1, size=settings.organizations)
    code = np.repeat(np.arange(settings.organizations + 1), [*sizes, settings.conveners])
    given, family = _names(code, settings, rng)
    organizations = [*names.organization_names(settings.organizations), names.CONVENER]
    width = max(3, len(str(len(code))))
    people = pd.DataFrame(
        {
            "name": [f"{first} {last}" for first, last in zip(given, family, strict=True)],
            "given": given,
            "family": family,
            "organization": [organizations[place] for place in code],
            "organization_code": code,
            "role": _roles(code, settings, rng),
            "locale": _locales(code, rng),
            "convener": code == settings.organizations,
        },
        index=pd.Index([f"p{place:0{width}d}" for place in range(1, len(code) + 1)], name="person"),
    )
    people["email"] = _emails(people)
    return _dates(people, settings, rng)


def _names(
    code: np.ndarray, settings: CohortSettings, rng: np.random.Generator
) -> tuple[list[str], list[str]]:
    """Draw names; two members of different organizations get nearly the same one."""
    pairs = names.combine(len(code), rng)
    members = code < settings.organizations
    first = int(rng.choice(np.flatnonzero(members)))
    second = int(rng.choice(np.flatnonzero(members & (code != code[first]))))
    given, family = pairs[first]
    if family == names.DOUBLE_SURNAME:  # keep the double surname one of a kind
        first, second = second, first
        given, family = pairs[first]
    pairs[second] = (given, names.alike(family))
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _roles(code: np.ndarray, settings: CohortSettings, rng: np.random.Generator) -> list[str]:
    """Give the first member of each organization the lead, the others a role by chance."""
    drawn = rng.choice(names.ROLES, size=len(code)).tolist()
    leads = np.r_[True, code[1:] != code[:-1]]
    roles = [
        names.FIRST_ROLE if lead else role for lead, role in zip(leads.tolist(), drawn, strict=True)
    ]
    members = int((code < settings.organizations).sum())
    return roles[:members] + [names.CONVENER_ROLE] * (len(code) - members)


def _locales(code: np.ndarray, rng: np.random.Generator) -> list[str]:
    """Give most members of an organization its own locale."""
    home = rng.integers(len(names.LOCALES), size=int(code.max()) + 1)[code]
    elsewhere = rng.integers(len(names.LOCALES), size=len(code))
    place = np.where(rng.random(len(code)) < 0.7, home, elsewhere)
    return [names.LOCALES[number] for number in place]


def _emails(people: pd.DataFrame) -> list[str]:
    """Give everybody an address in a domain that cannot exist."""
    return [
        f"{names.plain(given)}.{names.plain(family)}@{names.plain(label)}.example".replace(" ", "")
        for given, family, label in zip(
            people["given"], people["family"], people["organization"], strict=True
        )
    ]


def _dates(
    people: pd.DataFrame, settings: CohortSettings, rng: np.random.Generator
) -> pd.DataFrame:
    """Say from when to when everybody takes part: some join or leave between the waves."""
    members = np.flatnonzero(~people["convener"].to_numpy())
    movers = rng.choice(members, size=settings.joiners + settings.leavers, replace=False)
    first_day, last_day = settings.waves[0].end, settings.waves[-1].last_day
    span = max((last_day - first_day).days, 2)
    days = np.datetime64(first_day) + rng.integers(1, span, size=len(movers))
    joined = np.full(len(people), settings.start, dtype="datetime64[us]")
    left = np.full(len(people), np.datetime64("NaT"), dtype="datetime64[us]")
    joined[movers[: settings.joiners]] = days[: settings.joiners]
    left[movers[settings.joiners :]] = days[settings.joiners :]
    return people.assign(joined=joined, left=left)


def take_part(people: pd.DataFrame, day: pd.Timestamp) -> np.ndarray:
    """Say who takes part on a day: has joined, has not left."""
    here = (people["joined"] <= day) & (people["left"].isna() | (people["left"] > day))
    return here.to_numpy(dtype=bool)


def eligible(people: pd.DataFrame, settings: CohortSettings) -> np.ndarray:
    """Say who is eligible in each wave: who takes part on its last day (waves × people)."""
    return np.array([take_part(people, pd.Timestamp(wave.last_day)) for wave in settings.waves])


def draw_responses(
    people: pd.DataFrame,
    settings: CohortSettings,
    may_answer: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Draw who answers: some organizations answer less (waves × people)."""
    code = people["organization_code"].to_numpy()
    own = rng.normal(0.0, settings.response_sd, size=int(code.max()) + 1)[code]
    answers = np.zeros_like(may_answer)
    for wave, rate in enumerate(settings.response):
        odds = np.inf if rate == 1 else rate / (1.0 - rate)
        chance = 1.0 / (1.0 + np.exp(-own) / odds)
        answers[wave] = may_answer[wave] & (rng.random(len(people)) < chance)
    return answers
