"""The roster: who exists, in which organization, eligible in which wave, and who declined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, one_of
from netweave.ingest.fates import SHARED_NAME, Fates, Mentions, mentions, raise_faults
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Aside, Rows, Source, Table, read_table
from netweave.ingest.tables.unread import PEOPLE, unread
from netweave.ingest.who import consent as states
from netweave.ingest.who import names
from netweave.ingest.who.aliases import Aliases, AliasSource, read_aliases, split_column

ON_BAD = ("ledger", "raise")
PER_WAVE = ("organization", "role", "locale")
RESERVED = frozenset({
    "person", "name", "convener", "wave", "eligible", "consent", "joined", "left", *PER_WAVE,
})  # fmt: skip


@dataclass(frozen=True, repr=False)
class PeopleSource:
    """The people as read from a roster, or named by another source.

    Parameters
    ----------
    file : str
        What the file is called.
    frame : DataFrame
        One row per person (index ``person``): name, convener, kept columns, and organization,
        role and locale as first written.
    roster : DataFrame
        One row per row used: wave (missing: every wave), person, organization, role, locale,
        eligible, consent, joined, left.
    mentions : Mentions
        The rows read, with what became of them.
    aliases : tuple of Aliases
        Other spellings of these people.
    note : str
        What was detected when the file was read.
    aside : tuple of Aside
        The rows that were not asked for.
    withheld : tuple of str
        How people are written who declined and are not among these (of organizations).
    """

    file: str
    frame: pd.DataFrame
    roster: pd.DataFrame
    mentions: Mentions
    aliases: tuple[Aliases, ...] = ()
    note: str = ""
    aside: tuple[Aside, ...] = ()
    withheld: tuple[str, ...] = ()

    def __repr__(self) -> str:
        groups = ""
        if "organization" in self.frame.columns:
            groups = f" in {self.frame['organization'].nunique()} organizations"
        refused = int((self.mentions.fates.fate == 2).sum())
        people = f"{len(self.frame)} people{groups}"
        return f"<People {errors.plain(self.file)}: {people}, {refused} rows refused>"


class NamesPeople(Protocol):
    """A source that names people: attendance or authorship."""

    @property
    def file(self) -> str:
        """What the file is called."""

    @property
    def mentions(self) -> Mentions:
        """Every mention of the file."""

    @property
    def named(self) -> pd.DataFrame:
        """Per mention: person and name as written."""


def read_people(  # noqa: PLR0913
    source: Source,
    *,
    id: str,  # noqa: A002
    name: str | None = None,
    organization: str | None = None,
    role: str | None = None,
    locale: str | None = None,
    convener: str | None = None,
    aliases: AliasSource | Sequence[str] | None = None,
    wave: str | None = None,
    eligible: str | None = None,
    consent: str | None = None,
    consent_words: Mapping[str, str] | None = None,
    consent_needed: bool = False,
    joined: str | None = None,
    left: str | None = None,
    keep: str | Iterable[str] | None = None,
    dayfirst: bool | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> PeopleSource:
    """Read the roster: it defines who exists.

    Arguments name columns of the file. A person with the same id twice is one person if the rows
    say the same, and an error if they do not.

    Parameters
    ----------
    source : path or DataFrame
        The roster.
    id : str
        What tells people apart: an id or an address.
    name : str, optional
        Names as written, so that records that hold names can be matched.
    organization, role, locale : str, optional
        Attributes. Spellings that differ only in case or spaces are one, as first written (said
        in ``net.report.reading``). With ``wave=`` they may differ by wave.
    convener : str, optional
        Yes (yes, y, x, 1, true) or no for staff of the convening organization; blank is no.
    aliases : path, DataFrame, Crosswalk, str or list of str, optional
        Other spellings: a table with the columns as_written and person, a crosswalk (see
        ``nw.crosswalk``), or columns of the roster (several spellings in a cell separated by ``;``
        or ``|``). E-mail addresses and ORCID iDs of the roster belong here.
    wave : str, optional
        The wave a row is about. Without it everybody is there in every wave.
    eligible : str, optional
        Yes or no: whether the person belonged to the cohort (in that wave); blank is yes.
    consent : str, optional
        Yes, no, withdrawn or unknown (also consented, declined, pending, not asked); blank is not
        asked. Whoever declined or withdrew, or of whom it is not known, is taken out by
        ``nw.weave``, with what they and others reported of them, and counted as declined.
    consent_words : mapping of str to str, optional
        What the file's own words mean: ``{"ja": "yes", "widerrufen": "withdrawn"}``.
    consent_needed : bool, default False
        Whether people who were not asked are taken out too: not knowing is not consent.
    joined, left : str, optional
        Dates, both days included. In a wave's network, and asked in its survey, is who was there on
        the wave's last day. Sessions and works have a date of their own: they count if it lies
        between the two, also those of people who left later in the wave.
    keep : str or iterable of str, optional
        Further columns to keep.
    dayfirst : bool, optional
        How to read 03/04/2022. Left out, such a cell is refused unless another of its column
        settles it.
    sheet : str, optional
        The sheet of a workbook.
    encoding : str, optional
        The encoding of a text file.
    rows : mapping of str to str or list of str, optional
        Which rows of the file are meant: column → what it holds, such as
        ``{"relation": "advice"}``. The others are counted in the ledger as not asked for.
    on_bad : {"ledger", "raise"}, default "ledger"
        Whether cells that cannot be used go to the ledger with their reason, or raise.

    Returns
    -------
    PeopleSource
        The people, for ``nw.weave``.

    Raises
    ------
    DataError
        If a column is missing, or one id stands for two different people.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = pd.DataFrame({"id": ["p1", "p2", "p2"], "org": ["North", "South", "South"]})
    >>> people = nw.read_people(roster, id="id", organization="org")
    >>> people
    <People people: 2 people in 2 organizations, 0 rows refused>
    """
    one_of("on_bad", ON_BAD, on_bad)
    table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="people")
    kept = as_list(keep) if keep is not None else []
    table.has(
        id, name, organization, role, locale, convener, wave, eligible, consent, joined, left, kept
    )
    _refuse_reserved(kept)
    table.carries(
        keep=kept, organization=organization, role=role, locale=locale, convener=convener,
        wave=wave, eligible=eligible, consent=consent, joined=joined, left=left,
    )  # fmt: skip
    meant = states.meanings(consent, consent_words, needed=consent_needed)
    parsed, fates = _parsed(table, (convener, eligible, consent, joined, left), dayfirst, meant)
    words = {"person": id, "wave": wave, "name": name, **dict(
        zip(PER_WAVE, (organization, role, locale), strict=True)
    )}  # fmt: skip
    entries = pd.DataFrame({label: table.text(column) for label, column in words.items()})
    entries, note = _spelled(
        entries,
        table.note
        + table.dates_note(joined, left, dayfirst=dayfirst)
        + meant.note(parsed["consent"]),
    )
    entries = entries.assign(**parsed, **{column: table.frame[column].array for column in kept})
    fates.refuse(entries["person"].isna().to_numpy(), "id is missing")
    if wave is not None:
        fates.refuse(entries["wave"].isna().to_numpy(), "wave is missing")
    _settle_twins(table, entries, fates)
    found = mentions(table.name, table.lines, "person", entries["person"], fates)
    if on_bad == "raise":
        raise_faults(found)
    shown = [label for label, column in words.items() if column is not None and label != "wave"]
    entries = entries.infer_objects()
    frame = _frame(entries[fates.open], [*shown, "convener", *kept])
    spellings = _aliases(table, entries["person"].where(fates.open), aliases)
    roster = entries.loc[fates.open, ["wave", "person", *PER_WAVE, *_STATES]]
    return PeopleSource(
        table.name,
        frame,
        roster.reset_index(drop=True),
        found,
        spellings,
        "; ".join(
            filter(
                None,
                [
                    note,
                    unread(
                        table,
                        PEOPLE,
                        [
                            *words.values(),
                            convener,
                            eligible,
                            consent,
                            joined,
                            left,
                            kept,
                            aliases if isinstance(aliases, str | list | tuple) else None,
                        ],
                        rows,
                    ),
                ],
            )
        ),
        table.aside,
    )


def _spelled(entries: pd.DataFrame, note: str) -> tuple[pd.DataFrame, str]:
    """Give every organization, role and locale one spelling, and say what that changed."""
    for label in PER_WAVE:
        values, told = cells.one_spelling(entries[label])
        entries = entries.assign(**{label: values})
        note += f"; {label} {told}" if told else ""
    return entries, note


_STATES = ("eligible", "consent", "joined", "left")


def _refuse_reserved(kept: Iterable[str]) -> None:
    taken = [column for column in kept if column in RESERVED or str(column).startswith("responded")]
    if taken:
        raise errors.ArgumentError(
            f"keep must not name {errors.listed(taken)}: netweave uses these names itself. "
            "Rename the column in the file, or read it with its own argument."
        )


def _parsed(
    table: Table,
    columns: Sequence[str | None],
    dayfirst: bool | None,  # noqa: FBT001
    meant: states.Meanings,
) -> tuple[dict[str, Any], Fates]:
    """Read the cells that are not just words; what cannot be read is refused with its reason."""
    convener, eligible, consent, joined, left = columns
    fates = Fates(len(table.frame))
    is_convener, bad = cells.flags(table.text(convener))
    fates.refuse(bad, "convener is neither yes nor no")
    answer = table.text(eligible)
    is_eligible, bad = cells.flags(answer)
    fates.refuse(bad, "eligible is neither yes nor no")
    state, reasons = cells.words(table.text(consent), meant.words, "consent", meant.blank)
    fates.refuse_each(reasons)
    spans = {}
    for label, column in (("joined", joined), ("left", left)):
        spans[label], reasons = table.dates(column, dayfirst)
        fates.refuse_each(np.where(reasons == "", "", f"{label}: " + reasons))
    parsed = {
        "convener": is_convener,
        "eligible": is_eligible | answer.isna().to_numpy(),
        "consent": pd.Series(state, dtype="str"),
        **spans,
    }
    return parsed, fates


def _settle_twins(table: Table, rows: pd.DataFrame, fates: Fates) -> None:
    """Merge rows that repeat a person and say the same; refuse the file if they differ."""
    spelled = pd.DataFrame({
        column: values if values.dtype == bool else cells.text(values)
        for column, values in rows.items()
    })
    open_ = spelled[fates.open]
    again = open_.duplicated(["person", "wave"]) & ~open_.duplicated()
    if again.any():
        first = open_[open_["person"].isin(open_.loc[again, "person"])]
        who = list(dict.fromkeys(open_.loc[again, "person"]))
        raise errors.one_id_two_people(table.name, who, list(table.lines[first.index.to_numpy()]))
    same = np.zeros(len(rows), dtype=bool)
    same[open_.index[open_.duplicated().to_numpy()]] = True
    fates.merge(same, "same person twice, with the same entries")


def _frame(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Give one row per person: what was written first, and convener if any row says so."""
    frame = rows[columns].drop_duplicates("person").set_index("person")
    frame["convener"] = rows.groupby("person", sort=False)["convener"].any()
    frame.index = frame.index.astype("str")
    return frame


