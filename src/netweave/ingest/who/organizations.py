"""Organizations as respondents: whoever answers speaks for the organization they belong to."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.fates import Mentions
from netweave.ingest.who import names
from netweave.ingest.who.aliases import Aliases
from netweave.ingest.who.people import PeopleSource

NO_ORGANIZATION = "has no organization"
MOVED = "belongs to two organizations over the waves"


def organizations_from(people: PeopleSource) -> PeopleSource:
    """Take as people the organizations of a roster, for a survey about organizations.

    Each is known by its own name and by the ids, names and other spellings of its people. A
    respondent written as a person therefore speaks for the organization, and so does a person who
    is named. Where several people of one organization say something of the same partner, that is
    the same answer given twice: the highest level counts, and ``net.report`` counts the others as
    merged. Naming one's own organization is naming oneself.

    An organization for which somebody declined in the survey's own ``state`` column is taken out.
    Nobody speaks for an organization who declined, who has none, or who changed organization
    between waves; a spelling that two organizations share names neither.

    Parameters
    ----------
    people : PeopleSource
        From ``nw.read_people``, with ``organization=``.

    Returns
    -------
    PeopleSource
        One "person" per organization, for ``nw.weave``: column ``people`` says how many belong to
        it. It declined if everybody in it did, and is a convener if all of its people are.

    Raises
    ------
    DataError
        If the roster has no organizations.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = pd.DataFrame({
    ...     "id": ["p1", "p2", "p3"],
    ...     "name": ["Ana Ruiz", "Bo Li", "Cy Oh"],
    ...     "org": ["North", "North", "South"],
    ... })
    >>> people = nw.read_people(roster, id="id", name="name", organization="org")
    >>> answers = pd.DataFrame({"who": ["Ana Ruiz", "p2"], "partner": ["South", "Cy Oh"]})
    >>> survey = nw.read_survey(
    ...     answers, wave="spring", respondent="who", named="partner", direction="mutual"
    ... )
    >>> net = nw.weave(nw.organizations_from(people), survey)
    >>> net.ties[["learner", "learned_from", "weight"]].values.tolist()
    [['North', 'South', 1.0], ['South', 'North', 1.0]]
    >>> net.report.reasons.to_dict()
    {'same answer twice': 2}
    """
    roster = people.roster
    if roster["organization"].isna().all():
        raise errors.DataError(
            f"{people.file} names no organization, so there are none to answer. "
            "Read it with nw.read_people(…, organization='…')."
        )
    known = roster[roster["organization"].notna()]
    homes = known.groupby("person", sort=False)["organization"].agg(["first", "nunique"])
    declined = roster.loc[roster["consent"] == "declined", "person"].unique()
    speaks = homes[(homes["nunique"] == 1) & ~homes.index.isin(declined)]["first"]
    moved = homes.index[homes["nunique"] > 1]
    settled = _settled(people, homes.index, moved)
    texts = _texts(people)
    aliases = _spellings(people, speaks.astype("str"), texts)
    counts = {"without an organization": len(people.frame) - len(homes), "in several": len(moved)}
    left = [f"{count} people {why} left out" for why, count in counts.items() if count]
    note = "; ".join([part for part in (people.note, *left) if part])
    return PeopleSource(
        people.file,
        _frame(people, known),
        _roster(known),
        settled,
        aliases,
        note,
        people.aside,
        tuple(texts["text"][texts["person"].isin(declined)].astype("str")),
    )


def _settled(people: PeopleSource, known: pd.Index, moved: pd.Index) -> Mentions:
    """Refuse the rows of people who speak for no organization, with the reason."""
    fates, who = people.mentions.fates.copy(), people.mentions.value
    fates.refuse(~who.isin(known).to_numpy(), NO_ORGANIZATION)
    fates.refuse(who.isin(moved).to_numpy(), MOVED)
    return people.mentions.settled(fates)


def _frame(people: PeopleSource, known: pd.DataFrame) -> pd.DataFrame:
    """Give one row per organization, in the order in which the roster names them."""
    pairs = known[["organization", "person"]].drop_duplicates()
    convener = people.frame["convener"].reindex(pairs["person"]).to_numpy(dtype=bool)
    groups = pairs.assign(convener=convener).groupby("organization", sort=False)
    table = groups.agg(people=("person", "size"), convener=("convener", "all"))
    table.index = table.index.astype("str").rename("person")
    table.insert(0, "name", pd.Series(table.index, index=table.index))
    return table.assign(organization=pd.Series(table.index, index=table.index))


def _roster(known: pd.DataFrame) -> pd.DataFrame:
    """Say which organization was there when: as long as anybody of it."""
    rows = known.assign(
        wave=known["wave"].fillna(""),
        alone=known["consent"] == "declined",
        agreed=known["consent"] == "consented",
        early=known["joined"].isna(),
        late=known["left"].isna(),
    )
    groups = rows.groupby(["wave", "organization"], sort=False)
    table = groups.agg(
        eligible=("eligible", "any"), alone=("alone", "all"), agreed=("agreed", "any"),
        joined=("joined", "min"), early=("early", "any"),
        left=("left", "max"), late=("late", "any"),
    ).reset_index()  # fmt: skip
    consent = np.select([table["alone"], table["agreed"]], ["declined", "consented"], "not_asked")
    blank = pd.Series(np.full(len(table), np.nan), dtype="str")
    return pd.DataFrame({
        "wave": table["wave"].where(table["wave"] != "").astype("str"),
        "person": table["organization"].astype("str"),
        "organization": table["organization"].astype("str"),
        "role": blank,
        "locale": blank,
        "eligible": table["eligible"],
        "consent": pd.Series(consent, dtype="str"),
        "joined": table["joined"].mask(table["early"]),
        "left": table["left"].mask(table["late"]),
    })


def _texts(people: PeopleSource) -> pd.DataFrame:
    """Give everybody's id, name and other spellings."""
    given = people.frame["name"] if "name" in people.frame.columns else pd.Series(dtype="str")
    named = given.dropna().astype("str")
    parts = [
        pd.DataFrame({"text": people.frame.index.astype("str"), "person": people.frame.index}),
        pd.DataFrame({"text": named.to_numpy(), "person": named.index}),
        *(
            pd.DataFrame({"text": table.as_written, "person": _meant(people, table)})
            for table in people.aliases
        ),
    ]
    return pd.concat(parts, ignore_index=True).dropna()


