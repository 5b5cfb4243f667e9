/// What a release promises: chosen as a whole, never switch by switch.
package enum ReleaseProfile: String, CaseIterable, Sendable, Codable {
    /// Tables of counts for anyone.
    case `public`
    /// One row a couple, for research.
    case research
    /// The same, where whoever reads it may know some couples from the inside.
    case insider
    /// Under a data-use agreement that forbids to look for people.
    case agreement

    /// The fewest couples in a class.
    package var k: Int {
        switch self {
        case .public, .research, .insider: 11
        case .agreement: 5
        }
    }

    /// How many different kinds of breach a class has at least.
    package var distinct: Int {
        switch self {
        case .research: 3
        case .agreement: 2
        case .public, .insider: 1
        }
    }

    /// The exponential of the entropy of the kinds of breach in a class, at least.
    package var entropy: Double { self == .research ? 2 : 1 }

    /// How far the kinds of breach in a class may be from those of the whole file, 0 to 1; nil where nothing is asked.
    package var closeness: Double? { self == .research ? 0.3 : nil }

    /// Whether any two cells that are not known, such as an ending and a number of sessions, must be shared by k couples.
    package var guardsPairs: Bool { self == .research }

    /// Whether somebody is taken to know this column of a couple.
    package func isKnown(_ column: ProgressColumn) -> Bool {
        switch self {
        case .public: false
        case .research, .agreement: column.isDemographic
        case .insider: true
        }
    }

    /// The columns of a file where nobody chose any.
    ///
    /// The more columns there are, the less each can say. For `insider`, where all are known, a handful is left.
    package var columns: [ProgressColumn] {
        switch self {
        case .public: []
        case .research, .agreement:
            ProgressColumn.allCases.filter { column in
                switch column {
                case .weeksInStage1, .weeksInStage2, .weeksInStage3, .weeksInStage4, .weeksInStage5, .weeksInStage6,
                    .changeHurt, .changeInvolved, .changeBoth:
                    false
                default: true
                }
            }
        case .insider:
            [
                .intakeYear, .ageOlder, .yearsTogether, .breachKind, .stageReached, .howItEnded, .relationship,
                .changeCouple,
            ]
        }
    }

    /// Who is thought to look for a couple, in plain words.
    package var adversary: String {
        switch self {
        case .public:
            "With noise, anyone at all, whatever else they know: even who knows every couple of the practice but one, and "
                + "all of their answers, learns of that one no more than the budget spent allows. By the 10-5 rule, "
                + "somebody who looks at these tables alone."
        case .research:
            "Somebody who knows that a couple is in this file, and knows the year they came, the region, both ages, how "
                + "long they have been together and the number of children. Or somebody who knows any two of the other "
                + "cells, and nothing else."
        case .insider:
            "Somebody who knows that a couple is in this file and knows every column of it, outcomes as well, as a "
                + "colleague or a relative might."
        case .agreement:
            "Somebody who has promised in writing not to look for anyone, and would know the year a couple came, the "
                + "region, both ages, how long they have been together and the number of children."
        }
    }
}
