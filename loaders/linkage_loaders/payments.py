"""Payments: accounts and the fingerprints of the cards they paid with, never card numbers."""

from __future__ import annotations

from collections.abc import Iterator

from linkage.config import Config
from linkage.intake.identify import Identifiers
from linkage.intake.loading import Batch, Field, Source, configured
from linkage_loaders.common import ACCOUNT, EVENT_ID, TIME


class Payments:
    """Loads payment instruments, with brand, bin and country as their properties."""

    name = "payments"
    fields: tuple[Field, ...] = (
        ACCOUNT,
        Field(
            "payment",
            (
                *("payment", "payment_fingerprint", "card_fingerprint", "fingerprint"),
                *("payment_instrument", "instrument", "instrument_id", "payment_method", "card"),
            ),
            required=True,
        ),
        Field("brand", ("brand", "card_brand", "network", "scheme")),
        Field("bin", ("bin", "card_bin", "iin")),
        Field("country", ("country", "card_country", "issuer_country")),
        TIME,
        EVENT_ID,
    )

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield sightings of payment instruments."""
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.clean(identifiers.start(chunk), "payment", "payment")
            properties = ("brand", "bin", "country")
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame, {"payment": "payment"}, self.name),
                attributes=identifiers.attributes(frame, "payment", "payment", properties),
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )
