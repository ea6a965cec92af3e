"""The networks of a world: providers, carriers, tunnels, clouds, and merchants of proxies."""

from __future__ import annotations

from tests.bench.training.luck import Luck

from .countries import COUNTRIES, Country
from .places import BLOCK, Addresses, Exits, Line, Place, Provider
from .window import DAY

FIRST_OCTETS = tuple(x for x in range(2, 223) if x not in {10, 100, 127, 169, 172, 192, 198})
RUNS = (4, 16, 64, 250)
"""Neighbouring addresses that one gets at once."""
OFFICE_SIZES = {1: 6.0, 2: 3.0, 4: 1.0}
LONG_ADDRESSES = {0.0: 5.0, 0.4: 2.0, 0.75: 2.0}
"""Use that lines of a provider make of addresses of the long sort, and weights."""
HAS_LONG_ADDRESS = 0.8
TUNNELS, GATEWAYS, CLOUDS, PLATFORMS, MERCHANTS = 6, 4, 5, 3, 5


class Internet:
    """All networks of a world."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._prefixes: set[str] = set()
        self._providers = {
            country: [self._provider() for _ in range(luck.randint(2, 4))] for country in COUNTRIES
        }
        self.carriers = {
            country: [self._block(luck.size(110, 0.9, 12, 700)) for _ in range(luck.randint(2, 4))]
            for country in COUNTRIES
        }
        self.tunnels = [self._block(luck.size(70, 0.8, 15, 300)) for _ in range(TUNNELS)]
        """Exits of VPN services."""
        self.relay = self._block(240)
        self.onion = self._block(60)
        self.gateways = [self._block(luck.randint(6, 39)) for _ in range(GATEWAYS)]
        """Exits through which companies send the traffic of their people."""
        self._clouds = [self._provider() for _ in range(CLOUDS)]
        self.builders = self._block(220)
        """Machines on which anybody's tests run."""
        self.platforms = [self._block(luck.randint(60, 249)) for _ in range(PLATFORMS)]
        """Exits of platforms on which anybody's programs run."""
        self.merchants = [self.hosted(luck.randint(150, 899)) for _ in range(MERCHANTS)]
        """Addresses in data centres that are sold as proxies."""
        self.homes: list[Line] = []
        """Lines of honest people, which are sold as proxies too."""

    def _prefix(self) -> str:
        """Return the first half of addresses that nobody has yet."""
        while True:
            prefix = f"{self._luck.choice(FIRST_OCTETS)}.{self._luck.randrange(256)}"
            if prefix not in self._prefixes:
                self._prefixes.add(prefix)
                return prefix

    def _provider(self) -> Provider:
        luck = self._luck
        size = luck.size(70_000, 1.1, 4000, 900_000)
        return Provider(
            prefixes=[self._prefix() for _ in range(size // BLOCK + 1)],
            size=size,
            lease=min(400, max(0.7, luck.spread(12, 1.1))) * DAY,
            six=luck.weighted(LONG_ADDRESSES),
            long_prefix=f"2a{luck.token(2)}:{luck.randint(4096, 65_534):x}",
        )

    def hosted(self, n: int) -> list[str]:
        """Return new addresses, in runs of neighbours."""
        luck, prefix = self._luck, self._prefix()
        found: list[str] = []
        while len(found) < n:
            third, first = luck.randrange(256), luck.randrange(250)
            run = min(n - len(found), luck.choice(RUNS))
            found += [f"{prefix}.{third}.{(first + step) % 256}" for step in range(run)]
        return found

    def _block(self, n: int) -> Addresses:
        return Addresses(self.hosted(n))

    def servers(self, least: int, most: int) -> Addresses:
        """Return servers of a firm's own, of between so and so many addresses."""
        return self._block(self._luck.randint(least, most))

    def office(self, n: int = 0) -> Addresses:
        """Return the exit of an office, of a few addresses or of so many."""
        return self._block(n or self._luck.weighted(OFFICE_SIZES))

    def machine(self) -> Addresses:
        """Return a rented machine in a cloud."""
        cloud = self._luck.choice(self._clouds)
        return Addresses([cloud.at(self._luck.randrange(cloud.size))])

    def line(self, country: Country) -> Line:
        """Return a line at home."""
        luck, provider = self._luck, self._luck.choice(self._providers[country])
        long_address = ""
        if provider.six and luck.happens(HAS_LONG_ADDRESS):
            parts = f"{luck.randint(1, 65_534):x}:{luck.randint(1, 65_534):x}"
            long_address = f"{provider.long_prefix}:{parts}::1"
        return Line(
            provider,
            lease=int(provider.lease * luck.spread(1, 0.5)) + 3600,
            shift=luck.randrange(10**7),
            key=luck.getrandbits(40),
            long_address=long_address,
        )

    def home(self, country: Country) -> Line:
        """Return the line of honest people, which may become an exit of a proxy."""
        line = self.line(country)
        self.homes.append(line)
        return line

    def mobile(self, country: Country) -> Addresses:
        """Return what a phone meets of its carrier's addresses."""
        carrier = self._luck.choice(self.carriers[country])
        return carrier.part(self._luck, max(3, len(carrier.known) // self._luck.choice((1, 2, 4))))

    def tunnel(self, least: int, most: int) -> Addresses:
        """Return so many exits of any VPN service."""
        return self._luck.choice(self.tunnels).part(self._luck, self._luck.randint(least, most))

    def sold_homes(self, n: int) -> list[Line]:
        """Return homes through which a seller of proxies lets traffic out."""
        return self._luck.sample(self.homes, min(n, len(self.homes)))

    def exits(self, homes: list[Line], hours: float) -> Place:
        """Return a proxy through homes."""
        return Exits(homes, hours, self._luck.getrandbits(30))

    def rotating(self, known: list[str], hours: float) -> Place:
        """Return a list of addresses of which a user keeps one for so many hours."""
        return Addresses(known, hours, self._luck.getrandbits(30))
