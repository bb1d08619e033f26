"""The pages as tests: their Python runs, their links lead somewhere, their lists are the code's."""

import inspect
import re
import runpy
import shlex
import shutil
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import netweave

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
HOWTO = ROOT / "docs" / "howto"
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


def written(desk, info, body):
    """Write the file of a fence that names one; say whether it does."""
    told = dict(word.split("=", 1) for word in info if "=" in word)
    if "file" in told:
        path = desk / told["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding=told.get("encoding", "utf-8"))
    return "file" in told


def of_howto(desk, page):
    """Lay out the roster that the how-to pages share; give the section that names it."""
    if page.parent != HOWTO:
        return ""
    for _, info, body in fences(HOWTO / "README.md"):
        written(desk, info, body)
    return next(body for _, _, body in blocks(HOWTO / "README.md", "toml"))


def commands(body, where):
    """Run the lines of a block at the command line; give what they print."""
    from click.testing import CliRunner

    from netweave.cli import main

    said = ""
    for line in body.splitlines():
        done = CliRunner().invoke(main, shlex.split(line)[1:])
        said += done.output
        assert done.exit_code == 0, f"{where}: {done.output}"
    return said


def same_ties(body, roster, net):
    """Weave a project file, or the part of one, and compare its ties with those of the page."""
    Path("cohort.toml").write_text(body if "[people]" in body else roster + body, encoding="utf-8")
    woven = netweave.weave_project(netweave.read_project("cohort.toml"))
    if net is not None:
        pd.testing.assert_frame_equal(woven.ties, net.ties)


def as_shown(shown, printed):
    """Say whether a page shows what was printed, spaces apart; a line of … leaves some out."""
    place, rest = 0, " ".join(printed.split())
    parts = [" ".join(part.split()) for part in re.split(r"^…$", shown, flags=re.MULTILINE)]
    for part in parts:
        place = rest.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return rest.startswith(parts[0]) and rest.endswith(parts[-1])


@pytest.mark.parametrize("page", PAGES, ids=TITLES)
def test_the_page_runs(page, desk, capsys):
    """Run the page from top to bottom.

    ``file=…`` blocks are written, python and ``sh run`` run, ``output`` is what they printed, and
    a ``toml project`` gives the network ``net`` of the page. Without what a block ``needs=…`` the
    page ends there.
    """
    namespace, roster, said = {"__name__": "__main__"}, of_howto(desk, page), ""
    for line, info, body in fences(page):
        where = f"{page.name}, line {line}"
        if written(desk, info, body) or "no-run" in info:
            continue
        if info[:1] == ["python"]:
            needed = [word.removeprefix("needs=") for word in info if word.startswith("needs=")]
            list(map(pytest.importorskip, needed))
            capsys.readouterr()
            above = "\n" * line  # so that a traceback names the line of the page
            exec(compile(above + body, str(page), "exec"), namespace)
            said = capsys.readouterr().out
        elif info == ["sh", "run"]:
            said = commands(body, where)
        elif info == ["toml", "project"]:
            same_ties(body, roster, namespace.get("net"))
        elif "output" in info:
            assert as_shown(body, said), f"{where}: it printed\n{said}"


def test_what_a_page_leaves_out_is_marked():
    assert as_shown("a  b\n", "a\nb")
    assert as_shown("a\n…\nd\n", "a b\nc d")
    assert not as_shown("a\n", "a b")
    assert not as_shown("b\n…\nc\n", "a b c")
    assert not as_shown("c\n…\na\n", "a b c")


def test_every_how_to_page_is_in_the_list_and_shows_what_comes_out():
    pages = {page.name: page for page in HOWTO.glob("*.md")}
    listed = re.findall(r"\]\(([\w-]+\.md)\)", read(pages.pop("README.md")))
    assert sorted(listed) == sorted(pages)
    silent = {
        name
        for name, page in pages.items()
        if not any("output" in info for _, info, _ in fences(page))
    }
    assert silent == set()


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


def test_the_page_of_measures_is_what_the_code_holds():
    made = runpy.run_path(str(ROOT / "docs" / "make_measures.py"))["page"]()
    assert read(ROOT / "docs" / "measures.md") == made, "run: python docs/make_measures.py"


def test_the_page_of_measures_has_each_once():
    from netweave.analytics import measures

    rows = re.findall(r"^\| `(\w+)`", read(ROOT / "docs" / "measures.md"), flags=re.MULTILINE)
    assert sorted(set(rows)) == sorted(rows)
    assert set(measures()) <= set(rows)


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
    text = read(ROOT / "docs" / "formats.md")
    sections = re.split(r"^## .*`nw\.(\w+)`$", text, flags=re.MULTILINE)
    readers = dict(zip(sections[1::2], sections[2::2], strict=True))
    assert set(readers) == {name for name in netweave.__all__ if name.startswith("read_")} - {
        "read_project"
    }
    common = arguments(sections[0].split("\n## In every reader", 1)[1])
    for reader, section in readers.items():
        named = arguments(section.split("\n## ", 1)[0])
        has = set(inspect.signature(getattr(netweave, reader)).parameters) - {"source"}
        assert named <= has, reader
        assert has <= named | common, reader


def arguments(section):
    """Give the arguments in the first cells of a table."""
    rows = re.findall(r"^\| (`[a-z].*?) \|", section, flags=re.MULTILINE)
    return set(re.findall(r"`([a-z_]+)`", " ".join(rows)))
