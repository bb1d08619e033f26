"""What every test shares."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("netweave", max_examples=15, derandomize=True, **COMMON)
settings.register_profile("thorough", max_examples=500, **COMMON)
settings.load_profile("netweave")


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run slow tests with all replicates")


def pytest_configure(config):
    if config.getoption("--slow"):
        settings.load_profile("thorough")


@pytest.fixture(scope="session")
def slow(request):
    """Whether the full number of replicates was asked for."""
    return request.config.getoption("--slow")


@pytest.fixture(scope="session")
def reference():
    """The folder of reference networks and values, or a skip that says why."""
    folder = os.environ.get("NETWEAVE_REFERENCE")
    if not folder:
        pytest.skip("NETWEAVE_REFERENCE is not set: the reference networks are not in this project")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"NETWEAVE_REFERENCE names no folder: {folder}")
    return path
