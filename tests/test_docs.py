"""The pages as tests: their Python runs, their links lead somewhere, their lists are the code's."""

import inspect
import re
import runpy
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

import netweave

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TITLES = [str(page.relative_to(ROOT)) for page in PAGES]
FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```[ ]*$", re.DOTALL | re.MULTILINE)
SETUP = "python3 -m venv .venv"


def read(page):
    """Give the text of a page, or fail in words."""
    if not page.is_file():
        pytest.fail(f"{page.relative_to(ROOT)} does not exist; its examples are run as tests")
    return page.read_text(encoding="utf-8")


def blocks(page, language):
    """Give (line, info, body) of the fenced blocks in a language."""
    text = read(page)
    for fence in FENCE.finditer(text):
        info = fence["info"].split()
        if info[:1] == [language]:
            yield text.count("\n", 0, fence.start("body")), info[1:], fence["body"]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder with the sample cohort in it, where no window opens."""
    monkeypatch.setenv("MPLBACKEND", "Agg")
    if (ROOT / "data" / "sample").is_dir():
        shutil.copytree(ROOT / "data" / "sample", tmp_path / "data" / "sample")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def fences(page):
    """Give (line, info, body) of every fenced block, in order."""
    text = read(page)
    for fence in FENCE.finditer(text):
        yield text.count("\n", 0, fence.start("body")), fence["info"].split(), fence["body"]


@pytest.mark.parametrize("page", PAGES, ids=TITLES)
def test_the_python_on_the_page_runs(page, desk, capsys):
    """Run the page: ``file=…`` blocks are written, python runs, ``output`` is what it printed."""
    namespace = {"__name__": "__main__"}
    for line, info, body in fences(page):
        named = [word.removeprefix("file=") for word in info if word.startswith("file=")]
        if named:
            (desk / named[0]).parent.mkdir(parents=True, exist_ok=True)
            (desk / named[0]).write_text(body, encoding="utf-8")
        elif info[:1] == ["python"] and "no-run" not in info:
            capsys.readouterr()
            above = "\n" * line  # so that a traceback names the line of the page
            exec(compile(above + body, str(page), "exec"), namespace)
        elif "output" in info:
            assert capsys.readouterr().out.split() == body.split(), f"{page.name}, line {line}"


@pytest.mark.parametrize("page", PAGES, ids=TITLES)
def test_the_toml_on_the_page_is_toml(page):
    for line, _, body in blocks(page, "toml"):
        assert tomllib.loads(body), f"{page.name}, line {line}"


@pytest.mark.parametrize(
    "page", [*sorted(ROOT.glob("*.md")), *PAGES[1:]], ids=lambda page: page.name
)
def test_the_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)[^)]*\)", FENCE.sub("", read(page)))
    assert [link for link in links if not (page.parent / link).exists()] == []


def absent_names(text):
    """Give the names after ``nw.`` in a text that netweave does not have."""
    for name, inner in sorted(set(re.findall(r"\bnw\.([a-zA-Z]\w*)(?:\.([a-zA-Z]\w*))?", text))):
        found = getattr(netweave, name, None)
        if found is None or (inspect.ismodule(found) and inner and not hasattr(found, inner)):
            yield f"nw.{name}.{inner}".rstrip(".")


@pytest.mark.parametrize("page", PAGES, ids=TITLES)
def test_the_names_on_the_page_exist(page):
    assert list(absent_names(read(page))) == []


def test_the_names_in_messages_and_docstrings_exist():
    files = sorted((ROOT / "src").rglob("*.py"))
    wrong = {path.name: list(absent_names(path.read_text(encoding="utf-8"))) for path in files}
    assert {name: absent for name, absent in wrong.items() if absent} == {}


def test_the_readme_sets_up_in_two_commands():
    lines = [line for line in read(ROOT / "README.md").splitlines() if line.startswith(SETUP)]
    assert len(lines) == 2
    assert "netweave demo" in lines[0]
    assert "pytest -q" in lines[1]


def test_the_page_of_codes_is_what_the_code_holds():
    made = runpy.run_path(str(ROOT / "docs" / "make_codes.py"))["page"]()
    assert read(ROOT / "docs" / "codes.md") == made, "run: python docs/make_codes.py"


def test_the_page_of_scales_is_what_the_code_holds():
    from netweave.scales import SCALES

    text = read(ROOT / "docs" / "formats.md")
    for scale in SCALES.values():
        words = ", ".join(f"{rank} {word}" for rank, word in enumerate(scale.levels, scale.lowest))
        assert f"| `{scale.id}` | {words} |" in text


def documented_keys(page):
    """Give {section: keys} of the table of keys, whose first cell stands for the rows below too."""
    keys, section = {}, ""
    table = read(page).split("\n## Keys", 1)[1].split("\n## ", 1)[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 3 and not cells[1].startswith(("section", "---")):
            section = cells[1].strip("`[]") or section
            keys.setdefault(section, []).extend(re.findall(r"`(\w+)`", cells[2]))
    return keys


def test_the_page_of_the_project_file_has_every_key_once():
    from netweave.project import KEYS

    documented = documented_keys(ROOT / "docs" / "project-file.md")
    expected = {"top": {"title"}} | {section: set(keys) for section, keys in KEYS.items()}
    assert {section: set(keys) for section, keys in documented.items()} == expected
    assert all(len(set(keys)) == len(keys) for keys in documented.values())


def test_the_example_of_a_project_file_is_accepted(tmp_path):
    from netweave.project import read_project

    (_, _, body), *_ = blocks(ROOT / "docs" / "project-file.md", "toml")
    for name in re.findall(r'file = "([^"]+)"', body):
        (tmp_path / name).touch()
    path = tmp_path / "cohort.toml"
    path.write_text(body, encoding="utf-8")
    project = read_project(path)
    assert project.title == "Bridges across the valley, 2022 to 2024"
    assert list(project.waves) == ["baseline", "endline"]
    assert len(project.survey) == 2


def test_the_arguments_on_the_page_of_formats_are_the_readers():
    sections = re.split(r"^## .*`nw\.(read_\w+)`$", read(ROOT / "docs" / "formats.md"), flags=re.M)
    readers = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert set(readers) == {"read_people", "read_attendance", "read_authorship", "read_survey"}
    for reader, text in readers.items():
        section = text.split("\n## ", 1)[0]
        rows = re.findall(r"^\| (`[a-z].*?) \|", section, flags=re.M)
        named = set(re.findall(r"`([a-z_]+)=?`", " ".join(rows)))
        named |= set(re.findall(r"`([a-z_]+)=`", section))
        assert named <= set(inspect.signature(getattr(netweave, reader)).parameters), reader
