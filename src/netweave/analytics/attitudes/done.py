"""What people do, as numbers that an attitude can stand beside, and how one speaks of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from netweave import errors
from netweave._checks import one_of
from netweave.analytics.profiles.behavior import BehaviorProfile
from netweave.analytics.profiles.between import OrganizationProfile
from netweave.analytics.profiles.standing import HubNodeProfile
from netweave.analytics.profiles.terms import COLUMNS, MEASURES

BEYOND = {
    "percentile": " (as a place among random networks)",
    "difference": " (beyond random networks)",
    "estimate": "",
}


@dataclass(frozen=True)
class Done:
    """A number per person, and what people with more and with less of it show.

    Parameters
    ----------
    values : Series
        The numbers.
    more, less : str
        What stands behind "people show".
    """

    values: pd.Series
    more: str
    less: str


def done_by(behavior: object, term: str | None, measure: str) -> Done:
    """Take a Series as it comes, and one part of a profile."""
    one_of("measure", MEASURES, measure)
    if isinstance(behavior, OrganizationProfile):
        raise errors.setting_out_of_range(
            "behavior", "must be about people", "a profile of organizations",
            "Attitudes are of people: give what nw.network_behavior_profile found.",
        )  # fmt: skip
    if isinstance(behavior, BehaviorProfile | HubNodeProfile):
        return _of_profile(behavior, term, measure)
    if not isinstance(behavior, pd.Series):
        rule = "must be a Series over people, or a profile with term="
        raise errors.setting_out_of_range("behavior", rule, type(behavior).__name__)
    if term is not None:
        rule = "names a part of a profile, and behavior is a Series"
        raise errors.setting_out_of_range("term", rule, term, "Leave it out.")
    what = named(behavior.name, "of the behavior")
    return Done(behavior, f"more {what}", f"less {what}")


def named(name: object, otherwise: str) -> str:
    """Give the name of a Series where it says something; that of a column of a finding does not."""
    return name if isinstance(name, str) and name.strip() and name not in COLUMNS else otherwise


def _of_profile(profile: BehaviorProfile | HubNodeProfile, term: str | None, measure: str) -> Done:
    """Give one part of a profile; refuse where nobody has the number that is asked for."""
    labels = profile.labels
    if term is None:
        listed = "; ".join(f"{name}: {words}" for name, words in labels.items())
        raise errors.ArgumentError(
            f"a profile has several parts; name one with term=, for example term="
            f"{errors.shown(next(iter(labels)))}. The parts are: {listed}."
        )
    one_of("term", list(labels), term)
    values = profile.values_of(term, measure)
    if values.isna().all():
        lacks = f"the profile has no {measure} of {term} ({labels[term]}) for anybody"
        mend = "its column reason says why"
        if measure != "estimate" and profile.values_of(term, "estimate").notna().any():
            mend = "take measure='estimate', or a profile with more draws"
        raise errors.DataError(f"{lacks}; {mend}.")
    tail = f"{labels[term]}{BEYOND[measure]}"
    return Done(values, f"a higher {tail}", f"a lower {tail}")
