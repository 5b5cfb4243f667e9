import Anonymity

/// What an anonymized file is, risks and does not promise. docs/reference/anonymity.md describes each field.
struct AnonymizationReport: Codable {
    let format: String
    let file: WrittenFile
    let method: Anonymity.Method
    let unit: String
    let adversary: String
    let asked: Asked
    /// The worst class of each sensitive column.
    let reached: [ReachedPrivacy]
    let figures: RiskReport
    /// How many random parts the file was read in, each recoded by itself; 1 is the whole file.
    let parts: Int
    /// Columns of the file that was read that are not in this one.
    let dropped: [String]
    let notPromised: [String]
    /// What `troth export verify` checks.
    let promise: ReleasePromise

    struct Asked: Codable {
        let k: Int
        let sensitive: [Sensitive]
    }

    struct Sensitive: Codable {
        let column: String
        let distinct: Int
        let entropy: Double
        let closeness: Double?
    }

    init(
        _ plan: AnonymizePlan, figures: RiskReport, reached: [ReachedPrivacy], parts: Int = 1,
        promise: ReleasePromise, dropped: [String], file: WrittenFile
    ) {
        format = "troth-anonymized-1"
        self.file = file
        method = plan.method
        unit = "a row of the file that was read"
        adversary =
            "Somebody who knows that a row is in this file and knows all that its row says in the columns of role known, "
            + "and looks for that row."
        asked = Asked(
            k: plan.model.k,
            sensitive: plan.model.sensitive.map {
                Sensitive(column: $0.column, distinct: $0.distinct, entropy: $0.entropy, closeness: $0.closeness)
            })
        (self.reached, self.figures, self.parts) = (reached, figures, parts)
        self.dropped = dropped
        self.promise = promise
        notPromised = Self.limits(isProtected: !plan.model.sensitive.isEmpty, method: plan.method)
    }

    private static func limits(isProtected: Bool, method: Anonymity.Method) -> [String] {
        var limits = [
            "What somebody knows beyond the columns of role known is not counted; a column that was kept as it is can "
                + "single a row out.",
            "Two releases of the same people, by this program or by anybody else, are not safe together by k alone.",
            "If one person has several rows, k counts rows and not people.",
            "k is no legal opinion. Whether this file may be given to someone is decided by a person, with a contract.",
        ]
        if !isProtected {
            limits.append(
                "Columns other than the known ones may be alike in a whole class: whoever finds it learns them.")
        }
        if method == .fine {
            limits.append(
                "Labels are as fine as the rows allowed. Somebody who knows how they were chosen and knows the population "
                    + "well can narrow some of them (downcoding: Cohen, Attacks on Deidentification's Defenses, 2022).")
        }
        return limits
    }
}
