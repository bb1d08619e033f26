"""A small project of two waves, and the tool as a function."""

import pytest
from click.testing import CliRunner

from netweave import cli

PEOPLE = "id,name,org,staff\n" + "".join(
    f"p{n:02},Person {chr(65 + n)},Org {n // 3},no\n" for n in range(18)
)
BEFORE = "who,whom\n" + "".join(f"p{n:02},p{(n + 1) % 18:02}\n" for n in range(18))
AFTER = BEFORE + "".join(f"p{n:02},p{(n + 4) % 18:02}\n" for n in range(18))
SURVEY = """
[[survey]]
file = "{wave}.csv"
wave = "{wave}"
respondent = "who"
named = "whom"
direction = "learned_from"
"""
PROJECT = """
title = "A cohort"
[people]
file = "people.csv"
id = "id"
name = "name"
organization = "org"
convener = "staff"
""" + "".join(SURVEY.format(wave=wave) for wave in ("start", "end"))


@pytest.fixture(scope="session")
def run():
    """Run the tool with arguments."""
    return lambda *arguments, **more: CliRunner().invoke(
        cli.main, [str(one) for one in arguments], **more
    )


@pytest.fixture(scope="session")
def waves(tmp_path_factory):
    """A project of two waves; tests only read it."""
    folder = tmp_path_factory.mktemp("waves")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "start.csv").write_text(BEFORE, encoding="utf-8")
    (folder / "end.csv").write_text(AFTER, encoding="utf-8")
    (folder / "cohort.toml").write_text(PROJECT, encoding="utf-8")
    return folder / "cohort.toml"
