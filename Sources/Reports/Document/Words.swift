import CaseModel
import Casework

// Values of the case model in the words that every report uses.

extension Modality {
    var words: String {
        switch self {
        case .office: "at the practice"
        case .telehealth: "telehealth"
        case .phone: "by phone"
        }
    }
}

extension Rhythm {
    var words: String { rawValue }
}

extension CaseModel.GoalStanding {
    var words: String { self == .onTrack ? "on track" : rawValue }
}

extension PartInBreach {
    var words: String { self == .both ? "hurt and involved" : rawValue }
}

extension StageMove.Kind {
    var words: String {
        switch self {
        case .start: "began"
        case .advance: "went on"
        case .skip: "went on past a stage"
        case .goBack: "returned"
        }
    }
}

extension Stage {
    /// `3 Establish Boundaries and Open Communication`.
    var title: String { "\(rawValue) \(name)" }

    /// `3 Boundaries`, for a narrow column.
    var brief: String { "\(rawValue) \(shortName)" }
}

extension RoadStage {
    /// By the name that the case's own road gives it.
    var title: String { "\(stage.rawValue) \(name)" }

    var brief: String { "\(stage.rawValue) \(shortName)" }
}

extension CommitmentOnRoad.Kept {
    /// `5 of 6`, or nothing where nothing was reported.
    var cell: Table.Cell { reported == 0 ? .none : .text("\(kept) of \(reported)") }
}

extension RoadRecord {
    /// A partner's name, isolated; the letter where no name is known.
    func name(_ partner: Partner) -> RichText { "\(name: person(partner).name)" }

    func owner(_ owner: Owner) -> RichText {
        switch owner {
        case .a: name(.a)
        case .b: name(.b)
        case .both: "both"
        }
    }

    func rater(_ rater: RatedBy) -> RichText {
        switch rater {
        case .partner(let partner): name(partner)
        case .therapist: "the therapist"
        }
    }

    /// The six lanes of a chart of this road, from the first stage on.
    var lanes: [RoadChart.Lane] {
        Stage.allCases.map { stage in
            RoadChart.Lane(
                stage: stage, title: "\(stage.rawValue) \(name(of: stage))",
                brief: "\(stage.rawValue) \(shortName(of: stage))")
        }
    }

    /// `3 Establish Boundaries and Open Communication`, by the names of the case's own road.
    func title(_ stage: Stage) -> RichText { "\(Int(stage.rawValue)) \(name(of: stage))" }

    /// `Ana & Dan`.
    var couple: RichText { "\(name: a.name) & \(name: b.name)" }
}

extension Instrument {
    /// `Scores from 0 to 81, higher is better`.
    var scaleWords: String {
        "Scores from \(range.lowerBound) to \(range.upperBound), "
            + (direction == .higherIsBetter ? "higher is better" : "lower is better")
    }

    /// `below 51.5`; nil without a cutoff.
    var clinicalRange: String? {
        cutoff.map { direction == .higherIsBetter ? "below \(NumberText.of($0))" : "\(NumberText.of($0)) or more" }
    }
}

/// The band that a score lies in.
func bandWords(isDistressed: Bool?) -> RichText? {
    isDistressed.map { $0 ? "in the clinical range" : "outside the clinical range" }
}

/// What a change since the first score is called; nil where it cannot be judged.
func changeWords(_ change: ChangeClass?, wasNotDistressedAtStart: Bool) -> RichText? {
    guard let change else { return nil }
    return wasNotDistressedAtStart ? "\(change.rawValue) (not distressed at start)" : RichText(change.rawValue)
}

/// `by 3 Mar 2026`, `daily until 3 Mar 2026`, `weekly`, `once`.
func dueWords(_ rhythm: Rhythm, until dueOn: CalendarDate?) -> RichText {
    switch (rhythm, dueOn) {
    case (.once, let day?): "by \(day)"
    case (_, let day?): "\(rhythm.words) until \(day)"
    default: RichText(rhythm.words)
    }
}

extension Table.Cell {
    init(_ text: RichText?) {
        self = text.map(Self.text) ?? .none
    }
}
