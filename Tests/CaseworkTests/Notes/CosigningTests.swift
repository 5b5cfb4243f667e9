import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A trainee's note")
struct CosigningTests {
    /// Sue supervises Tom, whose case and session these are.
    private struct Trainee {
        let group: GroupPractice
        let handle: Handle
        let session: String
        let note: String

        init() async throws {
            group = try await GroupPractice()
            try await group.admin.startSupervision(by: "sue", of: "tom", key: .fresh())
            handle = try await group.trainee.openCase(GroupPractice.couple(), key: .fresh())
            (session, note) = try await group.signedNote("he is cold", by: group.trainee, in: handle)
        }

        func standing(_ note: String) async throws -> NoteEntry { try await group.trainee.noteStanding(note) }
    }

    @Test("waits for its co-signature, and is co-signed once, by who supervises its author")
    func cosigned() async throws {
        let tom = try await Trainee()
        let group = tom.group
        #expect(try await tom.standing(tom.note).review == .waiting(due: day("2026-06-22")))
        #expect(try await group.trainee.sessions().map(\.note) == [.toCosign])
        let author = await refusal { () async throws(CaseworkError) in
            try await group.trainee.cosignNote(tom.note, key: .fresh())
        }
        #expect(author?.kind == "forbidden")
        let key = RequestKey.fresh()
        _ = try await group.supervisor.cosignNote(tom.note, key: key)
        _ = try await group.supervisor.cosignNote(tom.note, key: key)
        guard case .given(.cosigned, "sue", nil, _)? = try await tom.standing(tom.note).review else {
            Issue.record("not co-signed")
            return
        }
        #expect(try await group.trainee.sessions().map(\.note) == [.signed])
        let again = await refusal { () async throws(CaseworkError) in
            try await group.supervisor.returnNote(tom.note, comment: "too late", key: .fresh())
        }
        #expect(again?.kind == "conflict" && again?.words.contains("was co-signed by sue") == true)
    }

    @Test("is returned with a comment, corrected and signed again; the returned text is kept")
    func returned() async throws {
        let tom = try await Trainee()
        let group = tom.group
        _ = try await group.supervisor.returnNote(tom.note, comment: "what he did, not what he is", key: .fresh())
        let seen = try await group.trainee.openNote(tom.note)
        #expect(seen.comment == "what he did, not what he is" && seen.text == "he is cold")
        #expect(try await group.trainee.sessions().map(\.note) == [.returned])
        let amended = await refusal { () async throws(CaseworkError) in
            try await group.trainee.amendNote(tom.note, "more", key: .fresh())
        }
        #expect(amended?.words.contains("troth note correct \(tom.note)") == true)
        let draft = try await group.trainee.correctNote(tom.note, "he looked away", key: .fresh()).description
        #expect(try await group.trainee.signNote(draft, key: .fresh()).description == draft)
        let correction = try await tom.standing(draft)
        #expect(correction.relation == .correction && correction.ofHandle == tom.note)
        #expect(try await tom.standing(tom.note).correctedBy == draft)
        #expect(try await group.trainee.openNote(tom.note).text == "he is cold")
        _ = try await group.supervisor.cosignNote(draft, key: .fresh())
        #expect(try await group.trainee.sessions().map(\.note) == [.signed])
        let second = await refusal { () async throws(CaseworkError) in
            try await group.trainee.correctNote(tom.note, "again", key: .fresh())
        }
        #expect(second?.kind == "conflict" && second?.words.contains(draft) == true)
        // what is summed up is the note in force
        let summary = try await group.trainee.summaryRecord(of: tom.session)
        #expect(summary.notes.map(\.handle) == [draft])
    }

