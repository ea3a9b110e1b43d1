"""Answers worded by a chat model from what was found and checked; off until a model is configured."""
