"""What operators dress accounts with where they use nothing of their own: things for sale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .accounts import Account
from .countries import Country
from .places import Addresses, Place
from .scene import Scene
from .styles import Style

STOLEN_TRIES = 9
FEW_HOMES = 9
KEPT_FOR = (0, 1, 24, 400)
"""Hours for which an exit of a proxy is kept."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Where an operator gets clean things from, for accounts in a country."""

    device: Callable[[], str]
    network: Callable[[Country], Place]
    mail: Callable[[Country], str]
    phone: Callable[[Country], str | None]
    card: Callable[[], str | None]
    template: Callable[[], str]


def draw_cover(scene: Scene, style: Style, n: int, care: float) -> Cover:
    """Return the suppliers of an operator of so many accounts."""
    luck, things, mail = scene.luck, scene.things, scene.mail
    profiles = luck.choice(things.profiles)
    devices: Mapping[Callable[[], str], float] = {
        things.device: 5,
        lambda: luck.choice(profiles): 2,
        things.common_device: 1.5,
        things.kit: 2 if style.programs else 0.2,
    }
    mails: Mapping[Callable[[Country], str], float] = {
        lambda _: mail.in_bulk("bulk"): 4,
        mail.public: 4,
        lambda _: mail.throwaway(): 2 - care,
        lambda _: mail.forwarded(): 1,
        lambda _: mail.in_bulk("spoken"): 1,
    }
    phones: Mapping[Callable[[Country], str | None], float] = {
        lambda _: things.rented_number(): 3,
        things.number: 3,
        lambda _: None: 2,
    }
    return Cover(
        device=luck.weighted(devices),
        network=_networks(scene),
        mail=luck.weighted(mails),
        phone=luck.weighted(phones),
        card=_cards(scene, n),
        template=_templates(scene),
    )


def _networks(scene: Scene) -> Callable[[Country], Place]:
    luck, internet = scene.luck, scene.internet
    homes = internet.sold_homes(luck.size(350, 0.7, 40, 2500))
    tunnel, hosted = luck.choice(internet.tunnels), luck.choice(internet.merchants)

    def exits(_: Country) -> Place:
        few = luck.sample(homes, min(FEW_HOMES, len(homes)))
        return internet.exits(homes if luck.happens(0.5) else few, luck.choice(KEPT_FOR))

    networks: Mapping[Callable[[Country], Place], float] = {
        exits: 4,
        lambda _: tunnel.part(luck, luck.randint(1, 14)): 2,
        internet.mobile: 1.5,
        lambda _: Addresses([luck.choice(hosted)]): 1.5,
        lambda _: internet.machine(): 1.5,
    }
    return luck.weighted(networks)


def _cards(scene: Scene, n: int) -> Callable[[], str | None]:
    luck, things = scene.luck, scene.things
    victims = max(2, int(n / luck.uniform(1, 3)))
    robbed = luck.sample(scene.singles, min(len(scene.singles), victims))
    cards: Mapping[Callable[[], str | None], float] = {
        things.card: 4,
        things.prepaid_card: 2,
        lambda: _stolen(scene, robbed): 1 + 2 * scene.difficulty,
        lambda: None: 2,
    }
    return luck.weighted(cards)


def _stolen(scene: Scene, robbed: list[Account]) -> str:
    for _ in range(STOLEN_TRIES if robbed else 0):
        cards = scene.luck.choice(robbed).cards
        if cards:
            return cards[0].value
    return scene.things.card()


def _templates(scene: Scene) -> Callable[[], str]:
    luck, things = scene.luck, scene.things
    sources = (things.popular_template, things.traded_template, things.template)

    def any_source() -> str:
        return luck.choice(sources)()

    templates: Mapping[Callable[[], str], float] = {
        things.popular_template: 3,
        things.template: 2,
        things.traded_template: 1,
        any_source: 2,
    }
    return luck.weighted(templates)
