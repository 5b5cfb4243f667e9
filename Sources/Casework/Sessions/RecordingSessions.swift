package import CaseModel
import FoundationEssentials
import Postgres

/// What became of a session.
package struct SessionOutcome: Sendable, Hashable {
    /// `held`, `noShow`, `lateCancellation` or `phoneContact`.
    package var state: SessionState
    /// Who came; needed where somebody did, unless the session is for one partner alone.
    package var attendance: Attendance?
    /// The stage that was worked on.
    package var stage: Stage?
    /// Who else was there. Sealed; of an individual session under that partner's own key.
    package var others: String?
    /// What was done; what was recorded before stays where there is none.
    package var interventions: [Intervention] = []
    /// How those who came responded, each for that partner.
    package var responses: [Partner: ResponseLevel] = [:]
    /// The risk of those who came, as the therapist judged it; for no partner.
    package var risks: [Partner: RiskLevel] = [:]

    package init(state: SessionState, attendance: Attendance? = nil, stage: Stage? = nil, others: String? = nil) {
        (self.state, self.attendance, self.stage, self.others) = (state, attendance, stage, others)
    }

    var values: [String?] {
        [state.rawValue, attendance?.rawValue, stage?.rawValue.description, others]
            + interventions.map(\.rawValue)
            + Partner.allCases.flatMap { [responses[$0]?.rawValue, risks[$0]?.rawValue] }
    }

    private var isSilent: Bool {
        attendance ?? .nobody == .nobody && stage == nil && others == nil && interventions.isEmpty && responses.isEmpty
            && risks.isEmpty
    }

    /// - Throws: `invalid` where the parts do not go together.
    func checked() throws(CaseworkError) -> Self {
        guard state != .booked, state != .cancelled else {
            throw .invalid(field: "state", "record what happened; `troth session cancel` cancels a session")
        }
        var checked = self
        if let others { checked.others = try checkedWords(others, field: "others", atMost: 500) }
        if state.wantsNote {
            guard attendance != .nobody else {
                throw .invalid(field: "attended", "somebody came; use both, A or B, or record a no-show")
            }
        } else if !isSilent {
            throw .invalid(
                field: "attended",
                "nobody came to a session recorded as \(state.words); leave out who came, the stage, others and what was "
                    + "done and seen")
        }
        return checked
    }

    /// Who came to a session of this format, whom alone anything can have been seen of.
    fileprivate func checkedAttendance(of format: SessionFormat) throws(CaseworkError) -> Attendance {
        let attendance = try attendance(of: format)
        for partner in Set(responses.keys).union(risks.keys).sorted(by: { $0.rawValue < $1.rawValue }) {
            guard attendance == .both || attendance == (partner == .a ? .aOnly : .bOnly) else {
                throw .invalid(
                    field: "response",
                    "partner \(partner.rawValue) was not there; give a response and a risk of those who came")
            }
        }
        return attendance
    }

    /// Who came to a session of this format.
    func attendance(of format: SessionFormat) throws(CaseworkError) -> Attendance {
        if !state.wantsNote { return .nobody }
        if let attendance { return attendance }
        switch format {
        case .individualA: return .aOnly
        case .individualB: return .bOnly
        case .conjoint: throw .invalid(field: "attended", "say who came: both, A or B")
        }
    }
}

/// What else is put right when a session is recorded; nil leaves it as it was booked.
package struct SessionCorrection: Sendable, Hashable {
    package var startsAt: LocalTime?
    package var minutes: Int?
    package var modality: Modality?

    package init(startsAt: LocalTime? = nil, minutes: Int? = nil, modality: Modality? = nil) {
        (self.startsAt, self.minutes, self.modality) = (startsAt, minutes, modality)
    }

    var values: [String?] { [startsAt?.description, minutes?.description, modality?.rawValue] }
}

