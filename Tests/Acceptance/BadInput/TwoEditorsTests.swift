import FoundationEssentials
import Testing

extension BadInput {
    @Suite("Two people edit one draft at once")
    struct TwoEditors {
        let home = PracticeHome.current

        @Test func theSecondSeesBothVersionsAndNothingIsLost() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            let note = try await home.draft(of: session, "first")
            let edit = "note write \(note) --file -"
            try await home.done("\(edit) --version 1", input: .text("the words of one desk"))
            let stale = try await home.unchanged(but: "private.audit_events") {
                try await home.troth("\(edit) --version 1", input: .text("the words of another desk"))
            }
            #expect(stale.status == 5)
            #expect(stale.errors.contains("this is yours, and was not saved:\n\nthe words of another desk\n"))
            #expect(stale.errors.contains("this is what is stored now:\n\nthe words of one desk\n"))
            let last = stale.errors.split(separator: "\n").last ?? ""
            #expect(last.hasPrefix("troth: The note \(note) was changed in the meantime; it is now at version 2."))
            #expect(last.hasSuffix("try again with --version 2."))
            try await home.done("\(edit) --version 2", input: .text("the words of both desks"))
            let shown = try await home.done("note show \(note) --format json")
            #expect(shown.contains("the words of both desks"))
            #expect(shown.contains("\"version\": 3"))
        }

        /// Both begin at version 1 in the same moment: one is saved, the other is told.
        @Test func oneOfTwoInTheSameMomentIsSaved() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            let note = try await home.draft(of: session, "first")
            let running = try ["red", "blue"].map { words in
                try home.start("note write \(note) --version 1 --file -", input: .text("the words are \(words)"))
            }
            var outcomes: [Program.Outcome] = []
            for run in running { outcomes.append(try await run.outcome()) }
            #expect(outcomes.map(\.status).sorted() == [0, 5])
            let saved = try await home.done("note show \(note)")
            let lost = outcomes[0].status == 5 ? "red" : "blue"
            #expect(saved.contains("the words are \(lost == "red" ? "blue" : "red")"))
            let told = try #require(outcomes.first { $0.status == 5 }).errors
            #expect(told.contains("the words are red") && told.contains("the words are blue"))
        }

        @Test func aSignatureGoesToTheTextThatWasRead() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            let note = try await home.draft(of: session, "first")
            try await home.done("note write \(note) --version 1 --file -", input: .text("second"))
            try await home.unchanged(but: "private.audit_events") {
                let outcome = try await home.troth("note sign \(note) --version 1")
                #expect(outcome.status == 5)
                #expect(outcome.errors.contains("it is now at version 2"))
            }
            try await home.done("note sign \(note) --version 2 --late-reason late")
        }
    }
}
