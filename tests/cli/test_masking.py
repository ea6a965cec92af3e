import pytest

from linkage.cli.masking import Mask
from linkage.kinds import KindTable


@pytest.fixture
def mask():
    return Mask(KindTable())


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("email", "john.doe@gmail.com", "j…@gmail.com"),
        ("email", "broken", "b…"),
        ("phone", "+12025550189", "+1••••••••89"),
        ("phone", "5550189", "5…"),
        ("device", "dev@host.example", "dev@host.example"),
        ("ip", "192.0.2.1", "192.0.2.1"),
    ],
)
def test_only_personal_kinds_are_masked(mask, kind, value, shown):
    assert mask.value(kind, value) == shown


def test_reveal_shows_everything():
    mask = Mask(KindTable(), reveal=True)
    assert mask.value("email", "john@gmail.com") == "john@gmail.com"
    assert mask.anything("john@gmail.com") == "john@gmail.com"


def test_values_stored_as_a_keyed_hash_need_no_mask():
    mask = Mask(KindTable(), hashed=("email",))
    assert mask.value("email", "5f3a") == "5f3a"


def test_an_answer_without_kinds_is_masked_by_looks(mask):
    assert mask.anything("<john@gmail.com>, note") == "<j…@gmail.com>, note"
    assert mask.anything(["+12025550189", 7, None]) == ["+1••••••••89", 7, None]


@pytest.mark.parametrize("label", [{"_label": "Phone"}, {"_labels": ["Phone"]}])
def test_a_node_of_a_personal_kind_is_masked_by_its_label(mask, label):
    assert mask.anything({**label, "id": "5550189", "accounts": 3})["id"] == "5…"
