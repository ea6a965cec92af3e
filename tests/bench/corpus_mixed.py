"""A second corpus of prompts with known templates, of other habits than `corpus`.

Four languages and scripts, code, JSON, XML and chat scaffolds, templates of 8 words and of 3,000
characters with slots in the middle, 8 to 5,000 prompts each; honest people with habits of their
own (greeting, language, several prompts about one text), five public prompts that one honest
account in twenty uses, and texts that hundreds of people paste. Content is real: documentation
and code of the installed scipy.
"""

from __future__ import annotations

import ast
import random
import re
import string
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import scipy.linalg
import scipy.optimize
import scipy.signal
import scipy.sparse
import scipy.spatial
import scipy.stats

from tests.bench.corpus import Corpus, Template, disguise
from tests.bench.phrases import (
    GREETINGS,
    LANGUAGES,
    MANNERS,
    NOUNS,
    PUBLIC,
    QUESTIONS,
    TAILS,
    TASKS,
    WORDS,
)

SHAPES = ("short", "prefix", "suffix", "middle", "long", "json", "xml", "chat", "code")
MODULES = (scipy.linalg, scipy.optimize, scipy.signal, scipy.sparse, scipy.spatial, scipy.stats)
SLOT = "\x00"
"""Where content goes in a scaffold."""
PASTED = 60
"""Texts that many people paste."""


@dataclass(frozen=True)
class Script(Template):
    """A template with its scaffold (slots as SLOT) and the label of what it asks for."""

    scaffold: str = ""
    label: str = "other"
    language: str = "en"


@dataclass
class Person:
    """An honest sender: language, greeting and sign-off, and texts that are asked about again."""

    name: str
    language: str
    greeting: str
    ending: str
    own: list[str] = field(default_factory=list)


