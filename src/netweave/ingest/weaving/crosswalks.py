"""Who may be meant by what finds nobody: candidates for a person to decide on, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest import safe
from netweave.ingest.answers.items import ItemsSource
from netweave.ingest.answers.survey import SurveySource
from netweave.ingest.fates import MISSING_PERSON, NAMES_TWO, SEVERAL_NAMED, TWO_MEANT, UNMATCHED
from netweave.ingest.weaving import events, former, reports
from netweave.ingest.weaving.loom import (
    AliasTable,
    AnySource,
    alias_tables,
    check_sorts,
    named_apart,
)
from netweave.ingest.weaving.statements import marked
from netweave.ingest.weaving.withheld import Withheld, before_weaving
from netweave.ingest.who import likeness, names
from netweave.ingest.who.decisions import CANDIDATES, Crosswalk
from netweave.ingest.who.matching import Directory
from netweave.ingest.who.people import PeopleSource
from netweave.ingest.who.settled import directory_of

__all__ = ["Crosswalk", "crosswalk"]

# Measured on 400 made-up names with a change each: at 70 the person meant is among the three
# candidates for all names with up to three slips of the keys, a further given name, a short form
# or an address, 98 in 100 with a second surname, 85 in 100 with an initial. At 80 the last two
# fall to 22 and 58. The price: most names of strangers get a candidate too, which the reader
# rejects; nothing is accepted without a decision.
LEAST = 70.0
# Two names of the roster, or two organizations, alike enough to ask whether they are one. At 87 no
# two of 400 different made-up names were listed, at 85 eight pairs; one slip in eight letters
# scores 87.5.
TWINS = 87.0
ORGANIZATIONS = 80.0
TWICE = "may be in the roster twice"
ANOTHER = "may be another spelling in the roster"
INITIALS = "; initials"
_CANDIDATES = [f"{which}_{part}" for which in CANDIDATES for part in ("id", "name", "score")]
_MARKS = re.compile(r"[(),\[\]]")
_DIGITS = re.compile(r"\d+")


def crosswalk(
    people: PeopleSource,
    *sources: AnySource,
    aliases: AliasTable = None,
    decisions: AliasTable = None,
    least: float = LEAST,
) -> Crosswalk:
    """List the names that find nobody in the roster, with the people they may mean.

    Nothing is decided here. Write the table with ``to_csv``, fill the column decision, and give
    the file as ``aliases=`` to ``nw.weave``:

    - accept: the first candidate is meant; 2 or 3: the second or third;
    - an id or name of the roster: this person is meant;
    - reject: nobody of the roster is meant;
    - blank: not decided; the name stays out and stays listed.

    A row holds for the file in its column source, for every file where that is blank. Listed are
    also names that two people share, people who may stand in the roster twice (accept: the two ids
    are one person), and organizations that may be spelled in two ways (accept: read as suggested).

    Parameters
    ----------
    people : PeopleSource
        From ``nw.read_people``.
    *sources : AttendanceSource, AuthorshipSource, SurveySource or ItemsSource
        What the readers gave.
    aliases : path, DataFrame or list of them, optional
        Spellings that are settled already, as for ``nw.weave``.
    decisions : path, DataFrame or Crosswalk, optional
        An earlier crosswalk. Its decisions and notes are kept, with the candidates they were made
        on; decided rows that nothing needs any more stand at the end.
    least : float, default 70
        The score, from 0 to 100, that a candidate must reach: the higher of rapidfuzz's ``ratio``
        and ``token_sort_ratio`` on names without accents, case, punctuation and titles.

    Returns
    -------
    Crosswalk
        With ``table``, ``undecided`` and ``to_csv``.

    Raises
    ------
    DataError
        If an earlier crosswalk decides one name in two ways.
    ArgumentError
        If ``least`` is not between 0 and 100.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = pd.DataFrame({"id": ["p1", "p2"], "name": ["Ana Ruiz", "Bo Li"]})
    >>> log = pd.DataFrame({"who": ["Ana Ruis", "Bo Li"], "session": ["s1", "s1"]})
    >>> people = nw.read_people(roster, id="id", name="name")
    >>> found = nw.crosswalk(people, nw.read_attendance(log, person="who", event="session"))
    >>> found
    <Crosswalk: 1 name to decide (0 decided)>
    >>> found.table[["as_written", "suggested_id", "suggested_score"]].values.tolist()
    [['Ana Ruis', 'p1', 87.5]]
    """
    if not 0 < least <= 100:
        raise errors.ArgumentError(f"least must be above 0 and at most 100, got {least!r}.")
    check_sorts(people, sources)
    once = list({id(source): source for source in sources}.values())
    tables = [*people.aliases, *alias_tables(aliases)]
    told = former.decided([*tables, *alias_tables(decisions)])
    once, tables = named_apart(people.file, once, tables)
    directory = directory_of(people, [table for table in tables if table.crosswalk is None])
    written = _told_apart(people, directory)
    hidden = before_weaving(people, once, directory)
    listed = pd.concat(
        [
            _unmatched(once, directory, written, (least, hidden)),
            _twins(people, directory, written, hidden),
            _organizations(people),
        ],
        ignore_index=True,
    )
    found = former.merged(former.shared(listed, told), told)
    return Crosswalk(former.unnamed(found, directory.ids[hidden.gone]))


def _unmatched(
    sources: Sequence[AnySource],
    directory: Directory,
    written: Sequence[str],
    limits: tuple[float, Withheld],
) -> pd.DataFrame:
    """Give one row per text and file that finds nobody or two people, with candidates."""
    least, hidden = limits
    lost = pd.concat(
        [_no_rows(), *(_lost(source, directory, hidden) for source in sources)], ignore_index=True
    )
    if not len(lost):
        return lost
    lost["beside"] = lost["beside"].fillna("")
    groups = lost.groupby(["as_written", "source"], sort=False)
    rows = groups.agg(
        rows=("reason", "size"), reason=("reason", "first"), beside=("beside", "first")
    )
    rows = rows.reset_index()
    forms = [
        likeness.variants(text, beside)
        for text, beside in zip(rows["as_written"], rows["beside"], strict=True)
    ]
    choices = _comparable(directory, hidden)
    found = _ranked(forms, choices, least)
    for row, (text, beside, reason) in enumerate(
        zip(rows["as_written"], rows["beside"], rows["reason"], strict=True)
    ):
        sharing = _with_sharers(found[row], directory, (text, beside), reason)
        one = reason != SEVERAL_NAMED
        found[row] = [pair for pair in sharing if one and not hidden.gone[pair[0]]]
    flagged = [_has_initial(forms[row], found[row], choices) for row in range(len(rows))]
    rows["reason"] += np.where(flagged, INITIALS, "")
    return _filled(rows.assign(what="person"), found, directory.ids, written)


def _comparable(directory: Directory, hidden: Withheld) -> list[str]:
    """Give everybody's name as it is compared; people who declined are compared with nobody."""
    return [
        "" if declined else likeness.comparable(form)
        for form, declined in zip(directory.forms, hidden.gone.tolist(), strict=True)
    ]


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("as_written", "source", "reason", "beside")})


