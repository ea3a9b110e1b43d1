"""A run as JUnit XML, for continuous integration: a suite a category, a test a question, and a suite for the gate."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ..language.tag import Language
from . import sentences
from .cases import Case, names
from .report import Report
from .summary import Scored
from .words import reasons

_UNSEEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not have."""


def xml(report: Report) -> str:
    """The run; a wrong answer is a failure, one that raised an error, one not asked skipped."""
    run, language = report.record, report.language
    root = ET.Element("testsuites", name=run.id)
    answered = {s.case.id: s for s in run.scored}
    for category in names(run.cases):
        suite = ET.SubElement(root, "testsuite", name=category)
        for case in (case for case in run.cases if case.category == category):
            _test(suite, case, answered.get(case.id), language)
    suite = ET.SubElement(root, "testsuite", name="gate")
    limits = ((group, metric) for group, kept in (report.gate.limits if report.gate else {}).items() for metric in kept)
    broken = {(b.group, b.metric): text for b, text in zip(report.breaches, _broken(report), strict=True)}
    for group, metric in limits:
        test = ET.SubElement(suite, "testcase", classname="gate", name=f"{group} {metric}")
        if text := broken.get((group, metric)):
            ET.SubElement(test, "failure", message=text)
    for suite in (*root, root):
        for name, kind in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(name, str(len(list(suite.iter(kind)))))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _broken(report: Report) -> list[str]:
    return sentences.breached(report.breaches, report.language)


def _test(suite: ET.Element, case: Case, found: Scored | None, language: Language) -> None:
    test = ET.SubElement(suite, "testcase", classname=case.category, name=_seen(f"{case.id} {case.question}"))
    if found is None:
        ET.SubElement(test, "skipped")
        return
    given = found.prediction
    test.set("time", f"{(given.latency_ms or 0) / 1000:.3f}")
    if not found.verdict.passed:
        message = _seen("; ".join(reasons(found, language)))
        ET.SubElement(test, "error" if given.error else "failure", message=message).text = _seen(given.answer_text)


def _seen(text: str) -> str:
    return _UNSEEN.sub("\ufffd", text)
