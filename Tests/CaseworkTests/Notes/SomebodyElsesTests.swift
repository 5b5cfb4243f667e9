import CaseModel
import Casework
import TestSupport
import Testing

/// Every use case of sessions, consents and notes, as somebody tries it.
enum Attempt: String, CaseIterable, Sendable {
    case book, cancel, record, recordUnbooked, list, recordConsent, listConsents, write, begin, edit, psychotherapy
    case show, showCase, sign

    /// Tries it on these records and says how it was refused.
    func refused(by person: Casework, _ names: Names) async -> Refusal? {
        await refusal { () async throws(CaseworkError) in
            switch self {
            case .book: _ = try await person.bookSession(.at("2026-06-20 10:00"), in: names.file, key: .fresh())
            case .cancel: _ = try await person.cancelSession(names.session, key: .fresh())
            case .record:
                _ = try await person.recordSession(
                    names.session, SessionOutcome(state: .noShow), version: 1, key: .fresh())
            case .recordUnbooked:
                _ = try await person.recordSession(
                    .at("2026-06-11 10:00"), SessionOutcome(state: .noShow), in: names.file, key: .fresh())
            case .list: _ = try await person.sessions(of: names.file)
            case .recordConsent:
                _ = try await person.recordConsent(
                    NewConsent(partner: .a, kind: .treatment), in: names.file, key: .fresh())
            case .listConsents: _ = try await person.consents(of: names.file)
            case .write: _ = try await person.writeNote("words", as: .free, onSession: names.session, key: .fresh())
            case .begin: _ = try await person.draft(onSession: names.session)
            case .edit: _ = try await person.editDraft(names.note, words: "words", version: 1, key: .fresh())
            case .psychotherapy: _ = try await person.writePsychotherapyNote("words", in: names.file, key: .fresh())
            case .show: _ = try await person.openNote(names.note)
            case .showCase: _ = try await person.notes(of: names.file)
            case .sign: _ = try await person.signNote(names.note, key: .fresh())
            }
        }
    }

    struct Names: Sendable {
        let file: String
        let session: String
        let note: String
    }
}

@Suite("Somebody else's records")
struct SomebodyElsesTests {
    @Test("are not there for another therapist, nor is one that nobody has", arguments: Attempt.allCases)
    func hidden(attempt: Attempt) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("mine", on: session)
        let names = Attempt.Names(file: couple.handle, session: session, note: note)
        #expect(await attempt.refused(by: couple.practice.otherTherapist, names)?.kind == "notFound")
        #expect(await attempt.refused(by: couple.practice.admin, names)?.kind == "forbidden")
        #expect(await attempt.refused(by: couple.practice.stranger, names)?.kind == "notLoggedIn")
        let unknown = Attempt.Names(file: "C0000000", session: "S0000000", note: "N0000000")
        #expect(await attempt.refused(by: couple.therapist, unknown)?.kind == "notFound")
        let uuid = "00000000-0000-4000-8000-000000000000"
        let unknownIDs = Attempt.Names(file: uuid, session: uuid, note: uuid)
        #expect(await attempt.refused(by: couple.therapist, unknownIDs)?.kind == "notFound")
        let name = Attempt.Names(file: "Ana'; --", session: "Ana'; --", note: "Ana'; --")
        let typed = await attempt.refused(by: couple.therapist, name)
        #expect(typed?.kind.hasPrefix("invalid") == true && typed?.words.contains("Ana") == false)
        #expect(try await couple.therapist.openNote(note).text == "mine")
        #expect(try await couple.therapist.sessions().map(\.state) == [.held])
        #expect(try await couple.therapist.consents(of: couple.handle).isEmpty)
    }
}
