/// What a note is to a signed one of the same session and audience.
package enum NoteRelation: String, Sendable, CaseIterable {
    /// The corrected text of a note that was returned; the returned one is kept.
    case correction
    /// What came later; the note that it adds to is untouched.
    case addendum
}

/// How far the co-signature of a trainee's note is. A note is reviewed once, and never by its author.
package enum NoteReview: Sendable, Hashable {
    package enum Outcome: String, Sendable, CaseIterable {
        case cosigned
        /// Given back with a comment: not in force until it is corrected and signed again, as a note of its own.
        case returned
    }

    case waiting(due: CalendarDate)
    /// `by` is the supervisor's login, `credential` as it stood on that day.
    case given(Outcome, by: String, credential: String?, at: LocalTime)
}