def _lost(source: AnySource, directory: Directory, hidden: Withheld) -> pd.DataFrame:
    """Give the mentions of one source that find nobody, with the name beside an id."""
    beside = pd.Series([None] * len(source.mentions.value), dtype="str")
    person = None
    if isinstance(source, SurveySource):
        fates = reports.heard(source, directory).fates
    elif isinstance(source, ItemsSource):
        fates = marked(source, directory).fates
    else:
        placed = events.placed(source, directory)
        fates, person = placed.fates, placed.person
        beside = source.log["name"].where(source.log["person"].notna())
        is_name = fates.given((TWO_MEANT,)) & (beside == source.mentions.value).to_numpy()
        beside = beside.where(~is_name, source.log["person"])
    value = hidden.kept(source.mentions.settled(fates), person).value
    wanted = tuple(set(UNMATCHED) - {MISSING_PERSON})
    at = np.flatnonzero(fates.given(wanted) & value.notna().to_numpy())
    reason = np.array(fates.words, dtype=object)[fates.reason[at]]
    table = pd.DataFrame({
        "as_written": value.iloc[at].map(safe.written).astype("str").array,
        "source": safe.written(source.file),
        "reason": reason,
        "beside": beside.iloc[at].array,
    })
    return table[table["as_written"] != ""]


