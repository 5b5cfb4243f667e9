package import CaseModel
import FoundationEssentials
import Postgres

/// What an insurer's copy of one session's summary is made from: figures, codes, terms of fixed lists and the client's own
/// name, no words of a note.
///
/// The words of a note may name the other partner or the breach, and nobody can tell by a program that they do not. So
/// they are never fetched for it.
package struct InsurerRecord: Sendable {
    package let practice: String
    package let client: Partner
    package let clientName: String
    package let session: SessionOnRecord
    package let author: String
    package let credential: String?
    /// The number of the author's licence; nil where none is recorded.
    package let licence: String?
    /// Who pays for this client on the day of the session; nil where nobody does, or for the other partner.
    package let coverage: CoverageWords?
    package let response: ResponseLevel?
    package let risk: RiskLevel?
    /// How often they come, by the plan of that day, and when it is reviewed. Its problem is not told: it may name the
    /// breach.
    package let frequency: PlannedFrequency?
    package let reviewOn: CalendarDate?
    package let signedAt: LocalTime
    package let cosignature: Cosignature?
    /// The session's edit version.
    package let version: Int
    /// The client's scores on measures of symptoms, up to the day of the session.
    package let measures: [MeasureSeries]
    /// How the goals of the plan stood on the day of the session; nil for one not reviewed by then.
    package let goals: [GoalStanding?]
    /// The beginning of the next session that the client is booked for.
    package let nextAt: LocalTime?
    package let readAt: LocalTime
}

extension Casework {
    /// The measures whose scores an insurer may see: symptoms of the client, nothing about the couple.
    static let symptomMeasures: Set<String> = ["PHQ-9", "GAD-7", "PCL-5"]

    /// Everything that the insurer of one partner may be told of one session. `name` is a handle or an id.
    ///
    /// - Throws: `notFound`, also where the session is somebody else's; `conflict` where the client has not agreed to
    ///   it, the client was not there, or a note of the session is missing or not signed.
    package func insurerRecord(of name: String, client: Partner) async throws(CaseworkError) -> InsurerRecord {
        try await failures {
            let session = try RecordName(name, .session)
            let read = try await open("insurer summary", by: .treating) { desk in
                let found = try desk.find(session: session)
                let file = try desk.roadCase(try Handle(answer: found.caseHandle, .caseFile))
                let row = try desk.sessionRow(found)
                let notes = try desk.noteRows(ofSession: found.id)
                try Self.checkCopy(
                    of: found, row, notes, client, consent: try desk.paymentConsent(of: client, in: file))
                guard let note = notes.last(where: { $0.audience == .joint }) ?? notes.last else {
                    throw Self.noNote(found)
                }
                return SealedInsurerRecord(
                    client: client, road: try RoadFacts(desk, file), session: row, note: note,
                    treatment: try InsuredTreatment(desk, of: client, in: found),
                    surroundings: try desk.surroundings(of: found),
                    nextAt: try desk.nextSession(of: client, after: found, in: file),
                    words: try desk.words(
                        of: [file.id], [.partners, .stageEvents, .commitments, .goals, .sessions, .coverages]),
                    names: try desk.staffNames(of: note.people), version: found.version)
            }
            return try read.opened()
        }
    }

    private static func checkCopy(
        of session: FoundSession, _ row: SessionOnRecordRow, _ notes: [SessionNoteRow], _ client: Partner,
        consent: CalendarDate?
    ) throws(CaseworkError) {
        let wasThere = row.attendance == .both || row.attendance == (client == .a ? .aOnly : .bOnly)
        if notes.isEmpty { throw noNote(session) }
        guard wasThere else {
            throw .conflict(
                "Partner \(client.rawValue) was not at the session \(session.handle), so there is nothing of it for their "
                    + "insurer. Choose a session that they attended.")
        }
        guard consent != nil else {
            throw .conflict(
                "Partner \(client.rawValue) has not agreed to payment by an insurer. Record the consent with `troth consent "
                    + "record --kind payment`, then make the copy.")
        }
        if let draft = notes.first(where: { $0.signedAt == nil }) {
            throw .conflict(
                "The note \(draft.handle) is not signed, and a draft cannot leave the practice. Sign it with `troth note "
                    + "sign \(draft.handle)`, then make the copy.")
        }
    }
}

/// What of a case's treatment an insurer may be told for one session, of one client alone.
private struct InsuredTreatment: Sendable {
    let coverage: CoverageRow?
    let plan: TreatmentPlanRow?
    let observation: SessionObservation?

    init(_ desk: Desk, of client: Partner, in session: FoundSession) throws {
        let found = try desk.coverageRow(of: session.caseID, on: session.at.day)
        coverage = found?.client == client ? found : nil
        plan = try desk.treatmentPlanRow(of: session.caseID, on: session.at.day)
        observation = try desk.observationRows(ofSessions: [session.id], about: [client]).observations.first
    }
}

/// The record as it was fetched, to be opened after COMMIT.
private struct SealedInsurerRecord: Sendable {
    let client: Partner
    let road: RoadFacts
    let session: SessionOnRecordRow
    let note: SessionNoteRow
    let treatment: InsuredTreatment
    let surroundings: SessionSurroundings
    let nextAt: LocalTime?
    let words: SealedWords
    let names: SealedStaffNames
    let version: Int

    func opened() throws -> InsurerRecord {
        // no text of the other partner's compartment is opened
        let words = try words.only([.joint, Audience(of: client)]).opened()
        let whole = try road.record(try Handle(answer: road.file.handle, .caseFile), words: words)
        let day = session.startsAt.day
        let people = try names.opened()
        guard let signedAt = note.signedAt else { throw CaseworkError.notFound(.note, note.handle) }
        return InsurerRecord(
            practice: surroundings.practice, client: client, clientName: whole.person(client).name,
            session: session.with(words), author: people[note.author] ?? note.login,
            credential: note.credential, licence: try names.licence(of: note.author),
            coverage: try treatment.coverage?.words(words), response: treatment.observation?.response,
            risk: treatment.observation?.risk, frequency: treatment.plan?.frequency, reviewOn: treatment.plan?.reviewOn,
            signedAt: signedAt, cosignature: note.cosignature(people), version: version,
            measures: whole.measures.filter {
                $0.partner == client && Casework.symptomMeasures.contains($0.instrument.name)
            },
            goals: whole.goals.filter { $0.agreedOn <= day }.map { goal in
                goal.reviews.last { $0.on <= day }?.standing
            }, nextAt: nextAt, readAt: surroundings.readAt)
    }
}

extension Desk {
    fileprivate func paymentConsent(of client: Partner, in file: RoadCase) throws -> CalendarDate? {
        let day = try transaction.one(
            """
            select max(given_on) from app.consents
            where practice_id = \(practice) and case_id = \(file.id) and kind = 'payment' and partner = \(client)
            """, CalendarDate?.self)
        return day
    }

    /// A session of the other partner alone is never told of, not even its date.
    func nextSession(
        of client: Partner, after session: FoundSession, in file: RoadCase
    ) throws -> LocalTime? {
        let alone = client == .a ? SessionFormat.individualA : .individualB
        let at = try transaction.one(
            """
            select min(s.starts_at) at time zone p.time_zone
            from app.practices p
            left join app.sessions s on s.practice_id = p.practice_id and s.case_id = \(file.id)
                and s.state = 'booked' and s.starts_at > \(session.startsAt)
                and s.format in (\(SessionFormat.conjoint), \(alone))
            where p.practice_id = \(practice) group by p.time_zone
            """, LocalTime?.self)
        return at
    }
}
