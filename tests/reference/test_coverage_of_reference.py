"""Nothing in the reference is left unsaid: each value is compared, or it stands here why not.

A key is the reference's name of a value: ``group:`` stands for a key of any grouping, a part of a
value with parts follows after a slash (``/*``: all of them), printed tables begin with
``published:`` and pairs of networks with ``comparison:``.
"""

import ast
import json
import re
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

HERE = Path(__file__).parent
# file::test: the keys that it compares.
COMPARED = {
    "test_analytics_reference.py::test_people": """
        in_degree out_degree distinct_neighbours degree betweenness betweenness_undirected
        harmonic_out harmonic_in in_strength out_strength""",
    "test_analytics_reference.py::test_density": "density",
    "test_analytics_reference.py::test_centralization": """
        centralization/degree_undirected_freeman centralization/betweenness_undirected_igraph
        centralization/out_degree_wf_formula centralization/in_degree_wf_formula""",
    "test_analytics_reference.py::test_pieces": "isolates weak_components/*",
    "test_analytics_reference.py::test_connectedness_is_krackhardts": """
        krackhardt_connectedness_formula""",
    "test_analytics_reference.py::test_groups": "group:EI/* group:EI_node_union",
    "test_bridging_reference.py::test_holes": """
        constraint_binary constraint_undirected constraint_weighted constraint_nx_binary
        constraint_nx_weighted effective_size_burt_binary effective_size_burt_weighted
        effective_size_undirected effective_size_nx_binary effective_size_nx_weighted""",
    "test_bridging_reference.py::test_brokerage": """
        group:gould_fernandez/raw group:gould_fernandez_bruteforce""",
    "test_clustering_reference.py::test_of_arrows": "clustering_fagiolo_nx",
    "test_clustering_reference.py::test_of_weights_karate": "clustering_onnela_nx",
    "test_clusters_reference.py::test_the_default_is_as_good_as_the_best_of_fifty_leiden_runs": """
        leiden_best_modularity_binary/Q optimal_modularity_binary/Q""",
    "test_clusters_reference.py::test_python_louvain_stays_in_igraphs_range": """
        louvain_modularity_range_binary/*""",
    "test_clusters_reference.py::test_modularity_of_weights_summed_both_ways": """
        group:modularity_weighted""",
    "test_cohesion_reference.py::test_network": """
        n m reciprocity/edgewise reciprocity/dyadic reciprocity/dyadic_nonnull
        reciprocity/correlation reciprocity/igraph_default reciprocity/igraph_ratio reciprocity_nx
        weighted_reciprocity_squartini krackhardt_gtd/connectedness krackhardt_gtd/efficiency
        krackhardt_gtd/hierarchy_krackhardt krackhardt_gtd/hierarchy_reciprocity
        krackhardt_gtd_transposed/connectedness krackhardt_gtd_transposed/efficiency
        krackhardt_gtd_transposed/hierarchy_krackhardt krackhardt_efficiency_underlying
        krackhardt_hierarchy_formula degree_assortativity_nx centralization/degree_sna
        centralization/out_degree_sna centralization/in_degree_sna
        centralization/out_degree_loopsFALSE_igraph centralization/in_degree_loopsFALSE_igraph""",
    "test_cohesion_reference.py::test_centralization_by_other_maxima": """
        centralization/betweenness_sna centralization/freeman_total_sna""",
    "test_cohesion_reference.py::test_centralization_of_closeness": "centralization/closeness_sna",
    "test_cohesion_reference.py::test_least_upper_bounds": """
        krackhardt_gtd/lubness krackhardt_gtd_transposed/lubness""",
    "test_cohesion_reference.py::test_assortativity": "group:assortativity",
    "test_cohesion_reference.py::test_brokerage_of_the_network": """
        group:gould_fernandez/global_raw group:gould_fernandez/expected""",
    "test_cohesion_reference.py::test_people": """
        betweenness_sna betweenness_nx_normalized harmonic harmonic_nx clustering_nx strength""",
    "test_cohesion_reference.py::test_closeness_of_others": """
        closeness_nx closeness_component closeness_in_component closeness_out_component
        closeness_wf closeness_in_wf closeness_ucinet closeness_in_ucinet closeness_out_ucinet""",
    "test_groups_reference.py::test_the_index_by_person": "group:EI_node_out",
    "test_groups_reference.py::test_the_mixing_matrix": "group:mixing_matrix/*",
    "test_groups_reference.py::test_cutpoints_and_bridges": "articulation_points bridge_count",
    "test_groups_reference.py::test_modularity_is_ties_inside_less_those_expected_of_degrees": """
        group:modularity_undirected""",
    "test_paths_reference.py::test_people": """
        closeness_freeman two_step_reach_out two_step_reach_in""",
    "test_paths_reference.py::test_distances": """
        mean_distance_reachable diameter_reachable efficiency_global""",
    "test_paths_reference.py::test_ordered_pairs_within_reach": "connectedness_reachability",
    "test_paths_reference.py::test_betweenness_by_length": """
        betweenness_weighted_invdist betweenness_nx_invdist""",
    "test_published_reference.py::test_ucinet_on_the_managers": """
        published:ucinet_cohesion/[!ls]* published:ucinet_cohesion/sd_distance""",
    "test_published_reference.py::test_ora_on_knokes_organizations": """
        published:ora_network_level/[!ic]* published:ora_network_level/in_*
        published:ora_network_level/characteristic_path_length""",
    "test_published_reference.py::test_ucinet_on_people": """
        published:in_strength published:betweenness published:harmonic_mean""",
    "test_published_reference.py::test_closeness": "published:closeness",
    "test_published_reference.py::test_closeness_in_pieces": "published:closeness_ucinet",
    "test_published_reference.py::test_the_index_of_all_likings": "published:EI/EI",
    "test_spectral_reference.py::test_what_other_programs_say": """
        pagerank pagerank_nx pagerank_weighted eigenvector_undirected eigenvector_weighted
        eigenvalue_undirected hub authority""",
    "test_spectral_reference.py::test_ucinet_symmetrizes_weights_by_their_maximum": """
        published:eigenvector_weighted_max""",
    "test_spectral_reference.py::test_ucinet_gives_isolates_nothing": """
        published:eigenvector_undirected""",
    "test_triads_reference.py::test_clustering": """
        transitivity_global clustering_avg_nan_excluded clustering_avg_zero clustering_local""",
    "test_triads_reference.py::test_censuses": "dyad_census/* triad_census/*",
    "test_triads_reference.py::test_closed_chains": "gtrans/weak",
    "test_triads_reference.py::test_cores": "kcore",
    "test_triads_reference.py::test_cores_of_one_direction": "kcore_out kcore_in",
    "test_triads_reference.py::test_the_best_correlation_is_no_lower_than_ours": """
        core_periphery_cp_missing/*""",
    "test_turnover_reference.py::test_arcs": """
        comparison:n11_maintained comparison:n10_dissolved comparison:n01_formed comparison:n00
        comparison:hamming comparison:hdist_sna""",
    "test_turnover_reference.py::test_pairs_and_rates": """
        comparison:jaccard comparison:persistence_rate comparison:formation_rate
        published:qap_marriage_business/n_obs published:qap_marriage_business/jaccard
        published:qap_marriage_business/hamming_share
        published:qap_marriage_business/simple_matching""",
    "test_two_mode_reference.py::test_counts": """
        size/* events_per_person event_size density_two_mode components tnet_two_mode/degree_tm""",
    "test_two_mode_reference.py::test_the_printed_density": "published:density/*",
    "test_two_mode_reference.py::test_degree": """
        degree_centrality_persons degree_centrality_events
        published:degree_centrality_persons published:degree_centrality_events""",
    "test_two_mode_reference.py::test_closeness": """
        closeness_two_mode published:closeness_two_mode_persons
        published:closeness_two_mode_events""",
    "test_two_mode_reference.py::test_betweenness": """
        betweenness_two_mode_raw betweenness_two_mode_nx published:betweenness_two_mode_persons
        published:betweenness_two_mode_events""",
    "test_two_mode_reference.py::test_eigenvector": """
        eigenvector_two_mode_persons eigenvector_two_mode_events singular_values
        published:eigenvector_two_mode_persons published:eigenvector_two_mode_events""",
    "test_two_mode_reference.py::test_projection": "projection",
    "test_two_mode_reference.py::test_projection_of_tnet": """
        tnet_projection/* tnet_two_mode/projection_binary_m projection_summary/edges
        projection_summary/sum_shared_events projection_summary/sum_newman""",
}
# What is not compared, and why; docs/conventions.md has the formulas.
DIFFERENT = {
    "avg_neighbour_degree_nx": "not offered: how well one's contacts are tied, on average",
    "betweenness_nx_invdist_float": "1/weight in floating point misses paths of equal length",
    "core_periphery_cp_max/*": "not offered: the ideal in which core and periphery are tied",
    "flow_hierarchy_nx": "not offered: share of arcs in no circle; Krackhardt's hierarchy is",
    "strong_components/*": "not offered: pieces in which all reach each other along arrows",
    "gtrans/strong": "not offered: counts triples without a chain as well",
    "gtrans/rank": "not offered: transitivity of weights; the same as weak for binary ties",
    "gtrans/weakcensus": "a count: the numerator of the weak share",
    "reciprocity/edgewise_lrr": "not offered: log of returned arcs over density",
    "group:modularity_directed": "not offered: modularity of arcs (Leicht & Newman)",
    "group:gould_fernandez/global_expected": "sums of the expectation that is compared by person",
    "group:gould_fernandez/global_z": "a moment where ties are drawn and labels stay",
    "group:gould_fernandez/z": "a moment where ties are drawn and labels stay",
    "leiden_best_modularity_binary/communities": "partitions of one modularity can differ in it",
    "optimal_modularity_binary/communities": "partitions of one modularity can differ in it",
    "latapy_clustering/*": "not offered: two-mode clustering by pairs",
    "redundancy": "not offered: two-mode redundancy",
    "robins_alexander": "not offered: two-mode reinforcement",
    "tnet_two_mode/clustering_tm": "not offered: two-mode clustering by four-paths (Opsahl)",
    "tnet_two_mode/clustering_local_tm": "not offered: two-mode clustering by four-paths",
    "tnet_two_mode/reinforcement_tm": "not offered: two-mode reinforcement",
    "tnet_two_mode/distance_tm_note": "a remark",
    "projection_summary/sum_per_pair_fraction": "not offered: a meeting of s as 1 over its pairs",
    "published:opsahl_two_mode_clustering/*": "not offered: two-mode clustering, reinforcement",
    "published:borgatti_halgin_table/note": "a remark: the table is that of UCINET, two digits",
    "published:EI/group": "the source contradicts itself by group",
    "published:ora_network_level/clustering_directed": "not offered: arrows among contacts",
    "published:ora_network_level/isolates": "of a network whose ties are not in the reference",
    "published:ucinet_cohesion/largest_strong_component": "not offered: strong components",
    "published:ucinet_cohesion/strong_components": "not offered: strong components",
    "comparison:coefficients/*": "not offered: regression of networks",
    "comparison:r_squared": "not offered: regression of networks",
    "comparison:adj_r_squared": "not offered: regression of networks",
    "comparison:loglik": "not offered: regression of networks",
    "comparison:p_ge": "not offered: regression of networks",
    "comparison:p_abs": "not offered: regression of networks",
    "comparison:reps": "not offered: regression of networks",
    "comparison:qap/*": "not offered: correlation of two networks under permutation",
    "comparison:pearson": "not offered: correlation of two networks",
    "comparison:gcor_sna": "not offered: correlation of two networks",
    "published:logistic_advice~friends+reports/*": "not offered: regression of networks",
    "published:mrqap_advice~friends+reports/*": "not offered: regression of networks",
    "published:qap_marriage_business/*gamma": "not offered: association of two networks",
    "published:qap_marriage_business/*pearson": "not offered: correlation of two networks",
}
WORDS_OF_A_COMPARISON = {"comparison", "source", "convention"}
CLAIMS = {key: place for place, keys in COMPARED.items() for key in keys.split()}


