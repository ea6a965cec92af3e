"""What accounts can share: the table of identifier kinds.

A kind is a row. Its label and relationship name the graph, its group says which kinds of
evidence are independent of each other, and its cap says from how many accounts on an
identifier is a hub: a hub never makes two accounts a pair, it only adds to pairs found otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from linkage.errors import ConfigError, UsageError, did_you_mean

GROUPS = ("contact", "content", "device", "network", "payment", "timing")
"""Built-in groups of evidence. Kinds in one group are not independent of each other."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Parent:
    """A node one step behind an identifier, made from one of its attributes."""

    attribute: str
    label: str
    relationship: str


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """One kind of identifier that accounts can share.

    ``attributes`` are the properties that its nodes carry; ``personal`` kinds are masked on
    pages and can be keyed-hashed; ``ownable`` kinds can belong to one operator (an IP address
    never does: proxies run through homes); ``aliases`` are other names that files use.
    """

    name: str
    label: str
    relationship: str
    group: str
    cap: int = 200
    personal: bool = False
    ownable: bool = True
    aliases: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    parents: tuple[Parent, ...] = ()


KINDS: tuple[IdentifierKind, ...] = (
    IdentifierKind(
        "email",
        "Email",
        "HAS_EMAIL",
        "contact",
        cap=50,
        personal=True,
        aliases=("e_mail", "mail", "email_address"),
    ),
    IdentifierKind(
        "email_domain",
        "EmailDomain",
        "HAS_EMAIL_DOMAIN",
        "contact",
        cap=400,
        aliases=("domain", "mail_domain"),
    ),
    IdentifierKind(
        "phone",
        "Phone",
        "HAS_PHONE",
        "contact",
        cap=50,
        personal=True,
        aliases=("phone_number", "telephone", "msisdn"),
    ),
    IdentifierKind(
        "payment",
        "PaymentInstrument",
        "PAID_WITH",
        "payment",
        cap=300,
        aliases=("card", "payment_instrument", "card_fingerprint", "instrument"),
        attributes=("brand", "bin", "country"),
    ),
    IdentifierKind(
        "ip",
        "IPAddress",
        "USED_IP",
        "network",
        cap=150,
        ownable=False,
        aliases=("ip_address", "ipaddress", "address_ip"),
        attributes=("network", "asn", "nature"),
        parents=(Parent("network", "Network", "IN_NETWORK"),),
    ),
    IdentifierKind(
        "device",
        "Device",
        "USED_DEVICE",
        "device",
        cap=400,
        aliases=("device_id", "fingerprint", "device_fingerprint"),
        attributes=("client",),
        parents=(Parent("client", "Client", "OF_CLIENT"),),
    ),
    IdentifierKind(
        "template",
        "PromptTemplate",
        "SENT_TEMPLATE",
        "content",
        cap=400,
        aliases=("prompt_template", "template_id", "template_hash"),
        attributes=("skeleton", "support", "capability", "obfuscation"),
    ),
)


class KindTable(Mapping[str, IdentifierKind]):
    """The kinds in force: the built-in ones and those that the user declared.

    >>> kinds = KindTable().with_declared(["license_plate"])
    >>> kinds["license_plate"].label, kinds["license_plate"].relationship
    ('LicensePlate', 'HAS_LICENSE_PLATE')
    >>> kinds.resolve("card").name
    'payment'
    """

    def __init__(self, kinds: Iterable[IdentifierKind] = KINDS) -> None:
        self._kinds: dict[str, IdentifierKind] = {}
        self._aliases: dict[str, str] = {}
        labels: dict[str, str] = {
            "Account": "",
            "Ring": "",
            "Run": "",
            "Campaign": "",
            "Candidate": "",
        }
        relationships: dict[str, str] = {"MEMBER_OF": "", "PART_OF": "", "FOUND_IN": ""}
        for kind in kinds:
            if not _NAME.fullmatch(kind.name):
                raise ConfigError(
                    f"the kind name {kind.name!r} cannot be used",
                    hint="a name is lower-case letters, digits and _, and starts with a letter",
                )
            if kind.name in self._kinds:
                raise ConfigError(f'the kind "{kind.name}" is declared twice')
            for taken, name in ((labels, kind.label), (relationships, kind.relationship)):
                if name in taken:
                    raise ConfigError(f'the kind "{kind.name}" would reuse the graph name {name}')
                taken[name] = kind.name
            self._kinds[kind.name] = kind
        for kind in self._kinds.values():
            for alias in kind.aliases:
                if alias not in self._kinds:
                    self._aliases[alias] = kind.name

    def __getitem__(self, name: str) -> IdentifierKind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def resolve(self, name: str) -> IdentifierKind:
        """Return the kind of this name or alias; raise `UsageError` with the nearest one."""
        kind = self._kinds.get(self._aliases.get(name, name))
        if kind is None:
            raise UsageError(f'unknown identifier kind "{name}".{did_you_mean(name, self._kinds)}')
        return kind

    def canonical(self, name: str) -> str | None:
        """Return the kind's own name for a name or alias, or None if it is not known."""
        if name in self._kinds:
            return name
        return self._aliases.get(name)

    def with_declared(self, names: Iterable[str]) -> KindTable:
        """Return a table with a plain kind added for each unknown name."""
        fresh = [declare(n) for n in sorted(set(names)) if self.canonical(n) is None]
        return KindTable([*self._kinds.values(), *fresh]) if fresh else self


def declare(
    name: str, group: str | None = None, cap: int = 200, personal: bool = False
) -> IdentifierKind:
    """Return a kind for a declared name: a label, a relationship and a group of its own."""
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f"the kind name {name!r} cannot be used",
            hint="a name is lower-case letters, digits and _, and starts with a letter",
        )
    label = "".join(part.capitalize() for part in name.split("_"))
    return IdentifierKind(
        name, label, f"HAS_{name.upper()}", group or name, cap=cap, personal=personal
    )
