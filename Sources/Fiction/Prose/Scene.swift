import CaseModel

/// One theme that a session can have: what was told, what was done, how each partner took it, what follows.
struct Scene: Sendable {
    /// A few words for the heading.
    var focus: String
    var reported: [String] = []
    var work: [String] = []
    var hurtMoved: [String] = []
    var hurtHard: [String] = []
    var involvedMoved: [String] = []
    var involvedHard: [String] = []
    var plan: [String] = []

    /// Reads scenes: `F` focus, `R` reported, `W` work, `H+ H- I+ I-` responses of the hurt and the involved partner
    /// that went well or were hard, `P` plan.
    static func all(_ text: String) -> [Scene] {
        var scenes: [Scene] = []
        for (mark, line) in Prose.tagged(text, marks: ["F", "R", "W", "H+", "H-", "I+", "I-", "P"]) {
            if mark == "F" {
                scenes.append(Scene(focus: line))
                continue
            }
            let last = scenes.count - 1
            switch mark {
            case "R": scenes[last].reported.append(line)
            case "W": scenes[last].work.append(line)
            case "H+": scenes[last].hurtMoved.append(line)
            case "H-": scenes[last].hurtHard.append(line)
            case "I+": scenes[last].involvedMoved.append(line)
            case "I-": scenes[last].involvedHard.append(line)
            default: scenes[last].plan.append(line)
            }
        }
        return scenes
    }

    static func of(_ stage: Stage) -> [Scene] {
        switch stage {
        case .acknowledge: acknowledge
        case .apologize: apologize
        case .boundaries: boundaries
        case .amends: amends
        case .patience: patience
        case .plan: plan
        }
    }
}
