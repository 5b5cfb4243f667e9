import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The acting duty")
struct ActingDutyTests {
    /// A person of the practice with these duties, logged in.
    private static func person(
        _ duties: Set<Duty>, _ login: String, in practice: TestPractice
    ) async throws -> (Duty?) -> Casework {
        try await practice.admin.prove(password: TestPractice.password)
        _ = try await practice.admin.addStaff(
            NewStaffMember(
                login: login, name: "Robin Vale", credential: "LMFT", duties: duties, password: TestPractice.password),
            key: .fresh())
        let session = try await practice.stranger.logIn(login: login, password: TestPractice.password)
        return { Casework(practice.environment, token: session.token, acting: $0) }
    }

    /// The duty and the role under which a use case of these duties is done.
    private static func acting(_ person: Casework, by duties: [Duty]) async throws -> [String] {
        try await person.read("test", by: duties) { desk in
            [desk.duty.rawValue, try desk.transaction.one("select current_user::text", String.self)]
        }
    }

    @Test("is the first of the use case's that the person holds, and its role is taken", arguments: Duty.allCases)
    func first(duty: Duty) async throws {
        let practice = try await TestPractice()
        let person = try await Self.person([duty], "robin", in: practice)
        #expect(try await Self.acting(person(nil), by: Duty.allCases) == [duty.rawValue, "troth_\(duty.rawValue)"])
        let identity = try await person(nil).whoAmI()
        #expect(identity.duties == [duty])
        #expect(identity.name == (duty == .researcher ? "robin" : "Robin Vale"))
        for other in Duty.allCases where other != duty {
            let refused = await refusal { () async throws(CaseworkError) in
                try await failures { try await Self.acting(person(nil), by: [other]) }
            }
            #expect(refused?.kind == "forbidden")
            #expect(refused?.words.contains(other.name) == true)
        }
    }

    @Test("is one of several, never their union: the one asked for, else the first listed")
    func several() async throws {
        let practice = try await TestPractice()
        let person = try await Self.person([.therapist, .frontDesk], "robin", in: practice)
        let both: [Duty] = [.frontDesk, .therapist]
        #expect(try await Self.acting(person(nil), by: both) == ["front_desk", "troth_front_desk"])
        #expect(try await Self.acting(person(nil), by: both.reversed()) == ["therapist", "troth_therapist"])
        #expect(try await Self.acting(person(.therapist), by: both) == ["therapist", "troth_therapist"])
        let unheld = await refusal { () async throws(CaseworkError) in
            try await failures { try await Self.acting(person(.supervisor), by: [.therapist, .supervisor]) }
        }
        #expect(unheld?.words == "This needs the duty supervisor, which you do not hold. Ask a practice admin.")
        let elsewhere = await refusal { () async throws(CaseworkError) in
            try await person(.frontDesk).openNote("N0000000")
        }
        #expect(elsewhere?.kind == "forbidden")
        #expect(elsewhere?.words.hasPrefix("This is not for the duty front desk; it needs therapist") == true)
        #expect(try await person(.frontDesk).whoAmI().login == "robin")
    }

    @Test("gives a hint where another one could look, whether or not the record is there")
    func hint() async throws {
        let practice = try await TestPractice()
        let file = try await practice.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        let person = try await Self.person([.therapist, .trainee], "robin", in: practice)
        var hints: [String] = []
        for handle in [file.description, "C0000000"] {
            let refused = await refusal { () async throws(CaseworkError) in try await person(nil).sessions(of: handle) }
            #expect(refused?.kind == "notFound")
            hints.append(refused?.words.replacing(handle, with: "…") ?? "")
        }
        #expect(hints[0].hasSuffix("You also hold the duty trainee: add `--as trainee`."))
        #expect(hints[0] == hints[1])
        let alone = await refusal { () async throws(CaseworkError) in
            try await practice.otherTherapist.sessions(of: "C0000000")
        }
        #expect(alone?.words.contains("--as") == false)
    }
}
