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


@pytest.mark.parametrize(
    ("cypher", "hidden"),
    [
        ("MATCH (p:Phone) RETURN p.id, upper(p.id)", {0, 1}),
        ("MATCH (a:Account)-[:HAS_PHONE]->(x) RETURN a.id, x.id AS number", {1}),
        ("MATCH (x)<-[h:HAS_EMAIL]-(a:Account) RETURN a.id AS account, x.id AS mail", {1}),
        ("MATCH (p:Phone) WITH p.id AS n RETURN left(n, 9) AS start", {0}),
        ("MATCH (a:Account)-[:USED_DEVICE]->(d:Device) RETURN a.id, d.id", set()),
    ],
)
def test_own_cypher_hides_what_it_takes_from_personal_kinds(cypher, hidden):
    columns = cypher.partition("RETURN ")[2].split(", ")
    if "left(" in cypher:
        columns = ["start"]
    names = [column.rpartition(" AS ")[2] for column in columns]
    assert Mask(KindTable()).personal_columns(cypher, names) == hidden
    assert Mask(KindTable(), reveal=True).personal_columns(cypher, names) == set()


def test_local_numbers_and_short_addresses_are_hidden_in_own_cypher():
    mask = Mask(KindTable())
    assert mask.hidden("5551234567") == "5…"
    assert mask.hidden(["john@localhost", 3]) == ["j…", 3]
