"""What the kit asks: three questions about other people, one about oneself, and statements.

The words of the questions stand here once, those of the statements with the analysis of attitudes;
questionnaire, workbooks and project file take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass

OWN_PLACE = "own_place"  # the id of the question how people see their own place
AGREEMENT = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
STATES = ("responded", "declined", "not eligible")


@dataclass(frozen=True)
class Question:
    """A question about every other person of the roster.

    Parameters
    ----------
    kind : str
        The kind of tie that its answers are.
    sheet, stem : str
        The sheet of the workbook, and the words its columns begin with.
    text : str
        The question in full.
    direction : str
        What an answer means.
    scaled : bool
        Whether the answer is a level of the scale, or a mark.
    waves : tuple of int
        The waves in which it is asked, counted from 0; empty: all.
    headline : bool
        Whether its change may be the headline.
    """

    kind: str
    sheet: str
    stem: str
    text: str
    direction: str
    scaled: bool
    waves: tuple[int, ...] = ()
    headline: bool = False


QUESTIONS = (
    Question(
        "learning", "Learned from", "Learned from",
        "From whom in this network have you learned something that you used in your work in the "
        "last twelve months, and how closely did you work with this person?",
        "learned_from", scaled=True, headline=True,
    ),
    Question(
        "collaboration", "Worked with", "Worked with",
        "With whom in this network have you made something together in the last twelve months?",
        "mutual", scaled=False,
    ),
    Question(
        "acquaintance", "Knew", "Knew",
        "Whom in this network did you know personally before it began?",
        "mutual", scaled=False, waves=(0,),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One draft statement about working in a network.

    Parameters
    ----------
    id, principle, statement : str
        Its name, what it is about, and its words.
    reversed : bool
        Whether agreement means less of it.
    """

    id: str
    principle: str
    statement: str
    reversed: bool


def draft_items() -> tuple[Item, ...]:
    """Give the draft statements; nobody has validated them."""
    from netweave.analytics.attitudes import drafts  # noqa: PLC0415  # pandas only when needed

    table = drafts.draft_items()[["item", "principle", "text", "reversed"]]
    return tuple(Item(*row) for row in table.itertuples(index=False, name=None))


def own_place() -> tuple[str, tuple[str, ...]]:
    """Give the question how people see their own place, and its answers; the last stands apart."""
    from netweave.analytics.attitudes import drafts  # noqa: PLC0415  # pandas only when needed

    return drafts.SELF_QUESTION, (*drafts.SELF_ANSWERS, drafts.NO_NETWORK)


def asked_in(wave: int) -> tuple[Question, ...]:
    """Give the questions of a wave, counted from 0."""
    return tuple(one for one in QUESTIONS if not one.waves or wave in one.waves)
