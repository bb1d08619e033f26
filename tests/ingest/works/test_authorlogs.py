"""What becomes a mention, a key and a work."""

import numpy as np
import pandas as pd

import netweave as nw
from netweave.ingest.works import authorlogs


def text(*values):
    return pd.Series(list(values), dtype="str")


def test_the_first_key_counts_and_the_others_wait():
    log = authorlogs.log_of(
        [
            text("o1", None, None, None),
            text("m1", "m2", None, None),
            text("Ana", "Bo", "Cy", None),
        ],
        text("Ana", "Bo", "Cy", None),
        np.array([0, 0, 1, -1]),
    )
    assert log["person"].fillna("").tolist() == ["o1", "m2", "Cy", ""]
    assert log["name"].fillna("").tolist() == ["Ana", "Bo", "", ""]
    assert log["second"].fillna("").tolist() == ["m1", "", "", ""]
    assert list(log) == ["person", "name", "event", "second"]


def test_a_name_with_one_key_has_it_everywhere_and_a_shared_one_nowhere():
    named = pd.DataFrame({
        "person": text("o1", "Ruiz, Ana", "o2", "o3", "Bo Li", "Cy Oh"),
        "name": text("Ana Ruiz", None, "Bo Li", "Li, Bo", None, None),
    })
    told = authorlogs.one_key_each(named)
    assert told["person"].fillna("").tolist() == ["o1", "o1", "o2", "o3", "", "Cy Oh"]
    assert told["name"].fillna("").tolist() == [
        "Ana Ruiz", "Ruiz, Ana", "Bo Li", "Li, Bo", "", "",
    ]  # fmt: skip


def test_people_of_a_list_where_only_some_works_have_keys(tmp_path):
    path = tmp_path / "works.json"
    author = '{"given": "%s", "family": "Ruiz", "ORCID": "%s"}'
    works = [
        f'{{"DOI": "10.5555/{number}", "author": [{author % who}]}}'
        for number, who in enumerate([("Ana", "0000-0002-1825-0097"), ("Ana", ""), ("A.", "")])
    ]
    path.write_text(f"[{', '.join(works)}]", encoding="utf-8")
    papers = nw.read_authorship(path)
    people = nw.people_from(papers)
    assert people.frame["name"].to_dict() == {
        "0000-0002-1825-0097": "Ana Ruiz", "A. Ruiz": "A. Ruiz",
    }  # fmt: skip
    assert nw.weave(people, papers).report.unmatched.empty
