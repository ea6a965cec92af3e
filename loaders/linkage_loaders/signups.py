"""Sign-ups: one row an account, with what it was opened with."""

from __future__ import annotations

from collections.abc import Iterator

from linkage.config import Config
from linkage.intake.identify import Identifiers, account_rows
from linkage.intake.loading import Batch, Field, Source, configured
from linkage.intake.normalise import email_domain
from linkage_loaders.common import ACCOUNT, DEVICE, IP, networks

KINDS = {
    "email": "email",
    "email_domain": "email_domain",
    "phone": "phone",
    "ip": "ip",
    "device": "device",
}


class Signups:
    """Loads accounts and the e-mail, phone, IP address and device they signed up with."""

    name = "signups"
    fields: tuple[Field, ...] = (
        ACCOUNT,
        Field(
            "created_at",
            ("created_at", "created", "signup_time", "signed_up_at", "registered_at"),
            "time",
            required=True,
        ),
        Field("email", ("email", "e_mail", "mail", "email_address")),
        Field("phone", ("phone", "phone_number", "telephone", "msisdn")),
        Field("plan", ("plan", "tier", "subscription")),
        Field("country", ("country", "country_code", "signup_country")),
        Field("status", ("status", "account_status", "state")),
        IP,
        DEVICE,
    )

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield accounts and sightings at the time of the sign-up."""
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.start(chunk)
            for field in ("email", "phone", "ip", "device"):
                frame = identifiers.clean(frame, field, KINDS[field])
            if "email" in frame.columns:
                frame = frame.with_columns(email_domain(frame["email"]).alias("email_domain"))
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame, KINDS, self.name, "created_at"),
                accounts=account_rows(frame),
                attributes=networks(identifiers, frame, ()),
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )
