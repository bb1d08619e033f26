"""Messages about networks and what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.errors.base import ArgumentError, DataError, listed, shown, suggestion


def unknown_people(
    where: str, names: Sequence[object], mend: str = "Add them to people, or drop their ties."
) -> DataError:
    """Say that a table or an argument names people who are not in the people table.

    Parameters
    ----------
    where : str
        Table and column, ``ties['learned_from']``, or argument.
    names : sequence
        The unknown ids, unique.
    mend : str, default "Add them to people, or drop their ties."
        What to do about it, one sentence.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(unknown_people("ties['learned_from']", ["zoe"]))
    ties['learned_from'] names 1 not in people: 'zoe'. Add them to people, or drop their ties.
    """
    return DataError(f"{where} names {len(names)} not in people: {listed(names)}. {mend}")


def no_network(measure: str, got: object) -> ArgumentError:
    """Say that a measure was given something that is no network.

    Parameters
    ----------
    measure : str
        The measure's name.
    got : object
        What it was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(no_network("degree", {"ana": "ben"}))
    degree wants a Network, got a dict. Make one: nw.Network(people, ties) of two tables, \
nw.Network.from_networkx(graph), or nw.weave(...) of what the readers gave.
    """
    return ArgumentError(
        f"{measure} wants a Network, got a {type(got).__name__}. Make one: nw.Network(people, "
        "ties) of two tables, nw.Network.from_networkx(graph), or nw.weave(...) of what the "
        "readers gave."
    )


def no_such_option(measure: str, given: Sequence[str], known: Sequence[str]) -> ArgumentError:
    """Say that a measure has no such option, and which it has.

    Parameters
    ----------
    measure : str
        The measure's name.
    given : sequence of str
        The options that it does not have.
    known : sequence of str
        Those that it has.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(no_such_option("betweenness", ["weight"], ["directed", "weighted"]))
    betweenness has no option 'weight'; it has 'directed', 'weighted'.
    """
    has = f"; it has {listed(known)}" if known else " and takes none"
    return ArgumentError(f"{measure} has no option {listed(given)}{has}.")


def too_many_paths() -> DataError:
    """Say that between some people there are more shortest paths than a number can hold.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(too_many_paths())
    between some people there are more than 1e308 shortest paths, too many to take shares of. \
Measure nearness instead (nw.harmonic), or a part of the network: net.subset(people).
    """
    return DataError(
        "between some people there are more than 1e308 shortest paths, too many to take shares of. "
        "Measure nearness instead (nw.harmonic), or a part of the network: net.subset(people)."
    )


def several_waves(labels: Sequence[object], outside: int = 0) -> DataError:
    """Say that a measure was asked of more than one wave.

    Parameters
    ----------
    labels : sequence
        The waves the network holds.
    outside : int, default 0
        How many ties lie outside every wave.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    extra = f" and {outside} ties outside every wave" if outside else ""
    first = shown(labels[0]) if labels else "label"
    return DataError(
        f"the network holds {len(labels)} waves ({listed(labels)}){extra}; a measure takes one. "
        f"Choose it with net.wave({first}), or loop over net.by_wave()."
    )


def several_kinds(kinds: Sequence[str], what: str) -> DataError:
    """Say that a weighted measure was asked of several kinds of tie at once.

    Parameters
    ----------
    kinds : sequence of str
        The kinds present.
    what : str
        The measure or property.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    factors = ", ".join(f"{kind!r}: 1" for kind in kinds[:3])
    return DataError(
        f"{what} wants one unit, and the network holds the kinds {listed(kinds)}. "
        f"Choose one with net.where(kind={kinds[0]!r}), "
        f"or put them on one scale with net.combine({{{factors}}}, scale='pooled')."
    )


def nothing_structural(kinds: Sequence[str]) -> DataError:
    """Say that presence at the same event is not yet a tie.

    Parameters
    ----------
    kinds : sequence of str
        The opportunity kinds without a threshold.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    return DataError(
        f"a structural measure needs ties, and the network holds only opportunity "
        f"({listed(kinds)}): being in the same room is not a tie. State from which weight on it "
        f"counts as one: net.with_threshold({{{kinds[0]!r}: 1}})."
    )


def nobody_in_both(before: int, after: int, *, members_only: bool) -> DataError:
    """Say that nobody is in both of two waves, so that nothing can be compared.

    Parameters
    ----------
    before, after : int
        How many people are in either wave.
    members_only : bool
        Whether conveners were left out.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(nobody_in_both(3, 4, members_only=False))
    nobody is in both waves (3 people before, 4 after), so there is no change to speak of. Check \
that both use the same ids in people.
    """
    who = "members" if members_only else "people"
    return DataError(
        f"nobody is in both waves ({before} {who} before, {after} after), so there is no change "
        "to speak of. Check that both use the same ids in people."
    )


