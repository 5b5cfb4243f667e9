import FoundationEssentials
import Glibc
import Testing

/// A program of a researcher's that reads a delivered folder by the script that lies in it.
enum Reader: String {
    case pandas, r = "R"

    /// Nil where the machine does not have it: pandas in a folder of `deploy/prove` or `deploy/bench` or the system's.
    var program: String? {
        let project = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let candidates =
            switch self {
            case .pandas:
                [
                    project + "/.build/prove-venv/bin/python", project + "/.build/bench-venv/bin/python",
                    "/usr/bin/python3",
                ]
            case .r: ["/usr/bin/Rscript"]
            }
        let isThere =
            switch self {
            case .pandas: "-c 'import pandas'"
            case .r: "-e 'stopifnot(requireNamespace(\"jsonlite\", quietly = TRUE))'"
            }
        return candidates.first { access($0, X_OK) == 0 && system("\($0) \(isThere) >/dev/null 2>&1") == 0 }
    }

    /// Expects as many rows as the file has, a category of known labels in every cell but the pseudonym's and a count's,
    /// nothing missing but what is withheld, and counts as numbers.
    func reads(_ folder: String, _ name: String, by program: String) async throws {
        let script =
            switch self {
            case .pandas:
                """
                import sys; sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
                import read
                data = read.read()
                kinds = sorted({str(kind) for kind in data.dtypes})
                missing = int(data.drop(columns="count", errors="ignore").isna().sum().sum())
                total = int(data["count"].sum()) if "count" in data else -1
                print(len(data), ",".join(kinds), missing, total)
                """
            case .r:
                """
                folder <- commandArgs(TRUE)[1]
                source(file.path(folder, "read.R"))
                data <- read_release(folder)
                kinds <- sort(unique(vapply(data, function(column) class(column)[1], "")))
                missing <- sum(is.na(data[setdiff(names(data), "count")]))
                total <- if (is.null(data$count)) -1L else sum(data$count, na.rm = TRUE)
                cat(nrow(data), paste(kinds, collapse = ","), missing, total, "\\n")
                """
            }
        let outcome = try await Program.start(
            [self == .pandas ? "-c" : "-e", script, folder], of: program,
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        ).outcome()
        let lines = String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
            .split(separator: "\n")
        let isTables = name == "tables.csv"
        let rows = lines.count - (name.hasSuffix(".csv") ? 1 : 0)
        let total = isTables ? lines.dropFirst().reduce(0) { $0 + (Int($1.split(separator: ",").last ?? "") ?? 0) } : -1
        let kinds =
            switch self {
            case .pandas: isTables ? "Int64,category" : "category,string"
            case .r: isTables ? "factor,integer" : "character,factor"
            }
        #expect(outcome.answer == "\(rows) \(kinds) 0 \(total)" + (self == .r ? " " : ""), "\(name): \(outcome.errors)")
    }
}
