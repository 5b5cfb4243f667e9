"""What pyCANON finds in released files: k, distinct l and t of each, a line a file.

A line of the input: the file, its quasi-identifiers by commas, its sensitive column, `numeric` or `equal`, by tabs.
pyCANON leaves out rows with a missing cell without a word, so that empty cells are read as what they are.
"""

import sys

import pandas as pd
from pycanon import anonymity

for line in sys.stdin:
    path, known, sensitive, distance = line.rstrip("\n").split("\t")
    data = pd.read_csv(path, dtype=str, keep_default_na=False)
    known = known.split(",")
    if distance == "numeric":
        data[sensitive] = data[sensitive].astype(int)
    k = anonymity.k_anonymity(data, known)
    l = anonymity.l_diversity(data, known, [sensitive])
    # with one value in all pyCANON divides by zero: nothing can be far from it
    t = anonymity.t_closeness(data, known, [sensitive]) if data[sensitive].nunique() > 1 else 0.0
    print(k, l, repr(float(t)), flush=True)
