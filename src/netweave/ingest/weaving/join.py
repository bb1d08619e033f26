"""Everything that was read → one network, with a ledger of what became of every row."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from netweave import _projection, errors
from netweave._checks import one_of
from netweave.affiliations import Affiliations
from netweave.codes import Notice
from netweave.ingest.fates import ITSELF, UNMATCHED, Mentions, raise_faults
from netweave.ingest.sessions.attendance import AttendanceSource
from netweave.ingest.weaving import asked, questions, reports, roster, windows
from netweave.ingest.weaving import reconcile as reconciling
from netweave.ingest.weaving.loom import AliasTable, AnySource, Loom, strung
from netweave.ingest.who.people import PeopleSource
from netweave.ingest.works.authorship import AuthorshipSource
from netweave.network import Network

MANY_AUTHORS = 20


def weave(
    people: PeopleSource,
    *sources: AnySource,
    aliases: AliasTable = None,
    waves: windows.Waves = None,
    weights: str = "newman",
    max_size: int | None = None,
    reconcile: str = "mean",
    on_bad: str = "ledger",
) -> Network:
    """Join records of any sort into one network.

    Records find their people by exact id first, then by alias, by id or address whatever its
    case, and by exact normalized name. Whoever is not found stays out of the network and stands
    in ``net.report.unmatched``; nobody enters the network through a record. People who declined
    are taken out with their ties and counted.

    Missing is not zero: somebody of whose answers to a question more than half could not be used
    (a level that is not on the scale, a name that fits nobody) counts as not having answered it.
    A pair that somebody was not asked about, such as a blank cell of a matrix, is neither a tie
    nor an observed "no tie" (``net.unasked``).

    Parameters
    ----------
    people : PeopleSource
        From ``nw.read_people`` or ``nw.people_from``.
    *sources : AttendanceSource, AuthorshipSource, SurveySource or ItemsSource
        What the readers gave, in any number and order.
    aliases : path, DataFrame, Crosswalk or list of them, optional
        Spellings and whom they mean: columns as_written, person (an id of the roster), and maybe
        source (the file a spelling belongs to); or a crosswalk with its decisions, see
        ``nw.crosswalk``. ``net.report.merges`` says what was read as whom.
    waves : mapping of str to (start, end), optional
        The waves in order with their half-open windows; None as a window for a wave without
        dates. Waves that only a survey or the roster names follow. Sessions and works fall into
        the window that holds their date, others stay outside and are counted; so does a date that
        is only a month or a year and crosses the edge of a window (W27). A single wave without a
        window holds everything.
    weights : {"newman", "count", "binary", "resource_allocation", "jaccard"}
        How sessions and works weigh; see ``Affiliations.project``.
    max_size : int, optional
        The most people a session, breakout group or work may have to make ties; the notes say what
        larger ones would have made. All of them stay in ``net.report.affiliations``.
    reconcile : {"mean", "max", "min"}, default "mean"
        How two reports of one tie become one weight. A report is a level that was given, an
        explicit 0 included: 4 and 0 have the mean 2. Of somebody who answered and did not name the
        other, the silence is a "no" for "min", for confirmation, for coverage and for the change
        of a comparison, and no report for "mean" and "max": 4 and silence have the mean 4. Of
        several answers of one person about one other the highest level is the report, and
        ``net.report.reasons`` counts those that contradict it. A threshold is held against the
        highest report (column ``highest`` of the ties), since either side makes a tie; ``lowest``
        is the lower of two reports, NaN where there is one. With "min" a tie that one side reports
        must be named by the other too, if the other answered, and ``highest`` is the lower report,
        so that both must reach the threshold. ``reconstructed`` marks a tie of two possible reports
        that rests on one because the other side did not answer; ``per_year`` holds contacts a
        year where the scale is one of frequency.
    on_bad : {"ledger", "raise"}, default "ledger"
        Whether people who are not found go to the ledger, or raise.

    Returns
    -------
    Network
        With ``report`` (a Ledger) and ``notes``. Survey kinds may enter a headline; co-authorship
        does where there is no survey; attendance never. The kinds of surveys also say
        ``retrospective`` (True, False or missing) and ``cap`` (how many people could be named).
        Sessions and works count if the person was there on their day; the ties of a wave are among
        people who were still there on its last day (``net.report.departed`` counts the others).

    Raises
    ------
    DataError
        If sources contradict each other, or the roster lacks a wave.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = pd.DataFrame({"id": ["p1", "p2", "p3"], "name": ["Ana Ruiz", "Bo Li", "Cy Oh"]})
    >>> answers = pd.DataFrame({"who": ["p1", "p1", "p2"], "whom": ["Li, Bo", "Zoe", None]})
    >>> net = nw.weave(
    ...     nw.read_people(roster, id="id", name="name"),
    ...     nw.read_survey(answers, wave="baseline", learner="who", learned_from="whom"),
    ... )
    >>> net.ties[["learner", "learned_from"]].values.tolist()
    [['p1', 'p2']]
    >>> net.people["responded"].tolist()
    [True, True, False]
    >>> net.report
    <Ledger: 2 files, 6 rows: 5 used, 1 used in part, 0 merged, 0 refused>
    """
    one_of("weights", _projection.WEIGHTS, weights)
    one_of("reconcile", reconciling.RECONCILE, reconcile)
    one_of("on_bad", ("ledger", "raise"), on_bad)
    loom = strung(people, sources, aliases, waves)
    told = reports.reports(loom.surveys, loom.offsets_of(loom.surveys), loom.source.frame.index)
    answered, gave = reports.answered(loom.surveys, loom.source.frame.index, loom.waves)
    said = asked.said(loom.surveys, told, gave, loom.source.frame.index)
    told = said.marked(told)
    ties = [reconciling.ties(told, reconcile)]
    kinds, notes = questions.kinds_table([survey.source for survey in loom.surveys])
    notes += questions.capped(loom.surveys)
    notes += reports.unusable_notices(loom.surveys, len(loom.source.frame))
    two_mode = loom.affiliations() if loom.logs else None
    if two_mode is not None:
        ties.append(loom.among_those_there(two_mode.ties(weights, max_size=max_size)))
        kinds = _with_made(kinds, _projection.kinds_of(two_mode.events, weights))
        notes += [*_notes(two_mode), *loom.coarse_notices()]
        notes += [*two_mode.large_notices(weights, max_size=max_size)]
    if on_bad == "raise":
        _raise_unmatched(loom.account())
    net = _network(loom, ties, kinds, answered, said.unasked())
    unusable = reports.unusable(loom.surveys, loom.source.frame.index)
    ledger = loom.ledger(told, unusable, two_mode)
    net.report, net.notes = replace(ledger, silenced=_silenced(unusable, answered)), tuple(notes)
    return net


def affiliate(
    people: PeopleSource,
    *sources: AttendanceSource | AuthorshipSource,
    aliases: AliasTable = None,
    waves: windows.Waves = None,
) -> Affiliations:
    """Join logs of attendance and works into one two-mode network of people and events.

    People are found as by ``nw.weave``, whose ledger says what became of every row; here those
    who are not found are counted in a warning, and so are dates too coarse for the waves (W27).

    Parameters
    ----------
    people : PeopleSource
        From ``nw.read_people`` or ``nw.people_from``.
    *sources : AttendanceSource or AuthorshipSource
        What the readers gave.
    aliases : path or DataFrame, optional
        As for ``nw.weave``.
    waves : mapping of str to (start, end), optional
        As for ``nw.weave``.

    Returns
    -------
    Affiliations
        Everybody of the roster, and the events of the sources.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> works = pd.DataFrame({"who": ["Ana", "Bo", "Ana"], "work": ["guide", "guide", "film"]})
    >>> papers = nw.read_authorship(works, person="who", work="work")
    >>> nw.affiliate(nw.people_from(papers), papers)
    <Affiliations: 2 people, 2 events (2 authorship), 3 records>
    """
    loom = strung(people, sources, aliases, waves)
    lost = sum(int(found.fates.given(UNMATCHED).sum()) for found in loom.settled())
    if lost:
        warnings.warn(
            f"{lost} mention(s) name nobody in the roster and are left out; "
            "nw.weave(...).report.unmatched lists them.",
            errors.NetweaveWarning,
            stacklevel=2,
        )
    for notice in loom.coarse_notices():
        warnings.warn(str(notice), errors.NetweaveWarning, stacklevel=2)
    moved = roster.moved(loom.source, loom.presence)
    if moved:
        warnings.warn(
            f"{len(moved)} of {len(loom.source.frame)} people changed organization between the "
            f"waves and are given none here: {errors.listed(moved)}. "
            "nw.weave(...).wave(label).people has it wave by wave.",
            errors.NetweaveWarning,
            stacklevel=2,
        )
    return loom.affiliations()


def _silenced(unusable: pd.DataFrame, answered: pd.DataFrame) -> int:
    """Count the people who gave answers that could not be used and count as not having answered."""
    silent: set[str] = set()
    for kind, rows in unusable.groupby("kind"):
        who = pd.MultiIndex.from_frame(rows[["wave", "respondent"]])
        counted = answered[f"responded_{kind}"].reindex(who).astype("boolean").fillna(value=True)
        silent.update(rows["respondent"][~counted.to_numpy(dtype=bool)])
    return len(silent)


def _with_made(kinds: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Add the kinds that sessions and works make; works are a headline where nobody was asked."""
    if len(made):
        made["headline"] = (made["evidence"] == "coproduced") & (not len(kinds))
    return questions.typed(pd.concat([kinds, made])) if len(kinds) else made


