"""What people answered: one row per respondent and person named, with an explicit direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import codes, errors
from netweave._checks import one_of
from netweave.ingest import cells
from netweave.ingest.ledger import Fates, Mentions, raise_faults
from netweave.ingest.tables import Aside, Rows, Source, Table, read_table
from netweave.scales import Scale, scale_named

DIRECTIONS = ("learned_from", "taught", "mutual")
STATES: dict[str, str] = {
    **dict.fromkeys(("responded", "answered", "complete", "completed", "finished"), "responded"),
    **dict.fromkeys(("partial", "yes"), "responded"),
    **dict.fromkeys(("invited", "no response", "not responded", "pending", "asked"), "invited"),
    **dict.fromkeys(("no answer", "no"), "invited"),
    **dict.fromkeys(("declined", "refused", "opted out", "withdrawn"), "declined"),
    **dict.fromkeys(("not_eligible", "not eligible", "ineligible", "left"), "not_eligible"),
}
SILENT = ("missing", "named nobody")
STATE_NAMES = ("responded", "invited", "declined", "not_eligible")
REPORTER = {"learned_from": "learner", "taught": "learned_from", "mutual": "either"}
RESERVED_KINDS = ("attendance_peer", "attendance_presenter", "coauthorship", "combined")
NOT_ANSWERED = "names somebody although the state says that nobody answered"


@dataclass(frozen=True, repr=False)
class SurveySource:
    """The answers to one question in one wave as read, before anybody is matched.

    Parameters
    ----------
    file : str
        What the file is called.
    wave, kind : str
        The wave it belongs to, and the kind of tie that its answers are.
    direction : {"learned_from", "taught", "mutual"}
        What naming somebody means.
    mentions : Mentions
        Per row the respondent, and whom the row names.
    answers : DataFrame
        Per row: respondent, named, level (as written), weight (rank; 1 without a scale), state,
        time, and the places of its two mentions (``at_named`` is -1 where nobody is named).
    scale : Scale or None
        The scale of the levels.
    threshold : float
        The rank from which on a level counts as a tie; NaN: any above 0.
    question : str
        What was asked.
    headline : bool
        Whether the kind may enter a before/after headline.
    note : str
        What was detected when the file was read.
    aside : Aside or None
        The rows that were not asked for.
    silent : {"missing", "named nobody"}
        What it means that somebody is in no row.
    retrospective : bool or None
        Whether people were asked afterwards how it had been; None: not stated.
    most_names : int or None
        How many others a person could name; None: any number.
    """

    file: str
    wave: str
    kind: str
    direction: str
    mentions: Mentions
    answers: pd.DataFrame
    scale: Scale | None = None
    threshold: float = np.nan
    question: str = ""
    headline: bool = True
    note: str = ""
    aside: Aside | None = None
    silent: str = "missing"
    retrospective: bool | None = None
    most_names: int | None = None

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Survey {self.file}: {self.kind} ({self.direction}), wave {self.wave}, "
            f"{len(self.answers)} rows, {self.answers['respondent'].nunique()} respondents, "
            f"{refused} mentions refused>"
        )


def read_survey(  # noqa: PLR0913
    source: Source,
    *,
    wave: str,
    kind: str = "learning",
    learner: str | None = None,
    learned_from: str | None = None,
    respondent: str | None = None,
    named: str | None = None,
    direction: str | None = None,
    level: str | None = None,
    scale: str | Scale | None = None,
    threshold: str | None = None,
    state: str | None = None,
    states: Mapping[str, str] | None = None,
    question: str = "",
    time: str | None = None,
    headline: bool | None = None,
    silent: str = "missing",
    retrospective: bool | None = None,
    most_names: int | None = None,
    dayfirst: bool | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> SurveySource:
    """Read a survey in long form: one row per respondent and person named.

    Who learned from whom is decided by the question, so it must be said. A row with a respondent
    and nobody named is an answer too: the person was asked and named nobody.

    Parameters
    ----------
    source : path or DataFrame
        The export.
    wave : str
        The label of the wave, such as "baseline".
    kind : str, default "learning"
        The kind of tie. Several surveys may share a kind.
    learner, learned_from : str, optional
        Columns for a question "whom did you learn from": the learner is the respondent.
    respondent, named : str, optional
        Columns for any other question; then ``direction`` is required. Ids, addresses or names.
    direction : {"learned_from", "taught", "mutual"}, optional
        "learned_from": the respondent learned from whom they name. "taught": whom they name
        learned from them. "mutual": the tie has no direction.
    level : str, optional
        Column with words or ranks of a scale; rank 0 is an observed "no tie".
    scale : str or Scale, optional
        The scale of ``level``, by its name in ``netweave.scales.SCALES``. Required with ``level``.
    threshold : str, optional
        The word of the scale from which on a level counts as a tie; left out, any rank above 0.
    state : str, optional
        Column saying responded, invited, declined or not eligible. People who declined are taken
        out of the wave.
    states : mapping of str to str, optional
        What the file's words for states mean.
    question : str, default ""
        What was asked, in full.
    time : str, optional
        Column with the date of the answer.
    headline : bool, optional
        Whether the kind may enter a before/after headline; True unless said otherwise.
    silent : {"missing", "named nobody"}, default "missing"
        What it means that somebody of the roster is in no row as a respondent: they did not
        answer, or they were asked, answered and named nobody. Say the second only if you know it.
        Whom ``state`` calls invited or not eligible has not answered in either case.
    retrospective : bool, optional
        True if people were asked afterwards how it had been, such as a baseline asked at the end;
        a comparison then carries W10. Left out: not stated.
    most_names : int, optional
        How many others the question let a person name, such as 5 for "name up to five"; the
        network then carries W08. Left out: any number.
    dayfirst : bool, optional
        How to read 03/04/2022. Left out, such a cell is refused.
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
    SurveySource
        The answers, for ``nw.weave``.

    Raises
    ------
    RefusalError
        E-DIR without a direction, E-SCALE for levels without a scale.
    DataError
        If a column is missing, or a level is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> answers = pd.DataFrame({"who": ["p1", "p2"], "whom": ["p2", None], "how": ["4", ""]})
    >>> survey = nw.read_survey(
    ...     answers, wave="baseline", learner="who", learned_from="whom", level="how",
    ...     scale="FREY_LCS",
    ... )
    >>> survey
    <Survey survey: learning (learned_from), wave baseline, 2 rows, 2 respondents, 0 mentions \
