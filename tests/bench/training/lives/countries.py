"""Countries: how many people they have, their numbers, clocks, names and mail services."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.training.luck import Weighted


@dataclass(frozen=True, slots=True)
class Names:
    """First and last names of a language."""

    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country as these worlds need it."""

    code: str
    people: float
    """Share of all people, before normalisation."""
    prefix: str
    digits: int
    """Digits of a phone number after the prefix."""
    offset: float
    """Hours that its clocks are ahead of UTC."""
    language: str
    services: tuple[str, ...]
    """Mail services that only its people use."""


def _country(
    code: str, people: float, prefix: str, digits: int, offset: float, language: str, services: str
) -> Country:
    return Country(code, people, prefix, digits, offset, language, tuple(services.split()))


COUNTRIES = (
    _country("US", 23, "1", 10, -6, "en", "yahoo.com aol.com comcast.net att.net"),
    _country("GB", 6, "44", 10, 0, "en", "yahoo.co.uk btinternet.com sky.com"),
    _country("DE", 6, "49", 10, 1, "de", "gmx.de web.de t-online.de freenet.de"),
    _country("FR", 5, "33", 9, 1, "fr", "orange.fr free.fr laposte.net sfr.fr"),
    _country("IN", 11, "91", 10, 5.5, "hi", "yahoo.co.in rediffmail.com"),
    _country("BR", 6, "55", 11, -3, "pt", "uol.com.br bol.com.br terra.com.br"),
    _country("JP", 4, "81", 10, 9, "ja", "yahoo.co.jp docomo.ne.jp ezweb.ne.jp"),
    _country("KR", 3, "82", 10, 9, "zh", "naver.com daum.net"),
    _country("ES", 3, "34", 9, 1, "es", "yahoo.es telefonica.net"),
    _country("IT", 3, "39", 10, 1, "it", "libero.it virgilio.it alice.it"),
    _country("NL", 2, "31", 9, 1, "de", "ziggo.nl kpnmail.nl"),
    _country("PL", 2, "48", 9, 1, "pl", "wp.pl o2.pl onet.pl interia.pl"),
    _country("CA", 3, "1", 10, -5, "en", "yahoo.ca rogers.com"),
    _country("AU", 2, "61", 9, 10, "en", "bigpond.com optusnet.com.au"),
    _country("MX", 3, "52", 10, -6, "es", "yahoo.com.mx prodigy.net.mx"),
    _country("ID", 4, "62", 10, 7, "id", "yahoo.co.id"),
    _country("VN", 3, "84", 9, 7, "vn", "yahoo.com.vn"),
    _country("TR", 2, "90", 10, 3, "tr", "mynet.com hotmail.com.tr"),
    _country("UA", 1.5, "380", 9, 2, "ru", "ukr.net i.ua"),
    _country("KZ", 1, "7", 10, 5, "ru", "mail.ru yandex.ru"),
    _country("PH", 2.5, "63", 10, 8, "es", "yahoo.com.ph"),
    _country("NG", 2, "234", 10, 1, "en", "ymail.com"),
    _country("EG", 1.2, "20", 10, 2, "ar", "yahoo.com"),
    _country("HK", 1.2, "852", 8, 8, "zh", "qq.com 163.com netvigator.com"),
    _country("SG", 1.2, "65", 8, 8, "zh", "singnet.com.sg qq.com"),
    _country("AR", 1.5, "54", 10, -3, "es", "yahoo.com.ar fibertel.com.ar"),
    _country("PK", 1.5, "92", 10, 5, "ar", "yahoo.com"),
    _country("RO", 1, "40", 9, 2, "it", "yahoo.ro"),
)
BY_CODE = {country.code: country for country in COUNTRIES}
ALL_PEOPLE = sum(country.people for country in COUNTRIES)


def countries(power: float = 1.0) -> Weighted[Country]:
    """Return countries to draw from, by a power of their people."""
    return Weighted(COUNTRIES, [country.people**power for country in COUNTRIES])