def _raise_unmatched(files: Iterable[Mentions]) -> None:
    """Raise one error over the first file that names people who cannot be found."""
    for found in files:
        fates = found.fates.copy()
        fates.fate[~fates.given((*UNMATCHED, ITSELF))] = 0
        raise_faults(
            found.settled(fates), "Correct the names, or settle them with an alias file (aliases=)."
        )


def _notes(two_mode: Affiliations) -> list[Notice]:
    """Say what attendance and long lists of authors can hardly carry (W05, W06)."""
    table = two_mode.events
    sessions = (table["kind"] == "attendance").to_numpy()
    notes: list[Notice] = []
    little = _projection.little_about_pairs(two_mode.matrix[:, np.flatnonzero(sessions)])
    notes += [Notice("W05", little)] if little else []
    crowded = table.index[~sessions & (table["size"] > MANY_AUTHORS)]
    if len(crowded):
        most = int(table.loc[crowded, "size"].max())
        found = f"{len(crowded)} of {int((~sessions).sum())} works, up to {most} authors."
        notes.append(Notice("W06", found))
    return notes


def _network(
    loom: Loom,
    ties: list[pd.DataFrame],
    kinds: pd.DataFrame,
    answered: pd.DataFrame,
    unasked: pd.DataFrame,
) -> Network:
    """Build the network; who declined is counted in it and named nowhere."""
    people, table = loom.people(answered), loom.roster(answered)
    declined = roster.declined_table(loom.source, loom.presence, loom.waves)
    counts = declined["wave"].value_counts().reindex(loom.waves.index, fill_value=0)
    waves = loom.waves.assign(declined=counts.astype("int64"))
    rows = _sorted(ties, people.index, kinds.index, waves.index)
    unasked = asked.among(unasked, people.index)
    net = Network(people, rows, kinds, waves, table, unasked)
    return net._with(declined=declined)  # noqa: SLF001


