"""People who learn together: universities, classes, trainings, laboratories, online courses."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Card, Contact, Use
from .countries import Country
from .hours import DAY, END, in_hours
from .networks import Place
from .society import Society

TERMS = (123, 128, 135, 260, 265)
"""Days of the window on which a term begins."""
SCHOOL_ENDINGS = ("-school.org", "school.{}", ".k12.us", "academy.org", ".sch.uk")


@dataclass(frozen=True, slots=True)
class University:
    """What the students of a university have in common."""

    country: Country
    domain: str
    campus: Place
    dormitories: list[Place]
    laboratory: list[str]
    prompts: list[str]
    term: float


def university(society: Society) -> list[Account]:
    """A university behind few addresses, in courses with prompts of their own."""
    luck, networks = society.luck, society.networks
    country = society.country()
    n = luck.size(420, 0.6, 120, 1300)
    ending = {"US": "edu", "GB": "ac.uk"}.get(country.code, f"edu.{country.code.lower()}")
    school = University(
        country,
        f"{society.mail.domain().rsplit('.', 1)[0]}.{ending}",
        networks.office(luck.choice([1, 2, 4, 8])),
        [networks.fixed() for _ in range(max(1, n // 150))],
        luck.tokens(n // 25 + 4),
        luck.few(4, 12),
        luck.choice(TERMS) * DAY,
    )
    students: list[Account] = []
    while len(students) < n:
        students += _course(society, school, min(luck.size(28, 0.5, 8, 110), n - len(students) + 3))
    return students


def _course(society: Society, school: University, n: int) -> list[Account]:
    """Some courses sign up in class, in a burst."""
    luck, country = society.luck, school.country
    prompts, burst = luck.few(2, 8), luck.happens(0.45)
    day = min(END - 3 * DAY, school.term + luck.randrange(60) * DAY)
    lesson = in_hours(luck, day, country.offset)
    students = []
    for _ in range(n):
        if burst and luck.happens(0.7):
            created = lesson + luck.wait(1500)
        elif luck.happens(0.6):
            created = society.sign_up(country)
        else:
            created = day + luck.random() * 30 * DAY
        student = _student(society, school, created)
        if burst:
            student.first_network = school.campus
        student.prompts(luck, prompts, 1, 4, 0.9)
        student.prompts(luck, school.prompts, 0, 2, 0.5)
        students.append(student)
    return students


def _student(society: Society, school: University, created: float) -> Account:
    luck, mail, country = society.luck, society.mail, school.country
    address = ""
    if luck.happens(0.55):
        address = mail.address(mail.local(country, mail.native_name(country)), school.domain)
    home = luck.choice(school.dormitories) if luck.happens(0.3) else None
    student = society.person("student", country, created, home=home, mail=address, paying=0.15)
    student.networks.append(Use(school.campus, luck.uniform(0.3, 2)))
    if luck.happens(0.2):
        student.devices.append(Use(luck.choice(school.laboratory), luck.uniform(0.2, 0.8)))
    return student


def school_class(society: Society) -> list[Account]:
    """A class whose teacher opens the accounts: shared tablets, the same exercises."""
    luck, country = society.luck, society.country()
    n, room = luck.size(22, 0.35, 8, 40), society.networks.fixed()
    begin = in_hours(luck, society.sign_up(country), country.offset)
    tablets, exercises = luck.tokens(max(3, n // 2)), luck.few(2, 7)
    teacher, card = luck.tokens(2)
    number = society.things.number(country)
    serial, paid, style = _serial_name(society), luck.happens(0.2), luck.random()
    ending = luck.choice(SCHOOL_ENDINGS).format(country.code.lower())
    domain = society.mail.domain().split(".")[0] + ending
    pupils = []
    for place in range(n):
        mail = ""
        if style < 0.75:
            local = f"{serial}{place + 1:02d}" if style < 0.45 else society.mail.local(country)
            mail = society.mail.address(local, domain)
        created = begin + place * luck.uniform(20, 120)
        pupil = society.person("class", country, created, mail=mail, paying=0.03, outing=0.3)
        pupil.sessions = luck.size(4, 0.4, 2, 9)
        pupil.end = min(END - 60, begin + luck.uniform(10, 120) * DAY)
        if luck.happens(0.6):
            pupil.devices = [Use(luck.choice(tablets)), *pupil.devices[:1]]
        if style < 0.45:
            pupil.first_device = teacher
        if style < 0.3 and place < 6:
            pupil.phones = [Contact(number, begin)]
        elif not luck.happens(0.4):
            pupil.phones = []
        if paid:
            pupil.cards = [Card(card, begin + 3600)]
        pupil.first_network = room
        pupil.networks.append(Use(room, 3))
        pupil.templates = pupil.templates[: luck.randint(0, 3)]
        pupil.prompts(luck, exercises, 2, 5, 1.5)
        pupils.append(pupil)
    return pupils


def _serial_name(society: Society) -> str:
    name = society.luck.choice(["class", "pupil", "grade", "s", "group"])
    return name + society.luck.choice(["7", "8b", "10a", "3", "5c", ""])


def program(society: Society) -> list[Account]:
    """A training whose staff registers the learners on one day, often with one card."""
    luck, country = society.luck, society.country()
    begin, office = society.sign_up(country), society.networks.fixed()
    domain, staff, card = society.mail.domain(), luck.few(1, 2), luck.token()
    prompts = luck.few(3, 10)
    registered, paid = luck.happens(0.5), luck.happens(0.6)
    learners = []
    for place in range(luck.size(22, 0.5, 8, 60)):
        mail = ""
        if registered:
            serial = luck.happens(0.8)
            local = f"student{place + 101}" if serial else society.mail.local(country)
            mail = society.mail.address(local, domain)
        learner = society.person(
            "program",
            country if luck.happens(0.8) else None,
            begin + place * luck.uniform(40, 300),
            mail=mail,
            paying=0.05,
        )
        if registered:
            learner.first_device, learner.first_network = luck.choice(staff), office
        if paid:
            learner.cards = [Card(card, begin + DAY, begin + 100 * DAY)]
        learner.prompts(luck, prompts, 2, 5, 1.3)
        learners.append(learner)
    return learners


def followers(society: Society) -> list[Account]:
    """Strangers who use the prompts of a video, many from the day on which it came out."""
    luck = society.luck
    begin = society.sign_up(society.country())
    country = society.country() if luck.happens(0.6) else None
    prompts = luck.few(2, 15)
    people = []
    for _ in range(luck.size(110, 0.8, 20, 700)):
        mine = country if luck.happens(0.8) else None
        created = begin + luck.wait(5 * DAY) if luck.happens(0.6) else None
        person = society.person("follower", mine, created)
        since = min(begin, person.created)
        for template in luck.sample(prompts, min(len(prompts), luck.choice([1, 2, 3, 5]))):
            person.templates.append(Use(template, 1.2, since))
        people.append(person)
    return people


def laboratory(society: Society) -> list[Account]:
    """A research group: one server, prompts of a benchmark, the card of a grant."""
    luck, country = society.luck, society.country()
    server, domain = society.networks.server(luck.choice([1, 2, 4])), society.mail.domain()
    prompts = luck.few(5, 40)
    card, device = luck.tokens(2)
    people = []
    for _ in range(luck.size(7, 0.5, 3, 25)):
        mail = ""
        if luck.happens(0.5):
            mail = society.mail.address(society.mail.local(country), domain)
        person = society.person("lab", country, mail=mail, paying=0.2)
        person.networks.append(Use(server, 3))
        person.sessions = luck.size(8, 0.4, 3, 16)
        if luck.happens(0.6):
            person.cards = [Card(card, person.created + DAY)]
        if luck.happens(0.4):
            person.devices.append(Use(device))
        person.prompts(luck, prompts, 2, 8, 1.5)
        people.append(person)
    return people