@cache
def everything(reference):
    """Give every key of the reference, and all parts of values that have parts."""
    found = set()
    for path in (reference / "expected").glob("*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        nodes = pd.read_csv(reference / "data" / path.stem / "nodes.csv", dtype="str")["id"]
        facts = [
            (re.sub(r"^group:\w+:", "group:", key), fact["value"])
            for view in told["views"].values()
            for key, fact in view["values"].items()
        ]
        facts += [(f"published:{one['measure']}", one["value"]) for one in told["published"]]
        facts += [
            (f"comparison:{key}", value)
            for one in told["comparisons"]
            for key, value in one.items()
            if key not in WORDS_OF_A_COMPARISON
        ]
        for key, value in facts:
            by_person = isinstance(value, dict) and len(set(value) - set(nodes)) <= 1
            if isinstance(value, dict) and not (by_person and set(value) & set(nodes)):
                found |= {f"{key}/{part}" for part in value}
            else:
                found.add(key)
    return found


@cache
def strings(name):
    """Give the strings of a test file that are no docstrings, and the names of its tests."""
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    places = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef)]
    docstrings = {ast.get_docstring(node, clean=False) for node in places}
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return texts - docstrings, {getattr(node, "name", "") for node in places}


def test_every_value_is_compared_or_explained(reference):
    known = {**CLAIMS, **DIFFERENT}
    unsaid = {
        key for key in everything(reference) if not any(fnmatchcase(key, one) for one in known)
    }
    assert not unsaid


def test_no_value_is_both_compared_and_explained_away(reference):
    twice = {
        key
        for key in everything(reference)
        if any(fnmatchcase(key, one) for one in CLAIMS)
        and any(fnmatchcase(key, one) for one in DIFFERENT)
    }
    assert not twice


def test_every_entry_is_about_something(reference):
    keys = everything(reference)
    stale = [one for one in (*CLAIMS, *DIFFERENT) if not any(fnmatchcase(k, one) for k in keys)]
    assert not stale


@pytest.mark.parametrize("place", COMPARED)
def test_the_file_names_what_it_is_said_to_compare(place):
    name, function = place.split("::")
    texts, functions = strings(name)
    assert function in functions
    words = {word for text in texts for word in re.split(r"[/:]", text)}
    for key in COMPARED[place].split():
        bare = key.removeprefix("group:").removeprefix("published:").removeprefix("comparison:")
        for part in bare.split("/"):
            assert part in words or "*" in part, key


def test_no_key_is_claimed_twice():
    claimed = [key for keys in COMPARED.values() for key in keys.split()]
    assert len(claimed) == len(set(claimed))
