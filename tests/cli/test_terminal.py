"""What reaches a terminal: colour only where it is wanted, completion, no control characters."""

import sys

import pytest

from netweave.cli import telling

RED = "\x1b[31m"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed(run, shell):
    found = run("completion", shell)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "_NETWEAVE_COMPLETE=" in found.stdout
    assert f"{shell}_complete" in found.stdout


def test_an_unknown_shell_is_not_understood(run):
    assert run("completion", "tcsh").exit_code == 2


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("netweave comp", {"compare", "completion"}), ("netweave map --au", {"--audience"}),
     ("netweave map x --audience ", {"network", "analyst", "public"})],
)  # fmt: skip
def test_commands_options_and_choices_are_completed(run, typed, offered):
    words = typed.split(" ")
    env = {"_NETWEAVE_COMPLETE": "bash_complete", "COMP_WORDS": typed,
           "COMP_CWORD": str(len(words) - 1)}  # fmt: skip
    found = run(env=env)
    assert {line.split(",")[1] for line in found.stdout.splitlines()} == offered


def said(monkeypatch, capsys, *, terminal, **variables):
    """Give what a message looks like on standard error."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    colour = telling.coloured()
    telling.say("note: fine")
    capsys.readouterr()
    return colour


def test_colour_is_for_terminals_of_which_nobody_says_no(monkeypatch, capsys):
    assert said(monkeypatch, capsys, terminal=True)
    assert not said(monkeypatch, capsys, terminal=False)
    assert not said(monkeypatch, capsys, terminal=True, NO_COLOR="1")
    assert not said(monkeypatch, capsys, terminal=True, TERM="dumb")


def test_a_pipe_gets_no_colour_even_from_a_coloured_message(run, waves):
    found = run("compare", waves.with_name("absent.toml"))
    assert found.exit_code == 1
    assert "\x1b" not in found.output


def test_a_result_shows_no_control_characters(capsys):
    telling.show(f"a {RED}red\nline that {'goes on ' * 20}")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "a  [31mred"
    assert max(map(len, lines)) <= telling.WIDTH
    assert len(lines) == 3


def test_names_that_steer_a_terminal_are_quiet_in_every_command(run, waves, tmp_path):
    """An organization's name holds an escape; no command hands it on, in text or as JSON."""
    for path in waves.parent.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace("Org 1", f"Org{RED}1")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    project = tmp_path / "cohort.toml"
    project.write_text(waves.read_text(encoding="utf-8"), encoding="utf-8")
    for asked in (["check"], ["compare", "--json"]):
        found = run(asked[0], project, *asked[1:])
        assert found.exit_code == 0, found.output
        assert "\x1b" not in found.output
    drawn = run("map", project, "--out", tmp_path / "map.svg")
    assert drawn.exit_code == 0, drawn.output
    assert RED not in (tmp_path / "map.svg").read_text(encoding="utf-8")
