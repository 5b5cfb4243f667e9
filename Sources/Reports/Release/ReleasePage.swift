package import Casework
import FoundationEssentials

/// The report of a release for a person who has to decide whether it may leave: as a page, and as text for the screen.
package struct ReleasePage {
    private let report: ReleaseReport

    package init(_ report: ReleaseReport) {
        self.report = report
    }

    /// One part: a heading, sentences, and rows of name and value.
    struct Part {
        let heading: String
        var sentences: [String] = []
        var rows: [[String]] = []
        var header: [String] = []
    }

    var parts: [Part] {
        [promise, classes, columns, sensitive, risk, tables, ledger, notes].compactMap { $0 } + [notPromised]
    }

    private var promise: Part {
        var rows = [
            ["release", report.handle], ["recipient", report.recipient], ["profile", report.profile.rawValue],
        ]
        if let file = report.file {
            rows.append(["file", "\(file.name), \(file.bytes) bytes, SHA-256 \(file.sha256)"])
        }
        return Part(
            heading: "What this is",
            sentences: ["Unit: \(report.unit).", "Against whom: \(report.adversary)"], rows: rows)
    }

    private var classes: Part? {
        report.classes.map { classes in
            Part(
                heading: "Classes",
                sentences: ["A class is all couples that share every known column."],
                rows: [
                    ["couples in the file", "\(classes.couples)"],
                    ["couples that might be and are not", "\(classes.unreleased)"],
                    ["of them suppressed", "\(classes.suppressed)"],
                    ["of them new, too few or too unlike for a class yet", "\(classes.waiting)"],
                    ["k asked, k reached", "\(classes.kAsked), \(classes.kReached)"],
                    ["classes", "\(classes.classes)"],
                    [
                        "couples a class: smallest, middle, largest",
                        "\(classes.kReached), \(Self.short(classes.median)), \(classes.largest)",
                    ],
                    ["loss over the known columns (0 none, 1 all)", Self.short(classes.loss)],
                    ["middle error of a counting query over two known columns", Self.percent(classes.queryError)],
                    ["discernibility", "\(classes.discernibility)"],
                    ["couples a class / k (1 is best)", Self.short(classes.averageClassSize)],
                ] + classes.histogram.map { ["classes of \($0.smallest) to \($0.largest) couples", "\($0.classes)"] })
        }
    }

    private var columns: Part? {
        report.columns.isEmpty
            ? nil
            : Part(
                heading: "Columns",
                sentences: report.leftOutColumns.isEmpty
                    ? [] : ["Asked for and left out: \(report.leftOutColumns.joined(separator: ", "))."],
                rows: report.columns.map { column in
                    let level =
                        if let level = column.level, let top = column.top { "level \(level) of \(top)" } else {
                            "by class"
                        }
                    return [column.name, column.part, level, column.loss.map(Self.short) ?? "–"]
                }, header: ["column", "part", "told at", "loss"])
    }

    private var sensitive: Part? {
        report.sensitive.isEmpty
            ? nil
            : Part(
                heading: "What finding a class does not tell",
                sentences: ["l and t of the worst class; what was asked stands after the stroke."],
                rows: report.sensitive.map {
                    [
                        $0.column, "\($0.distinctReached) / \($0.distinctAsked)",
                        "\(Self.short($0.entropyReached)) / \(Self.short($0.entropyAsked))",
                        "\(Self.short($0.closenessReached)) / \($0.closenessAsked.map(Self.short) ?? "–")",
                    ]
                }, header: ["column", "distinct l", "entropy l", "t"])
    }

    private var risk: Part? {
        report.risk.map { risk in
            var rows = [
                [
                    "somebody looks for one couple they know to be in the file (prosecutor)",
                    "\(Self.short(risk.prosecutor)) at most",
                ],
                [
                    "somebody looks for one they do not know to be in it (journalist)",
                    "\(Self.short(risk.journalist)) at most",
                ],
                ["somebody links every row (marketer)", "\(Self.percent(risk.marketer)) right by chance"],
            ]
            if let two = risk.twoOutcomesAlone {
                rows.append([
                    "somebody knows two cells that are not known, and nothing else", "\(Self.short(two)) at most",
                ])
            }
            for (count, known) in [
                ("one outcome", risk.oneOutcomeKnownAsWell), ("two outcomes", risk.twoOutcomesKnownAsWell),
            ] {
                if let known {
                    rows.append([
                        "somebody knows all known columns and \(count) as well (worst: \(known.columns.joined(separator: ", ")))",
                        "\(Self.percent(known.average)) right on average; \(Self.percent(known.alone)) of couples alone",
                    ])
                }
            }
            return Part(heading: "Risk of being found", rows: rows)
        }
    }

    private var tables: Part? {
        report.tables.isEmpty
            ? nil
            : Part(
                heading: "Tables",
                rows: report.tables.map {
                    [
                        $0.name, "\($0.cells)", "\($0.sensitivity)", $0.rho ?? "–", $0.variance ?? "–",
                        $0.within.map { "± \($0)" } ?? "–", $0.withheld.map { "\($0)" } ?? "–",
                    ]
                }, header: ["table", "cells", "sensitivity", "rho", "variance", "95 % within", "withheld"])
    }

    private var ledger: Part? {
        var part = Part(heading: "Releases before, and the budget")
        if let test = report.differencing {
            part.sentences.append(
                "Differencing test against what the circle holds: \(test.newClasses) classes are new, \(test.repeated) "
                    + "are repeated as they were, \(test.refreshed) differ in k couples or more, \(test.heldBack) are held "
                    + "back since they would differ in fewer, \(test.retired) fell under k and are gone for good.")
        }
        for earlier in report.history {
            part.rows.append([
                "\(earlier.handle) to \(earlier.recipient)",
                "\(earlier.profile), \(earlier.deliveredOn), "
                    + (earlier.profile == ReleaseProfile.public.rawValue ? "tables" : "\(earlier.rows) rows"),
            ])
        }
        if let budget = report.budget {
            part.rows += [
                [
                    "spent on this release",
                    "rho \(budget.spent): epsilon \(Self.short(budget.epsilon)) at delta \(Self.scientific(budget.delta))",
                ],
                [
                    report.recipient == "nobody" ? "spent on a new recipient, left" : "spent on this recipient, left",
                    "\(budget.recipientSpent), \(budget.recipientLeft)",
                ],
                [
                    "spent in all, left",
                    "\(budget.allSpent), \(budget.allLeft); in all epsilon \(Self.short(budget.epsilonOfAll))",
                ],
            ]
        }
        if part.rows.isEmpty, part.sentences.isEmpty { part.sentences = ["None before this one."] }
        return part
    }

    private var notes: Part? { report.notes.isEmpty ? nil : Part(heading: "Notes", sentences: report.notes) }
    private var notPromised: Part { Part(heading: "Not promised", sentences: report.notPromised) }

    /// Four decimals at most.
    package static func short(_ number: Double) -> String {
        let rounded = (number * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }

    static func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10) %" }

    private static func scientific(_ number: Double) -> String { "\(number)" }
}
