import pytest

from linkage.config import Config


@pytest.fixture
def config(tmp_path):
    return Config(workspace=tmp_path / "workspace")
