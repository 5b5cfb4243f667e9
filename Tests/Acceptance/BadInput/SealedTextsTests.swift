import FoundationEssentials
import Testing

extension BadInput {
    /// Somebody who got at the database, and not at the keys, shortened or changed what is in it.
    @Suite("A sealed text that was altered in the database")
    struct SealedTexts {
        let home = PracticeHome.current

        @Test(arguments: [
            "substring(name_sealed for octet_length(name_sealed) - 1)", "substring(name_sealed for 30)",
            "set_byte(name_sealed, 60, get_byte(name_sealed, 60) # 1)",
        ])
        func opensNothingAndLeavesItsEvent(_ altered: String) async throws {
            let handle = try await home.openCase()
            let ofIt = "where partner = 'A' and case_id = (select case_id from app.cases where handle = '\(handle)')"
            let whole = try await home.superuser("select encode(name_sealed, 'hex') from app.partners \(ofIt)")
            try await home.superuser(
                """
                update app.partners set name_sealed = \(altered)
                \(ofIt);
                """)
            let opened = "select count(*) from private.audit_events where operation = 'open' and act = 'case show'"
            let before = try #require(Int(try await home.superuser(opened)))
            try await home.unchanged(but: "private.audit_events") {
                try await home.troth("case show \(handle)").expectRefusal(8, saying: "the database from a backup")
            }
            #expect(try await home.superuser(opened) == "\(before + 1)")
            // what else is tried in this home reads the couple's names
            try await home.superuser("update app.partners set name_sealed = decode('\(whole)', 'hex') \(ofIt)")
        }
    }
}