def _aliases(
    table: Table, people: pd.Series, aliases: AliasSource | Sequence[str] | None
) -> tuple[Aliases, ...]:
    if aliases is None:
        return ()
    if isinstance(aliases, str) and aliases in table.frame.columns:
        aliases = [aliases]
    if isinstance(aliases, list | tuple):
        return tuple(
            split_column(table.text(column), people, table.lines, table.name) for column in aliases
        )
    return (read_aliases(cast("AliasSource", aliases)),)


def people_from(source: NamesPeople) -> PeopleSource:
    """Take as people whoever a source names, one person per exact normalized name.

    For records without a roster. Nobody has an organization then, and nobody who is missing from
    the records exists. Spellings that differ only in accents, case, punctuation, titles or the
    order "Last, First" are one person; initials are never expanded, and a name with initials that
    stands without a key is one person of its own (the note counts them). Where one name has
    different words in parentheses, these tell people apart, and the name alone is refused.

    Parameters
    ----------
    source : AttendanceSource or AuthorshipSource
        What ``nw.read_attendance`` or ``nw.read_authorship`` gave.

    Returns
    -------
    PeopleSource
        The people, for ``nw.weave``; their ids are their names as first written, or the ids of
        the log where it has both.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> works = pd.DataFrame({
    ...     "who": ["Ruiz, Ana", "Ana Ruiz", "Bo Li"],
    ...     "work": ["w1", "w2", "w2"],
    ... })
    >>> people = nw.people_from(nw.read_authorship(works, person="who", work="work"))
    >>> list(people.frame.index)
    ['Ana Ruiz', 'Bo Li']
    """
    named = source.named.assign(line=source.mentions.line)
    named["id"] = named["person"].fillna(named["name"])
    named = named[source.mentions.fates.open & named["id"].notna().to_numpy()]
    named = named.assign(key=_keys(named["id"]))
    every = named[named["key"] != ""].drop_duplicates(["id", "name"])
    alone = every["key"].str.endswith(_ALONE).to_numpy(dtype=bool)
    named = every[~alone]
    rank = -named["id"].str.count("[^\x00-\x7f]")
    best = named.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates("key")
    ids = pd.Series(best["id"].map(_shown).to_numpy(), index=best["key"].to_numpy())
    spelling = named["name"].fillna(named["id"]).map(names.display)
    spelling = spelling.groupby(named["key"], sort=False).first()
    order = named["key"].drop_duplicates()
    frame = pd.DataFrame({"name": spelling.reindex(order).array, "convener": False})
    frame.index = pd.Index(ids.reindex(order).array, dtype="str", name="person")
    fates = Fates(len(every))
    fates.refuse(alone, SHARED_NAME)
    fates.merge(every["key"].duplicated().to_numpy(), "another spelling of the same name")
    label = f"people named in {source.file}"
    found = mentions(label, every["line"].to_numpy(), "person", every["id"], fates)
    return PeopleSource(label, frame, _everywhere(frame), found, note=_initials(named))


