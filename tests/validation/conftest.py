"""How many networks the simulations draw."""

import os

import pytest

FEW, MORE = 50, 500


@pytest.fixture(scope="session")
def replicates(slow):
    """Fifty, five hundred with --slow, or what NETWEAVE_REPLICATES says."""
    return int(os.environ.get("NETWEAVE_REPLICATES", MORE if slow else FEW))
