"""Devices: accounts and the device ids or fingerprints they used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkage.config import Config
from linkage.intake.identify import Identifiers
from linkage.intake.loading import Batch, Field, Source, configured
from linkage_loaders.clients import clients
from linkage_loaders.common import ACCOUNT, DEVICE, EVENT_ID, TIME


class Devices:
    """Loads devices, with the client that their user agent names."""

    name = "devices"
    fields: tuple[Field, ...] = (
        ACCOUNT,
        replace(DEVICE, required=True),
        Field("user_agent", ("user_agent", "useragent", "ua", "agent", "client")),
        TIME,
        EVENT_ID,
    )

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield sightings of devices."""
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.clean(identifiers.start(chunk), "device", "device")
            if "user_agent" in frame.columns:
                frame = frame.with_columns(clients(frame["user_agent"]).alias("client"))
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame, {"device": "device"}, self.name),
                attributes=identifiers.attributes(frame, "device", "device", ("client",)),
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )
