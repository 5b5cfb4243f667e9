package import CaseModel
import FoundationEssentials
import Postgres

/// What one partner's copy of a session's summary is made from: what that partner may take home, and nothing else.
///
/// Of the notes only what was worked on and what was agreed is kept; of commitments only what is to be done. The other
/// partner's key is never touched for it, nor what is one's own where the session was the couple's: a paper at home is
/// read by both.
package struct PartnerRecord: Sendable {
    /// A note of the session, as far as it goes into the copy.
    package struct Note: Sendable {
        package let handle: String
        package let author: String
        package let credential: String?
        package let signedAt: LocalTime
        package let cosignature: Cosignature?
        package let focus: String?
        package let agreements: String?
    }

    /// What somebody took on; not whether it was kept.
    package struct Commitment: Sendable {
        package let handle: String
        package let owner: Owner
        package let rhythm: Rhythm
        package let agreedOn: CalendarDate
        package let dueOn: CalendarDate?
        package let text: String
    }

    package struct Goal: Sendable {
        package let handle: String
        package let owner: Owner
        package let agreedOn: CalendarDate
        package let dueOn: CalendarDate
        package let text: String
    }

    package let practice: String
    package let partner: Partner
    package let name: String
    /// Nil where the copy may not hold what is the couple's.
    package let otherName: String?
    package let session: SessionOnRecord
    /// The session's edit version.
    package let version: Int
    /// At least one, all signed.
    package let notes: [Note]
    /// What the road calls the stage that was worked on; nil where none is recorded, or it is not for this copy.
    package let stage: String?
    /// In force on the day of the session, by the day they were agreed.
    package let commitments: [Commitment]
    package let goals: [Goal]
    /// The partner's own scores up to the day of the session, of measures that they agreed to share.
    package let measures: [MeasureSeries]
    /// The beginning of the next session that this partner is booked for.
    package let nextAt: LocalTime?
    package let crisisLine: String
    package let readAt: LocalTime
}

extension Casework {
    /// Everything that one partner may take home of one session. `name` is a handle or an id.
    ///
    /// A session of both needs both partners' authorizations for this partner; one of this partner alone needs nobody's,
    /// and then holds nothing of what is the couple's where they have not given them.
    ///
    /// - Throws: `notFound`, also where the session is somebody else's; `conflict` where the partner was not there, an
    ///   authorization, the practice's crisis line or a signature is missing.
    package func partnerRecord(of name: String, for partner: Partner) async throws(CaseworkError) -> PartnerRecord {
        try await failures {
            let session = try RecordName(name, .session)
            let read = try await open("partner summary", by: .treating) { desk in
                try SealedPartnerRecord(desk, try desk.find(session: session), for: partner)
            }
            return try read.opened()
        }
    }
}

/// The record as it was fetched, to be opened after COMMIT.
private struct SealedPartnerRecord: Sendable {
    let partner: Partner
    let file: RoadCase
    let session: SessionOnRecordRow
    let version: Int
    let notes: [SessionNoteRow]
    let stage: String?
    let commitments: [CommitmentRow]
    let goals: [GoalRow]
    let measures: [MeasureSeries]
    let nextAt: LocalTime?
    let crisisLine: String
    let practice: String
    let readAt: LocalTime
    let words: SealedWords
    let bodies: [UUID: SealedWords]
    let names: SealedStaffNames
    /// The compartments that the copy may hold words of.
    let covers: Set<Audience>

    init(_ desk: Desk, _ found: FoundSession, for partner: Partner) throws {
        let own = Audience(of: partner)
        self.partner = partner
        file = try desk.roadCase(try Handle(answer: found.caseHandle, .caseFile))
        session = try desk.sessionRow(found)
        version = found.version
        let grant = CopyGrant(.partner(partner), mac: nil, rows: try desk.authorizationRows(file.id))
        let isTheCouples = session.format == .conjoint
        let all = try desk.noteRows(ofSession: found.id)
        notes = all.filter { $0.audience == (isTheCouples ? .joint : own) }
        try Self.check(found, session, notes, partner, grant)
        covers = isTheCouples ? [.joint] : grant.covers.contains(.joint) ? [.joint, own] : [own]
        guard let line = try desk.crisisLine() else {
            throw CaseworkError.conflict(
                "The practice has no crisis line yet, and each partner\u{2019}s copy carries one. A practice admin sets it "
                    + "with `troth practice settings --crisis-line`.")
        }
        crisisLine = line
        let day = session.startsAt.day
        let isJoint = covers.contains(.joint)
        let worked = isJoint ? session.stage : nil
        let road = try desk.roadStages(roadmapVersion: file.roadmapVersion)
        stage = road.first { $0.stage == worked }.map { "\($0.stage.rawValue) \($0.name)" }
        commitments = isJoint ? try desk.commitmentRows(file.id).filter { $0.isInForce(on: day) } : []
        goals = isJoint ? try desk.goalRows(file.id).filter { $0.isOpen(on: day) } : []
        let sharing = try desk.sharing(of: file.id)
        measures = try desk.measureSeries(try desk.measureResponses(file.id)).filter {
            $0.partner == partner && sharing.shares($0.instrument.name, of: partner)
        }
        nextAt = try desk.nextSession(of: partner, after: found, in: file)
        let around = try desk.surroundings(of: found)
        (practice, readAt) = (around.practice, around.readAt)
        // one's own name is under the couple's key, and is one's own all the same
        words = try desk.words(of: [file.id], [.partners, .commitments, .goals, .sessions])
        bodies = try desk.words(ofNotes: notes.map(\.id)).parted(by: \.row)
        names = try desk.staffNames(of: notes.flatMap(\.people))
    }

