"""The words of three languages: what people ask with, and what answers are worded with."""
