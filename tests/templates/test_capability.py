"""Measured on openings of prompts that were written for this test, not used to make the rules."""

from __future__ import annotations

import pytest

from linkage.templates.capability import OTHER, RULES, capability, points

HELD_OUT = [
    ("you will be given a python function with a failing unit test. fix it {…}", 0),
    ("act as a staff engineer and review this pull request for security issues {…}", 0),
    ("convert the following javascript class to typescript, keeping the public api {…}", 0),
    ("given the repository below, write a patch that resolves the issue {…}", 0),
    ("optimise this sql query and explain the index you would add {…}", 0),
    ("you have access to the following tools. decide which function call to make next {…}", 1),
    ("you control a browser. reply with the next action as json {…}", 1),
    ("you are an autonomous agent. given the observation, choose a command to run {…}", 1),
    ("plan the shell commands needed to reach the goal and call the terminal tool {…}", 1),
    ("solve the following olympiad problem step by step and box the result {…}", 2),
    ("prove the theorem below. show your reasoning before the conclusion {…}", 2),
    ("think carefully about this logic puzzle and derive who owns the fish {…}", 2),
    ("a train leaves at noon. calculate when they meet and show your work {…}", 2),
    ("classify the sentiment of the tweet as positive, negative or neutral {…}", 3),
    ("you are an annotator. label each sentence with one of the categories {…}", 3),
    ("compare response a and response b and say which response is better {…}", 3),
    ("rate the helpfulness of the reply on a scale of # to # using the rubric {…}", 3),
    ("extract all named entities and return them as json {…}", 4),
    ("parse this invoice into fields: vendor, date, total {…}", 4),
    ("turn the messy table into csv with the columns shown {…}", 4),
    ("write a bedtime story about a dragon in a gentle tone {…}", 5),
    ("rewrite this paragraph in a formal style {…}", 5),
    ("draft a cover letter for the job described below {…}", 5),
    ("translate the text into german, keep the names {…}", 6),
    ("you are a native speaker of japanese. localise these strings {…}", 6),
    ("summarise the article in three bullet points {…}", 7),
    ("give me a tl;dr with the key points {…}", 7),
    ("answer the question using only the context below {…}", 8),
    ("multiple choice: select the right answer to the question {…}", 8),
    ("stay in character as a grumpy wizard for the whole dialogue {…}", 9),
    ("pretend to be my interviewer and ask one thing at a time {…}", 9),
    ("hello {…}", None),
    ("what should i cook tonight with {…}", None),
    ("tell me something nice {…}", None),
]
LABELS = [*RULES]


def test_at_least_four_in_five_held_out_openings_get_their_label() -> None:
    right = sum(
        capability(text) == (OTHER if label is None else LABELS[label]) for text, label in HELD_OUT
    )
    assert right / len(HELD_OUT) >= 0.8


@pytest.mark.parametrize("text", ["", "{…}", "code", "你好", "write code"])
def test_too_little_evidence_or_a_tie_is_other(text: str) -> None:
    assert capability(text) == OTHER


def test_points_explain_a_label() -> None:
    assert points("Debug this Python code") == {"software engineering": 5}