def _sorted(
    tables: list[pd.DataFrame], people: pd.Index, kinds: pd.Index, waves: pd.Index
) -> pd.DataFrame:
    """Put all ties in one table in canonical order: wave, kind, learner, learned_from."""
    filled = [_coded(table, people, kinds, waves) for table in tables if len(table)]
    if not filled:
        return pd.DataFrame(columns=["learner", "learned_from", "weight", "kind"])
    rows = pd.concat(filled, ignore_index=True)
    rows["record"] = rows["record"].fillna(-1).astype("int32") if "record" in rows else np.int32(-1)
    if "reconstructed" in rows:
        rows["reconstructed"] = rows["reconstructed"].eq(other=True)
    wave = rows["wave"].to_numpy(dtype=np.int64)
    key = np.where(wave < 0, len(waves), wave) * len(kinds) + rows["kind"].to_numpy()
    for role in ("learner", "learned_from"):
        key = key * len(people) + rows[role].to_numpy()
    if (key[1:] < key[:-1]).any():
        rows = rows.take(np.argsort(key, kind="stable")).reset_index(drop=True)
    for column, index in {
        "learner": people,
        "learned_from": people,
        "kind": kinds,
        "wave": waves,
    }.items():
        rows[column] = pd.Categorical.from_codes(rows[column].to_numpy(), categories=index)
    return rows if len(waves) else rows.drop(columns="wave")


def _coded(table: pd.DataFrame, people: pd.Index, kinds: pd.Index, waves: pd.Index) -> pd.DataFrame:
    """Give a table of ties with places instead of labels; -1 is no wave."""
    coded = {}
    for role in ("learner", "learned_from"):
        place = people.get_indexer(table[role].cat.categories)
        coded[role] = place[table[role].cat.codes.to_numpy()].astype(np.int32)
    wave = _places(table["wave"], waves) if "wave" in table and len(waves) else np.int32(-1)
    optional = {"reports": "float64", "record": "int32"}
    rest = table.astype({name: kind for name, kind in optional.items() if name in table})
    return rest.assign(**coded, kind=_places(table["kind"], kinds), wave=wave)


def _places(labels: pd.Series, index: pd.Index) -> np.ndarray:
    """Give the place of each label, looking every different one up once; -1 where there is none."""
    coded, names = pd.factorize(labels)
    return np.append(index.get_indexer(pd.Index(names)), -1).astype(np.int32)[coded]
