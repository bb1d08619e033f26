"""What people answered about whom, with an explicit direction, however the export lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from netweave import codes, errors
from netweave._checks import as_list, one_of
from netweave.ingest.answers.forms import BLANKS, FORMS, Question, question_of
from netweave.ingest.answers.levels import codes_of, nobody_of
from netweave.ingest.answers.mentions import Reading, answers_of
from netweave.ingest.fates import Mentions, raise_faults
from netweave.ingest.tables.reading import Aside, Rows, Source, read_table
from netweave.ingest.tables.unread import ANSWERS, unread
from netweave.scales import Scale, scale_named

if TYPE_CHECKING:
    from netweave.ingest.who.people import PeopleSource

Columns: TypeAlias = "str | Sequence[str] | None"
DIRECTIONS = ("learned_from", "taught", "mutual")
STATES: dict[str, str] = {
    **dict.fromkeys(("responded", "answered", "complete", "completed", "finished"), "responded"),
    **dict.fromkeys(("partial", "yes"), "responded"),
    **dict.fromkeys(("invited", "no response", "not responded", "pending", "asked"), "invited"),
    **dict.fromkeys(("no answer", "no"), "invited"),
    **dict.fromkeys(("declined", "refused", "opted out", "withdrawn"), "declined"),
    **dict.fromkeys(("not_eligible", "not eligible", "ineligible", "left"), "not_eligible"),
}
SILENT = ("missing", "named nobody", "recorded")
STATE_NAMES = ("responded", "invited", "declined", "not_eligible")
REPORTER = {"learned_from": "learner", "taught": "learned_from", "mutual": "either"}
# The kind of tie that says who knew whom, as the survey kit calls it.
ACQUAINTANCE = "acquaintance"
RESERVED_KINDS = ("attendance_peer", "attendance_presenter", "coauthorship", "combined")


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
        Per row and person named: respondent, named, level (as written), weight (rank; 1 without a
        scale), state, time, the places of the two mentions (``at_named`` is -1 where nobody is
        named), and unasked: that nothing is known of this pair, since its cell is blank or holds
        a code for no answer.
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
    aside : tuple of Aside
        The rows that were not asked for.
    silent : {"missing", "named nobody", "recorded"}
        What it means that somebody is in no row.
    retrospective : bool or None
        Whether people were asked afterwards how it had been; None: not stated.
    most_names : int or None
        How many others a person could name; None: any number.
    form : {"long", "generator", "matrix", "checkbox"}
        How the export names people.
    offered : tuple of str
        For a matrix, the people who have a column; others could not be named.
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
    aside: tuple[Aside, ...] = ()
    silent: str = "missing"
    retrospective: bool | None = None
    most_names: int | None = None
    form: str = "long"
    offered: tuple[str, ...] = ()

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Survey {errors.plain(self.file)}: {self.kind} ({self.direction}), wave {self.wave}, "
            f"{self.mentions.rows} rows, {self.answers['respondent'].nunique()} respondents, "
            f"{refused} mentions refused>"
        )


def read_survey(  # noqa: PLR0913
    source: Source,
    *,
    wave: str,
    kind: str = "learning",
    learner: str | None = None,
    learned_from: Columns = None,
    respondent: str | None = None,
    named: Columns = None,
    direction: str | None = None,
    form: str | None = None,
    level: Columns = None,
    scale: str | Scale | None = None,
    threshold: str | None = None,
    blank: str | None = None,
    missing: object = None,
    impossible: object = None,
    nobody: object = None,
    separator: str = ";",
    choices: Iterable[str] | PeopleSource | None = None,
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
    """Read one question of a survey: who names whom.

    Who learned from whom is decided by the question, so it must be said. Exports with several
    questions are read once for each, with a kind, a direction and a scale of its own.

    People are named in one of four forms:

    - "long": one row for each respondent and person named. A row with a respondent and nobody
      named is an answer too: the person was asked and named nobody.
    - "generator": boxes such as name1 … name5, each with one person (and level1 … level5).
    - "matrix": one column for each person of a list; the cell holds a level of the scale, or
      without a scale a mark (x, 1, yes, ✓). Whom a column stands for is said by the header:
      the text after the last " - " of a question text (Qualtrics), the choice under the question
      (SurveyMonkey), the [text] at its end (Google Forms), else its name.
    - "checkbox": one cell with several people, "Ana Ruiz;Bo Li".

    Of several answers of one person about one other the highest level counts; lower ones are
    merged into it, and the ledger counts those that contradict it.

    In the last three forms a row that holds nothing for the question counts as not answered,
    unless ``state`` or ``silent`` says otherwise.

    Parameters
    ----------
    source : path, DataFrame or Table
        The export.
    wave : str
        The label of the wave, such as "baseline".
    kind : str, default "learning"
        The kind of tie. Several surveys may share a kind.
    learner, learned_from : str (or list of str), optional
        Columns for a question "whom did you learn from": the learner is the respondent. Those
        named are in one column, in several (a list), or in the columns of a question: "Q2" for
        Q2_1, Q2_2, …, or the text of the question.
    respondent, named : str (or list of str), optional
        The same for any other question; then ``direction`` is required. Ids, addresses or names.
    direction : {"learned_from", "taught", "mutual"}, optional
        "learned_from": the respondent learned from whom they name. "taught": whom they name
        learned from them. "mutual": the tie has no direction.
    form : {"long", "generator", "matrix", "checkbox"}, optional
        How people are named. Left out: "long" for one column; "matrix" for the columns of a
        question, and for a list of columns that hold marks, or levels with ``scale`` and without
        ``level``; "generator" for any other list.
    level : str (or list of str), optional
        Column with words or ranks of a scale; rank 0 is an observed "no tie". With boxes, one
        column for each box, in their order. The cells of a matrix are levels themselves.
    scale : str or Scale, optional
        The scale of the levels, by its name in ``netweave.scales.SCALES``. Required with levels.
    threshold : str, optional
        The word of the scale from which on a level counts as a tie; left out, any rank above 0.
    blank : {"missing", "no tie"}, optional
        What a blank cell of a matrix means in the row of somebody who answered: nothing is known
        of this pair, or it has no tie. Left out: "missing" with a scale, "no tie" with marks.
    missing : object or list of object, optional
        Codes of this file that are no answer, such as 9 or "prefer not to say": nothing is known
        of such a pair.
    impossible : object or list of object, optional
        Codes of this file for ties that cannot be, such as a cell about oneself: the pair is not
        at risk. Both sorts are counted in the note, and never ties.
    nobody : str or list of str, optional
        Texts that stand where a name would and mean "I named nobody", such as "None of these",
        whatever their case: such a cell is an answer. In a matrix, the column that is called so.
        Left out, every text is a name; the note points to one that may mean nobody.
    separator : str, default ";"
        What stands between the names in one cell: ";", a line break or "|"; any other, such as
        ", " (Google Forms), needs ``choices``.
    choices : list of str or PeopleSource, optional
        The names that a checkbox question offered; longest first, so that "Ruiz, Ana" is one.
    state : str, optional
        Column saying responded, invited, declined or not eligible. People who declined are taken
        out of the wave. ``Finished`` of Qualtrics will do: who has not finished has answered the
        questions that hold an answer.
    states : mapping of str to str, optional
        What the file's words for states mean.
    question : str, default ""
        What was asked, in full.
    time : str, optional
        Column with the date of the answer.
    headline : bool, optional
        Whether the kind may enter a before/after headline; True unless said otherwise, or the
        kind is called "acquaintance": to know somebody is no tie of learning.
    silent : {"missing", "named nobody", "recorded"}, default "missing"
        What it means that somebody of the roster is in no row as a respondent: they did not
        answer, or they were asked, answered and named nobody. Say the second only if you know it.
        Whom ``state`` calls invited or not eligible has not answered in either case. "recorded" is
        for ties that nobody was asked about, such as an office's complete list of mentoring
        pairs: every pair is observed and no response rate is stated. Say ``headline=False`` where
        standing in the list is an opportunity to learn and not learning.
    retrospective : bool, optional
        True if people were asked afterwards how it had been, such as a baseline asked at the end;
        a comparison then carries W10. Left out: not stated.
    most_names : int, optional
        How many others the question let a person name, such as 5 for "name up to five"; the
        network then carries W08. Left out: the number of boxes, else any number.
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
    >>> export = pd.DataFrame({"id": ["p1", "p2"], "Know? [Bo]": ["", "x"], "Know? [Cy]": "x"})
    >>> nw.read_survey(
    ...     export, wave="baseline", kind="know", respondent="id", named="Know?",
    ...     direction="mutual",
    ... ).answers[["respondent", "named"]].values.tolist()
    [['p1', 'Cy'], ['p2', 'Bo'], ['p2', 'Cy']]
    """  # fmt: skip
    one_of("on_bad", ("ledger", "raise"), on_bad)
    one_of("silent", SILENT, silent)
    _check_design(retrospective, most_names)
    asked, whom, meant = _roles((learner, learned_from), (respondent, named), direction)
    known = _scale(level, scale, threshold)
    _check_labels(wave, kind)
    _check_form(form, blank)
    table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="survey")
    table.has(asked, state, time)
    put = question_of(table, whom, level, form, scaled=known is not None)
    table.carries(named=put.columns, level=put.levels, state=state, time=time)
    _check_levels(put, known)
    no_answer = codes_of(missing, impossible)
    reading = Reading(
        respondent=asked,
        state=state,
        time=time,
        states=STATES | _states(states),
        scale=known,
        blank=blank or ("missing" if known else "no tie"),
        codes=no_answer,
        nobody=nobody_of(nobody, no_answer),
        separator=separator,
        choices=_offered(choices),
        silent=silent != "missing",
        dayfirst=dayfirst,
    )
    found, answers, note = answers_of(table, put, reading)
    ignored = unread(table, ANSWERS, [asked, whom, level, state, time, put.columns], rows)
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
        headline=str(kind) != ACQUAINTANCE if headline is None else bool(headline),
        note="; ".join(part for part in (table.note, note, ignored) if part),
        aside=table.aside,
        silent=silent,
        retrospective=retrospective,
        most_names=most_names or (len(put.columns) if put.form == "generator" else None),
        form=put.form,
        offered=put.people,
    )


def _check_form(form: str | None, blank: str | None) -> None:
    if form is not None:
        one_of("form", FORMS, form)
    if blank is not None:
        one_of("blank", BLANKS, blank)


def _check_levels(put: Question, scale: Scale | None) -> None:
    """Refuse a scale without levels, and levels of which there are none."""
    if scale is not None and not put.levels and put.form != "matrix":
        raise errors.ArgumentError(
            f"scale {scale.id} needs level=, the column that holds its words or ranks. "
            "Without levels every named person is one tie of weight 1: leave scale out."
        )


def _offered(choices: Iterable[str] | PeopleSource | None) -> list[str] | None:
    """Give the names that a checkbox question offered, from a list or from the roster."""
    frame = getattr(choices, "frame", None)
    if isinstance(frame, pd.DataFrame):
        names = list(frame["name"].dropna()) if "name" in frame.columns else []
        return [str(name) for name in [*names, *frame.index]]
    return None if choices is None else [str(name) for name in as_list(choices)]


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


_Pair: TypeAlias = "tuple[str | None, Columns]"


def _roles(
    tie: _Pair, answer: _Pair, direction: str | None
) -> tuple[str, str | Sequence[str], str]:
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


def _scale(level: Columns, scale: str | Scale | None, threshold: str | None) -> Scale | None:
    """Give the scale that levels and threshold are read by; without a name, refuse (E-SCALE)."""
    if level is None and scale is None and threshold is None:
        return None
    known = scale_named(scale)
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
