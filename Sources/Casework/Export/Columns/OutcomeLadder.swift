import Anonymity
import CaseModel

/// The published labels of outcomes, at every level. The narrowest come from the case model's own words.
enum OutcomeLadder {
    /// The case is not closed, or the stage not left.
    static let open = "open"
    static let notReached = "not reached"

    static let returns = BandLadder(rungs: [
        .init(from: 0, labels: ["0", "0"]), .init(from: 1, labels: ["1", "1+"]), .init(from: 2, labels: ["2+", "1+"]),
    ])

    static let sessions = BandLadder(rungs: [
        .init(from: 0, labels: ["0", "under 5", "under 20"]), .init(from: 1, labels: ["1-4", "under 5", "under 20"]),
        .init(from: 5, labels: ["5-9", "5-19", "under 20"]), .init(from: 10, labels: ["10-19", "5-19", "under 20"]),
        .init(from: 20, labels: ["20-39", "20+", "20+"]), .init(from: 40, labels: ["40+", "20+", "20+"]),
    ])

    static let weeksInStage = BandLadder(rungs: [
        .init(from: 0, labels: ["under 4", "under 9", "ended"]), .init(from: 4, labels: ["4-8", "under 9", "ended"]),
        .init(from: 9, labels: ["9-13", "9+", "ended"]), .init(from: 14, labels: ["14-25", "9+", "ended"]),
        .init(from: 26, labels: ["26+", "9+", "ended"]),
    ])

    static let weeksInTreatment = BandLadder(rungs: [
        .init(from: 0, labels: ["under 4", "under 13", "closed"]),
        .init(from: 4, labels: ["4-12", "under 13", "closed"]),
        .init(from: 13, labels: ["13-25", "13-51", "closed"]), .init(from: 26, labels: ["26-51", "13-51", "closed"]),
        .init(from: 52, labels: ["52-103", "52+", "closed"]), .init(from: 104, labels: ["104+", "52+", "closed"]),
    ])

    static var weeksInStageHierarchy: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(
                paths: weeksInStage.rungs.map { $0.labels + ["*"] } + [
                    [open, "not ended", "not ended", "*"], [notReached, "not ended", "not ended", "*"],
                ])
        }
    }

    static var weeksInTreatmentHierarchy: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(paths: weeksInTreatment.rungs.map { $0.labels + ["*"] } + [[open, open, open, "*"]])
        }
    }

    static var breachKind: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(
                paths: Breach.Kind.allCases.map { kind in
                    switch kind {
                    case .sexual: [kind.rawValue, kind.rawValue, "with another person", "*"]
                    case .emotional, .online: [kind.rawValue, "emotional or online", "with another person", "*"]
                    case .financial, .substance, .otherDeception:
                        [kind.rawValue, "other deception", "other deception", "*"]
                    }
                })
        }
    }

    static var stageReached: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(
                paths: [["none", "none", "under 3", "*"]]
                    + Stage.allCases.map { stage in
                        let pair = (stage.rawValue + 1) / 2 * 2
                        return [
                            "\(stage.rawValue)", "\(pair - 1)-\(pair)", stage.rawValue < 3 ? "under 3" : "3-6", "*",
                        ]
                    })
        }
    }

    static var howItEnded: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(
                paths: Closing.HowItEnded.allCases.map { ending in
                    [ending.rawValue, ending == .completed ? "completed" : "ended otherwise", "closed", "*"]
                } + [[open, open, open, "*"]])
        }
    }

    static var relationship: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(
                paths: Closing.Relationship.allCases.map { relationship in
                    switch relationship {
                    case .together, .apart: [relationship.rawValue, relationship.rawValue, "closed", "*"]
                    case .undecided, .unknown: [relationship.rawValue, "not decided", "closed", "*"]
                    }
                } + [[open, open, open, "*"]])
        }
    }

    /// Of the partners of one part in the breach; `mixed` where there are two who differ, `none` where there is none.
    static var changeOfPart: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(paths: [
                ["better", "better", "*"], ["no change", "not better", "*"], ["worse", "not better", "*"],
                ["mixed", "not better", "*"], ["unknown", "not known", "*"], ["none", "not known", "*"],
            ])
        }
    }

    /// Of both partners; `opposed` is one reliably better and the other reliably worse.
    static var changeOfCouple: Hierarchy {
        get throws(HierarchyError) {
            try Hierarchy(paths: [
                ["both better", "better", "better", "*"], ["one better", "better", "better", "*"],
                ["neither", "neither", "not better", "*"], ["one worse", "worse", "not better", "*"],
                ["both worse", "worse", "not better", "*"], ["opposed", "worse", "not better", "*"],
                ["unknown", "unknown", "unknown", "*"],
            ])
        }
    }
}
