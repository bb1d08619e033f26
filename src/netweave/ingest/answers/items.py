"""Items of an attitude scale: one row per respondent, one column per item, agreement as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, one_of
from netweave.ingest.answers import levels
from netweave.ingest.answers.survey import STATE_NAMES, STATES
from netweave.ingest.fates import Fates, Mentions, raise_faults
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Aside, Rows, Source, Table, read_table
from netweave.scales import number_of, place_of, refuse_alike

NOT_ANSWERED = "answers although the state says that nobody answered"
FACTS = ("question", "lowest", "highest", "words", "reversed")


@dataclass(frozen=True, repr=False)
class ItemsSource:
    """Answers to items of a scale in one wave as read, before anybody is matched.

    Parameters
    ----------
    file : str
        What the file is called.
    wave : str
        The wave it belongs to.
    mentions : Mentions
        Per row the respondent, then every item that is answered.
    answers : DataFrame
        Per row: respondent, state, and the place of its first mention (``at_respondent``).
    values : DataFrame
        Per answer: row, item, value (as given: nothing is turned round), and the place of its
        mention (``at``).
    facts : DataFrame
        Per item (index ``item``): question, lowest, highest, words, reversed.
    note : str
        What was detected when the file was read.
    aside : tuple of Aside
        The rows that were not asked for.
    """

    file: str
    wave: str
    mentions: Mentions
    answers: pd.DataFrame
    values: pd.DataFrame
    facts: pd.DataFrame
    note: str = ""
    aside: tuple[Aside, ...] = ()

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Items {errors.plain(self.file)}: {len(self.facts)} items, wave {self.wave}, "
            f"{len(self.answers)} rows, {refused} mentions refused>"
        )


def read_items(  # noqa: PLR0913
    source: Source,
    *,
    wave: str,
    respondent: str,
    items: Sequence[str] | Mapping[str, str],
    words: Sequence[str] | None = None,
    lowest: int = 1,
    highest: int | None = None,
    reverse: Sequence[str] = (),
    state: str | None = None,
    states: Mapping[str, str] | None = None,
    missing: object = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> ItemsSource:
    """Read the items of an attitude scale: one row per respondent, one column per item.

    Answers are kept as they were given. Which items are worded the other way round is noted and
    not applied. A blank cell is an item that was not answered.

    Parameters
    ----------
    source : path or DataFrame
        The export.
    wave : str
        The label of the wave, such as "baseline".
    respondent : str
        Column with the id, address or name of who answers.
    items : list of str, or mapping of str to str
        The columns, or item id → column.
    words : list of str, optional
        The words of the answers from low to high. Cells may hold the words or their numbers,
        counted from ``lowest``; where words are numbers themselves, cells hold the words.
    lowest : int, default 1
        The number of the first word, or the lowest number that can be answered.
    highest : int, optional
        The highest number that can be answered; needed where there are no words.
    reverse : list of str, default none
        Ids of the items in which agreement means the opposite.
    state : str, optional
        Column saying responded, invited, declined or not eligible. People who declined are taken
        out of the wave.
    states : mapping of str to str, optional
        What the file's words for states mean.
    missing : text, number or list of them, optional
        Cells that mean no answer, such as 99 or "prefer not to say"; the note counts them.
    sheet : str, optional
        The sheet of a workbook.
    encoding : str, optional
        The encoding of a text file.
    rows : mapping of str to str or list of str, optional
        Which rows of the file are meant: column → what it holds.
    on_bad : {"ledger", "raise"}, default "ledger"
        Whether cells that cannot be used go to the ledger with their reason, or raise.

    Returns
    -------
    ItemsSource
        The answers, for ``nw.weave``: they come out as ``net.report.items``, one row per wave and
        person, and ``net.report.item_facts``; `mindset_scale` takes both. The same answer given
        twice is one; of two that differ neither is used.

    Raises
    ------
    RefusalError
        E-SCALE without words and without the highest number.
    DataError
        If a column is missing, or more than half of the answers are none of the scale.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> form = pd.DataFrame({"who": ["p1", "p2"], "q1": ["4", "Agree"], "q2": ["", "9"]})
    >>> items = nw.read_items(
    ...     form,
    ...     wave="baseline",
    ...     respondent="who",
    ...     items={"share": "q1", "credit": "q2"},
    ...     words=["strongly disagree", "disagree", "neither", "agree", "strongly agree"],
    ... )
    >>> items
    <Items items: 2 items, wave baseline, 2 rows, 1 mentions refused>
    >>> net = nw.weave(nw.read_people(pd.DataFrame({"id": ["p1", "p2"]}), id="id"), items)
    >>> net.report.items["share"].to_dict()
    {('baseline', 'p1'): 4.0, ('baseline', 'p2'): 4.0}
    >>> net.report.refused["reason"].tolist()
    ["'9' is no answer from 1 to 5"]
    """
    one_of("on_bad", ("ledger", "raise"), on_bad)
    columns = dict(items) if isinstance(items, Mapping) else {name: name for name in as_list(items)}
    scale = _scale(words, lowest, highest)
    if not isinstance(wave, str) or not wave.strip():
        raise errors.ArgumentError(
            f"wave must be a name, got {errors.shown(wave)}. For example wave='baseline'."
        )
    if not columns:
        raise errors.ArgumentError("items must name at least one column, got none.")
    turned = as_list(reverse)
    for item in turned:
        one_of("reverse", list(columns), item)
    table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="items")
    table.has(respondent, state, list(columns.values()))
    table.carries(items=list(columns.values()), state=state)
    codes = levels.codes_of(missing, None)
    found, answers, values = _read(table, (respondent, columns), scale, codes)
    _states(table, state, states, (found, answers, values))
    if on_bad == "raise":
        raise_faults(found)
    facts = pd.DataFrame(
        {
            "question": [_label(table, column) for column in columns.values()],
            "lowest": scale.lowest,
            "highest": scale.highest,
            "words": "; ".join(scale.words),
            "reversed": [item in turned for item in columns],
        },
        index=pd.Index(list(columns), dtype="str", name="item"),
    ).astype({"question": "str", "words": "str"})
    note = "; ".join(filter(None, [table.note, _no_answers(table, columns, codes)]))
    return ItemsSource(table.name, str(wave), found, answers, values, facts, note, table.aside)


@dataclass(frozen=True)
class _Range:
    """What can be answered: numbers from lowest to highest, and maybe a word for each."""

    lowest: int
    highest: int
    words: tuple[str, ...] = ()

    def value(self, text: str) -> float:
        """Give the number of an answer, NaN if it is none."""
        place = place_of(text, self.words)
        if place is not None:
            return float(self.lowest + place)
        number = number_of(text)
        if number is None or any(number_of(word) is not None for word in self.words):
            return float("nan")
        inside = self.lowest <= number <= self.highest and number == int(number)
        return number if inside else float("nan")

    def __str__(self) -> str:
        spelled = f" ({errors.listed(self.words, 12)})" if self.words else ""
        return f"{self.lowest} to {self.highest}{spelled}"


def _scale(words: Sequence[str] | None, lowest: int, highest: int | None) -> _Range:
    """Give what can be answered; unnamed, refuse (E-SCALE)."""
    if words is None and highest is None:
        raise errors.RefusalError(
            "E-SCALE",
            "items need their words from low to high, or the highest number: 4 of 5 is not 4 of "
            "7. For example words=['strongly disagree', …, 'strongly agree'], or highest=5.",
        )
    spelled = tuple(str(word) for word in words or ())
    refuse_alike("the items", spelled)
    top = lowest + len(spelled) - 1 if spelled else int(str(highest))
    if top <= lowest or (highest is not None and top != highest):
        raise errors.ArgumentError(
            f"highest must be above lowest, and one number per word: lowest={lowest}, "
            f"highest={highest}, {len(spelled)} words. Leave highest out where there are words."
        )
    return _Range(lowest, top, spelled)


def _no_answers(table: Table, columns: Mapping[str, str], codes: Mapping[str, str]) -> str:
    """Count the cells that hold a code for no answer."""
    count = sum(
        int(table.text(column).str.casefold().isin(list(codes)).sum())
        for column in columns.values()
    )
    cells_hold = f"{count} cell{'s hold' if count > 1 else ' holds'}"
    return f"{cells_hold} a code for no answer" if count else ""


def _label(table: Table, column: str) -> str:
    """Give the question of a column, or its name."""
    return str(table.labels.get(column, column))


def _read(
    table: Table,
    columns: tuple[str, Mapping[str, str]],
    scale: _Range,
    codes: Mapping[str, str],
) -> tuple[Mentions, pd.DataFrame, pd.DataFrame]:
    """Lay out row by row the respondent and the items that are answered."""
    count = len(table.frame)
    who, names = table.text(columns[0]), list(columns[1])
    texts = [table.text(column) for column in columns[1].values()]
    texts = [text.mask(text.str.casefold().isin(list(codes))) for text in texts]
    filled = np.column_stack([text.notna().to_numpy() for text in texts])
    row, item = np.nonzero(filled)
    at_respondent = np.arange(count) + np.cumsum(filled.sum(axis=1)) - filled.sum(axis=1)
    at = np.arange(len(row)) + row + 1
    written = pd.concat(texts, ignore_index=True).take(item * count + row).reset_index(drop=True)
    total = count + len(row)
    origin, part = np.empty(total, dtype=np.int64), np.zeros(total, dtype=np.int8)
    origin[at_respondent], origin[at] = np.arange(count), np.arange(count, total)
    part[at] = 1
    rows = np.append(np.arange(count), row)[origin]
    value = pd.concat([who, written], ignore_index=True).take(origin).reset_index(drop=True)
    parts = pd.Categorical.from_codes(part, pd.Index(["respondent", "item"]))
    found = Mentions(table.name, rows, table.lines[rows], parts, value, Fates(total))
    numbers = cells.mapped(written, scale.value).astype(float)
    _refuse_values(table, scale, found.fates, (written, numbers, row, at))
    answers = pd.DataFrame({"respondent": who, "at_respondent": at_respondent})
    values = pd.DataFrame({
        "row": row,
        "item": pd.Series(np.array(names, dtype=object)[item], dtype="str"),
        "value": numbers,
        "at": at,
    })
    return found, answers, values


def _refuse_values(
    table: Table,
    scale: _Range,
    fates: Fates,
    read: tuple[pd.Series, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    """Refuse answers that are none; the whole file if most of them are: it is another scale."""
    written, numbers, row, at = read
    off = np.isnan(numbers)
    if 2 * off.sum() > len(numbers):
        raise errors.bad_rows(
            table.name,
            f"must hold answers from {scale}",
            list(written[off]),
            list(dict.fromkeys(table.lines[row[off]].tolist())),
            "More than half are none of these: name the words or numbers of this scale.",
        )
    reasons = np.full(len(fates.fate), "", dtype=object)
    reasons[at[off]] = [
        f"{text!r} is no answer from {scale.lowest} to {scale.highest}" for text in written[off]
    ]
    fates.refuse_each(reasons)


def _states(
    table: Table,
    state: str | None,
    states: Mapping[str, str] | None,
    read: tuple[Mentions, pd.DataFrame, pd.DataFrame],
) -> None:
    """Note the state of each row, and refuse answers of people who did not answer."""
    found, answers, values = read
    for meant in (states or {}).values():
        one_of("states", STATE_NAMES, meant)
    told = {str(word).strip().casefold(): meant for word, meant in (states or {}).items()}
    word, faults = cells.words(table.text(state), STATES | told, "state", "responded")
    answers["state"] = pd.Series(word, dtype="str")
    reasons = np.full(len(found.fates.fate), "", dtype=object)
    reasons[answers["at_respondent"].to_numpy()] = faults
    row = values["row"].to_numpy()
    idle = np.isin(word, ["invited", "not_eligible"])[row]
    reasons[values["at"].to_numpy()] = np.where(idle, NOT_ANSWERED, faults[row])
    found.fates.refuse_each(reasons)
