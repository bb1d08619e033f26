"""Evaluations as a user does them: raw files, a project file, and the report of the command."""

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from markupsafe import Markup

import netweave as nw
from netweave.cli import main
from netweave.report import chance, pictures
from netweave.report.page import Picture


@dataclass(frozen=True)
class Report:
    """What a reader finds in the folder of a report."""

    folder: Path

    @property
    def facts(self):
        """Page one in plain text."""
        return json.loads((self.folder / "findings.json").read_text("utf-8"))

    @property
    def page(self):
        """The page as text, without its markup."""
        text = (self.folder / "index.html").read_text("utf-8").partition("</style>")[2]
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))

    def has(self, table):
        """Whether a table was written."""
        return (self.folder / "tables" / f"{table}.csv").exists()


@pytest.fixture
def reported(tmp_path, monkeypatch):
    """Run ``netweave report`` on a project file; maps are left undrawn and few networks drawn."""

    def undrawn(name, draw, alt, caption, size):
        return Picture(name, Markup("<svg></svg>"), alt, caption)

    monkeypatch.setattr(pictures, "_picture", undrawn)
    monkeypatch.setattr(chance, "DRAWS", 99)

    def run(project, audience="network"):
        out = tmp_path / f"report-{audience}"
        done = CliRunner().invoke(
            main, ["report", str(project), "--out", str(out), "--audience", audience]
        )
        assert done.exit_code == 0, done.output
        return Report(out)

    return run


@pytest.fixture
def small_cohort(tmp_path):
    """Write the raw files of 24 people in 8 organizations, with 3 staff, and the project file."""

    def write(seed, **settings):
        cohort = nw.simulate_cohort(
            nw.CohortSettings(**{
                "members_per_organization": (3, 3),
                "response": (22 / 24, 17 / 24),
                "response_sd": 0.0,
                "organization_sd": 0.0,
                "person_sd": 0.2,
                "joiners": 0,
                "leavers": 0,
                "misspellings": 0,
                "unsettled": 0,
                "faults": False,
                "sessions": (("workshop", 2),),
                "products": 2,
                **settings,
            }),
            seed=seed,
        )
        return cohort, cohort.write(tmp_path / "records")

    return write
