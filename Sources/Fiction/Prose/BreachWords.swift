import CaseModel

/// What is particular to one kind of breach: its stories, what brings it back, what openness looks like.
struct BreachWords: Sendable {
    /// One way such a breach happened.
    struct Story: Sendable {
        /// As a noun phrase in the middle of a sentence: `the affair`.
        var short: String
        /// As it is first told: `an affair of several months with a colleague`.
        var long: String
    }

    /// A setback: why the couple go back, and how it is told in the session.
    struct Setback: Sendable, Equatable {
        var reason: String
        var reported: String
    }

    var stories: [Story]
    /// Things that bring the hurt back, as noun phrases.
    var triggers: [String]
    /// Ways of being open, as noun phrases.
    var openness: [String]
    /// What lay before the breach without excusing it, as noun phrases.
    var roots: [String]
    var setbacks: [Setback]
    var amends: [Amend]

    init(_ text: String) {
        let entries = Prose.tagged(text, marks: ["story", "trigger", "open", "root", "setback", "amend"])
        func all(_ mark: String) -> [String] { entries.filter { $0.mark == mark }.map(\.text) }
        func halves(_ line: String) -> (String, String) {
            let parts = line.split(separator: "|", maxSplits: 1).map { Prose.trimmed($0) }
            return (parts[0], parts.last ?? parts[0])
        }
        stories = all("story").map { Story(short: halves($0).0, long: halves($0).1) }
        triggers = all("trigger")
        openness = all("open")
        roots = all("root")
        setbacks = all("setback").map { Setback(reason: halves($0).0, reported: halves($0).1) }
        amends = all("amend").map(Amend.init)
    }

    static func of(_ kind: Breach.Kind) -> BreachWords {
        switch kind {
        case .sexual: sexual
        case .emotional: emotional
        case .online: online
        case .financial: financial
        case .substance: substance
        case .otherDeception: otherDeception
        }
    }
}
