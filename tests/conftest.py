"""What many tests need: the corpora, where they lie beside the repository."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of corpora beside the repository, or skip aloud."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the corpora are not here: {folder} is absent")
    return folder
