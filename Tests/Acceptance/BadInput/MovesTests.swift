import Testing

extension BadInput {
    @Suite("A step that does not go together with what is recorded")
    struct Moves {
        let home = PracticeHome.current

        @Test func aStageSkippedWithoutAReason() async throws {
            let handle = try await home.openCase()
            try await home.unchanged {
                try await home.troth("stage advance \(handle) --to 3").expectRefusal(5, saying: "stage 1", "--reason")
            }
            try await home.done("stage advance \(handle)")
            try await home.unchanged {
                try await home.troth("stage advance \(handle) --to 4").expectRefusal(5, saying: "--reason")
                try await home.troth("stage advance \(handle) --to 7").expectRefusal(6, saying: "1 to 6")
                try await home.troth("stage return \(handle) --to 2 --reason so").expectRefusal(5, saying: "stage")
            }
            let skipped = try await home.done("stage advance \(handle) --to 3 --reason", "agreed on the phone")
            #expect(skipped.hasPrefix("\(handle) is in stage 3"))
        }

        @Test func aNoteSignedTwice() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            let note = try await home.draft(of: session, "words")
            try await home.troth("note sign \(note)").expectRefusal(5, saying: "--late-reason")
            try await home.done("note sign \(note) --late-reason late")
            // Reading what is stored, to tell of it, leaves an audit event.
            try await home.unchanged(but: "private.audit_events") {
                try await home.troth("note sign \(note)")
                    .expectRefusal(5, saying: "The note \(note) was signed on", "note amend \(note)")
                try await home.troth("note write \(note) --version 1 --file \(home.file("more.txt", "more"))")
                    .expectRefusal(5, saying: "The note \(note) was signed on", "stays as it is")
            }
        }

        @Test func aSessionThatHasBecomeSomethingElse() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            try await home.unchanged {
                try await home.troth("session cancel \(session)").expectRefusal(5, saying: session)
                try await home.troth("session record \(session) --no-show").expectRefusal(5, saying: "--version")
                try await home.troth("session record \(session) --no-show --version 7")
                    .expectRefusal(5, saying: session, "--version 1")
            }
        }

        @Test func aSessionAloneBeforeTheSecretsPolicyIsNotBooked() async throws {
            let handle = try await home.openCase()
            try await home.unchanged {
                try await home.troth("session book \(handle) --format individual_A --at", "2027-06-20 10:00")
                    .expectRefusal(5, saying: "secrets policy", "troth consent record")
            }
        }

        @Test func aClosedCaseIsNotClosedAgain() async throws {
            let handle = try await home.openCase()
            try await home.done("case close \(handle) --ended referred --relationship unknown")
            try await home.unchanged {
                try await home.troth("case close \(handle) --ended completed --relationship together")
                    .expectRefusal(5, saying: handle)
            }
        }

        @Test func aKeyOfAnotherRequest() async throws {
            let handle = try await home.openCase()
            let command = "measure record \(handle) CSI-16 --partner A --key acceptance-key-1"
            try await home.done("\(command) --score 40")
            try await home.unchanged {
                try await home.done("\(command) --score 40")
                try await home.troth("\(command) --score 41").expectRefusal(5, saying: "acceptance-key-1", "a new one")
                try await home.troth("measure record \(handle) CSI-16 --partner A --score 41 --key short")
                    .expectRefusal(6, saying: "--key", "8 to 100")
            }
        }

        @Test(arguments: [
            ("--score 82", "81"), ("--score=-1", "0"), ("--answers 1,2,3", "16"), ("--answers 1,two", "2"),
        ])
        func aScoreThatTheMeasureDoesNotHave(_ score: String, _ says: String) async throws {
            let handle = try await home.openCase()
            try await home.unchanged {
                try await home.troth("measure record \(handle) CSI-16 --partner A \(score)")
                    .expectRefusal(6, saying: says)
            }
        }
    }
}
