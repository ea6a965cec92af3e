"""Fields and steps that several loaders share."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from linkage.intake.identify import Identifiers
from linkage.intake.loading import Field
from linkage.intake.normalise import network_of
from linkage.records import ATTRIBUTES

ACCOUNT = Field(
    "account",
    ("account", "account_id", "accountid", "user", "user_id", "userid", "customer_id", "uid", "id"),
    "id",
    required=True,
)
TIME = Field(
    "time",
    ("time", "ts", "timestamp", "event_time", "created_at", "occurred_at", "datetime", "date"),
    "time",
)
IP = Field("ip", ("ip", "ip_address", "client_ip", "remote_addr", "signup_ip", "source_ip"))
DEVICE = Field("device", ("device", "device_id", "fingerprint", "device_fingerprint", "visitor_id"))
EVENT_ID = Field("event_id", ("event_id", "message_id", "request_id", "event_uuid"))


def networks(identifiers: Identifiers, frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return the network of each IP address of a frame, and properties in other columns."""
    if "ip" not in frame.columns:
        return pl.DataFrame(schema=ATTRIBUTES)
    distinct = frame.select("ip", *(n for n in names if n in frame.columns)).unique()
    distinct = distinct.with_columns(network_of(distinct["ip"]).alias("network"))
    return identifiers.attributes(distinct, "ip", "ip", ("network", *names))
