"""Sessions: accounts and the IP addresses they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkage.config import Config
from linkage.intake.identify import Identifiers
from linkage.intake.loading import Batch, Field, Source, configured
from linkage_loaders.common import ACCOUNT, EVENT_ID, IP, TIME, networks


class IPs:
    """Loads IP addresses, with their network and, where given, their autonomous system."""

    name = "ips"
    fields: tuple[Field, ...] = (
        ACCOUNT,
        replace(IP, required=True),
        TIME,
        Field("asn", ("asn", "as_number", "autonomous_system")),
        EVENT_ID,
    )

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield sightings of IP addresses."""
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.clean(identifiers.start(chunk), "ip", "ip")
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame, {"ip": "ip"}, self.name),
                attributes=networks(identifiers, frame, ("asn",)),
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )
