package import CaseModel
import FoundationEssentials
import Postgres

/// When, how and for whom a session is meant. The time is the practice's own wall clock.
package struct SessionPlan: Sendable, Hashable {
    package var at: LocalTime
    /// How long, in minutes: 1 to 1440.
    package var minutes: Int
    package var format: SessionFormat
    package var modality: Modality

    package init(at: LocalTime, minutes: Int, format: SessionFormat, modality: Modality) {
        (self.at, self.minutes, self.format, self.modality) = (at, minutes, format, modality)
    }

    /// The plan's values, for the key of a request.
    var values: [String?] { [at.description, minutes.description, format.rawValue, modality.rawValue] }
}

extension Casework {
    /// Books a session. Returns its handle. What the front desk books waits for the therapist's confirmation, in every
    /// case alike.
    ///
    /// - Throws: `conflict` for an individual session before both partners accepted the same secrets policy, for a
    ///   conjoint one while it is held; `invalid` for a time that does not exist.
    package func bookSession(
        _ plan: SessionPlan, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            try checkMinutes(plan.minutes)
            var random = environment.random
            let id = ID<Session>.random(using: &random).uuid
            let handle = Handle.random(.session, using: &random)
            let request = Request("session book", key: key, [name.text] + plan.values)
            let answer = try await change(request, by: .booking, answer: handle.description) { desk in
                let found = try desk.find(case: name)
                if desk.duty == .frontDesk {
                    return try desk.book(plan, in: found, id: id, handle: handle)
                }
                try desk.requireOpen(found)
                try desk.requireBookable(plan.format, in: found, on: plan.at.day)
                let row = NewSessionRow(id: id, handle: handle, caseID: found.id, plan: plan, isPolicyOnFile: true)
                try desk.insert(row, state: .booked)
            }
            return try Handle(answer: answer, .session)
        }
    }

    /// Confirms what the front desk booked: from then on it is certain.
    ///
    /// - Throws: `conflict` where it is not booked, is confirmed already, or may not be booked now.
    package func confirmSession(_ sessionName: String, key: RequestKey) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(sessionName, .session)
            let handle = try await read("session confirm", by: .treating) { try $0.find(session: name).handle }
            let request = Request("session confirm", key: key, [name.text])
            let answer = try await change(request, by: .treating, answer: handle) { desk in
                let session = try desk.find(session: name, locking: true)
                let isConfirmed = try desk.isConfirmed(session)
                guard session.state == .booked, !isConfirmed else {
                    throw CaseworkError.conflict(
                        "The session \(session.handle) does not wait for a confirmation: it is "
                            + "\(isConfirmed && session.state == .booked ? "confirmed" : session.state.words). Nothing "
                            + "was changed.")
                }
                try desk.requireBookable(
                    session.format, in: FoundCase(id: session.caseID, handle: session.caseHandle), on: session.at.day)
                try desk.transaction.execute(
                    """
                    update app.sessions set confirmed = true, version = version + 1
                    where practice_id = \(desk.practice) and session_id = \(session.id)
                    """)
            }
            return try Handle(answer: answer, .session)
        }
    }

    /// Whether a booked session is certain; what the front desk booked is not before the therapist confirms it.
    package func isConfirmed(_ sessionName: String) async throws(CaseworkError) -> Bool {
        try await failures {
            let name = try RecordName(sessionName, .session)
            return try await read("session book", by: .booking) { try $0.isConfirmed(try $0.find(session: name)) }
        }
    }

    /// Cancels a booked session: in good time, or late.
    ///
    /// - Throws: `conflict` where it is not booked any more.
    package func cancelSession(
        _ sessionName: String, isLate: Bool = false, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(sessionName, .session)
            let handle = try await read("session cancel", by: .booking) { try $0.find(session: name).handle }
            let state = isLate ? SessionState.lateCancellation : .cancelled
            let request = Request("session cancel", key: key, [name.text, state.rawValue])
            let answer = try await change(request, by: .booking, answer: handle) { desk in
                let session = try desk.find(session: name, locking: true)
                guard session.state == .booked else {
                    throw CaseworkError.conflict(
                        "The session \(session.handle) is not booked any more: it is recorded as "
                            + "\(session.state.words). Nothing was changed.")
                }
                try desk.transaction.execute(
                    """
                    update app.sessions
                    set state = \(state), attendance = \(Attendance.nobody), recorded_by = \(desk.staff),
                        version = version + 1
                    where practice_id = \(desk.practice) and session_id = \(session.id)
                    """)
            }
            return try Handle(answer: answer, .session)
        }
    }
}

