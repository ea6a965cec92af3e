"""The client behind a user agent: SDKs and tools by rules, browsers by ua-parser."""

from __future__ import annotations

import re

import polars as pl
from ua_parser import parse_user_agent

RULES: tuple[tuple[str, str], ...] = (
    ("claude-cli", r"^claude-(?:cli|code)\b"),
    ("anthropic-sdk-python", r"^(?:async)?anthropic/python|^anthropic-sdk-python"),
    ("anthropic-sdk-typescript", r"^anthropic/(?:js|ts|node)|^anthropic-sdk-(?:ts|typescript|js)"),
    ("anthropic-sdk", r"^(?:async)?anthropic\b|anthropic-sdk"),
    ("openai-python", r"^(?:async)?openai/python|^openai-python"),
    ("openai-node", r"^openai/(?:js|node|nodejs)|^openai-node"),
    ("openai-sdk", r"^(?:async)?openai\b"),
    ("langchain", r"langchain"),
    ("llamaindex", r"llama-?index"),
    ("litellm", r"litellm"),
    ("vercel-ai-sdk", r"^ai-sdk/|^ai/\d"),
    ("google-genai-sdk", r"google-genai-sdk|^genai-"),
    ("curl", r"^curl/"),
    ("wget", r"^wget/"),
    ("python-requests", r"^python-requests/"),
    ("python-httpx", r"^python-httpx/"),
    ("aiohttp", r"aiohttp/"),
    ("urllib", r"^python-urllib"),
    ("axios", r"^axios/"),
    ("node-fetch", r"^node-fetch|^node\b|^undici"),
    ("go-http-client", r"^go-http-client/"),
    ("okhttp", r"^okhttp/"),
    ("java-http-client", r"^java(?:-http-client)?/"),
    ("postman", r"^postmanruntime/"),
)
"""Client and the pattern of its user agent (without case), the first that fits."""

_RULES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in RULES)


def clients(agents: pl.Series) -> pl.Series:
    """Return the client of each user agent; each distinct one is looked at once."""
    distinct = agents.drop_nulls().unique()
    names = pl.Series([client(agent) for agent in distinct], dtype=pl.String)
    return agents.replace_strict(distinct, names, default=None)


def client(agent: str) -> str | None:
    """Return the client of one user agent.

    >>> client("OpenAI/Python 1.30.1"), client("curl/8.5.0"), client("")
    ('openai-python', 'curl', None)
    """
    agent = agent.strip()[:1000]
    if not agent:
        return None
    for name, pattern in _RULES:
        if pattern.search(agent):
            return name
    found = parse_user_agent(agent)
    return found.family if found else "other"
