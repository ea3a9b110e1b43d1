"""A run as JUnit XML, for continuous integration: a suite a category, a test a question, and a suite for the gate."""

import re
from xml.etree import ElementTree as ET

from . import sentences
from .cases import names
from .report import Report
from .words import reasons

_UNSEEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML does not have


def xml(report: Report) -> str:
    """The run; a wrong answer is a failure, one that raised an error, one not asked skipped."""
    run, language = report.record, report.language
    root = ET.Element("testsuites", name=run.id)
    suites = {name: ET.SubElement(root, "testsuite", name=name) for name in names(run.cases)}
    answered = {s.case.id: s for s in run.scored}
    for case in run.cases:
        name = _seen(f"{case.id} {case.question}")
        test = ET.SubElement(suites[case.category], "testcase", classname=case.category, name=name)
        found = answered.get(case.id)
        if found is None:
            ET.SubElement(test, "skipped")
            continue
        given = found.prediction
        test.set("time", f"{(given.latency_ms or 0) / 1000:.3f}")
        if not found.verdict.passed:
            outcome, message = "error" if given.error else "failure", _seen("; ".join(reasons(found, language)))
            ET.SubElement(test, outcome, message=message).text = _seen(given.answer_text)
    suite = ET.SubElement(root, "testsuite", name="gate")
    told = zip(report.breaches, sentences.breached(report.breaches, language), strict=True)
    broken = {(breach.group, breach.metric): text for breach, text in told}
    for group, limits in report.gate.limits.items() if report.gate else ():
        for metric in limits:
            test = ET.SubElement(suite, "testcase", classname="gate", name=f"{group} {metric}")
            if text := broken.get((group, metric)):
                ET.SubElement(test, "failure", message=text)
    for suite in (*root, root):
        for name, kind in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(name, str(len(list(suite.iter(kind)))))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _seen(text: str) -> str:
    return _UNSEEN.sub("\ufffd", text)