/// A session about to be inserted.
struct NewSessionRow: Sendable {
    let id: UUID
    let handle: Handle
    let caseID: UUID
    let plan: SessionPlan
    let isPolicyOnFile: Bool
}

extension Desk {
    func insert(
        _ row: NewSessionRow, state: SessionState, attendance: Attendance? = nil, stage: Stage? = nil,
        interventions: [Intervention] = [], others: [UInt8]? = nil
    ) throws {
        let startsAt = try moment(of: row.plan.at)
        try transaction.execute(
            """
            insert into app.sessions
                (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state, attendance,
                 stage, interventions, policy_on_file, others_sealed, recorded_by)
            values (\(practice), \(row.id), \(row.caseID), \(row.handle), \(startsAt),
                \(startsAt.adding(minutes: row.plan.minutes)), \(row.plan.format), \(row.plan.modality), \(state),
                \(attendance), \(stage), \(interventions.map(\.rawValue))::text[], \(row.isPolicyOnFile), \(others),
                \(staff))
            """)
    }
}

extension Desk {
    fileprivate func isConfirmed(_ session: FoundSession) throws -> Bool {
        try transaction.one(
            "select confirmed from app.sessions where practice_id = \(practice) and session_id = \(session.id)",
            Bool.self)
    }

    /// The database holds the same rules.
    ///
    /// - Throws: `conflict`, with what has to be cleared first.
    fileprivate func requireBookable(_ format: SessionFormat, in found: FoundCase, on day: CalendarDate) throws {
        if format == .conjoint {
            if try isHeld(found.id) { throw CaseworkError.held(found.handle) }
        } else if try secretsPolicy(found.id, on: day) == nil {
            throw CaseworkError.withoutPolicy(found, try withoutSecretsPolicy(found.id, on: day), on: day)
        }
    }
}

extension Timestamp {
    func adding(minutes: Int) -> Timestamp {
        Timestamp(microseconds: microseconds + Int64(minutes) * 60_000_000)
    }
}

/// The database holds the same rule.
func checkMinutes(_ minutes: Int) throws(CaseworkError) {
    guard (1...1440).contains(minutes) else {
        throw .invalid(field: "minutes", "a session lasts 1 to 1440 minutes")
    }
}

extension SessionState {
    /// As a person says it.
    package var words: String {
        switch self {
        case .booked: "booked"
        case .held: "held"
        case .noShow: "no-show"
        case .lateCancellation: "late cancellation"
        case .cancelled: "cancelled"
        case .phoneContact: "phone contact"
        }
    }
}

extension CaseworkError {
    fileprivate static func withoutPolicy(_ found: FoundCase, _ missing: [Partner], on day: CalendarDate) -> Self {
        guard let first = missing.first else {
            return .conflict(
                "An individual session is booked only after both partners accepted the same secrets policy. On "
                    + "\(day) they had accepted different ones, or different forms: look with `troth consent list "
                    + "\(found.handle)`, record the one that both accept, then book again.")
        }
        let who = missing.map(\.rawValue).joined(separator: " and ")
        return .conflict(
            "An individual session is booked only after both partners accepted the secrets policy. Not on file for "
                + "\(day): \(who). Record it with `troth consent record \(found.handle) "
                + "--partner \(first.rawValue) --kind secrets_policy --policy no_secrets`, then book again.")
    }
}
