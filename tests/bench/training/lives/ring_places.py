"""From where the accounts of a ring are used: common networks, and cover for one account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.training.luck import Luck

from .countries import Country
from .networks import Fixed, Networks, Place, Rotating, block_of
from .operators import COVERS, Operator
from .society import Society
from .styles import NetworkKind
from .supplies import Supplies

ANOTHER_KIND = 0.12
"""Common networks that are of another kind than the operator's."""
ANOTHER_COVER = 0.25


@dataclass(frozen=True)
class RingPlaces:
    """The networks within an operator's reach."""

    society: Society
    supplies: Supplies
    operator: Operator

    @property
    def _luck(self) -> Luck:
        return self.society.luck

    @property
    def _networks(self) -> Networks:
        return self.society.networks

    def common(self, country: Country) -> Place:
        """Return a network that some accounts share."""
        kind = self.operator.network
        if self._luck.happens(ANOTHER_KIND):
            others: tuple[NetworkKind, ...] = ("home", "server", "household")
            kind = self._luck.choice(others)
        makers: dict[NetworkKind, Callable[[Country], Place]] = {
            "home": self._home,
            "server": self._server,
            "carrier": self._carrier,
            "vpn": self._vpn,
            "household": self._household,
        }
        return makers[kind](country)

    def cover(self, country: Country) -> Place:
        """Return a network from which one account is used when it is on no common one."""
        cover = self.operator.cover
        if self._luck.happens(ANOTHER_COVER):
            cover = self._luck.choice(COVERS)
        if cover == "rotating":
            return Rotating(self.operator.proxies)
        if cover == "carrier":
            return self._luck.choice(self._networks.carriers[country.code])
        if cover == "vpn":
            return self._networks.vpns.draw(self._luck)
        return self._networks.home(country)

    def _home(self, country: Country) -> Place:
        """Return a line of its own, or that of an honest family next door."""
        if self.supplies.homes and self._luck.happens(0.05 + 0.2 * self.operator.discipline):
            return self._luck.choice(self.supplies.homes)
        return self._networks.home(country)

    def _server(self, _country: Country) -> Place:
        if self._luck.happens(0.1 * self.operator.discipline):
            return self._luck.choice(self._networks.clouds)
        return self._networks.server(1 if self._luck.happens(0.6) else 2)

    def _carrier(self, country: Country) -> Place:
        regions = self._networks.carriers[country.code]
        if self._luck.happens(0.5):
            return self._luck.choice(regions)
        block = block_of(regions[0].addresses[0])
        return Fixed(self._networks.addresses(self._luck.choice([1, 2]), block))

    def _vpn(self, _country: Country) -> Place:
        """Return one exit of a VPN, or one of its own."""
        if self._luck.happens(0.6):
            exits = self._networks.vpns.draw(self._luck).addresses
            return Fixed([self._luck.choice(exits)])
        return self._networks.server()

    def _household(self, _country: Country) -> Place:
        """Return a sticky proxy: the line of one household."""
        return self._luck.choice(self.operator.proxies)