def same_wave(label: str) -> ArgumentError:
    """Say that before and after are the same wave.

    Parameters
    ----------
    label : str
        The wave.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(same_wave("spring"))
    before and after must be two different waves, got 'spring' twice. Take them from the whole \
network: net.wave('first'), net.wave('second').
    """
    return ArgumentError(
        f"before and after must be two different waves, got {label!r} twice. "
        "Take them from the whole network: net.wave('first'), net.wave('second')."
    )


def waves_backwards(before: str, after: str) -> ArgumentError:
    """Say that before lies after after.

    Parameters
    ----------
    before, after : str
        The waves, as given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(waves_backwards("endline", "baseline"))
    before must not start later than after, and 'endline' starts later than 'baseline'. Exchange \
the two.
    """
    return ArgumentError(
        f"before must not start later than after, and {before!r} starts later than {after!r}. "
        "Exchange the two."
    )


def name_one_kind(kinds: Sequence[str], why: str) -> ArgumentError:
    """Say that a headline compares one kind of tie, and that it must be named.

    Parameters
    ----------
    kinds : sequence of str
        The kinds it could be.
    why : str
        What was found: ``several kinds are marked as headline``.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(name_one_kind(["advice", "help"], "several kinds are marked as headline"))
    kind must name the one kind of tie to compare: several kinds are marked as headline \
('advice', 'help'). Say for example kind='advice'.
    """
    example = f" Say for example kind={kinds[0]!r}." if kinds else ""
    found = f" ({listed(kinds)})" if kinds else ""
    return ArgumentError(f"kind must name the one kind of tie to compare: {why}{found}.{example}")


def kind_absent(kind: str, which: str, kinds: Sequence[str]) -> DataError:
    """Say that one of two networks does not know a kind of tie.

    Parameters
    ----------
    kind : str
        The kind asked for.
    which : str
        The argument that lacks it: ``before`` or ``after``.
    kinds : sequence of str
        The kinds it holds.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(kind_absent("learning", "before", ["learnin"]))
    before lacks the kind 'learning'. Did you mean 'learnin'? It has 'learnin'. Give both waves \
the same kinds table, so that a wave without ties is told from a question never asked.
    """
    asked = suggestion(kind, kinds) if len(kinds) else " It has no kinds."
    return DataError(
        f"{which} lacks the kind {kind!r}.{asked} Give both waves the same kinds table, "
        "so that a wave without ties is told from a question never asked."
    )


def headline_needed(kinds: Sequence[str], *, in_file: bool = True) -> DataError:
    """Say that several kinds could be the headline of a report.

    Parameters
    ----------
    kinds : sequence of str
        The kinds.
    in_file : bool, default True
        Whether the options stand in a project file; otherwise they are given in Python.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(headline_needed(["advice", "learning"]))
    several kinds of tie could be the headline ('advice', 'learning'), and only one can. Name it \
under [report] in the project file: headline = "advice"
    >>> print(headline_needed(["advice", "learning"], in_file=False))
    several kinds of tie could be the headline ('advice', 'learning'), and only one can. Name it: \
kind='advice'.
    """
    mend = f"Name it: kind={kinds[0]!r}."
    if in_file:
        mend = f'Name it under [report] in the project file: headline = "{kinds[0]}"'
    return DataError(
        f"several kinds of tie could be the headline ({listed(kinds, 12)}), and only one can. "
        f"{mend}"
    )


def acquaintance_left_out(name: str, kinds: Sequence[str], kind: str) -> ArgumentError:
    """Say that the waves given do not hold who knew whom, and how to give it.

    Parameters
    ----------
    name : str
        The kind of tie that was to say who knew whom.
    kinds : sequence of str
        The kinds that the waves hold.
    kind : str
        The kind that is compared.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(acquaintance_left_out("acquaintance", ["learning"], "learning"))
    acquaintance='acquaintance' finds no answer: the waves hold 'learning'. net.where(kind=...) \
leaves every other kind out, so give the waves whole and name the kind to compare: \
before_after(before, after, kind='learning', acquaintance='acquaintance').
    """
    return ArgumentError(
        f"acquaintance={name!r} finds no answer: the waves hold {listed(kinds, 12)}. "
        "net.where(kind=...) leaves every other kind out, so give the waves whole and name the "
        f"kind to compare: before_after(before, after, kind={kind!r}, acquaintance={name!r})."
    )


def events_of_several_waves(
    labels: Sequence[object], outside: int = 0, choose: str = "wave={}"
) -> DataError:
    """Say that a finding on events was asked of more than one wave.

    Parameters
    ----------
    labels : sequence
        The waves that the events belong to.
    outside : int, default 0
        How many events lie outside every wave.
    choose : str, default "wave={}"
        What to write to choose the wave in the braces.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(events_of_several_waves(["fall", "spring"]))
    the events belong to 2 waves ('fall', 'spring'), and one is taken at a time. Choose it: \
wave='fall'.
    """
    count = f"{len(labels)} wave{'s' * (len(labels) != 1)}"
    extra = f", {outside} of them to none" if outside else ""
    return DataError(
        f"the events belong to {count} ({listed(labels)}){extra}, and one is taken at a time. "
        f"Choose it: {choose.format(shown(labels[0]))}."
    )