def _ranked(
    forms: Sequence[Sequence[str]], choices: Sequence[str], least: float
) -> list[list[tuple[int, float]]]:
    """Give each text its candidates and their scores, the best first."""
    pairs = likeness.alike(forms, choices, least)
    found: list[list[tuple[int, float]]] = [[] for _ in forms]
    for text, choice, score in zip(
        pairs.text.tolist(), pairs.choice.tolist(), pairs.score.tolist(), strict=True
    ):
        found[text].append((choice, score))
    return found


def _with_sharers(
    found: list[tuple[int, float]], directory: Directory, texts: tuple[str, str], reason: str
) -> list[tuple[int, float]]:
    """Put everybody whom an ambiguous text may mean before the candidates."""
    if not reason.startswith(("two people", NAMES_TWO, TWO_MEANT)):
        return found
    sharing = [place for text in texts if text for place in directory.sharing(text)]
    first = [(place, 100.0) for place in dict.fromkeys(sharing)]
    return (first + [pair for pair in found if pair[0] not in sharing])[: likeness.TOP]


def _has_initial(
    forms: Sequence[str], found: Sequence[tuple[int, float]], choices: Sequence[str]
) -> bool:
    """Say whether the best candidate rests on a single letter on either side."""
    if not found:
        return False
    return any(map(names.has_initial, [*forms, choices[found[0][0]]]))


def _filled(
    rows: pd.DataFrame,
    found: Sequence[Sequence[tuple[int, float]]],
    ids: Sequence[Any] | pd.Index,
    written: Sequence[str],
) -> pd.DataFrame:
    """Write the candidates of each row into its columns."""
    columns: dict[str, list[Any]] = {name: [] for name in _CANDIDATES}
    for pairs in found:
        for rank, which in enumerate(CANDIDATES):
            place, score = pairs[rank] if rank < len(pairs) else (-1, float("nan"))
            columns[f"{which}_id"].append(str(ids[place]) if place >= 0 else None)
            columns[f"{which}_name"].append((written[place] or None) if place >= 0 else None)
            columns[f"{which}_score"].append(score)
    return rows.assign(**columns)


def _told_apart(people: PeopleSource, directory: Directory) -> list[str]:
    """Give everybody's name as written, with the organization where two people share it."""
    shared = pd.Series(directory.forms, dtype="str").duplicated(keep=False).tolist()
    first = people.roster.drop_duplicates("person").set_index("person")["organization"]
    where = first.reindex(directory.ids).fillna("").tolist()
    return [
        f"{name} ({organization})" if twice and name and organization else name
        for name, organization, twice in zip(directory.written, where, shared, strict=True)
    ]


def _twins(
    people: PeopleSource, directory: Directory, written: Sequence[str], hidden: Withheld
) -> pd.DataFrame:
    """Give the people of the roster whose names are very much like those of people before them."""
    forms = _comparable(directory, hidden)
    ids = directory.ids
    found = _ranked([[form] if form else [] for form in forms], forms, TWINS)
    before = [[pair for pair in pairs if pair[0] < row] for row, pairs in enumerate(found)]
    at = [row for row, pairs in enumerate(before) if pairs]
    rows = pd.DataFrame({
        "what": "person",
        "as_written": [safe.written(str(ids[row])) for row in at],
        "source": safe.written(people.file),
        "rows": [int((people.roster["person"] == ids[row]).sum()) for row in at],
        "reason": TWICE,
        "note": [written[row] or None for row in at],
    })
    return _filled(rows, [before[row] for row in at], ids, written)


def _organizations(people: PeopleSource) -> pd.DataFrame:
    """Give the spellings of organizations much like one that is used as often or more."""
    counts = people.roster["organization"].value_counts(sort=False)
    counts = counts.sort_values(ascending=False, kind="stable")
    written = [str(name) for name in counts.index]
    forms = [names.normal(_MARKS.sub(" ", name)) for name in written]
    numbers = [_DIGITS.findall(form) for form in forms]
    found = _ranked([[form] if form else [] for form in forms], forms, ORGANIZATIONS)
    before = [
        [pair for pair in pairs if pair[0] < row and numbers[pair[0]] == numbers[row]]
        for row, pairs in enumerate(found)
    ]
    at = [row for row, pairs in enumerate(before) if pairs]
    rows = pd.DataFrame({
        "what": "organization",
        "as_written": [safe.written(written[row]) for row in at],
        "source": safe.written(people.file),
        "rows": [int(counts.iloc[row]) for row in at],
        "reason": ANOTHER,
    })
    return _filled(rows, [before[row] for row in at], [""] * len(written), written)