    private static func check(
        _ found: FoundSession, _ row: SessionOnRecordRow, _ notes: [SessionNoteRow], _ partner: Partner,
        _ grant: CopyGrant
    ) throws(CaseworkError) {
        let wasThere = row.attendance == .both || row.attendance == (partner == .a ? .aOnly : .bOnly)
        let isTheirs = row.format == .conjoint || row.format == (partner == .a ? .individualA : .individualB)
        guard found.state == .held || found.state == .phoneContact else { throw Casework.noNote(found) }
        guard wasThere, isTheirs else {
            throw .conflict(
                "Partner \(partner.rawValue) was not at the session \(found.handle), so there is nothing of it for them. "
                    + "Choose a session that they attended.")
        }
        if row.format == .conjoint, let missing = grant.missing.first {
            throw .conflict(
                "The session \(found.handle) was both partners\u{2019}, and partner \(missing.rawValue) has not authorized a "
                    + "copy for partner \(partner.rawValue). Record what they sign with `troth authorization add "
                    + "\(found.caseHandle) --from \(missing.rawValue) --to \(partner.rawValue)`, then make the copy.")
        }
        guard !notes.isEmpty else { throw Casework.noNote(found) }
        if let draft = notes.first(where: { $0.signedAt == nil }) {
            throw .conflict(
                "The note \(draft.handle) is not signed and, where it is due, co-signed; a draft cannot leave the "
                    + "practice. Sign it, then make the copy.")
        }
    }

    func opened() throws -> PartnerRecord {
        let ownName = try words.only([.joint]).opened().name(of: partner, in: file.id)
        let opened = try words.only(covers).opened()
        let people = try names.opened()
        let isJoint = covers.contains(.joint)
        return PartnerRecord(
            practice: practice, partner: partner, name: ownName,
            otherName: isJoint ? opened.name(of: partner == .a ? .b : .a, in: file.id) : nil,
            session: session.with(opened), version: version,
            notes: try notes.map { try note($0, people) }, stage: stage,
            commitments: commitments.compactMap { row in
                opened[row.id, RoadField.commitment].map {
                    PartnerRecord.Commitment(
                        handle: row.handle, owner: row.owner, rhythm: row.rhythm, agreedOn: row.agreedOn,
                        dueOn: row.dueOn, text: $0)
                }
            },
            goals: try goals.compactMap { row in
                try opened.decoded(GoalWords.self, row: row.id, field: RoadField.goal).map {
                    PartnerRecord.Goal(
                        handle: row.handle, owner: row.owner, agreedOn: row.agreedOn, dueOn: row.dueOn, text: $0.goal)
                }
            }, measures: measures, nextAt: nextAt, crisisLine: crisisLine, readAt: readAt)
    }

    private func note(_ row: SessionNoteRow, _ people: [UUID: String]) throws -> PartnerRecord.Note {
        guard let sealed = bodies[row.id], let signedAt = row.signedAt else {
            throw CaseworkError.notFound(.note, row.handle)
        }
        let note = try row.with(try sealed.opened(), names: people)
        return PartnerRecord.Note(
            handle: note.handle, author: note.author, credential: note.credential, signedAt: signedAt,
            cosignature: note.cosignature, focus: note.body[.focus], agreements: note.body[.agreements])
    }
}

extension CommitmentRow {
    /// By its own days alone: what was reported of it is the reporter's.
    fileprivate func isInForce(on day: CalendarDate) -> Bool {
        agreedOn <= day && endedOn.map { $0 > day } ?? true && dueOn.map { $0 >= day } ?? true
    }
}

extension GoalRow {
    fileprivate func isOpen(on day: CalendarDate) -> Bool {
        let standing = reviews.last { $0.on <= day }?.standing
        return agreedOn <= day && standing != .reached && standing != .dropped
    }
}

extension Desk {
    fileprivate func crisisLine() throws -> String? {
        let line = try transaction.one(
            "select crisis_line from app.practices where practice_id = \(practice)", String?.self)
        return line
    }
}
