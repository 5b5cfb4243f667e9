/// What the changes of two partners on one measure come to for the couple.
package enum CoupleChange: String, Sendable, CaseIterable {
    case bothBetter = "both better"
    case oneBetter = "one better"
    case neither
    case oneWorse = "one worse"
    case bothWorse = "both worse"
    /// One reliably better, the other reliably worse: the urgent one.
    case opposed

    package init(_ a: ChangeClass, _ b: ChangeClass) {
        let directions = [a, b].map { change in
            switch change {
            case .recovered, .improved: 1
            case .unchanged: 0
            case .deteriorated: -1
            }
        }
        switch (directions.max(), directions.reduce(0, +)) {
        case (_, 2): self = .bothBetter
        case (_, -2): self = .bothWorse
        case (1, 1): self = .oneBetter
        case (1, _): self = .opposed
        case (_, -1): self = .oneWorse
        default: self = .neither
        }
    }
}
