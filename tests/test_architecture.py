"""The rules of ARCHITECTURE.md and CONTRIBUTING.md, held against the code."""

import ast
import inspect
import io
import os
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest
from numpydoc.validate import validate

import netweave

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
PACKAGE = SRC / "netweave"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Hard limits; the aim is 250 lines of code (without docstrings, comments and blank lines) per file
# and 25 statements per function.
MOST_LINES = {"src": 300, "tests": 400}
MOST_STATEMENTS = 40
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
HEAVY = ("pandas", "matplotlib.pyplot", "numba")
# What `import netweave` may cost beyond bare Python, in seconds of CPU. Where cores are shared the
# same work costs up to twice as much, so the test allows that factor; the lasting guard against a
# slow import is the list HEAVY, which needs no clock.
IMPORT_CPU = 0.15
SHARED_CORES = 2.0
RUNS = 5
# Words for the ends of a tie that mean opposite things in other programs.
AMBIGUOUS = {"source", "target", "from_", "to", "in_", "out_", "sender", "receiver", "teacher"}
# Where such a word does not mean the end of a tie: the publication of a scale.
OTHER_MEANING = {("Scale", "source"), ("check", "source")}


def public_names():
    """Give {name: module} of the public names, read from the list without importing anything."""
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.name: node.module or "" for node in imports for alias in node.names}


NAMES = public_names()
MODULES = [name for name, module in NAMES.items() if not module]
OBJECTS = [name for name, module in NAMES.items() if module]


def public_path(name):
    """Give the object of a dotted public name."""
    found = netweave
    for part in name.split("."):
        found = getattr(found, part)
    return found


def functions():
    """Give the dotted names of all public functions that can be resolved now."""
    named = [name for name in OBJECTS if inspect.isroutine(public_path(name))]
    for module in sorted({"compare", "exchange", "plotting"} & set(MODULES)):
        inside = public_path(module)
        listed = getattr(inside, "__all__", dir(inside))
        exported = [name for name in listed if inspect.isroutine(getattr(inside, name))]
        named += [f"{module}.{name}" for name in exported if not name.startswith("_")]
    return named


def classes():
    """Give the names of all public classes."""
    return [name for name in OBJECTS if inspect.isclass(public_path(name))]


def signatures():
    """Give (name, parameters) of public functions, of public classes and of their methods."""
    for name in functions():
        yield name, list(inspect.signature(public_path(name)).parameters)
    for name in classes():
        yield name, list(inspect.signature(public_path(name)).parameters)
        for method, inside in inspect.getmembers(public_path(name)):
            written = inspect.isfunction(inside) or inspect.ismethod(inside)
            if written and not method.startswith("_"):
                yield f"{name}.{method}", list(inspect.signature(inside).parameters)


def python_files(*folders):
    """Give every Python file under the folders, in order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


# --- the map ------------------------------------------------------------------------------------


def layer_rows():
    """Give the rows of ARCHITECTURE.md's layer table: sets of names, from the face down."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("## Layers", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in table.splitlines() if re.match(r"\| *\d", line)]
    return [set(re.findall(r"`([\w/]+(?:\.py|/))`", row.split("|")[2])) for row in rows]


def bare(name):
    """Give a module's name without its ending."""
    return name.removesuffix("/").removesuffix(".py")


def test_the_map_names_every_module():
    mapped = {bare(name) for row in layer_rows() for name in row}
    here = {path.stem for path in PACKAGE.glob("*.py")}
    here |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert here - mapped == set(), "add these to the table in ARCHITECTURE.md"


def test_the_map_names_nothing_else():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    inside = set(re.findall(r"`((?:\w+/)+\w+\.py)`", text))
    named = {name for row in layer_rows() for name in row} | inside
    absent = {name for name in named if not ((PACKAGE / name).exists() or (ROOT / name).exists())}
    assert absent == set(), "ARCHITECTURE.md names files that do not exist"


def test_the_map_is_what_the_linter_enforces():
    layers = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "layers")
    enforced = [{name.strip(" ()") for name in re.split("[|:]", row)} for row in layers["layers"]]
    mapped = [{bare(name) for name in row} - {"__init__"} for row in layer_rows()]
    here = set().union(*mapped)
    assert [row & here for row in enforced if row & here] == [row for row in mapped if row]


