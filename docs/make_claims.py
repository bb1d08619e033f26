"""Write the sentences of docs/claims.md from the sample cohort: python docs/make_claims.py."""

import re
from collections.abc import Iterator
from pathlib import Path

import netweave as nw

DOCS = Path(__file__).parent
PAGE = DOCS / "claims.md"
HEAD = """\
## The sentence

What a result prints of itself may always be quoted, with its warnings. These are of the sample
cohort, of the ties that people reported, or of the small example on the page named. The table is
made by `python docs/make_claims.py`, and a test compares them.

| result | its sentence |
|---|---|
"""
YOURS = """
Measures that are numbers print no sentence. Say what was counted, among whom, and no more:

| result | a sentence of yours |
|---|---|
"""
# Where the sample holds nothing of the sort: the page of docs/howto/ and how its sentence begins.
SHOWN = {
    "compare.plan": ("planning", "With 41 members"),
    "compare.difference_in_differences": ("would-it-have-happened", "In the cohort,"),
    "mindset_scale": ("attitude", "How far the answers"),
    "attitude_and_behavior": ("attitude", "Whether people who report"),
    "self_perception": ("attitude", "Of 8 people who answered"),
    "nestedness": ("practices", "How nested it is"),
    "practice_variety": ("practices", "The 6 who took part"),
    "scorecard": ("scorecard", "22 of"),
    "attendance_kept": ("partners", "Of 7 promised sessions"),
    "strategy_mix": ("partners", "In the sessions,"),
    "outside_ties": ("partners", "2 of 3 members learned"),
    "knowledge_reach": ("partners", "1 of 3 members"),
}
# For measures without a sentence: words that stay below the level of what they rest on.
WRITTEN = {
    "degree": "Of 24 members, 5 named, or were named by, nobody outside their own organization.",
    "betweenness": "12 in 100 shortest paths between members lead through the convener.",
    "constraint": "Members' constraint lies between 0.2 and 1.1; half of them have 0.4 or more.",
    "brokerage": "Of 40 chains from one organization to another, 31 lead through Birch.",
    "cutpoints": "Two members are the only link of somebody to the others.",
    "single_threads": "7 of 28 organization pairs hang on one person; a second tie would do.",
    "mixing": "Four ties of six people join Ash and Birch.",
    "density": "Of 276 pairs of members, 61 are tied.",
    "communities": "The ties fall into four groups; two runs agree by 0.9 on average (1: all).",
    "modularity": "More ties lie inside organizations than if ties ignored them: modularity 0.31.",
    "concor": "Two blocks describe who learned from whom with a fit of 0.42.",
    "resilience": "Without the three people with most ties, 80 in 100 of the others hang together.",
    "removal_losses": "No single member parts more than 4 in 100 pairs of the others.",
    "redundancy": "For most pairs of their contacts, members are not the only way in two steps.",
    "event_overlap": "Two of the six networks have 9 of 10 practices in common.",
    "peer_scores": "Of 20 people, 14 were rated by three others or more; the median is 0.7.",
}


def sample() -> dict[str, object]:
    """Give what the findings are made from: both waves, the members, and the sessions."""
    project = nw.read_project(DOCS.parent / "data" / "sample" / "cohort.toml")
    net = nw.weave_project(project)
    learning = net.where(kind="learning")
    waves = [learning.wave(wave) for wave in learning.waves.index]
    return {"waves": waves, "net": learning, "members": waves[1].without("convener")}


def findings() -> Iterator[tuple[str, str]]:
    """Give the name and the sentence of every finding on the sample cohort."""
    given = sample()
    before, after = given["waves"]
    net, members = given["net"], given["members"]
    same = nw.compare.same(members, "organization")
    made = {
        "compare.before_after": nw.compare.before_after(before, after),
        "compare.over_waves": nw.compare.over_waves(net),
        "compare.tie_survival": nw.compare.tie_survival(net),
        "compare.chance_mixing": nw.compare.chance_mixing(before, after, draws=499, seed=1),
        "hub_or_node": nw.hub_or_node(after, draws=499, seed=1),
        "hub_dependence": nw.hub_dependence(after),
        "structural_phase": nw.structural_phase(members, draws=199, seed=1),
        "core_periphery": nw.core_periphery(members, draws=199, seed=1),
        "concentration": nw.concentration(members),
        "key_players": nw.key_players(members, 2),
        "ei_index": nw.ei_index(members),
        "clusters_and_groups": nw.clusters_and_groups(
            members, nw.communities(members, seed=1), seed=1
        ),
        "small_world_coefficient": nw.small_world_coefficient(members, draws=99, seed=1),
        "betweenness_agreement": nw.betweenness_agreement(members),
        "against_chance": nw.against_chance(members, nw.transitivity, "degrees", draws=199, seed=1),
        "brokerage_against_labels": nw.brokerage_against_labels(members, permutations=199, seed=1),
        "hub_node_profile": nw.hub_node_profile(members, draws=99, seed=1),
        "network_behavior_profile": nw.network_behavior_profile(members, draws=99, seed=1),
        "organization_profile": nw.organization_profile(members),
        "attrition": nw.attrition(before, after),
        "compare.qap": nw.compare.qap(members, same, permutations=499, seed=1),
        "compare.mrqap": nw.compare.mrqap(
            members, {"same organization": same}, permutations=199, seed=1
        ),
        "compare.cug": nw.compare.cug(members, nw.centralization, draws=499, seed=1),
        "compare.vertex_bootstrap": nw.compare.vertex_bootstrap(
            members, nw.density, draws=199, seed=1
        ),
    }
    return ((name, result.sentence) for name, result in made.items())


def shown() -> Iterator[tuple[str, str]]:
    """Give the sentences that a page of docs/howto/ prints."""
    for name, (page, start) in SHOWN.items():
        text = (DOCS / "howto" / f"{page}.md").read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.startswith(start)]
        yield name, f"{lines[0]} ([{page}](howto/{page}.md))"


def row(name: str, sentence: str) -> str:
    """Give one row of a table."""
    cell = re.sub(r"([|*_])", r"\\\1", sentence)
    return f"| `{name}` | {cell} |\n"


def section() -> str:
    """Give the section of the page."""
    found = [*findings(), *shown()]
    written = [(name, f'"{text}"') for name, text in WRITTEN.items()]
    parts = [HEAD, *(row(*one) for one in found), YOURS, *(row(*one) for one in written)]
    return "".join(parts)


def page() -> str:
    """Give the whole page, with the section as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    first, _, rest = text.partition("## The sentence\n")
    after = rest.partition("\n## ")[2]
    return f"{first}{section()}\n## {after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
