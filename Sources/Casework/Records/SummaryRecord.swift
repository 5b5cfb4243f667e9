package import CaseModel

/// What a summary of one session is made from: the session, its notes, and the couple's whole road.
///
/// Holds no psychotherapy note, no contact and no item answer: they are never fetched for it, so no document that is
/// made from it can show one.
package struct SummaryRecord: Sendable {
    package let practice: String
    package let session: SessionOnRecord
    /// What was seen of each partner, in words of the list.
    package let observations: [SessionObservation]
    /// At least one; the couple's first, then A's and B's.
    package let notes: [NoteOnRecord]
    /// The day of the session before it that was held; nil for the first.
    package let previousHeldOn: CalendarDate?
    /// The beginning of the next session that was not cancelled.
    package let nextAt: LocalTime?
    package let road: RoadRecord
    /// The practice's own time at which this was read.
    package let readAt: LocalTime
}

/// What a progress report is made from: the couple's road and how their sessions went.
package struct ProgressRecord: Sendable {
    /// How many sessions came to what, up to the moment of reading.
    package struct Sessions: Sendable, Hashable {
        package let held: Int
        package let phoneContacts: Int
        package let noShows: Int
        package let lateCancellations: Int
        package let cancelled: Int
        package let firstHeldOn: CalendarDate?
        package let lastHeldOn: CalendarDate?
        package let nextAt: LocalTime?

        package init(
            held: Int, phoneContacts: Int, noShows: Int, lateCancellations: Int, cancelled: Int,
            firstHeldOn: CalendarDate?, lastHeldOn: CalendarDate?, nextAt: LocalTime?
        ) {
            (self.held, self.phoneContacts, self.noShows) = (held, phoneContacts, noShows)
            (self.lateCancellations, self.cancelled) = (lateCancellations, cancelled)
            (self.firstHeldOn, self.lastHeldOn, self.nextAt) = (firstHeldOn, lastHeldOn, nextAt)
        }
    }

    package let practice: String
    /// Who reads it, with the credential.
    package let therapist: String
    package let credential: String?
    package let breach: Breach
    package let closing: Closing?
    package let sessions: Sessions
    package let road: RoadRecord
    package let readAt: LocalTime
}
