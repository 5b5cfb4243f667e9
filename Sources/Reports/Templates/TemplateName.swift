/// The documents that a practice can give words and an order of its own, by the names of the files that do it.
package enum TemplateName: String, Sendable, CaseIterable {
    case summary, insurer, partner, progress, closing, caseload, supervision, outcomes

    init?(kind: String) {
        switch kind {
        case "session-summary": self = .summary
        case "insurer-summary": self = .insurer
        case "partner-summary": self = .partner
        case "progress-report": self = .progress
        case "closing-summary": self = .closing
        case "caseload-report": self = .caseload
        case "supervision-report": self = .supervision
        case "practice-outcomes": self = .outcomes
        default: return nil
        }
    }

    /// The keys of the sections that the document can have. Which of them one has depends on what is recorded.
    package var sections: [String] {
        switch self {
        case .summary:
            [
                "brief", "focus", "course", "interventions", "responses", "changes", "agreements", "commitments",
                "goals", "risk", "scores", "plan", "next", "note", "told_by_A", "told_by_B", "signatures",
            ]
        case .insurer: ["symptoms", "intervention", "response", "progress", "risk", "plan"]
        case .partner: ["worked_on", "agreed", "due", "scores", "next", "help"]
        case .progress: ["standing", "road", "measures", "ratings", "commitments", "goals", "sessions"]
        case .closing: ["ending", "road", "changes", "goals", "commitments", "sessions"]
        case .caseload: ["standing", "stages", "couples"]
        case .supervision: []
        case .outcomes: ["reading", "times", "closings", "changes"]
        }
    }

    /// The names of the values that its template can use, beside those of every document.
    package var values: [String] {
        switch self {
        case .summary:
            [
                "date", "time", "place", "format", "attended", "author", "signature", "session", "case",
                "secrets_policy",
            ]
        case .insurer:
            [
                "client", "payer", "member_id", "diagnosis", "service", "date", "time", "place", "attended", "author",
                "licence", "signature", "session",
            ]
        case .partner: ["date", "time", "place", "attended", "author", "signature", "session"]
        case .progress: ["case", "opened_on", "until", "status", "a", "b", "therapist"]
        case .closing: ["case", "opened_on", "closed_on", "a", "b", "therapist"]
        case .caseload: ["therapist", "as_of"]
        case .supervision: ["supervisor", "as_of", "note_due"]
        case .outcomes: ["as_of", "couples"]
        }
    }

    /// What every document has.
    package static let common = ["title", "subject", "practice", "document_id", "recipient", "generated_at"]
}
