# ruff: noqa: SIM905
"""A corpus of prompts with known templates: scripts with slots, disguises, reuse, and one-offs.

200 templates by default, in four forms (prefix, suffix, short early slots, infix), a quarter of
them disguised in one of six ways; two in five templates are siblings that share sentences with
another one. Slot content comes from one pool for templates and humans, part of it fresh.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import accumulate

import polars as pl

FORMS = ("prefix", "suffix", "slots", "infix")
DISGUISES = ("case", "spacing", "invisible", "look-alike", "synonyms", "shuffled")

FUNCTION_WORDS = (
    "the of and to in a is that for it as was with be by on not he this are or his from at which "
    "but have an they you were there one all we their has can if would who more when will no out "
    "so what up into than them some could time these two may then do first any now such like our "
    "over only most after also how many before between each through where much because"
).split()
VERBS = (
    "review analyse summarise rewrite translate classify extract explain evaluate compare rank "
    "label annotate refactor optimise debug inspect document simulate plan verify generate design "
    "critique transform convert outline grade score check identify describe list propose"
).split()
OBJECTS = (
    "code text passage function answer dialogue argument report record article transcript query "
    "module test plan proof paragraph message ticket table schema log snippet claim sample "
    "question solution response document policy contract review"
).split()
ADJECTIVES = (
    "careful complete concise detailed strict formal neutral consistent thorough precise short "
    "structured critical helpful independent reliable senior accurate plain honest robust balanced"
).split()
ROLES = (
    "engineer editor analyst reviewer teacher auditor translator researcher tester planner "
    "annotator lawyer scientist architect operator assistant moderator critic"
).split()
FIELDS = (
    "finance medicine physics software logistics education law chemistry security marketing "
    "statistics history biology robotics insurance agriculture energy travel music cooking"
).split()
PATTERNS = (
    "You are a {a} {r} who works in {f}",
    "Your task is to {v} the {o} given by the user",
    "First {v} every {o} and then {v} the {a} {o}",
    "Do not {v} the {o} unless the {o} is {a}",
    "Always {v} in a {a} and {a} way",
    "Return the {o} as a {a} {o} with one {o} per line",
    "When the {o} mentions {f} you must {v} it twice",
    "Write {n} {a} sentences that {v} the {o}",
    "Keep the {o} under {n} words and {v} each {o}",
    "Act as a {r} in {f} and {v} what follows",
    "If any {o} is missing then {v} the {a} part only",
    "Use {a} language and never {v} the original {o}",
    "Give a score from {n} to {n} for how {a} the {o} is",
    "Finish by asking the {r} to {v} your {o}",
    "Think about the {o} from the view of a {a} {r}",
    "Output valid JSON with the keys {o} and {o}",
    "The {r} will {v} your {o} against a hidden {o}",
    "Step by step {v} the {o} and show your {a} reasoning",
)
COMMON_SENTENCES = (
    "Think step by step before you answer",
    "Do not include any explanation outside of the requested format",
    "Respond only with the final answer",
    "Here is the input",
    "Thank you very much for your help",
)
OPENINGS = (
    "can you help me with this", "please explain", "how do i", "what is the best way to",
    "i need some help with my homework about", "write me a short story about", "hi there",
    "could you summarise the following text for me", "fix this", "why does this not work",
    "give me ten ideas for", "translate this into french please", "what do you think about",
    "i am trying to understand", "tell me about", "review this", "",
)  # fmt: skip
SYNONYMS = {
    "careful": "cautious", "complete": "full", "concise": "brief", "detailed": "elaborate",
    "strict": "rigorous", "review": "go over", "analyse": "study", "summarise": "sum up",
    "rewrite": "rephrase", "explain": "clarify", "evaluate": "assess", "compare": "contrast",
    "check": "test", "identify": "spot", "describe": "depict", "propose": "suggest",
    "task": "job", "given": "provided", "user": "client", "every": "each", "must": "should",
    "write": "compose", "keep": "hold", "mentions": "names", "answer": "reply", "plan": "scheme",
    "text": "prose", "report": "account", "article": "piece", "query": "request",
    "language": "wording", "original": "initial", "missing": "absent", "part": "section",
    "finish": "end", "asking": "requesting", "show": "display", "hidden": "secret",
    "works": "serves",
    "short": "brief", "precise": "exact", "helpful": "useful", "always": "invariably",
    "return": "give back", "sentences": "phrases", "follows": "comes next", "view": "standpoint",
    "reasoning": "logic", "thorough": "exhaustive", "valid": "proper", "generate": "produce",
}  # fmt: skip
LOOK_ALIKES = dict(zip("aceopxyisjhABCEHKMOPTXІ", "асеорхуіѕјһАВСЕНКМОРТХI", strict=True))
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff"


@dataclass(frozen=True)
class Template:
    """A script: its sentences (with ``{slot}`` in the form "slots"), form, disguise, accounts."""

    form: str
    disguise: str | None
    sentences: tuple[str, ...]
    accounts: tuple[str, ...]
    weight: float


@dataclass
class Corpus:
    """Prompts in random order with their accounts, times (hours) and true templates (-1: none)."""

    templates: list[Template]
    prompts: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)

    def frame(self) -> pl.DataFrame:
        """Return the corpus as columns."""
        return pl.DataFrame({"prompt": self.prompts, "account": self.accounts, "truth": self.truth})


class Writer:
    """Writes words, sentences, content and templates from one source of random numbers."""

    def __init__(self, seed: int, pool: int = 4000, vocabulary: int = 20000) -> None:
        self.random = random.Random(seed)
        letters = random.Random(7)
        self.words = [_word(letters) for _ in range(vocabulary)]
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(vocabulary)))
        self.pool = [self.passage() for _ in range(pool)]
        self.pool_weights = list(accumulate(1 / (rank + 50) ** 0.8 for rank in range(pool)))

    def passage(self, words: int = 0) -> str:
        """Return fresh text of about ``words`` words (10 to 90 if not given)."""
        wanted = words or self.random.randint(10, 90)
        text: list[str] = []
        rare = self.random.choices(self.words, cum_weights=self.weights, k=wanted)
        while len(text) < wanted:
            length = self.random.randint(5, 18)
            sentence = [
                self.random.choice(FUNCTION_WORDS) if self.random.random() < 0.45 else rare[at]
                for at in range(len(text), min(len(text) + length, wanted))
            ]
            text += [*sentence[:-1], sentence[-1] + self.random.choice(".....?!\n")]
        return " ".join(text)

    def content(self) -> str:
        """Return content for a slot: two times in five from the pool, else fresh."""
        if self.random.random() < 0.4:
            return self.random.choices(self.pool, cum_weights=self.pool_weights)[0]
        return self.passage()

    def sentence(self) -> str:
        """Return one sentence of a script."""
        pick = self.random.choice
        pattern = pick(PATTERNS)
        while "{" in pattern:
            pattern = pattern.replace("{v}", pick(VERBS), 1).replace("{o}", pick(OBJECTS), 1)
            pattern = pattern.replace("{a}", pick(ADJECTIVES), 1).replace("{r}", pick(ROLES), 1)
            pattern = pattern.replace("{f}", pick(FIELDS), 1)
            pattern = pattern.replace("{n}", str(self.random.randint(2, 99)), 1)
        return pattern

    def script(self, siblings: list[Template]) -> list[str]:
        """Return the sentences of a new script; two in five share some with an older one."""
        count = self.random.randint(2, 6)
        sentences = [self.sentence() for _ in range(count)]
        if siblings and self.random.random() < 0.4:
            older = self.random.choice(siblings).sentences
            shared = self.random.randint(1, max(1, count // 2))
            sentences[:shared] = older[:shared]
        if count > 2 and self.random.random() < 0.3:
            sentences[-1] = self.random.choice(COMMON_SENTENCES)
        return sentences

    def template(self, number: int, count: int, siblings: list[Template]) -> Template:
        """Return template ``number`` of ``count``; every fourth is disguised."""
        sentences = self.script(siblings)
        form = FORMS[number % len(FORMS)]
        if form == "slots":
            words = sentences[0].split()
            for at in (min(4, len(words) - 1), min(9, len(words) - 1)):
                words[at] = "{slot}"
            sentences[0] = " ".join(words)
        disguised = (number // len(FORMS)) % 4 == 0
        kind = (number // (4 * len(FORMS)) + number) % len(DISGUISES)
        members = min(60, 4 + int(self.random.paretovariate(0.9)) * 3)
        return Template(
            form=form,
            disguise=DISGUISES[kind] if disguised else None,
            sentences=tuple(sentences),
            accounts=tuple(f"t{count}-{number}-{member}" for member in range(members)),
            weight=self.random.lognormvariate(0, 0.8),
        )

    def fill(self, template: Template) -> str:
        """Return one prompt of a template."""
        sentences = [
            s.replace(
                "{slot}", " ".join(self.random.choices(self.words, cum_weights=self.weights, k=2))
            )
            for s in template.sentences
        ]
        if template.disguise == "shuffled":
            self.random.shuffle(sentences)
        scaffold = ". ".join(sentences) + "."
        if template.disguise and template.disguise != "shuffled":
            scaffold = disguise(scaffold, template.disguise, self.random)
        if template.form == "suffix":
            return f"{self.content()}\n\n{scaffold}"
        if template.form == "infix":
            return f"{self.content()}\n\n{scaffold}\n\n{self.content()}"
        return f"{scaffold}\n\n{self.content()}"

    def human(self) -> str:
        """Return a one-off prompt of a human."""
        opening = self.random.choice(OPENINGS)
        if self.random.random() < 0.5:
            return f"{opening} {self.passage(self.random.randint(4, 40))}"
        return f"{opening}\n{self.content()}"


def _word(source: random.Random) -> str:
    syllables = source.choices(
        "ba ce di fo gu ka le mi no pu ra se ti vo zu er an ist ol".split(), k=3
    )
    return "".join(syllables[: source.randint(2, 3)]) + source.choice(("", "s", "n", "ing", "t"))


def disguise(text: str, kind: str, source: random.Random) -> str:
    """Disguise a scaffold in one of DISGUISES but "shuffled"."""
    if kind == "case":
        change = source.choice((str.upper, str.lower, str.title, str.swapcase))
        return change(text)
    if kind == "spacing":
        return "".join(c * source.randint(1, 3) if c == " " else c for c in text)
    if kind == "invisible":
        return "".join(c + source.choice(INVISIBLE) if source.random() < 0.15 else c for c in text)
    if kind == "look-alike":
        return "".join(LOOK_ALIKES.get(c, c) if source.random() < 0.4 else c for c in text)
    return " ".join(
        SYNONYMS.get(word.lower(), word) if source.random() < 0.5 else word for word in text.split()
    )


def build(
    seed: int,
    prompts: int = 200_000,
    templates: int = 200,
    human: float = 0.3,
    older: list[Template] | None = None,
) -> Corpus:
    """Return a corpus; ``older`` templates come first and keep their numbers."""
    writer = Writer(seed)
    scripts = list(older or [])
    for number in range(len(scripts), len(scripts) + templates):
        scripts.append(writer.template(number, templates, scripts))
    corpus = Corpus(scripts)
    people = [f"h{number}" for number in range(max(10, prompts // 12))]
    senders = [account for script in scripts for account in script.accounts]
    weights = [script.weight for script in scripts]
    order = writer.random.choices(range(len(scripts)), weights, k=prompts)
    for number in order:
        if writer.random.random() < human:
            crowd = people if writer.random.random() < 0.9 else senders
            corpus.prompts.append(writer.human())
            corpus.accounts.append(writer.random.choice(crowd))
            corpus.truth.append(-1)
        else:
            corpus.prompts.append(writer.fill(scripts[number]))
            corpus.accounts.append(writer.random.choice(scripts[number].accounts))
            corpus.truth.append(number)
    return corpus
