"""The checkup: read what can be read, look at everything, and say what the report would do."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TypeAlias

from netweave import errors
from netweave.checkup import answers, files, outlook, responses, sessions, waves, who
from netweave.checkup.outcome import Checkup
from netweave.checkup.reading import Gathered, gathered, looked_ahead
from netweave.checkup.rows import STOPS, table_of
from netweave.network import Network
from netweave.project.parsing import read_project
from netweave.project.parts import Project
from netweave.report.findings import Options

Checked: TypeAlias = "str | PathLike[str] | Project | Network"
ORGANIZATION = "organization"


def check(source: Checked, *, group: str = ORGANIZATION, kind: str | None = None) -> Checkup:
    """Look at the records before there is a report: what is wrong, missing, and will be possible.

    Every section of a project is read on its own, so that a file that cannot be read does not hide
    what is wrong with the others. The rules are those of the readers, of the coverage and of the
    report itself: whether it would refuse is found out by taking its first steps.

    The result is for the analyst, whatever the audience of the report: the names that fit nobody
    and the list of people to remind are names of people.

    Straight-lining (one level for five others or more), naming more than 80 in 100 of those who
    could be named, and sessions that make more than half of all pairs are marked by heuristics:
    no published limit stands behind them, and nothing is left out because of them.

    Parameters
    ----------
    source : path, Project or Network
        The project file, what ``nw.read_project`` gave, or what ``nw.weave`` gave. Of a network
        the sources are not at hand, so columns that nobody asked for and likely matches of names
        are not looked for.
    group : str, default "organization"
        What ties are said to cross; a project's own group holds unless another is named here.
    kind : str, optional
        The kind of tie whose change is the headline; left out, the one that the project names,
        or the only one that could be.

    Returns
    -------
    Checkup
        ``table``, ``chasing``, ``possible`` and ``refuses``. It prints as text and shows as HTML.

    Raises
    ------
    DataError
        If the project file itself cannot be read, or names a file that does not exist.
    ArgumentError
        If the source is none of the three, or the network was not made by ``nw.weave``.

    Examples
    --------
    Of four people three answered; the one name that p3 gave is nobody's, so p3 is reminded too.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = nw.read_people(pd.DataFrame({"id": ["p1", "p2", "p3", "p4"]}), id="id")
    >>> answers = pd.DataFrame({"who": ["p1", "p2", "p3"], "whom": ["p2", "p3", "p7"]})
    >>> survey = nw.read_survey(
    ...     answers, wave="end", respondent="who", named="whom", direction="mutual"
    ... )
    >>> found = nw.check(nw.weave(roster, survey))
    >>> found
    <Checkup: ...; the report can be written>
    >>> row = found.table.set_index("found").loc["names that find nobody"]
    >>> int(row["count"]), row["verdict"]
    (1, 'note')
    >>> found.chasing[["wave", "person", "state"]].values.tolist()
    [['end', 'p3', 'answered, but could not be used'], ['end', 'p4', 'never in the file']]
    """
    found = _gathered(source, group, kind)
    seen, refusals = looked_ahead(found)
    asked = responses.waves_asked(found.net)
    failures = [*found.failures, *refusals]
    table = table_of([
        *files.findings(found),
        *waves.findings(found),
        *who.findings(found),
        *responses.findings(asked, found.options.group),
        *answers.findings(found),
        *sessions.findings(found.net),
        *outlook.findings(seen, refusals),
    ])
    return Checkup(
        title=found.options.title,
        table=table,
        chasing=responses.chasing_list(found.net, asked),
        possible=outlook.possible(seen, failures, len(found.failures)),
        refuses=bool((table["verdict"] == STOPS).any()),
    )


def _gathered(source: Checked, group: str, kind: str | None) -> Gathered:
    """Read what is to be checked, with the options of its report."""
    if isinstance(source, Network):
        if source.report is None or not hasattr(source.report, "parts"):
            raise errors.not_a_source("source", "a network that was built by hand", "nw.weave")
        options = Options("the network", "analyst", kind, group, in_file=False)
        return Gathered(options, source)
    if isinstance(source, str | PathLike):
        source = read_project(Path(source))
    if not isinstance(source, Project):
        raise errors.not_a_source("source", type(source).__name__, "nw.read_project or nw.weave")
    named = source.group if group == ORGANIZATION else group
    options = Options(source.title, source.audience, kind or source.headline, named, source.seed)
    return gathered(source, options)
