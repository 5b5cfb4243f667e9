import CaseModel
import Casework
import FoundationEssentials
import Postgres
import TestSupport

/// A group practice: beside the admin and the two therapists of every test practice, one person for each other duty.
struct GroupPractice: Sendable {
    let practice: TestPractice
    /// The first therapist's case.
    let handle: Handle
    let supervisor: Casework
    let trainee: Casework
    let frontDesk: Casework
    let auditor: Casework
    let researcher: Casework

    var admin: Casework { practice.admin }
    var therapist: Casework { practice.therapist }
    var omar: Casework { practice.otherTherapist }

    static let reason = "Partner A called in crisis; Thea is on a plane"

    init() async throws {
        let practice = try await TestPractice()
        self.practice = practice
        try await practice.admin.prove(password: TestPractice.password)
        func person(_ login: String, _ duty: Duty) async throws -> Casework {
            _ = try await practice.admin.addStaff(
                NewStaffMember(
                    login: login, name: "Person \(login)", credential: nil, duties: [duty],
                    password: TestPractice.password), key: .fresh())
            let session = try await practice.stranger.logIn(login: login, password: TestPractice.password)
            return Casework(practice.environment, token: session.token)
        }
        supervisor = try await person("sue", .supervisor)
        trainee = try await person("tom", .trainee)
        frontDesk = try await person("fay", .frontDesk)
        auditor = try await person("audrey", .auditor)
        researcher = try await person("rhea", .researcher)
        handle = try await practice.therapist.openCase(Self.couple(), key: .fresh())
    }

    /// A couple with contacts, one of which the other partner does not know of.
    static func couple() -> CaseHistory {
        var couple = CaseloadTests.couple()
        couple.a.profile.channels = [ContactChannel(kind: .phone, value: "555 0100", isKnownToOther: false)]
        couple.a.profile.background = "grew up by the sea"
        return couple
    }

    /// A held session of a case and its signed note; returns the session's and the note's handle.
    func signedNote(
        _ words: String, by person: Casework, in handle: Handle
    ) async throws -> (session: String, note: String) {
        let session = try await person.recordSession(
            TreatedCouple.plan("2026-06-13 10:00"), SessionOutcome(state: .held, attendance: .both),
            in: handle.description, key: .fresh())
        let note = try await person.writeNote(words, as: .free, onSession: session.description, key: .fresh())
        _ = try await person.signNote(note.description, key: .fresh())
        return (session.description, note.description)
    }

    /// A signed psychotherapy note; returns its handle.
    func psychotherapyNote(_ words: String, by person: Casework, in handle: Handle) async throws -> String {
        let note = try await person.writePsychotherapyNote(words, in: handle.description, key: .fresh())
        _ = try await person.signNote(note.description, key: .fresh())
        return note.description
    }

    /// Behind the door, as the server's superuser.
    func behind(_ sql: SQL) async throws {
        try await practice.superuser().write { try $0.execute(sql) }
    }
}

/// What somebody can see of a case through the service: its page, its sessions, a note of it.
func sees(_ person: Casework, _ handle: Handle) async -> Bool {
    let page = await refusal { () async throws(CaseworkError) in try await person.casePage(handle) }
    let sessions = await refusal { () async throws(CaseworkError) in
        try await person.sessions(of: handle.description)
    }
    precondition(page?.kind == sessions?.kind)
    return page == nil
}

/// How the opening of a note is refused; nil where it opens.
func noteRefusal(_ note: String, by person: Casework) async -> String? {
    await refusal { () async throws(CaseworkError) in try await person.openNote(note) }?.kind
}