@cache
def passages() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return real prose and real code in pieces of 80 to 900 characters."""
    prose, code = set(), set()
    for module in MODULES:
        for path in sorted(Path(str(module.__file__)).parent.glob("_*.py")):
            text = path.read_text("utf-8")
            code.update(_pieces(text))
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    prose.update(_pieces(ast.get_docstring(node) or ""))
    return tuple(sorted(prose)), tuple(sorted(code))


def _pieces(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if 80 <= len(part) <= 900]


class MixedWriter:
    """Writes prompts of scripts and of people from one source of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.prose, self.code = passages()
        self.pasted = [self.document() for _ in range(PASTED)]

    def choose(self, pattern: str, language: str = "en") -> str:
        """Return a pattern with one of each ``(this|that)`` and a noun for each ``{noun}``."""
        text = re.sub(
            r"\(([^()]*)\)", lambda found: self.random.choice(found[1].split("|")), pattern
        )
        return re.sub("{noun}", lambda _: self.random.choice(NOUNS[language]), text)

    def sentence(self, pattern: str, language: str) -> str:
        """Return a sentence of a script; English ones have most often a tail."""
        if language != "en":
            return self.choose(pattern, language)
        return f"{self.choose(pattern)} {self.choose(self.random.choice(TAILS))}".strip()

    def identifier(self) -> str:
        """Return a name that is new nearly each time."""
        return "".join(self.random.choices(string.ascii_lowercase, k=self.random.randint(4, 9)))

    def content(self, language: str = "en", code: float = 0.3) -> str:
        """Return text for a slot: real prose or code with fresh words in it, or foreign words."""
        if language != "en" and self.random.random() < 0.8:
            words = self.random.choices(WORDS[language], k=self.random.randint(8, 60))
            return ("" if language == "zh" else " ").join(words)
        source = self.code if self.random.random() < code else self.prose
        words = self.random.choice(source).split(" ")
        for _ in range(len(words) // 6):
            words[self.random.randrange(len(words))] = self.identifier()
        return " ".join(words)

    def document(self) -> str:
        """Return a README or a stack trace."""
        if self.random.random() < 0.5:
            name = self.identifier()
            return f"# {name}\n\n" + "\n\n".join(self.random.choices(self.prose, k=3))
        frames = [
            f'  File "/srv/{self.identifier()}/{self.identifier()}.py", line {at}, in '
            f"{self.identifier()}\n    {self.identifier()} = {self.identifier()}()"
            for at in range(self.random.randint(4, 12))
        ]
        return "Traceback (most recent call last):\n" + "\n".join(frames) + "\nKeyError: 'id'"

    def script(self, number: int) -> Script:
        """Return script ``number``."""
        shape = SHAPES[number % len(SHAPES)]
        language = self.random.choices(("en", "de", "ru", "zh"), (70, 10, 10, 10))[0]
        if shape in {"json", "xml", "chat", "code", "short"}:
            language = "en"
        label = self.random.choice(list(TASKS))
        patterns = self._patterns(shape, language)
        if language == "en":
            patterns.insert(self.random.randint(0, 1), self.random.choice(TASKS[label]))
        sentences = [self.sentence(pattern, language) for pattern in patterns]
        if shape == "short":
            # the last words of a sentence tell scripts apart
            sentences = [" ".join(sentences[0].split()[-self.random.randint(8, 12) :])]
        kinds = ("spacing", "invisible", "shuffled")
        if language == "en":
            kinds = ("case", "spacing", "invisible", "look-alike", "synonyms", "shuffled")
        kind = self.random.choice(kinds) if self.random.random() < 0.25 else None
        if kind == "shuffled" and shape not in {"prefix", "suffix"}:
            kind = None
        accounts = max(2, min(400, int(3 * self.random.paretovariate(0.8))))
        return Script(
            form=shape,
            disguise=kind,
            sentences=tuple(sentences),
            accounts=tuple(f"t{number}-{at}" for at in range(accounts)),
            weight=min(5000, 8 * self.random.paretovariate(0.55)),
            scaffold=self._layout(shape, sentences, language),
            label=label if language == "en" else "other",
            language=language,
        )

    def _patterns(self, shape: str, language: str) -> list[str]:
        source = list(LANGUAGES[language])
        count = len(source) if shape == "long" else self.random.randint(2, min(6, len(source)))
        return self.random.sample(source, count if shape != "short" else 1)

    def _layout(self, shape: str, sentences: list[str], language: str) -> str:
        stop = "" if language == "zh" else ". "
        text = stop.join(sentences) + stop.strip()
        if shape in {"short", "prefix"}:
            return f"{text}\n{SLOT}"
        if shape == "suffix":
            return f"{SLOT}\n\n{text}"
        if shape == "middle":
            half = len(sentences) // 2
            return f"{stop.join(sentences[:half])}{stop}{SLOT}\n{stop.join(sentences[half:])}"
        if shape == "long":
            more = [self.choose(p, language) for p in LANGUAGES[language] for _ in range(2)]
            return f"{text}\n{SLOT}\n{stop.join(more)}\n{SLOT}\n{stop.join(reversed(more))}"
        return self._markup(shape, sentences)

    def _markup(self, shape: str, sentences: list[str]) -> str:
        if shape == "json":
            rules = ", ".join(f'"{s}"' for s in sentences[1:])
            return f'{{"task": "{sentences[0]}", "rules": [{rules}], "input": "{SLOT}"}}'
        if shape == "xml":
            rules = "".join(f"<rule>{s}</rule>" for s in sentences[1:])
            return f"<job><goal>{sentences[0]}</goal>{rules}<data>{SLOT}</data></job>"
        if shape == "chat":
            answer = ". ".join(sentences[1:])
            return f"System: {sentences[0]}.\nUser: {SLOT}\nAssistant: {answer}.\nUser: {SLOT}"
        lines = "\n".join(f"# {s}" for s in sentences)
        name = self.identifier()
        body = f"def {name}_main(path):\n    {SLOT}\n    return {name}.run(path)"
        return f"{lines}\nimport {name}\n\n{body}"

    def fill(self, script: Script) -> str:
        """Return one prompt of a script."""
        scaffold = script.scaffold
        if script.disguise == "shuffled":
            stop = "" if script.language == "zh" else ". "
            shuffled = self.random.sample(script.sentences, len(script.sentences))
            parts = [stop.join(shuffled), SLOT]
            scaffold = "\n".join(parts if script.form == "prefix" else parts[::-1])
        elif script.disguise:
            scaffold = SLOT.join(
                disguise(part, script.disguise, self.random) for part in scaffold.split(SLOT)
            )
        code = 0.9 if script.form == "code" else 0.25
        while SLOT in scaffold:
            scaffold = scaffold.replace(SLOT, self.content(script.language, code), 1)
        return scaffold

    def person(self, number: int) -> Person:
        """Return an honest sender."""
        language = self.random.choices(("en", "de", "ru", "zh"), (70, 10, 10, 10))[0]
        habit = self.random.random()
        greeting = ""
        if habit < 0.35:
            manner = self.choose(self.random.choice(MANNERS))
            greeting = f"{self.random.choice(GREETINGS)}, {manner}, {self.identifier()}. "
        ending = (
            f"\nthanks, {self.random.choice(GREETINGS)} {self.identifier()}" if habit < 0.1 else ""
        )
        own = [self.document() for _ in range(self.random.randint(0, 2))]
        return Person(f"h{number}", language, greeting, ending, own)

    def ask(self, person: Person, public: str | None) -> str:
        """Return a prompt of a person; ``public`` is the public prompt that this one uses."""
        roll = self.random.random()
        if public and roll < 0.4:
            return f"{public} {self.content(person.language, 0.1)}"
        if roll < 0.5:
            text = self.content(person.language)
        elif roll < 0.65:
            text = self.random.choice(self.pasted)
        elif roll < 0.8 and person.own:
            text = self.random.choice(person.own)
        elif roll < 0.9:
            text = "\n".join(
                f"{who}: {self.content(person.language, 0.1)[:150]}"
                for who in ("User", "Assistant", "User")
            )
        else:
            text = " ".join(self.identifier() for _ in range(self.random.randint(1, 9)))
        question = self.random.choice(QUESTIONS)
        order = (question, text) if self.random.random() < 0.6 else (text, question)
        return f"{person.greeting}{order[0]}\n{order[1]}{person.ending}"


def build_mixed(
    seed: int, prompts: int = 100_000, scripts: int = 250, human: float = 0.45
) -> Corpus:
    """Return a corpus: truth is the number of the script, public prompts come after the scripts."""
    writer = MixedWriter(seed)
    corpus = Corpus([writer.script(number) for number in range(scripts)])
    corpus.templates += [Template("public", None, (text,), (), 0.0) for text in PUBLIC]
    people = [writer.person(number) for number in range(max(20, prompts // 25))]
    users = {
        person.name: writer.random.randrange(len(PUBLIC))
        for person in people
        if writer.random.random() < 0.05
    }
    activity = [writer.random.paretovariate(1.5) for _ in people]
    rows: list[tuple[str, str, int]] = []
    for person in writer.random.choices(people, activity, k=int(human * prompts)):
        at = users.get(person.name)
        prompt = writer.ask(person, None if at is None else PUBLIC[at])
        is_public = at is not None and prompt.startswith(PUBLIC[at])
        rows.append((prompt, person.name, scripts + at if at is not None and is_public else -1))
    weights = [script.weight for script in corpus.templates[:scripts]]
    scale = (prompts - len(rows)) / sum(weights)
    for number, script in enumerate(corpus.templates[:scripts]):
        assert isinstance(script, Script)
        rows.extend(
            (writer.fill(script), writer.random.choice(script.accounts), number)
            for _ in range(max(8, min(5000, round(script.weight * scale))))
        )
    writer.random.shuffle(rows)
    for prompt, account, truth in rows:
        corpus.prompts.append(prompt)
        corpus.accounts.append(account)
        corpus.truth.append(truth)
    return corpus