def coded(codes: str) -> list[Country]:
    """Return the countries of some codes."""
    return [BY_CODE[code] for code in codes.split()]


_NAMES = {
    "en": (
        "james mary john linda robert susan michael karen david lisa emma olivia noah liam ava mia "
        "ethan grace chloe jack tom kate ben zoe",
        "smith johnson williams brown jones miller davis wilson moore taylor clark lewis walker "
        "hall young king wright scott green baker adams nelson",
    ),
    "de": (
        "lukas anna leon lena finn marie paul laura jonas julia max sarah felix lisa tim nina jan "
        "katrin uwe petra",
        "mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer "
        "richter klein wolf neumann jansen devries bakker",
    ),
    "fr": (
        "lucas lea hugo manon louis camille jules chloe arthur sarah nathan ines paul claire marc "
        "julie luc sophie",
        "martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent "
        "lefebvre michel garcia david roux",
    ),
    "es": (
        "jose maria juan carmen luis ana carlos laura javier lucia miguel sofia diego elena pablo "
        "paula mario andrea",
        "garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin ruiz diaz "
        "moreno alvarez romero santos reyes cruz",
    ),
    "it": (
        "marco giulia luca francesca andrea chiara matteo sara paolo elena davide anna stefano "
        "maria ion ioana",
        "rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti "
        "popescu ionescu",
    ),
    "pt": (
        "joao maria pedro ana lucas julia gabriel beatriz rafael larissa felipe camila gustavo "
        "leticia bruno amanda",
        "silva santos oliveira souza rodrigues ferreira alves pereira lima gomes costa ribeiro "
        "martins carvalho rocha",
    ),
    "ru": (
        "ivan olga sergey anna dmitry elena alexey natalia andrey maria pavel irina oleg tatiana "
        "maxim yulia",
        "ivanov petrov sidorov smirnov kuznetsov popov volkov sokolov kozlov novikov morozov "
        "shevchenko kovalenko bondar",
    ),
    "hi": (
        "rahul priya amit neha raj pooja vijay anjali arjun kavita sanjay deepa rohan isha karan "
        "divya ankit sneha",
        "sharma kumar singh patel gupta verma reddy nair iyer das joshi mehta shah khan rao mishra "
        "yadav",
    ),
    "zh": (
        "wei fang jing li min hao yan lei jun xin minjun jisoo seo hyun chen ling tao yu",
        "wang li zhang liu chen yang huang zhao wu zhou kim lee park choi tan lim ng",
    ),
    "ja": (
        "haruto yui sota hina yuki aoi ren sakura kaito rin takumi mio daiki nana kenji emi",
        "sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada "
        "sasaki",
    ),
    "pl": (
        "jan anna piotr maria krzysztof katarzyna tomasz agnieszka pawel ewa michal magda adam ola",
        "nowak kowalski wisniewski wojcik kowalczyk kaminski lewandowski zielinski szymanski "
        "wozniak",
    ),
    "tr": (
        "mehmet ayse mustafa fatma ahmet zeynep ali elif emre merve can deniz burak selin",
        "yilmaz kaya demir sahin celik yildiz aydin ozturk arslan dogan kilic",
    ),
    "id": (
        "budi siti agus dewi andi rina rizky putri dimas ayu eko fitri bayu indah",
        "santoso wijaya saputra pratama hidayat kusuma setiawan nugroho lestari utami",
    ),
    "vn": (
        "anh minh linh huy trang nam hoa duc mai tuan lan khanh thao long",
        "nguyen tran le pham hoang phan vu dang bui do ngo",
    ),
    "ar": (
        "mohamed fatima ahmed aisha omar mariam ali noor hassan sara khaled huda yusuf layla",
        "hassan ali mahmoud ibrahim khan ahmed malik hussain saleh farouk sheikh butt",
    ),
}
NAMES = {
    language: Names(tuple(first.split()), tuple(last.split()))
    for language, (first, last) in _NAMES.items()
}
LANGUAGES = tuple(NAMES)
