"""Small projects for the tests of the checkup."""

import pytest

from netweave import check

NAMES = ("Ana Ruiz", "Bo Li", "Cy Oh", "Di Fox", "Eva Grant", "Finn Holm", "Gus Ito", "Hana Jung")
PEOPLE = "id,name,org\n" + "".join(
    f"p{number},{name},{'North' if number <= 4 else 'South'}\n"
    for number, name in enumerate(NAMES, 1)
)
ROSTER = '[people]\nfile = "people.csv"\nid = "id"\nname = "name"\norganization = "org"\n'
SURVEY = (
    '[[survey]]\nfile = "{file}"\nwave = "{wave}"\n'
    'respondent = "who"\nnamed = "whom"\ndirection = "learned_from"\n'
)
LEVELS = 'level = "how"\nscale = "FREY_LCS"\n'
WAVES = (
    '[[waves]]\nlabel = "start"\nstart = 2024-01-01\nend = 2024-07-01\n'
    '[[waves]]\nlabel = "end"\nstart = 2024-07-01\nend = 2025-01-01\n'
)
SESSIONS = '[[attendance]]\nfile = "log.csv"\nperson = "who"\nevent = "what"\ntime = "when"\n'


@pytest.fixture
def project(tmp_path):
    """Write a project: its TOML and its files; the roster of eight is there unless given."""

    def make(toml, **files):
        written = {"people": PEOPLE} | files
        for name, text in written.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        (tmp_path / "cohort.toml").write_text(toml, encoding="utf-8")
        return tmp_path / "cohort.toml"

    return make


@pytest.fixture
def checked(project):
    """Write a project and check it."""
    return lambda toml, **files: check(project(toml, **files))


@pytest.fixture(scope="session")
def row():
    """Give the one row of a table with a finding, and maybe a place."""

    def find(checkup, found, where=None):
        table = checkup.table[checkup.table["found"] == found]
        if where is not None:
            table = table[table["where"] == where]
        assert len(table) == 1, checkup.table[["where", "found"]].to_string()
        return table.iloc[0]

    return find


@pytest.fixture(scope="session")
def survey():
    """Write the section of a survey, without levels or with them."""

    def write(file="end.csv", wave="end", *, levels=False, more=""):
        return SURVEY.format(file=file, wave=wave) + (LEVELS if levels else "") + more

    return write
