"""Kaplan-Meier by lifelines (PyPI) of the data sets in survival-times.csv: name,day,share,lower,upper."""
import csv
import sys

import lifelines

sets = {}
for row in csv.DictReader(open(sys.argv[1])):
    sets.setdefault(row["name"], []).append((int(row["day"]), int(row["cause"]) > 0))
print("name,day,share,lower,upper")
for name, times in sets.items():
    fit = lifelines.KaplanMeierFitter().fit([t for t, _ in times], [e for _, e in times])
    bands = fit.confidence_interval_survival_function_
    for day in sorted({t for t, e in times if e}):
        print(f"{name},{day},{fit.survival_function_.loc[day].iloc[0]!r},"
              f"{bands.loc[day].iloc[0]!r},{bands.loc[day].iloc[1]!r}".replace("np.float64(", "").replace(")", ""))