def lint_imports(folder):
    """Run import-linter on a copy of the package."""
    path = os.pathsep.join([str(folder / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """A copy of the package and its contracts."""
    shutil.copytree(SRC, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_layers_hold(copy):
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("errors/base.py", "from netweave import results"),
        ("results.py", "import matplotlib.pyplot"),
        ("ingest/answers/survey.py", "from netweave.ingest.sessions import attendance"),
        ("_kernels/__init__.py", "import pandas"),
        ("analytics/__init__.py", "from netweave._network import convert"),
        ("simulation/__init__.py", "from netweave.ingest.tables import reading"),
        ("dyads.py", "import networkx"),
        ("project/loading.py", "import click"),
        ("compare/__init__.py", "import igraph"),
        ("unheard_of.py", "import numpy"),
    ],
)
def test_a_planted_import_is_caught(copy, file, line):
    with (copy / "src" / "netweave" / file).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")
    done = lint_imports(copy)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
    assert file.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in done.stdout


# --- public names -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there(name):
    found = public_path(name)
    assert inspect.ismodule(found) == (name in MODULES)
    assert name in dir(netweave)


def test_the_list_of_names_is_sorted_and_holds_nothing_twice():
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    lines = [(node.module or "", alias.name) for node in imports for alias in node.names]
    assert lines == sorted(lines)
    assert len(NAMES) == len(lines)
    assert all(a.asname == a.name for node in imports for a in node.names), "write `x as x`"


def test_no_public_function_bears_its_modules_name():
    tops = {path.stem for path in PACKAGE.glob("*.py")} | {path.name for path in PACKAGE.iterdir()}
    for name in functions():
        word = name.rsplit(".", maxsplit=1)[-1]
        home = inspect.unwrap(public_path(name)).__module__.split(".")
        assert word not in home, f"{name} hides the module {'.'.join(home)}"
        assert word not in tops, f"{name} hides the module netweave.{word}"


def test_the_ends_of_a_tie_have_plain_names():
    wrong = []
    for name, parameters in signatures():
        file_first = name.startswith("read_") or name == "people_from"
        allowed = {(name, parameter) for parameter in parameters[:1] if file_first}
        taken = {(name, parameter) for parameter in parameters if parameter in AMBIGUOUS}
        wrong += sorted(taken - allowed - OTHER_MEANING)
    assert wrong == []


# --- docstrings ---------------------------------------------------------------------------------


def faults(name):
    """Give what numpydoc finds wrong, less the checks that pyproject.toml leaves out."""
    left_out = set(PYPROJECT["tool"]["numpydoc_validation"]["checks"]) - {"all"}
    found = validate(f"netweave.{name}")["errors"]
    return [f"{name}: {code} {text}" for code, text in found if code not in left_out]


def test_numpydoc_accepts_every_public_name():
    wrong = [fault for name in functions() + classes() for fault in faults(name)]
    assert wrong == [], "\n".join(wrong)


def test_numpydoc_accepts_every_method_that_documents_its_parameters():
    wrong = []
    for name in classes():
        for method, inside in vars(public_path(name)).items():
            text = inspect.getdoc(inside) or ""
            if not method.startswith("_") and "\n-----" in text:
                wrong += faults(f"{name}.{method}")
    assert wrong == [], "\n".join(wrong)


def test_every_public_function_shows_an_example():
    without = [n for n in functions() if "\nExamples\n---" not in inspect.getdoc(public_path(n))]
    assert without == []


def test_every_measure_says_its_source_and_where_it_is_undefined():
    from netweave.registry import MEASURES

    public = [name for name in OBJECTS if name in MEASURES and public_path(name)]
    assert public, "no measure is declared in registry.py"
    wrong = []
    for name in public:
        text = inspect.getdoc(public_path(name))
        if not MEASURES[name].formula or "\nReferences\n---" not in text:
            wrong.append(f"{name} does not say where its formula stands")
        if MEASURES[name].undefined and not re.search(r"\bNaN\b|(?i:undefined)", text):
            wrong.append(f"{name} does not say where it is undefined")
    assert wrong == [], "\n".join(wrong)


# --- what an import costs -----------------------------------------------------------------------


def run_python(*arguments):
    """Run a fresh Python that finds this package."""
    path = os.pathsep.join([str(SRC), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )


HELP = (
    "import runpy, sys; sys.argv = ['netweave', '--help']\n"
    "try: runpy.run_module('netweave', run_name='__main__')\n"
    "except SystemExit as end: assert not end.code, end.code"
)


@pytest.mark.parametrize("code", ["import netweave", HELP], ids=["import", "help"])
def test_the_heavy_libraries_stay_out(code):
    report = f"\nimport sys; print('loaded:', [m for m in {HEAVY!r} if m in sys.modules])"
    assert run_python("-c", code + report).stdout.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize("code", ["import netweave", HELP], ids=["import", "help"])
def test_the_import_is_cheap(code):
    resource = pytest.importorskip("resource")

    def cpu(code):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run_python("-c", code)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    bare_python, with_netweave = zip(*((cpu("pass"), cpu(code)) for _ in range(RUNS)), strict=True)
    assert min(with_netweave) - min(bare_python) <= IMPORT_CPU * SHARED_CORES


# --- size and words -----------------------------------------------------------------------------


def code_lines(path):
    """Count the lines of code: no docstrings, comments or blank lines."""
    text = path.read_text(encoding="utf-8")
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        documented = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if documented and ast.get_docstring(node) is not None:
            lines.difference_update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(lines)


def test_lines_of_code_are_counted(tmp_path):
    file = tmp_path / "three.py"
    file.write_text('"""One.\n\nTwo.\n"""\n\n# no\na = """x\ny"""\n\n\ndef f():\n    """Doc."""\n')
    assert code_lines(file) == 3


def test_no_file_is_long():
    long = []
    for folder, most in MOST_LINES.items():
        counted = {path: code_lines(path) for path in python_files(folder)}
        long += [f"{p.relative_to(ROOT)}: {n}" for p, n in counted.items() if n > most]
    assert long == []


def test_no_function_is_long():
    long = []
    for path in python_files("src"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                size = sum(isinstance(inner, ast.stmt) for inner in ast.walk(node)) - 1
                if size > MOST_STATEMENTS:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {size}")
    assert long == []


def test_nothing_is_left_for_later():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    code = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".pyi", ".html", ".css"}]
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|TBD|placeholder|stub)\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in sorted(pages + code)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if unfinished.search(line)
    ]
    assert found == []
