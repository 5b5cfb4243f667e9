import Anonymity

/// Regions as they may be published: a state of the United States, then its census region. No smaller place leaves
/// (45 CFR 164.514(b)(2)(i)(B)): a code that is none of these becomes `unknown`.
enum RegionLabels {
    static let outside = "outside US"

    /// Source: US Census Bureau, Census Regions and Divisions of the United States.
    private static let census: [(name: String, states: [String])] = [
        ("Northeast", ["CT", "MA", "ME", "NH", "NJ", "NY", "PA", "RI", "VT"]),
        ("Midwest", ["IA", "IL", "IN", "KS", "MI", "MN", "MO", "ND", "NE", "OH", "SD", "WI"]),
        (
            "South",
            ["AL", "AR", "DC", "DE", "FL", "GA", "KY", "LA", "MD", "MS", "NC", "OK", "SC", "TN", "TX", "VA", "WV"]
        ),
        ("West", ["AK", "AZ", "CA", "CO", "HI", "ID", "MT", "NM", "NV", "OR", "UT", "WA", "WY"]),
        ("US territories", ["AS", "GU", "MP", "PR", "VI"]),
    ]

    private static let known = Set(census.flatMap(\.states))

    /// The published label of a region's code: `OR` and `US-OR` are Oregon; `DE-BY` lies outside the United States.
    static func label(of code: String?) -> String {
        guard let code else { return BandLadder.unknown }
        if known.contains(code) { return code }
        let parts = code.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, parts[0].count == 2, parts[0].allSatisfy(\.isLetter) else { return BandLadder.unknown }
        if parts[0] != "US" { return outside }
        return known.contains(String(parts[1])) ? String(parts[1]) : BandLadder.unknown
    }

    static var hierarchy: Hierarchy {
        get throws(HierarchyError) {
            var paths: [[String]] = []
            for region in census { paths += region.states.map { [$0, region.name, "*"] } }
            for other in [outside, BandLadder.unknown] { paths.append([other, other, "*"]) }
            return try Hierarchy(paths: paths)
        }
    }
}
