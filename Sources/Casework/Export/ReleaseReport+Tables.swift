import Anonymity

extension ReleaseReport {
    /// delta of the (epsilon, delta) that rho is told in.
    static let delta = 1e-6

    /// The report of a release of tables. `entry` and `published` are nil for a preview.
    static func tables(
        _ tables: PublicTables, _ entry: ReleaseEntry?, rule: ReleaseRule, rho: Rational?,
        published: PublicTables.Published?, history: [Earlier], budget: [PrivacyBudget]?
    ) -> ReleaseReport {
        let variance = rho.flatMap { tables.variance(rho: $0) }
        let share = rho.flatMap { Rational($0.numerator, $0.denominator * UInt64(tables.crossings.count)) }
        return ReleaseReport(
            handle: entry?.handle ?? "preview", recipient: entry?.recipient ?? "nobody", profile: .public, rule: rule,
            columns: [],
            tables: tables.crossings.enumerated().map { index, crossing in
                PublicTable(
                    name: crossing.name, rows: crossing.rows.column.rawValue, columns: crossing.columns.column.rawValue,
                    cells: crossing.cells, sensitivity: 1, rho: share?.description, variance: variance?.description,
                    within: variance.map { Int((1.96 * $0.approximate.squareRoot()).rounded(.up)) },
                    withheld: rule == .tenFive ? published.map { $0[index].count { $0 == nil } } : nil)
            },
            history: history, budget: rho.flatMap { Self.budget($0, entry, budget) },
            notes: rule == .gaussian ? Self.noisy(tables) : Self.rounded, notPromised: Self.notPromised(rule))
    }

    /// The budget as it stands once this release is recorded.
    private static func budget(_ rho: Rational, _ entry: ReleaseEntry?, _ left: [PrivacyBudget]?) -> Budget? {
        func after(_ budget: PrivacyBudget?, _ whole: Double) -> (spent: Double, left: Double) {
            let before = budget.flatMap { Double($0.spent) } ?? 0
            return (before + rho.approximate, whole - before - rho.approximate)
        }
        let recipient = after(left?.first { $0.recipient != nil }, 0.5)
        let all = after(left?.first { $0.recipient == nil }, 1)
        return Budget(
            spent: short(rho.approximate), epsilon: PrivacyLoss.epsilon(rho: rho.approximate, delta: delta),
            delta: delta, recipientSpent: short(recipient.spent), recipientLeft: short(recipient.left),
            allSpent: short(all.spent), allLeft: short(all.left),
            epsilonOfAll: PrivacyLoss.epsilon(rho: all.spent, delta: delta))
    }

    private static func short(_ number: Double) -> String {
        let rounded = (number * 1_000_000).rounded() / 1_000_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func noisy(_ tables: PublicTables) -> [String] {
        [
            "Zero-concentrated differential privacy (Bun and Steinke 2016), unit couple: whether a couple is in the "
                + "practice or not changes one cell a table by 1, so the sensitivity of a table is 1, and each of the "
                + "\(tables.crossings.count) tables has an equal share of rho.",
            "The noise is exact: the discrete Gaussian by whole-number arithmetic (Canonne, Kamath and Steinke 2020), from "
                + "the system's random generator. No floating point takes part.",
            "Cells below 0 were raised to 0. So sums over many small cells are a little too high, and the tables do not "
                + "agree with each other to the last couple: that is the noise, and no mistake.",
            "Couples of whom a partner objects to research use are not counted.",
        ]
    }

    private static let rounded = [
        "Counts under 10 are withheld (an empty cell), all others rounded to 5; totals are sums of the cells as they "
            + "stand here, so they show nothing that the cells do not.",
        "Couples of whom a partner objects to research use are not counted.",
    ]

    private static func notPromised(_ rule: ReleaseRule) -> [String] {
        let others =
            "Other publishers: what another practice or a registry says of the same couples is not in this budget."
        if rule == .gaussian {
            return [
                others,
                "Differential privacy bounds what is learned of one couple. What is true of most couples of a practice, "
                    + "anyone may learn from these tables; that is what they are for.",
                "Several couples that somebody knows to be alike are protected less: n of them as by n squared times rho.",
            ]
        }
        return [
            others,
            "The 10-5 rule is a habit of statistics offices, no proof: tables of the same practice from two days can be "
                + "compared, and a difference of 5 may be one couple. Where tables are released again, use noise.",
        ]
    }
}
