"""Writes the times of three made data sets, and one published, as CSV: name,day,cause (0 is a time that was not over).

freireich: weeks in remission under 6-MP and placebo, Freireich and others 1963, as Cox printed them in 1972.
The others are made by a small generator, so that nothing else is needed to make them again.
"""
import sys

state = 20261126


def draw(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


rows = []
for week in [6, 6, 6, 7, 10, 13, 16, 22, 23]:
    rows.append(("freireich", week, 1))
for week in [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]:
    rows.append(("freireich", week, 0))
for week in [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]:
    rows.append(("freireich", week, 2))
for _ in range(300):
    rows.append(("few-ties", draw(2000), draw(4)))
for _ in range(400):
    rows.append(("many-ties", draw(15), draw(6) % 4))
for _ in range(60):
    rows.append(("small", 1 + draw(30) + draw(30), max(0, draw(5) - 1)))
writer = sys.stdout
writer.write("name,day,cause\n")
for row in rows:
    writer.write("%s,%d,%d\n" % row)
