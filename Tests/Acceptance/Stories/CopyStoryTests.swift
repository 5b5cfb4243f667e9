import FoundationEssentials
import Testing

/// Kim asks for the file during a divorce: docs/how-to/releasing-a-record.md as a person would go through it.
@Suite("The story of a copy", .practice)
struct CopyStoryTests {
    let home = PracticeHome.current

    @Test("goes from an authorization to a package and its entry in the accounting")
    func story() async throws {
        try await home.found()
        let handle = try await home.openCase()
        let session = try await home.recordSession(of: handle)
        let note = try await home.draft(of: session, "They spoke of the summer at the lake.")
        try await home.done("note sign \(note) --late-reason Late")
        try await home.done("measure record \(handle) CSI-16 --partner A --score 40 --on 2026-06-15")

        // Without anybody's leave: Mia's own part, nothing joint
        let look = try await home.done("release prepare \(handle) --to A --purpose", "Asked for her record")
        #expect(look.contains("no authorization of partner A and partner B"))
        #expect(look.contains("It was not written"))
        #expect(try await home.done("disclosure list \(handle)").contains("Nothing was given"))
        let folder = home.path + "/copy-a"
        try await home.done("release prepare \(handle) --to A --purpose", "Asked for her record", "--out", folder)
        let own = try text(folder + "/record.txt")
        #expect(own.contains("Score: 40") && !own.contains("lake"))
        for name in ["record.txt", "record.json", "manifest.json"] {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }

        // With both partners' leave
        for partner in ["A", "B"] {
            try await home.done("authorization add \(handle) --from \(partner) --to A --purpose", "Her own use")
        }
        let joint = home.path + "/copy-joint"
        try await home.done("release prepare \(handle) --to a --purpose", "Asked for her record", "--out", joint)
        #expect(try text(joint + "/record.txt").contains("summer at the lake"))
        let ids = try await home.done("authorization list \(handle) --quiet").split(separator: "\n")
        try await home.done("authorization revoke \(ids[1])")
        #expect(
            try await home.done("release prepare \(handle) --to A --purpose", "x").contains(
                "no authorization of partner"))
        let given = try await home.done("disclosure list \(handle) --format csv")
        #expect(given.split(whereSeparator: \.isNewline).count == 3, "\(given)")
        #expect(try await home.troth("release prepare \(handle) --to couple --purpose", "x").status == 5)
        // a folder that is in use, and an id that is none
        #expect(try await home.troth("release prepare \(handle) --to A --purpose", "x", "--out", joint).status != 0)
        #expect(try await home.troth("authorization revoke nothing").status == 6)

        // In a practice of one a court's copy waits for 24 hours; a mandated report never does
        let asked = try await home.done(
            "release ask \(handle) --to", "County Court", "--basis", "court_order", "--quiet", "--reason",
            "Order of 4 May 2026, to be answered by 1 June")
        let early = try await home.troth(
            "release prepare \(handle) --override \(asked) --to", "County Court", "--purpose", "Court order", "--out",
            home.path + "/court")
        #expect(early.status == 5 && early.errors.contains("24 hours"))
        #expect(try await home.troth("release approve \(asked)").status == 3)
        try await home.done(
            "release report \(handle) --basis mandated_report --to", "Child Protective Services", "--what",
            "Report by phone", "--reason", "Reasonable cause to suspect neglect")
        #expect(try await home.done("disclosure list \(handle)").contains("Report by phone"))
        #expect(try await home.done("release list").contains("to_review"))

        // Nothing erases it for its age, nor while it is held
        #expect(
            try await home.troth("keys erase \(handle) --reason retention_ended --confirm \(handle)").status == 5)
        try await home.done("retention hold \(handle) --reason", "Complaint to the board")
        let held = try await home.troth("keys erase \(handle) --reason court_order --confirm \(handle)")
        #expect(held.errors.contains("legal hold"))
        #expect(try await home.done("retention due").contains("Complaint to the board"))
        #expect(try await home.done("caseload --why").contains("not seen"))
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    }
}
