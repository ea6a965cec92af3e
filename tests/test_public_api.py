"""The public names, and what importing the package costs."""

import subprocess
import sys

import pytest

import linkage


def test_every_public_name_can_be_imported() -> None:
    assert all(getattr(linkage, name) is not None for name in linkage.__all__)
    assert linkage.__all__ == sorted(linkage.__all__)


def test_the_lazy_table_holds_just_the_public_names() -> None:
    assert sorted(linkage._HOME) == linkage.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        linkage.nothing  # noqa: B018


def test_importing_the_package_loads_no_engine() -> None:
    code = "import sys, linkage; print(sorted({'polars', 'igraph', 'ladybug'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