_ALONE = "\n"


def _keys(ids: pd.Series) -> pd.Series:
    """Give what tells people apart: a key or a name, with its asides where it has different ones.

    Such a name without an aside may be any of them: it ends with ``_ALONE``.
    """
    key = pd.Series(cells.mapped(ids, names.one_person), index=ids.index, dtype="str")
    inside = pd.Series(cells.mapped(ids, _inside), index=ids.index, dtype="str")
    several = inside.where(inside != "").groupby(key).nunique() > 1  # noqa: PD101
    apart = key.map(several).to_numpy(dtype=bool)
    return key.where(~apart, key + _ALONE + inside)


def _inside(text: str) -> str:
    return "" if names.address(text) else " ".join(sorted(set(names.asides(text))))


def _initials(named: pd.DataFrame) -> str:
    """Say how many people are told apart by a name with initials and nothing else."""
    bare = named[named["name"].isna() | (named["name"] == named["id"])]
    keys = bare["key"].drop_duplicates()
    count = sum(map(_rests_on_initials, keys))
    people = len(named["key"].unique())
    return f"{count} of {people} ids rest on a name with initials only" if count else ""


def _rests_on_initials(key: str) -> bool:
    return names.has_initial(key) and any(len(word) > 1 and word.isalpha() for word in key.split())


def _shown(text: str) -> str:
    return text if "@" in text else names.display(text)


def _everywhere(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a roster in which everybody is there in every wave."""
    blank = pd.Series(np.full(len(frame), np.nan), dtype="str")
    never = pd.Series(pd.NaT, index=blank.index, dtype="datetime64[us]")
    return pd.DataFrame({
        "wave": blank,
        "person": frame.index.to_numpy(),
        **dict.fromkeys(PER_WAVE, blank),
        "eligible": True,
        "consent": "not_asked",
        "joined": never,
        "left": never,
    })
