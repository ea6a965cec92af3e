"""The table of identifier kinds."""

import pytest

from linkage.errors import ConfigError, UsageError
from linkage.kinds import KINDS, IdentifierKind, KindTable, declare


def test_an_alias_names_its_kind() -> None:
    assert KindTable().resolve("card").name == "payment"


def test_an_unknown_kind_gets_the_nearest_one() -> None:
    with pytest.raises(UsageError, match='Did you mean "device"'):
        KindTable().resolve("devise")


def test_a_declared_kind_is_a_group_of_its_own() -> None:
    plate = KindTable().with_declared(["license_plate"])["license_plate"]
    assert (plate.label, plate.relationship, plate.group) == (
        "LicensePlate",
        "HAS_LICENSE_PLATE",
        "license_plate",
    )


def test_declaring_an_alias_adds_nothing() -> None:
    assert list(KindTable().with_declared(["card", "device"])) == [kind.name for kind in KINDS]


@pytest.mark.parametrize("name", ["", "Device", "a b", "x" * 41, "1st", "a`]->(b) DETACH"])
def test_a_name_that_could_change_a_query_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="cannot be used"):
        declare(name)


def test_two_kinds_cannot_share_a_label() -> None:
    twin = IdentifierKind("gadget", "Device", "USED_GADGET", "device")
    with pytest.raises(ConfigError, match="reuse the graph name Device"):
        KindTable([*KINDS, twin])


def test_two_kinds_cannot_share_a_name() -> None:
    with pytest.raises(ConfigError, match="declared twice"):
        KindTable([declare("plate"), declare("plate")])


def test_labels_of_the_graph_itself_are_taken() -> None:
    with pytest.raises(ConfigError, match="reuse the graph name Ring"):
        KindTable([declare("ring")])
