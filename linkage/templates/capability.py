"""What a template asks for, by visible rules.

Each label has words and phrases; a template gets the label with the most points, a phrase or a
telling word counting two and a hint one, and ``other`` below two points or on a tie at the top.
The rules read English only; ``capability`` of other text is ``other``.

A hint, not a fact. Of 404 English templates that were found in two corpora whose sentences were
written apart from the rules (``python -m tests.bench templates``), 71% had the label of their task,
24% had none where one was due, and 5% had a wrong one; of 34 openings in the tests, four in five.
"""

from __future__ import annotations

import re
from functools import cache

OTHER = "other"

RULES: dict[str, tuple[str, str]] = {
    "software engineering": (
        r"python|javascript|typescript|java|rust|c\+\+|golang|sql|refactor\w*|debug\w*|unit tests?|"
        r"pull request|stack trace|source code|code review|codebase|compil\w+|bug ?fix\w*|"
        r"git|diff|patch|regex|docker\w*|software engineer\w*|programm(?:er|ing)",
        r"code|function|class|module|bug|api|implement\w*|algorithm|test|developer|script|snippet",
    ),
    "agentic tool use": (
        r"tools?|function calls?|call the|browser|click|agent|terminal|shell|tool_call\w*|"
        r"bash|web search|api calls?|next action|observation|environment",
        r"action|execute|run|command|invoke|state|step|navigate|plan|search|goal",
    ),
    "reasoning": (
        r"step by step|chain of thought|proof|prove|theorem|math\w*|reason\w*|logic\w*|puzzle|"
        r"derive|equation|solve|show your (?:work|reasoning)",
        r"think|why|conclude|problem|deduce|infer|argument|hypothes\w+|calculate",
    ),
    "data labelling": (
        r"label\w*|annotat\w*|classif\w*|categor\w*|sentiment|tag each|rubric|"
        r"score from|scale (?:of|from)|preference|which (?:response|answer) is better|grade|rate",
        r"score|rank|choose|compare|positive|negative|class|criteria|judge|evaluate|better",
    ),
    "data extraction": (
        r"extract\w*|parse|entit(?:y|ies)|key[- ]value|fields?|into json|as json|csv|"
        r"structured data|keys",
        r"json|table|list all|column|schema|format|output|invoice|record",
    ),
    "writing": (
        r"essay|story|poem|blog|rewrite|rephrase|paraphrase|proofread|copywrit\w+|novel|fiction|"
        r"email|cover letter|headline|screenplay|lyrics",
        r"write|tone|style|words|paragraph|draft|edit|creative|article|sentences",
    ),
    "translation": (
        r"translat\w+|localis\w+|localiz\w+|"
        r"into (?:french|german|spanish|english|chinese|japanese)",
        r"language|french|german|spanish|chinese|japanese|native|idiom",
    ),
    "summarising": (
        r"summar\w+|tl;?dr|key points|main points|condense|abstract|bullet points",
        r"short|brief|concise|overview|highlights|main",
    ),
    "question answering": (
        r"answer the (?:following )?question|context below|given context|multiple choice|quiz|faq",
        r"question|answer|context|according|passage|document",
    ),
    "role play": (
        r"role ?play|pretend|stay in character|you are now|persona|in character|simulate a",
        r"character|act as|dialogue|scene|imagine",
    ),
}
"""Label -> (telling expression, hinting expression), searched as whole words in lower case."""


@cache
def _compiled() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        label: (re.compile(rf"(?<!\w)(?:{telling})(?!\w)"), re.compile(rf"(?<!\w)(?:{hint})(?!\w)"))
        for label, (telling, hint) in RULES.items()
    }


def points(text: str) -> dict[str, int]:
    """Return the points of each label that has any: two a telling phrase, one a hint."""
    text = text.lower()
    found = {
        label: 2 * len(set(telling.findall(text))) + len(set(hint.findall(text)))
        for label, (telling, hint) in _compiled().items()
    }
    return {label: score for label, score in found.items() if score}


def capability(skeleton: str) -> str:
    """Return the label of a skeleton.

    >>> capability("translate the following text into french. {…}")
    'translation'
    """
    ranked = sorted(points(skeleton).items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return OTHER
    return ranked[0][0]
