"""24 people in 8 organizations, 3 staff; of 24 about 22 answer first, and about 17 at the end.

Who knew whom before the cohort was asked afterwards, in a file of its own.
"""

import re

import numpy as np
import pandas as pd
import pytest

import netweave as nw

ASKED_AFTERWARDS = """
[[survey]]
file = "knew.csv"
wave = "closing"
kind = "acquaintance"
respondent = "email"
named = "knew"
direction = "mutual"
retrospective = true
headline = false
question = "Whom in this network did you know personally before it began?"

[report]
"""


def knew_before(cohort, folder):
    """Let everybody who answers at the end name whom they were tied to first, and some others."""
    roster, truth = cohort.tables["roster"], cohort.truth
    people = truth.people.index
    first = truth.dyads[truth.dyads["wave"] == "baseline"]
    tied = first[first["tied"]]
    known = {frozenset(pair) for pair in tied[["first", "second"]].itertuples(index=False)}
    draw = np.random.default_rng(5)
    others = first[~first["tied"]].sample(frac=0.15, random_state=draw.integers(1000))
    known |= {frozenset(pair) for pair in others[["first", "second"]].itertuples(index=False)}
    email = dict(zip(roster["person_id"], roster["email"], strict=True))
    rows = []
    for person in people[truth.people["responded_closing"]]:
        named = [other for other in people if frozenset((person, other)) in known]
        rows += [(email[person], email[other]) for other in named] or [(email[person], "")]
    pd.DataFrame(rows, columns=["email", "knew"]).to_csv(folder / "knew.csv", index=False)


def with_acquaintance(cohort, project):
    """Add the file, and its section in the project file."""
    knew_before(cohort, project.parent)
    text = project.read_text("utf-8")
    project.write_text(text.replace("\n[report]\n", ASKED_AFTERWARDS), "utf-8")
    return project


def responses(cohort):
    """Count the members who answered in either wave."""
    people = cohort.truth.people[~cohort.truth.people["convener"]]
    return [int(people[f"responded_{wave}"].sum()) for wave in ("baseline", "closing")]


def test_a_change_that_is_there_is_told_with_all_that_limits_it(small_cohort, reported):
    """A cohort whose ties last and whose new ties are planted: every part of the sentence."""
    cohort, project = small_cohort(
        16, effect=2.8, density_cross=0.4, density_same=0.6, persistence=0.99, reciprocity=1.0,
        weak_reports=0.0,
    )  # fmt: skip
    answered = responses(cohort)
    assert abs(answered[0] - 22) <= 1
    assert abs(answered[1] - 17) <= 1
    found = reported(with_acquaintance(cohort, project))
    said = found.facts["statement"]
    assert re.search(
        r"^Members had \d\.\d more ties outside their own organization at the end \(.*95% interval "
        r"0\.\d to \d\.\d, 24 people in 8 organizations\)\.",
        said,
    )
    assert re.search(
        r"\d+ of \d+ pairs of strangers, as remembered afterwards, now have a tie\.", said
    )
    same = "Counting only pairs reported by the same people both times, the change is +"
    assert same in said
    tip = r"The change disappears only if at least \d+ of the \d+ pairs not observed both times "
    assert re.search(rf"{tip}lost a tie\.", said)
    assert "asked afterwards; memory and effort push such change up" in said
    assert said.endswith("No comparison group: this is change, not effect.")
    assert not re.search(r"\b(effects?|impact|caused|raised|improved)\b", said.removesuffix(
        "this is change, not effect."))  # fmt: skip
    # the numbers are those of the comparison itself
    net = nw.weave_project(nw.read_project(project))
    change = nw.compare.before_after(net.wave("baseline"), net.wave("closing"), kind="learning")
    assert change.verdict == "up"
    row = change.strangers.iloc[0]
    assert f"{row['now_tied']} of {row['strangers']} pairs of strangers" in said
    assert bool(row["retrospective"])
    for code in ("W01", "W10", "W19"):
        assert code in found.page
    for name in ("secondary", "nonresponse_sensitivity", "hub_or_node"):
        assert found.has(name)


def test_where_missing_pairs_could_not_undo_the_change_that_is_said(small_cohort):
    """Pairs that were seen untied at the start cannot have lost a tie: few of the missing could."""
    cohort, project = small_cohort(32, effect=2.2, density_cross=0.05, persistence=0.8)
    assert responses(cohort) == [22, 17]
    net = nw.weave_project(nw.read_project(project))
    change = nw.compare.before_after(net.wave("baseline"), net.wave("closing"), kind="learning")
    assert change.verdict == "up"
    tip = change.sensitivity.set_index("term").loc["tipping_point"]
    assert tip["estimate"] > tip["n"]
    assert re.search(r"Whatever became of the \d+ pairs not observed both times, the change does "
                     r"not disappear\.", change.sentence)  # fmt: skip


FALL = re.compile(r"\b(fell|fewer|shrank|declined|dropped)\b")
OPEN = "these data cannot tell whether ties grew or shrank"


def without_doubted(text):
    """Take out what stands beside its own doubt: a sentence, with the one that follows it."""
    sentences = re.split(r"(?<=[.;]) (?=[A-Z])", text)
    doubted = [OPEN in " ".join(sentences[at : at + 2]) for at in range(len(sentences))]
    kept = [one for one, doubt in zip(sentences, doubted, strict=True) if not doubt]
    return " ".join(kept)


@pytest.mark.parametrize("seed", [2, 3, 4, 11, 24, 51, 94])
def test_falling_response_alone_is_no_fall(small_cohort, seed):
    """Nothing was planted, fewer people answered: no sentence says that ties fell."""
    cohort, project = small_cohort(seed, effect=0.0, effect_convener=0.0, density_cross=0.08)
    assert cohort.truth.expected_p1.abs().max() < 1e-9
    assert responses(cohort)[1] < responses(cohort)[0]
    net = nw.weave_project(nw.read_project(project))
    change = nw.compare.before_after(net.wave("baseline"), net.wave("closing"), kind="learning")
    assert change.verdict == "cannot tell"
    assert OPEN in change.sentence
    assert not FALL.search(without_doubted(change.sentence).replace("Fewer than", ""))


def test_a_report_of_falling_response_tells_no_fall(small_cohort, reported):
    """51: what was observed is lower by half a tie, and nowhere on the page is that a finding."""
    cohort, project = small_cohort(51, effect=0.0, effect_convener=0.0, density_cross=0.08)
    found = reported(with_acquaintance(cohort, project))
    assert OPEN in found.facts["statement"]
    assert not FALL.search(without_doubted(found.facts["statement"]))
    card = found.facts["cards"]["headline"]
    assert card.endswith("ties per member observed, direction cannot be told")
    for words in ("ties fell", "fell by", "ties shrank.", "change is down"):
        assert words not in found.page
