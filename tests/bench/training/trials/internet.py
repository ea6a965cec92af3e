"""All networks of a world: providers of lines, carriers, hosts, tunnels, proxies, cafés."""

from __future__ import annotations

from tests.bench.training.luck import Luck, Weighted

from .changing import DAY, Thing
from .countries import COUNTRIES, Country
from .networks import Carrier, Exits, Line, Mobile, Provider, Proxies, Session, address_in

RESERVED = frozenset({10, 100, 127, 169, 172, 192, 198, 203})
FIRST_OCTETS = tuple(octet for octet in range(2, 222) if octet not in RESERVED)
LEASES = (1, 2, 7, 20, 45, 90, 200, 2000)
"""Days that a line keeps its address, by provider."""
HOSTERS, TUNNELS, RELAYS, GATEWAYS, PROXY_SELLERS = 9, 8, 300, 2, 4
OFFICES_OF_GATEWAY = 10
CLOUD_ADDRESSES = 12
"""Addresses of the cloud of rented browsers and phones."""
FIXED = 3000 * DAY


class Internet:
    """The networks of a world with so many accounts."""

    def __init__(self, luck: Luck, accounts: int) -> None:
        self._luck = luck
        self._blocks: set[str] = set()
        self._providers: dict[Country, Weighted[Provider]] = {}
        self._carriers: dict[Country, list[Carrier]] = {}
        self._homes: list[Line] = []
        for country in COUNTRIES:
            self._wire(country, accounts * country.weight)
        self._cafes = {
            country: [self.line(country) for _ in range(3 + int(accounts * country.weight / 120))]
            for country in COUNTRIES
        }
        self._hosters = [
            [self._new_block() for _ in range(luck.randint(1, 4))] for _ in range(HOSTERS)
        ]
        self._tunnels = [
            self._addresses(self._new_block(), luck.randint(25, 160)) for _ in range(TUNNELS)
        ]
        self._gateways = [self._gateway() for _ in range(GATEWAYS)]
        self._relays = [self.address() for _ in range(RELAYS)]
        self.cloud = [self.address() for _ in range(CLOUD_ADDRESSES)]
        """Addresses of a cloud of browsers and phones that anybody may rent."""
        self._sellers = [self._seller() for _ in range(PROXY_SELLERS)]

    def _new_block(self) -> str:
        """Return the first half of addresses that nobody has yet."""
        while True:
            block = f"{self._luck.choice(FIRST_OCTETS)}.{self._luck.randrange(256)}"
            if block not in self._blocks:
                self._blocks.add(block)
                return block

    def _addresses(self, block: str, n: int) -> list[str]:
        return [address_in(self._luck, block) for _ in range(n)]

    def _prefix(self) -> str:
        luck = self._luck
        return f"2{luck.randrange(0x400, 0xFFF):03x}:{luck.randrange(0x100, 0xFFFF):x}"

    def _wire(self, country: Country, people: float) -> None:
        """Give a country providers of lines and carriers."""
        luck = self._luck
        providers = [self._provider(country, people) for _ in range(luck.randint(2, 5))]
        weights = [luck.gammavariate(1.2, 1) for _ in providers]
        self._providers[country] = Weighted(providers, weights)
        self._carriers[country] = [
            self._carrier(country, people) for _ in range(luck.randint(2, 3))
        ]

    def _provider(self, country: Country, people: float) -> Provider:
        luck = self._luck
        blocks = [self._new_block() for _ in range(1 + int(country.weight * 20))]
        short = luck.happens(0.25 * (1 + country.mobile))
        shared = luck.randint(20, 60) + int(people / 60)
        return Provider(
            blocks,
            luck.choice(LEASES) * DAY,
            self._prefix(),
            min(0.95, country.v6 * luck.uniform(0.3, 1.8)),
            self._addresses(blocks[0], shared) if short else [],
        )

    def _carrier(self, country: Country, people: float) -> Carrier:
        luck, block = self._luck, self._new_block()
        regions = max(3, int(people * luck.uniform(0.006, 0.03)))
        return Carrier(
            [self._addresses(block, luck.randint(4, 14)) for _ in range(regions)],
            self._prefix(),
            min(0.9, country.v6 * luck.uniform(0.3, 1.6)),
        )

    def _gateway(self) -> list[list[str]]:
        luck, block = self._luck, self._new_block()
        return [self._addresses(block, luck.randint(4, 9)) for _ in range(OFFICES_OF_GATEWAY)]

    def _seller(self) -> dict[Country, Proxies]:
        """Return the exits of a seller of proxies, by country."""
        luck = self._luck
        exits, at_homes = luck.randint(15_000, 60_000), luck.uniform(0.05, 0.2)
        return {
            country: Proxies(
                luck,
                self._providers[country].things,
                max(400, int(exits * country.weight)),
                self._homes,
                at_homes,
            )
            for country in COUNTRIES
        }

    def line(self, country: Country, lease: float | None = None, v6: bool | None = None) -> Line:
        """Return a line that no household has; ``lease`` is in seconds."""
        return Line(self._luck, self._providers[country].draw(self._luck), lease, v6)

    def home(self, country: Country) -> Line:
        """Return the line of a household."""
        line = self.line(country)
        self._homes.append(line)
        return line

    def office(self, country: Country) -> str:
        """Return the address that an office has for good."""
        return self.line(country, FIXED, v6=False).at(0)

    def mobile(self, country: Country) -> Mobile:
        """Return a phone's connection."""
        return Mobile(self._luck, self._luck.choice(self._carriers[country]))

    def cafe(self, country: Country) -> Line:
        """Return the line of a café that many go to."""
        return self._luck.choice(self._cafes[country])

    def address(self) -> str:
        """Return an address somewhere in the world."""
        return address_in(self._luck, self._new_block())

    def neighbours(self, n: int) -> list[str]:
        """Return so many addresses of one institution."""
        return self._addresses(self._new_block(), n)

    def server(self) -> str:
        """Return the address of a rented server."""
        return address_in(self._luck, self._luck.choice(self._luck.choice(self._hosters)))

    def servers(self, least: int, most: int) -> list[str]:
        """Return addresses of between so and so many rented servers."""
        return [self.server() for _ in range(self._luck.randint(least, most))]

    def tunnel(self, least: int, most: int) -> list[str]:
        """Return some exits of a VPN."""
        return self._luck.some(self._luck.choice(self._tunnels), least, most)

    def relay(self) -> Exits:
        """Return a relay that hides everybody's address."""
        return self.exits(self._luck.sample(self._relays, 15))

    def gateway(self) -> list[str]:
        """Return the exits of a security gateway that an office rents."""
        return self._luck.choice(self._luck.choice(self._gateways))

    def exits(self, ways: list[str]) -> Exits:
        """Return a place with several ways out."""
        return Exits(self._luck, ways)

    def proxy(self, seller: int, country: Country, stays: float = 0.0) -> Thing:
        """Return a proxy of a seller, with another exit for each use or after a while."""
        proxies = self._sellers[seller][country]
        return Session(proxies, stays) if stays else proxies
