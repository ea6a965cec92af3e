"""``linkage hubs``, and what a ring's page says in judgement."""

import json

import pytest


def test_hubs_are_listed_with_their_nature_and_reason(linkage):
    page = linkage("hubs").stdout
    assert "192.0.2.7" in page
    assert "4 accounts, 75% in rings" in page
    assert "office" in page
    assert "90% pay with one card" in page
    assert "everybody uses it" in page


def test_hubs_as_json_have_the_same_facts(linkage):
    found = json.loads(linkage("hubs", "--json").stdout)
    assert found["total"] == 1
    assert found["hubs"][0] | {"hub_reason": ""} == {
        "kind": "ip",
        "value": "192.0.2.7",
        "accounts": 4,
        "nature": "office",
        "nature_reason": "4 accounts: 90% pay with one card",
        "in_rings": 0.75,
        "hub": True,
        "hub_reason": "",
    }


def test_all_lists_what_is_no_hub_and_masks_it(linkage):
    plain = linkage("hubs", "--all", "--plain").stdout
    assert "o…@mail.example" in plain
    assert "operator@mail.example" not in plain
    assert "operator@mail.example" in linkage("hubs", "--all", "--plain", "--reveal").stdout


@pytest.mark.parametrize(("nature", "total"), [("office", 1), ("company", 1), ("vpn", 0)])
def test_hubs_of_one_nature(linkage, nature, total):
    assert json.loads(linkage("hubs", "--nature", nature, "--json").stdout)["total"] == total


def test_a_wrong_nature_gets_the_nearest(linkage):
    result = linkage("hubs", "--nature", "offise")
    assert result.exit_code == 2
    assert 'Did you mean "office"' in result.output


def test_status_counts_hubs_by_nature(linkage):
    assert json.loads(linkage("status", "--json").stdout)["hubs"] == {"office": 1}
    assert "1 hub (1 office)" in linkage("status").stdout


def test_a_ring_page_gives_verdict_chance_bridges_and_places(linkage):
    page = linkage("ring", "R-7F3K2").stdout
    for words in (
        "verdict: ring",
        "Its score is 99% or more.",
        "1 in 10^12",
        "Weak bridges",
        "2 + 1 alone",
        "ip 192.0.2.7  100% of members  office",
    ):
        assert words in page


def test_a_ring_as_json_names_what_joins_its_campaign_masked(linkage):
    ring = json.loads(linkage("ring", "R-7F3K2", "--json").stdout)
    assert [link[:3] for link in ring["campaign_links"]][1] == ["email", "o…@mail.example", 2]


def test_a_ring_as_json_has_the_judgement_masked(linkage):
    ring = json.loads(linkage("ring", "R-7F3K2", "--json").stdout)
    assert ring["significance"]["kinds"][0]["kind"] == "device"
    assert ring["verdict_reason"].startswith("Its score")
    assert [bridge["value"] for bridge in ring["bridges"]] == ["o…@mail.example"]
    assert ring["places"][0]["declared"] is False


def test_a_ring_page_says_how_its_members_work_in_time(linkage):
    page = linkage("ring", "R-7F3K2").stdout
    assert "Timing" in page
    assert "On 2026-05-01 3 members began something." in page
    timing = json.loads(linkage("ring", "R-7F3K2", "--json").stdout)["timing"]
    assert [(row["name"], row["observed"], row["log10_p"]) for row in timing] == [
        ("shift", 3.0, -4.0)
    ]


def test_what_is_not_flagged_is_listed_on_demand_only(linkage):
    assert "U-9QX1Z" not in linkage("rings").stdout + linkage("rings", "--json").stdout
    page = linkage("rings", "--all").stdout
    assert "Insufficient evidence: groups that are not flagged" in page
    assert "U-9QX1Z" in page
    found = json.loads(linkage("rings", "--all", "--json").stdout)
    assert (found["total"], [group["id"] for group in found["candidates"]]) == (1, ["U-9QX1Z"])
    assert "U-9QX1Z" in linkage("rings", "--all", "--plain").stdout
    assert "acc_3" not in linkage("rings", "--members", "-").stdout


def test_without_rings_the_run_says_why(linkage):
    page = linkage("rings", "--min-score", "0.9999").stdout
    assert page.startswith("No rings.")
    assert "There are no prompt templates." in page
    found = json.loads(linkage("rings", "--json").stdout)
    assert found["notes"] == ["There are no prompt templates."]


def test_what_is_not_flagged_has_a_page(linkage):
    page = linkage("ring", "u-9qx1z").stdout
    assert "verdict: insufficient evidence" in page
    assert "Not flagged: its score is below 99%." in page
    assert "acc_3" in page
    assert "Why it was flagged" not in page
