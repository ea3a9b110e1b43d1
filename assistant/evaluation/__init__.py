"""Measuring answers: a set of questions, deterministic scores, runs on record, and a gate.

Nothing here answers a question or knows a page; `run` asks whatever it is given.
"""