    @Test("counts as in time by its first signature, also where what corrects it is signed later")
    func firstSignature() async throws {
        let tom = try await Trainee()
        let group = tom.group
        func inTime() async throws -> Int? {
            try await group.supervisor.supervisionRecord().supervisees.first?.entries.first?.signedInTime
        }
        #expect(try await inTime() == 1)
        _ = try await group.supervisor.returnNote(tom.note, comment: "what he did", key: .fresh())
        #expect(try await inTime() == 0)
        var later = group.practice.environment
        later.now = { Timestamp(microseconds: TestPractice.now.microseconds + 5 * 86_400_000_000) }
        let login = try await Casework(later).logIn(login: "tom", password: TestPractice.password)
        let trainee = Casework(later, token: login.token)
        let draft = try await trainee.correctNote(tom.note, "he looked away", key: .fresh()).description
        _ = try await trainee.signNote(draft, key: .fresh())
        #expect(try await inTime() == 1)
    }

    @Test("is no document before it is co-signed")
    func draftUntilCosigned() async throws {
        let tom = try await Trainee()
        #expect(try await tom.group.trainee.summaryRecord(of: tom.session).notes.map(\.isSigned) == [false])
        _ = try await tom.group.supervisor.cosignNote(tom.note, key: .fresh())
        #expect(try await tom.group.trainee.summaryRecord(of: tom.session).notes.map(\.isSigned) == [true])
    }

    @Test("is not for a supervisor of somebody else, and a therapist's note needs no co-signature")
    func others() async throws {
        let tom = try await Trainee()
        let group = tom.group
        try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
        let (_, plain) = try await group.signedNote("they spoke", by: group.therapist, in: group.handle)
        let needless = await refusal { () async throws(CaseworkError) in
            try await group.supervisor.cosignNote(plain, key: .fresh())
        }
        #expect(needless?.words.contains("needs no co-signature") == true)
        try await group.admin.endSupervision(by: "sue", of: "tom", key: .fresh())
        let over = await refusal { () async throws(CaseworkError) in
            try await group.supervisor.cosignNote(tom.note, key: .fresh())
        }
        #expect(over?.kind == "notFound")
    }

    @Test("is swept: its author sees their own, the supervisor the supervisees', the admin everybody's handles")
    func swept() async throws {
        let tom = try await Trainee()
        let group = tom.group
        let held = try await group.therapist.recordSession(
            TreatedCouple.plan("2026-06-09 10:00"), SessionOutcome(state: .held, attendance: .both),
            in: group.handle.description, key: .fresh()
        ).description
        func sweep(_ person: Casework) async throws -> [String] {
            try await person.sweepNotes().map { "\($0.therapist) \($0.standing.rawValue) \($0.sessionHandle)" }
        }
        #expect(try await sweep(group.trainee) == ["tom to_cosign \(tom.session)"])
        #expect(try await sweep(group.supervisor) == ["tom to_cosign \(tom.session)"])
        #expect(try await sweep(group.therapist) == ["thea late \(held)"])
        #expect(try await sweep(group.admin) == ["thea late \(held)", "tom to_cosign \(tom.session)"])
        #expect(try await sweep(group.omar).isEmpty)
        try await group.admin.setPracticeSettings(noteDueHours: 240, key: .fresh())
        #expect(try await sweep(group.therapist) == ["thea unsigned \(held)"])
        let forbidden = await refusal { () async throws(CaseworkError) in
            try await group.frontDesk.sweepNotes()
        }
        #expect(forbidden?.kind == "forbidden")
        _ = try await group.supervisor.returnNote(tom.note, comment: "again", key: .fresh())
        #expect(try await sweep(group.trainee) == ["tom returned \(tom.session)"])
    }

    @Test("like any note, says why where it is signed late; the reason is sealed")
    func late() async throws {
        let group = try await GroupPractice()
        let session = try await group.therapist.recordSession(
            TreatedCouple.plan("2026-06-09 10:00"), SessionOutcome(state: .held, attendance: .both),
            in: group.handle.description, key: .fresh())
        let note = try await group.therapist.writeNote("x", as: .free, onSession: session.description, key: .fresh())
            .description
        let silent = await refusal { () async throws(CaseworkError) in
            try await group.therapist.signNote(note, key: .fresh())
        }
        #expect(silent?.kind == "conflict" && silent?.words.contains("--late-reason") == true)
        _ = try await group.therapist.signNote(note, lateReason: "I was ill", key: .fresh())
        #expect(try await group.therapist.openNote(note).lateReason == "I was ill")
    }
}
