import Anonymity
import ArgumentParser
import Casework

extension ReleaseProfile: ExpressibleByArgument {}

/// How tables are made safe.
enum TableRule: String, CaseIterable, ExpressibleByArgument {
    case noise
    case tenFive = "10-5"
}

/// What a release is to hold: chosen by its profile.
struct WishOptions: ParsableArguments {
    @Option(
        help: """
            What is promised: public (tables for anyone), research (one row a couple), insider (every column taken as \
            known), agreement (under a data-use agreement).
            """)
    var profile: ReleaseProfile = .research
    @Option(
        help: ArgumentHelp(
            "The columns of rows, by commas; the profile's own where it is left out. docs/reference/export-columns.md.",
            valueName: "columns"))
    var columns: String?
    @Option(help: "How tables are made safe: noise (differential privacy) or 10-5 (under 10 withheld, rounded to 5).")
    var rule: TableRule = .noise
    @Option(help: "What tables with noise cost of the budget, such as 0.1; a recipient has 0.5 in all.") var rho:
        String?

    func wish(for recipient: String) throws -> ReleaseWish {
        let cost = try rho.map { text in
            guard let rho = Rational(decimal: text) else {
                throw CaseworkError.invalid(field: "--rho", "\(text) is no such number; write it like 0.1")
            }
            return rho
        }
        let rule: ReleaseRule = profile != .public ? .classes : self.rule == .noise ? .gaussian : .tenFive
        return ReleaseWish(recipient: recipient, profile: profile, rule: rule, columns: try chosen(), rho: cost)
    }

    private func chosen() throws -> [ProgressColumn] {
        guard let columns else { return [] }
        return try columns.split(separator: ",").map { name in
            guard let column = ProgressColumn(rawValue: String(name)) else {
                throw CaseworkError.invalid(
                    field: "--columns",
                    "there is no \(name); there are \(ProgressColumn.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return column
        }
    }
}
