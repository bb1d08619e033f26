"""The texts of the kit: consent, questionnaire, instructions, project file."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from netweave.kit.questions import (
    AGREEMENT,
    OWN_PLACE,
    Question,
    asked_in,
    draft_items,
    own_place,
)
from netweave.scales import Scale

CONSENT = """\
# Taking part in the network study (draft; adapt it to your rules, and have it checked)

We ask who learns from whom in our network, to see whether it connects us better over time.

- We record your name, your organization, the sessions you sign in to, what you publish with others,
  and your answers about other people in the network.
- Others may name you in their answers.
- Taking part is voluntary. You may decline now or withdraw later without giving a reason. If you
  do, every tie that involves you is taken out, also those that others report, and only the number
  of people who declined is kept.
- The data stay with: ______________________ and are deleted on: ____________
- Reports for the network and for the public show organizations and counts, never a person. Named
  results are seen only by: ______________________
- Questions: ______________________

[ ] I agree to take part.   [ ] I decline.

Name: ______________________   Date: ____________
"""

README = """\
# The kit, step by step

1. Fill in `people.csv`: one line per person. `id` is a short code of your own, `convener` is yes
   for staff of the organization that convenes, `joined` and `left` are dates such as 2027-01-31 and
   may stay blank, `consent` is yes, no or blank (not asked). Then make the kit again with the same
   command: it now knows the names, and writes the rest. Whoever comes later is added in the same
   way: a line in `people.csv`, and the command again; what was filled in stays.
2. Hand out `consent.md` (a draft) and enter the answers in `people.csv`.
3. Ask. `questionnaire-baseline.md` and `questionnaire-endline.md` hold the questions, to be printed
   or copied into a survey tool. Enter the answers in `answers-baseline.xlsx` and
   `answers-endline.xlsx`: one line per person who answers, one column per person named. Leave a
   person's line blank who has not answered; write `responded` in the column state of somebody who
   answered and named nobody, `declined` for somebody who refused.
   Under "Learned from" choose a level, under "Worked with" and "Knew" write x. In the line of
   somebody who answered a blank cell means no.
   The statements are drafts that nobody has validated. In the last column of their sheet goes how
   people see their own place.
4. Sign in: `attendance.xlsx` needs one column per session, headed by its day and name, such as
   "2027-02-01 Kick-off". Write x, or presenter, or facilitator, in the line of each person there.
5. Products: one line each in `products.csv`, authors separated by semicolons.
6. `cohort.toml` ties all this together. Fill in its dates, and take away the # before the sections
   of the sign-in sheet and the products once these files hold something. Then:

       netweave check cohort.toml     who has not answered yet, and what will be possible
       netweave report cohort.toml    the report

   Delete the section of a file that you do not use.
"""


STARTER = """\
# Take away the # before the lines that you need, and name your files and columns.
title = "Our network"

[people]
file = "people.csv"
id = "id"
name = "name"
email = "email"
organization = "organization"
role = "role"
convener = "convener"
joined = "joined"
left = "left"
consent = "consent"

# The first day of a wave, and the first day after it.
# [[waves]]
# label = "baseline"
# start = 2027-01-01
# end = 2027-07-01

# [[attendance]]            # Zoom and Teams reports need no more than this
# files = "meetings/*.csv"

# [[attendance]]            # a log: one row per person and session
# file = "sessions.xlsx"
# person = "email"
# event = "session"
# time = "date"

# [[authorship]]            # BibTeX, RIS, Crossref or OpenAlex
# file = "products.bib"

# [[survey]]
# file = "baseline.csv"
# wave = "baseline"
# kind = "learning"
# respondent = "respondent"
# named = "named"
# direction = "learned_from"

