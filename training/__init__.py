"""How the bundled embedding model and the fitted numbers are made and measured; nothing here runs for an answer.

`python -m training DATA` makes the model; the same data, standard and seed give the same files again.
"""
