"""How the bundled embedding model is made: open data in, one folder that sentence-transformers loads out.

Nothing here runs when the assistant answers. `python -m training DATA` reads the folder of data that `sources`
describes, and writes `models/static-128`; the same data, standard and seed give the same files again.
"""
