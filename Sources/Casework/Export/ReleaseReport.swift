package import Anonymity

/// What a release is, risks and does not promise: for people, and as JSON for programs.
package struct ReleaseReport: Sendable, Codable {
    /// One published column.
    package struct Column: Sendable, Codable {
        package let name: String
        package let isQuasiIdentifier: Bool
        /// How far it was generalised, 0 not at all; nil for an outcome, which never is.
        package let level: Int?
        /// The level at which only `*` is left.
        package let top: Int?
        /// Information lost, 0 to 1, over all couples.
        package let loss: Double?
    }

    package let format: String
    package let unit: String
    package let adversary: String
    package let columns: [Column]
    package let figures: RiskReport
    package let notes: [String]
    package let notPromised: [String]

    /// Rows in the file.
    package var couples: Int { figures.releasedRows }
    package var leftOut: Int { figures.suppressedRows }
    package var k: Int { figures.k }
    package var smallestClass: Int { figures.smallestClass }

    init(_ figures: RiskReport, columns: [ProgressColumn]) {
        format = "troth-progress-report-1"
        unit = "a couple: one row a couple, the partners unordered"
        adversary =
            "Somebody who knows that a couple is in this file, and knows everything about it that stands in the columns "
            + "marked as known (the quasi-identifiers): the year they came, the region, both ages, the kind of breach, "
            + "how long they have been together, the number of children. They look for the couple's row."
        self.figures = figures
        self.columns = columns.map { column in
            let recoded = figures.columns.first { $0.name == column.rawValue }
            return Column(
                name: column.rawValue, isQuasiIdentifier: column.isQuasiIdentifier, level: recoded?.level,
                top: recoded?.top, loss: recoded?.loss)
        }
        notes = [
            "Couples of whom a partner objects to research use are not in the file and not counted.",
            "k = 11 means a highest risk of 1/11 = 0.0909. That is the 0.09 of EMA policy 0070 and Health Canada by "
                + "rounding only; where 0.09 is taken exactly, ask for k = 12.",
            "Levels are the best of all combinations for this file: least information lost with every class at least k.",
        ]
        notPromised = [
            "Outcomes are not hidden within a class: where all couples of a class share an outcome, whoever finds the "
                + "class learns it.",
            "What an adversary knows beyond the listed columns, such as an outcome itself, is not counted: known "
                + "outcomes can single a couple out.",
            "Two releases of the same couples, at other times or with other columns, are not safe together by k alone.",
            "k is no legal opinion. Whether this file may be given to someone is decided by a person, with a contract.",
        ]
    }
}