refused>
    >>> survey.answers["weight"].tolist()
    [4.0, nan]
    """  # fmt: skip
    one_of("on_bad", ("ledger", "raise"), on_bad)
    one_of("silent", SILENT, silent)
    _check_design(retrospective, most_names)
    asked, whom, meant = _roles((learner, learned_from), (respondent, named), direction)
    known = _scale(level, scale, threshold)
    _check_labels(wave, kind)
    table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="survey")
    table.has(asked, whom, level, state, time)
    words = STATES | _states(states)
    found, answers = _read(table, (asked, whom, level, state, time), known, words, dayfirst)
    if on_bad == "raise":
        raise_faults(found)
    return SurveySource(
        file=table.name,
        wave=str(wave),
        kind=str(kind),
        direction=meant,
        mentions=found,
        answers=answers,
        scale=known,
        threshold=float(known.threshold(threshold)) if known and threshold else np.nan,
        question=str(question),
        headline=headline is None or bool(headline),
        note=table.note,
        aside=table.aside,
        silent=silent,
        retrospective=retrospective,
        most_names=most_names,
    )


def _check_design(retrospective: object, most_names: object) -> None:
    if not (retrospective is None or isinstance(retrospective, bool)):
        raise errors.ArgumentError(
            f"retrospective must be True or False, got {errors.shown(retrospective)}. Leave it out "
            "where it is not known whether people were asked afterwards."
        )
    whole = isinstance(most_names, int) and not isinstance(most_names, bool)
    if most_names is not None and not (whole and int(str(most_names)) > 0):
        raise errors.ArgumentError(
            f"most_names must be a whole number from 1, got {errors.shown(most_names)}. It says "
            "how many others a person could name; leave it out where there was no limit."
        )


_Pair = tuple[str | None, str | None]


def _roles(tie: _Pair, answer: _Pair, direction: str | None) -> tuple[str, str, str]:
    """Give the columns of respondent and named, and the direction; without one, refuse (E-DIR)."""
    if direction is not None:
        one_of("direction", DIRECTIONS, direction)
    if tie[0] is not None and tie[1] is not None and answer == (None, None):
        if direction not in {None, "learned_from"}:
            raise errors.ArgumentError(
                f"learner and learned_from already say the direction; direction={direction!r} "
                "contradicts it. Name the columns respondent= and named= instead."
            )
        return tie[0], tie[1], "learned_from"
    if direction is None or answer[0] is None or answer[1] is None or tie != (None, None):
        refusal = codes.REFUSALS["E-DIR"]
        raise errors.RefusalError("E-DIR", f"{refusal.text} {refusal.mend}")
    return answer[0], answer[1], direction


def _scale(level: str | None, scale: str | Scale | None, threshold: str | None) -> Scale | None:
    """Give the scale that levels and threshold are read by; without a name, refuse (E-SCALE)."""
    if level is None and scale is None and threshold is None:
        return None
    known = scale_named(scale)
    if level is None:
        raise errors.ArgumentError(
            f"scale {known.id} needs level=, the column that holds its words or ranks. "
            "Without levels every named person is one tie of weight 1: leave scale out."
        )
    if threshold is not None:
        known.threshold(threshold)
    return known


def _check_labels(wave: str, kind: str) -> None:
    for argument, label in (("wave", wave), ("kind", kind)):
        if not isinstance(label, str) or not label.strip():
            raise errors.ArgumentError(
                f"{argument} must be a name, got {errors.shown(label)}. "
                f"For example {argument}={'baseline' if argument == 'wave' else 'learning'!r}."
            )
    if kind in RESERVED_KINDS:
        raise errors.ArgumentError(
            f"kind must not be one of {errors.listed(RESERVED_KINDS)}, which netweave makes "
            "itself. Call it for example kind='learning'."
        )


def _states(states: Mapping[str, str] | None) -> dict[str, str]:
    for meant in (states or {}).values():
        one_of("states", STATE_NAMES, meant)
    return {str(word).strip().casefold(): meant for word, meant in (states or {}).items()}


def _read(
    table: Table,
    columns: tuple[str, str, str | None, str | None, str | None],
    scale: Scale | None,
    states: Mapping[str, str],
    dayfirst: bool | None,  # noqa: FBT001
) -> tuple[Mentions, pd.DataFrame]:
    """Parse every row; a fault is noted at the mention it concerns."""
    asked, whom, level, state, time = columns
    respondent, named = table.text(asked), table.text(whom)
    found, at_respondent, at_named = _mentions(table, respondent, named)
    fates, names = found.fates, at_named >= 0
    word, reasons = cells.words(table.text(state), states, "state", "responded")
    _refuse_rows(fates, at_respondent, at_named, reasons)
    moments, reasons = table.dates(time, dayfirst)
    _refuse_rows(fates, at_respondent, at_named, reasons)
    weight, reasons = _ranks(table, level, scale, names)
    idle = np.isin(word, ["invited", "not_eligible"])
    reasons = np.where(idle, np.where(reasons == "", NOT_ANSWERED, reasons), reasons)
    _refuse_rows(fates, at_named, at_named, np.where(names, reasons, ""))
    answers = pd.DataFrame({
        "respondent": respondent,
        "named": named,
        "level": table.text(level),
        "weight": weight,
        "state": word,
        "time": moments,
        "at_respondent": at_respondent,
        "at_named": at_named,
    })
    return found, answers


def _mentions(
    table: Table, respondent: pd.Series, named: pd.Series
) -> tuple[Mentions, np.ndarray, np.ndarray]:
    """Lay out the mentions row by row: the respondent, then whom the row names if anybody."""
    names = named.notna().to_numpy()
    rows = np.arange(len(names))
    at_respondent = rows + np.cumsum(names) - names
    row = np.repeat(rows, 1 + names)
    part = np.zeros(len(row), dtype=np.int8)
    at_named = np.where(names, at_respondent + 1, -1)
    part[at_named[names]] = 1
    value = respondent.iloc[row].reset_index(drop=True)
    value = value.where(part == 0, named.iloc[row].reset_index(drop=True))
    parts = pd.Categorical.from_codes(part, pd.Index(["respondent", "named"]))
    found = Mentions(table.name, row, table.lines[row], parts, value, Fates(len(row)))
    return found, at_respondent, at_named


def _refuse_rows(fates: Fates, first: np.ndarray, second: np.ndarray, reasons: np.ndarray) -> None:
    """Refuse both mentions of the rows that have a reason."""
    each = np.full(len(fates.fate), "", dtype=object)
    for places in (first, second):
        there = (places >= 0) & (reasons != "")
        each[places[there]] = reasons[there]
    fates.refuse_each(each)


def _ranks(
    table: Table, level: str | None, scale: Scale | None, names: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the weight of each row that names somebody, and why it has none."""
    blank = np.full(len(names), "", dtype=object)
    if level is None or scale is None:
        return np.where(names, 1.0, np.nan), blank
    written = table.text(level)
    numbers, _ = cells.numbers(written)
    if (numbers < 0).any():
        rows = np.flatnonzero(numbers < 0)
        raise errors.bad_rows(
            f"{table.name}[{level!r}]",
            "must not be negative",
            list(written.iloc[rows]),
            [int(table.lines[row]) for row in rows],
            f"Write a level of {scale.id}, or 0 for no tie.",
        )
    rank = pd.Series(cells.mapped(written, scale.rank), dtype="object")
    weight = pd.to_numeric(rank, errors="coerce").to_numpy(dtype=float)
    _refuse_other_scale(table, level, scale, np.isnan(weight) & written.notna().to_numpy() & names)
    reasons = cells.mapped(written, lambda word: f"level {word!r} is not on the scale {scale.id}")
    reasons = np.where(written.isna().to_numpy(), "level is missing", reasons)
    return np.where(names, weight, np.nan), np.where(np.isnan(weight), reasons, blank)


def _refuse_other_scale(table: Table, level: str, scale: Scale, off: np.ndarray) -> None:
    """Refuse the file if more than half of its levels are not on the scale: it is another one."""
    written = table.text(level)
    if 2 * off.sum() <= written.notna().sum():
        return
    words, lines = written[off], table.lines[off]
    raise errors.bad_rows(
        f"{table.name}[{level!r}]",
        f"must hold levels of {scale.id} ({errors.listed(scale.levels, 12)})",
        list(words),
        [int(line) for line in lines],
        "More than half are not on it, so this is another scale: name that one, or make it with "
        "nw.Scale (in a project file: words = ['low', …, 'high'] beside scale = 'a name').",
    )