def events_of_two_kinds(kinds: Sequence[str]) -> DataError:
    """Say that sessions and works stand side by side where one kind of event is needed.

    Parameters
    ----------
    kinds : sequence of str
        The kinds of event there are.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(events_of_two_kinds(["attendance", "authorship"]))
    the events are of several kinds ('attendance', 'authorship'), and being in one room is not \
writing together. Choose one: kind='attendance'.
    """
    return DataError(
        f"the events are of several kinds ({listed(kinds)}), and being in one room is not writing "
        f"together. Choose one: kind={shown(kinds[0])}."
    )


def kinds_of_meetings(kinds: Sequence[str]) -> DataError:
    """Say that a measure was asked of records that make several kinds of tie, or none.

    Parameters
    ----------
    kinds : sequence of str
        The kinds of tie that the events make.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(kinds_of_meetings(["attendance_peer", "attendance_presenter"]))
    a measure wants one unit, and these events make the kinds 'attendance_peer', \
'attendance_presenter'. Choose one with sessions.where(kind='attendance_peer'), or project them \
and put them on one scale with net.combine.
    """
    if not kinds:
        return DataError("there are no events, so there is no kind of tie to measure. Add events.")
    return DataError(
        f"a measure wants one unit, and these events make the kinds {listed(kinds)}. "
        f"Choose one with sessions.where(kind={kinds[0]!r}), or project them and put them on one "
        "scale with net.combine."
    )


def no_factors(weights: str, kind: str) -> ArgumentError:
    """Say that some weights of a tie are known only pair by pair.

    Parameters
    ----------
    weights : str
        The weights asked for.
    kind : str
        The kind of tie.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(no_factors("binary", "coauthorship"))
    weights='binary' is no sum over meetings, so it is known only once the pairs are built. \
Project first: sessions.project('binary').where(kind='coauthorship').
    """
    return ArgumentError(
        f"weights={weights!r} is no sum over meetings, so it is known only once the pairs are "
        f"built. Project first: sessions.project({weights!r}).where(kind={kind!r})."
    )


def pairs_needed() -> DataError:
    """Say that a measure needs every tie by itself, which records of meetings do not hold.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(pairs_needed())
    this measure needs every tie by itself, and records of meetings hold none. Project them \
first: sessions.project().where(kind='attendance_peer').
    """
    return DataError(
        "this measure needs every tie by itself, and records of meetings hold none. Project them "
        "first: sessions.project().where(kind='attendance_peer')."
    )


def bad_max_size(got: object) -> ArgumentError:
    """Say that the largest size of a meeting must be a whole number of at least two people.

    Parameters
    ----------
    got : object
        What was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.
    """
    return ArgumentError(
        f"max_size must be a whole number from 2 on, or None, got {shown(got)}. It is the most "
        "people a session, breakout group or work may have to make ties: max_size=50."
    )


def no_down_weight(weights: str, max_size: object) -> ArgumentError:
    """Say that large meetings can weigh less only where weights count meetings.

    Parameters
    ----------
    weights : str
        The weights asked for.
    max_size : object
        The size asked for.

    Returns
    -------
    ArgumentError
        For the caller to raise.
    """
    if max_size is None:
        return ArgumentError(
            "large='down_weight' needs max_size=: the most people a meeting may have to count in "
            "full. Give max_size=50, or leave out large=."
        )
    return ArgumentError(
        f"large='down_weight' goes with weights='count', got weights={shown(weights)}. "
        "'newman' and 'resource_allocation' divide by the size of a meeting anyway; the others "
        "can only leave large meetings out: large='leave_out'."
    )


def network_too_large(what: str, people: int, most: int, mend: str) -> ArgumentError:
    """Say that something is not offered for networks of so many people.

    Parameters
    ----------
    what : str
        What was asked for, in the plural.
    people : int
        How many people there are.
    most : int
        How many there may be.
    mend : str
        What to do about it, one sentence.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(network_too_large("positions", 9000, 5000, "Take one organization at a time."))
    positions are not offered for more than 5000 people, and this network has 9000. Take one \
organization at a time.
    """
    return ArgumentError(
        f"{what} are not offered for more than {most} people, and this network has {people}. {mend}"
    )


def too_many_to_list(what: str, looked: int, mend: str) -> DataError:
    """Say that a search was given up because there is too much to find.

    Parameters
    ----------
    what : str
        What was looked for, in the plural.
    looked : int
        After how many the search was given up.
    mend : str
        What to do about it, one sentence.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(too_many_to_list("cliques", 100000, "Take fewer people."))
    there are too many cliques to list: the search was given up after 100000. Take fewer people.
    """
    return DataError(
        f"there are too many {what} to list: the search was given up after {looked}. {mend}"
    )
