# Aalen-Johansen by R's survival of the data sets in survival-times.csv: name,day,cause,share.
library(survival)
times <- read.csv(commandArgs(TRUE)[1])
cat("name,day,cause,share\n")
for (name in unique(times$name)) {
    own <- times[times$name == name, ]
    fit <- survfit(Surv(day, factor(cause, levels = 0:3)) ~ 1, data = own)
    for (i in which(rowSums(fit$n.event) > 0)) for (cause in 1:3) {
        at <- match(as.character(cause), fit$states)
        if (!is.na(at)) cat(sprintf("%s,%d,%d,%.17g\n", name, fit$time[i], cause, fit$pstate[i, at]))
    }
}
