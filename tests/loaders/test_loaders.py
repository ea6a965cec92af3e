"""What each loader makes of a small file."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from linkage.errors import UsageError
from linkage.intake import fold_files
from linkage.intake.loading import loaders
from linkage.records import ATTRIBUTES, PENDING, Mined

DAY = datetime(2024, 4, 22, tzinfo=UTC)


def load(tmp_path, config, loader, text):
    path = tmp_path / "x.csv"
    path.write_text(text)
    (portion,) = fold_files([path], loader, config)
    return portion.delta


def pairs(delta):
    return set(delta.sightings.select("kind", "value").rows())


def attributes(delta):
    return set(delta.attributes.select("value", "name", "text").rows())


def test_all_six_are_found():
    assert {*loaders()} >= {"signups", "payments", "ips", "devices", "templates", "sightings"}


def test_signups(tmp_path, config):
    delta = load(
        tmp_path,
        config,
        "signups",
        "User ID,created_at,email,phone,plan,country,status,signup_ip\n"
        "a,2024-04-22,A.B+c@gmail.com,+12125550123,pro,US,active,203.0.113.9\n",
    )
    assert delta.accounts.rows() == [("a", DAY, "pro", "US", "active", "gmail.com")]
    assert pairs(delta) == {
        ("email", "ab@gmail.com"),
        ("email_domain", "gmail.com"),
        ("phone", "+12125550123"),
        ("ip", "203.0.113.9"),
    }
    assert set(delta.sightings["first_seen"]) == {DAY}
    assert attributes(delta) == {("203.0.113.9", "network", "203.0.113.0/24")}


def test_signups_without_contacts_still_make_accounts(tmp_path, config):
    delta = load(tmp_path, config, "signups", "account,created_at,email\na,2024-04-22,n/a\n")
    assert delta.accounts["account"].to_list() == ["a"]
    assert delta.sightings.is_empty()


def test_payments(tmp_path, config):
    delta = load(
        tmp_path,
        config,
        "payments",
        "account,payment_fingerprint,brand,bin,country,time\na,fp1,visa,411111,US,2024-04-22\n",
    )
    assert pairs(delta) == {("payment", "fp1")}
    assert attributes(delta) == {
        ("fp1", "brand", "visa"),
        ("fp1", "bin", "411111"),
        ("fp1", "country", "US"),
    }


def test_ips(tmp_path, config):
    delta = load(
        tmp_path, config, "ips", "account,ip,ts,asn\na,::ffff:203.0.113.9,1713744000,AS64500\n"
    )
    assert delta.sightings.row(0)[:4] == ("a", "ip", "203.0.113.9", DAY)
    assert ("203.0.113.9", "asn", "AS64500") in attributes(delta)


@pytest.mark.parametrize(
    ("agent", "client"),
    [
        ("OpenAI/Python 1.30.1", "openai-python"),
        ("Anthropic/Python 0.25.0", "anthropic-sdk-python"),
        ("claude-cli/1.0.3 (external)", "claude-cli"),
        ("curl/8.5.0", "curl"),
        ("python-requests/2.31.0", "python-requests"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36",
            "Chrome",
        ),
    ],
)
def test_devices_name_their_client(tmp_path, config, agent, client):
    delta = load(tmp_path, config, "devices", f'account,device,user_agent\na,d1,"{agent}"\n')
    assert attributes(delta) == {("d1", "client", client)}


def test_templates_by_id(tmp_path, config):
    delta = load(
        tmp_path,
        config,
        "templates",
        "account,time,template_id,ip,device\na,2024-04-22,T1,203.0.113.9,d1\na,2024-04-22,T1,,\n",
    )
    counts = dict(delta.sightings.select("kind", "count").rows())
    assert counts == {"template": 2, "ip": 1, "device": 1}


class Listener:
    """Takes down the prompts of a load, and finds nothing in them."""

    def __init__(self):
        self.heard = []

    def add(self, prompts):
        self.heard += prompts.rows()

    def keep(self):
        pass

    def undo(self):
        pass

    def take(self):
        return Mined(PENDING.to_frame(), ATTRIBUTES.to_frame())


def test_prompts_without_a_template_go_to_their_reader(tmp_path, config):
    path = tmp_path / "x.csv"
    path.write_text(
        'account,time,prompt,template\na,2024-04-22,héllo,\nb,,hello,T1\nc,," spaced ",\nd,, ,\n'
    )
    listener = Listener()
    config = replace(config, load=replace(config.load, reject_rate=0.5))
    (portion,) = fold_files([path], "templates", config, prompts=listener)
    assert listener.heard == [("a", DAY, "héllo"), ("c", None, " spaced ")]
    assert portion.delta.sightings.select("account", "value").rows() == [("b", "T1")]
    assert portion.delta.accounts["account"].to_list() == ["a", "b", "c"]
    assert portion.reports[0].reasons == {"empty template and prompt": 1}
    assert portion.reports[0].prompts == 2


def test_a_prompt_of_an_event_that_was_counted_is_not_read_again(tmp_path, config):
    path = tmp_path / "x.csv"
    path.write_text(
        "account,prompt,ip,event_id\na,one,203.0.113.9,e1\na,one,203.0.113.9,e1\nb,two,,\n"
    )
    listener = Listener()
    (portion,) = fold_files([path], "templates", config, prompts=listener)
    assert sorted(row[2] for row in listener.heard) == ["one", "two"]
    assert portion.delta.sightings["count"].to_list() == [1]


def test_prompts_that_nothing_reads_are_an_error(tmp_path, config):
    with pytest.raises(UsageError, match="nothing reads them"):
        load(tmp_path, config, "templates", "account,prompt\na,hello\n")


def test_folded_sightings_keep_their_counts(tmp_path, config):
    delta = load(
        tmp_path,
        config,
        "sightings",
        "account,kind,value,first_seen,last_seen,count\n"
        "a,card,f1,2024-04-22,2024-04-23,7\na,payment,f1,2024-04-21,2024-04-22,2\n",
    )
    row = delta.sightings.row(0, named=True)
    assert (row["kind"], row["count"], row["last_seen"].day) == ("payment", 9, 23)
    assert len(row["hours"]) == 3


def test_user_agents_may_be_missing(tmp_path, config):
    delta = load(tmp_path, config, "devices", "account,device,user_agent\na,d1,\n")
    assert attributes(delta) == set()