extension Casework {
    /// Records what became of a booked session, or corrects a recorded one, for which `version` is needed.
    ///
    /// - Throws: `staleVersion` where somebody changed it in the meantime.
    package func recordSession(
        _ sessionName: String, _ outcome: SessionOutcome, correcting correction: SessionCorrection = .init(),
        version: Int? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(sessionName, .session)
            let outcome = try outcome.checked()
            if let minutes = correction.minutes { try checkMinutes(minutes) }
            let handle = try await read("session record", by: .treating) { try $0.find(session: name).handle }
            let request = Request(
                "session record", key: key,
                [name.text, version?.description] + outcome.values + correction.values)
            let answer = try await change(request, by: .treating, answer: handle) { desk in
                let session = try desk.find(session: name, locking: true)
                try session.checkVersion(version)
                try desk.update(session, outcome, correction)
            }
            return try Handle(answer: answer, .session)
        }
    }

    /// Records a session that was never booked. It is always possible: an individual one without the secrets policy
    /// is marked so.
    package func recordSession(
        _ plan: SessionPlan, _ outcome: SessionOutcome, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let outcome = try outcome.checked()
            try checkMinutes(plan.minutes)
            let attendance = try outcome.checkedAttendance(of: plan.format)
            var random = environment.random
            let id = ID<Session>.random(using: &random).uuid
            let handle = Handle.random(.session, using: &random)
            let request = Request("session record", key: key, [name.text] + plan.values + outcome.values)
            let answer = try await change(request, by: .treating, answer: handle.description) { desk in
                let found = try desk.find(case: name)
                try desk.requireBegun(desk.moment(of: plan.at), outcome.state)
                let isPolicyOnFile = try desk.isPolicyOnFile(found.id, plan.format, on: plan.at.day)
                let row = NewSessionRow(
                    id: id, handle: handle, caseID: found.id, plan: plan, isPolicyOnFile: isPolicyOnFile)
                let others = try desk.sealed(
                    outcome.others, case: found.id, session: id, format: plan.format, revision: 1)
                try desk.insert(
                    row, state: outcome.state, attendance: attendance, stage: outcome.stage,
                    interventions: outcome.interventions, others: others)
                try desk.insertObservations(of: outcome, session: id, case: found.id)
            }
            return try Handle(answer: answer, .session)
        }
    }
}

extension FoundSession {
    /// A booked session may be recorded as it stands; one that is recorded is corrected only by who has seen it.
    fileprivate func checkVersion(_ seen: Int?) throws(CaseworkError) {
        if let seen {
            guard seen == version else { throw .staleVersion(.session, handle, current: version, texts: nil) }
        } else if state != .booked {
            throw .conflict(
                "The session \(handle) is recorded already, as \(state.words). To correct it, look at it with `troth "
                    + "session list \(caseHandle)` and add --version \(version).")
        }
    }
}

extension Desk {
    fileprivate func update(
        _ session: FoundSession, _ outcome: SessionOutcome, _ correction: SessionCorrection
    ) throws {
        let startsAt = try correction.startsAt.map(moment) ?? session.startsAt
        try requireBegun(startsAt, outcome.state)
        let day = correction.startsAt?.day ?? session.at.day
        let others = try sealed(
            outcome.others, case: session.caseID, session: session.id, format: session.format,
            revision: Int32(session.version) + 1)
        // the old words and the old stage stay unless there are new ones, or nobody came
        var assignments: [SQL] = []
        if let others { assignments.append(", others_sealed = \(others)") }
        if let stage = outcome.stage { assignments.append(", stage = \(stage)") }
        if !outcome.interventions.isEmpty {
            assignments.append(", interventions = \(outcome.interventions.map(\.rawValue))::text[]")
        }
        if let modality = correction.modality { assignments.append(", modality = \(modality)") }
        if !outcome.state.wantsNote { assignments.append(", others_sealed = null, stage = null, interventions = '{}'") }
        let attendance = try outcome.checkedAttendance(of: session.format)
        try transaction.execute(
            """
            update app.sessions
            set state = \(outcome.state), attendance = \(attendance),
                starts_at = \(startsAt), ends_at = \(startsAt.adding(minutes: correction.minutes ?? session.minutes)),
                policy_on_file = \(isPolicyOnFile(session.caseID, session.format, on: day)),
                recorded_by = \(staff), version = version + 1 \(SQL.joined(assignments, separator: ""))
            where practice_id = \(practice) and session_id = \(session.id)
            """)
        try insertObservations(of: outcome, session: session.id, case: session.caseID)
    }

    /// - Throws: `invalid` for a session that is said to have happened, or been missed, before it has begun.
    fileprivate func requireBegun(_ startsAt: Timestamp, _ state: SessionState) throws {
        guard state.wantsNote || state == .noShow, startsAt > environment.now() else { return }
        throw CaseworkError.invalid(
            field: state.words, "the session has not begun yet; record it afterwards, or correct its time with --starts"
        )
    }

    fileprivate func isPolicyOnFile(_ caseID: UUID, _ format: SessionFormat, on day: CalendarDate) throws -> Bool {
        try format == .conjoint || secretsPolicy(caseID, on: day) != nil
    }

    fileprivate func sealed(
        _ others: String?, case caseID: UUID, session: UUID, format: SessionFormat, revision: Int32
    ) throws -> [UInt8]? {
        guard let others else { return nil }
        var keys = try caseKeys(caseID)
        var random = environment.random
        return try keys.seal(
            others, for: format.audience, row: session, field: SessionField.others, revision: revision,
            using: &random)
    }
}

extension SessionFormat {
    /// Who what is said in such a session is for, unless the therapist says otherwise.
    var audience: Audience { alone.map(Audience.init(of:)) ?? .joint }
}

/// The field that a session's words are sealed at; `app.open_words` gives the same name.
enum SessionField {
    static let others = "sessions.others"
}
