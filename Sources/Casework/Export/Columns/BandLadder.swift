import Anonymity

/// Whole numbers in published bands that grow wider: the labels of a column at every level, and the band of a number.
struct BandLadder {
    /// The band that begins at `from`: its label at each level but the last.
    struct Rung {
        let from: Int
        let labels: [String]
    }

    /// What stands for a number that is not known, at every level but the last.
    static let unknown = "unknown"

    /// In ascending order.
    let rungs: [Rung]

    /// The label of the narrowest band; a number below the first band counts to the first.
    func label(of number: Int?) -> String {
        guard let number else { return Self.unknown }
        let rung = rungs.last { $0.from <= number } ?? rungs.first
        return rung?.labels.first ?? Self.unknown
    }

    var hierarchy: Hierarchy {
        get throws(HierarchyError) {
            let height = rungs.first?.labels.count ?? 1
            var paths = rungs.map { $0.labels + ["*"] }
            paths.append(Array(repeating: Self.unknown, count: height) + ["*"])
            return try Hierarchy(paths: paths)
        }
    }
}

extension BandLadder {
    /// Five years, ten years, three ages of life. Ages over 89 are one class (45 CFR 164.514(b)(2)(i)(C)).
    static let age = BandLadder(
        rungs: [Rung(from: 0, labels: ["under 20", "under 20", "under 40"])]
            + stride(from: 20, to: 90, by: 5).map { from in
                let decade = from / 10 * 10
                return Rung(
                    from: from,
                    labels: [
                        "\(from)-\(from + 4)", "\(decade)-\(decade + 9)",
                        from < 40 ? "under 40" : from < 60 ? "40-59" : "60+",
                    ])
            } + [Rung(from: 90, labels: ["90+", "90+", "60+"])])

    static let yearsTogether = BandLadder(rungs: [
        Rung(from: 0, labels: ["under 2", "under 5", "under 15"]),
        Rung(from: 2, labels: ["2-4", "under 5", "under 15"]),
        Rung(from: 5, labels: ["5-9", "5-14", "under 15"]),
        Rung(from: 10, labels: ["10-14", "5-14", "under 15"]),
        Rung(from: 15, labels: ["15-19", "15-29", "15+"]),
        Rung(from: 20, labels: ["20-29", "15-29", "15+"]),
        Rung(from: 30, labels: ["30+", "30+", "15+"]),
    ])

    static let children = BandLadder(rungs: [
        Rung(from: 0, labels: ["0", "0", "0"]),
        Rung(from: 1, labels: ["1", "1-2", "1+"]),
        Rung(from: 2, labels: ["2", "1-2", "1+"]),
        Rung(from: 3, labels: ["3", "3+", "1+"]),
        Rung(from: 4, labels: ["4+", "3+", "1+"]),
    ])
}
