/// One thing that was looked at: whether it is in order, and what to do where it is not.
struct Finding: Sendable {
    enum State: String, Sendable {
        case good, warning, wrong

        var style: Style {
            switch self {
            case .good: .good
            case .warning: .warning
            case .wrong: .urgent
            }
        }
    }

    let check: String
    let state: State
    let text: String

    init(check: String, state: State, text: String) {
        (self.check, self.state, self.text) = (check, state, text)
    }

    /// A check that is good or of the given state, each with its words.
    init(_ check: String, _ isGood: Bool, else state: State = .wrong, good: String, _ words: String) {
        self.init(check: check, state: isGood ? .good : state, text: isGood ? good : words)
    }
}