def _spellings(people: PeopleSource, speaks: pd.Series, table: pd.DataFrame) -> tuple[Aliases, ...]:
    """Let people's ids, names and other spellings mean their organization, where it is one."""
    table = table.copy()
    table["home"] = speaks.reindex(table["person"]).to_numpy()
    table["form"] = [names.normal(text) or text.casefold() for text in table["text"]]
    homes = table.fillna({"home": ""}).groupby("form")["home"]
    table = table[(homes.transform("nunique") == 1).to_numpy() & table["home"].notna().to_numpy()]
    own = {str(name) for name in people.roster["organization"].dropna()}
    table = table[~table["text"].isin(own)].drop_duplicates(["text", "home"])
    count = len(table)
    blank = pd.Series(np.full(count, np.nan), dtype="str")
    return (
        Aliases(
            f"{people.file}, its people",
            table["text"].astype("str").reset_index(drop=True),
            table["home"].astype("str").reset_index(drop=True),
            blank,
            np.zeros(count, dtype=np.int64),
            listed=False,
        ),
    )


def _meant(people: PeopleSource, table: Aliases) -> pd.Series:
    """Give the id that each alias of the roster means; a name means whoever alone has it."""
    found = table.person.where(table.person.isin(people.frame.index))
    if "name" in people.frame.columns:
        named = people.frame["name"].dropna()
        alone = named[~named.duplicated(keep=False)]
        by_name = pd.Series(alone.index, index=alone.to_numpy())
        found = found.fillna(table.person.map(by_name))
    return found