# [report]
# headline = "learning"
"""


def questionnaire(people: Sequence[tuple[str, str]], scale: Scale, wave: int) -> str:
    """Write the questions of one wave, with the list of people and the words of the answers."""
    parts = ["# Questionnaire", "", "Your name: ______________________   Date: ____________", ""]
    for number, question in enumerate(asked_in(wave), 1):
        parts += [
            f"## {number}. {question.sheet}",
            "",
            question.text,
            "",
            *_table(people, question, scale),
        ]
    parts += ["## Statements", "", "Drafts that nobody has validated. Circle one answer each.", ""]
    parts += [
        "| | statement | " + " | ".join(AGREEMENT) + " |",
        "|---" * (2 + len(AGREEMENT)) + "|",
    ]
    empty = " |" * len(AGREEMENT)
    parts += [f"| {item.id} | {item.statement} |{empty}" for item in draft_items()]
    text, answers = own_place()
    parts += ["", "## Your own place", "", f"{text} Mark one.", ""]
    parts += [f"- [ ] {answer}" for answer in answers]
    return "\n".join(parts) + "\n"


def _table(people: Sequence[tuple[str, str]], question: Question, scale: Scale) -> list[str]:
    answers = list(scale.levels) if question.scaled else ["yes"]
    lines = ["| person | " + " | ".join(answers) + " |", "|---" * (1 + len(answers)) + "|"]
    lines += [f"| {_cell(name or who)} |" + " |" * len(answers) for who, name in people]
    return [*lines, ""]


def _cell(text: str) -> str:
    """Write a name so that it stays one cell and plain text."""
    plain = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    safe = html.escape(plain, quote=False)
    return "".join(f"\\{mark}" if mark in "\\`*_{}[]()#|!" else mark for mark in safe)


_LATER = (
    "# [[attendance]]", '# file = "attendance.xlsx"', '# person = "id"', '# name = "name"',
    '# sessions = "others"', "",
    "# [[authorship]]", '# file = "products.csv"', '# work = "title"', '# authors = "authors"',
    '# time = "date"', '# doi = "doi"',
)  # fmt: skip


def project(columns: Sequence[str], scale: Scale, waves: Sequence[str]) -> str:
    """Write the project file that reads the kit as it comes back."""
    lines = ['title = "Our network"', "", "[people]", 'file = "people.csv"', 'id = "id"']
    known = ("name", "email", "organization", "role", "locale", "convener", "joined", "left")
    lines += [f'{name} = "{name}"' for name in (*known, "consent") if name in columns]
    lines += [
        "",
        "# The first day of each wave, and the first day after it. Without dates, sessions",
    ]
    lines += ["# and products belong to no wave."]
    for year, wave in enumerate(waves, 2027):
        dates = [f"# start = {year}-01-01", f"# end = {year + 1}-01-01"]
        lines += ["", "[[waves]]", f'label = "{wave}"', *dates]
    lines += [
        "",
        "# Take away the # before these lines once the two files hold something.",
        *_LATER,
    ]
    for number, wave in enumerate(waves):
        for question in asked_in(number):
            lines += ["", *_survey(question, wave, scale)]
        lines += ["", *_items(wave)]
    lines += ["", "[report]", 'headline = "learning"', 'group = "organization"', "seed = 1"]
    return "\n".join(lines) + "\n"


def _survey(question: Question, wave: str, scale: Scale) -> list[str]:
    lines = [
        "[[survey]]", f'file = "answers-{wave}.xlsx"', f'sheet = "{question.sheet}"',
        f'wave = "{wave}"', f'kind = "{question.kind}"', f"question = {_quoted(question.text)}",
        'form = "matrix"', 'blank = "no tie"', 'respondent = "id"', f'named = "{question.stem}"',
        f'direction = "{question.direction}"', 'state = "state"', 'time = "date"',
        f"headline = {str(question.headline).lower()}",
    ]  # fmt: skip
    if question.scaled:
        lines += _scale(scale)
    return lines


def _scale(scale: Scale) -> list[str]:
    """Name the scale, with its words where it is one of your own."""
    from netweave.scales import SCALES  # noqa: PLC0415

    if scale.id in SCALES:
        return [f'scale = "{scale.id}"']
    words = ", ".join(_quoted(word) for word in scale.levels)
    return [f"scale = {_quoted(scale.id)}", f"words = [{words}]", f"lowest = {scale.lowest}"]


def _items(wave: str) -> list[str]:
    items = ", ".join(
        f"{item.id} = {_quoted(f'{item.id} {item.statement}')}" for item in draft_items()
    )
    reverse = ", ".join(_quoted(item.id) for item in draft_items() if item.reversed)
    words = ", ".join(_quoted(word) for word in AGREEMENT)
    return [
        "[[items]]", f'file = "answers-{wave}.xlsx"', 'sheet = "Statements"', f'wave = "{wave}"',
        'respondent = "id"', 'state = "state"', f"words = [{words}]", f"reverse = [{reverse}]",
        f"items = {{ {items} }}",
        "", *_own_place(wave),
    ]  # fmt: skip


def _own_place(wave: str) -> list[str]:
    """Write the section of the one question with words of its own; the last stands apart."""
    question, answers = own_place()
    words = ", ".join(_quoted(word) for word in answers)
    return [
        "[[items]]", f'file = "answers-{wave}.xlsx"', 'sheet = "Statements"', f'wave = "{wave}"',
        'respondent = "id"', 'state = "state"', f"words = [{words}]",
        f"items = {{ {OWN_PLACE} = {_quoted(f'{OWN_PLACE} {question}')} }}",
    ]  # fmt: skip


def _quoted(text: str) -> str:
    """Write text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
