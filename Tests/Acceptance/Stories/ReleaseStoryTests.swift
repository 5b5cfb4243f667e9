import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// A researcher asks, another admin approves, the release is delivered once, and a recipient without a practice checks it.
@Suite("A release: asked for, approved, delivered once, checked by anybody", .practice)
struct ReleaseStoryTests {
    /// Ana's desk: practice admin.
    let ana = PracticeHome.current

    @Test func isDeliveredOnce() async throws {
        let rio = try await join("rio", "researcher")
        let bea = try await join("bea", "practice_admin")
        try await fill(400)
        try await ana.done("export recipient add uni-north")
        try await rio.troth("export progress").expectRefusal(4, saying: "practice admin")
        let preview = try await ana.done("export progress")
        #expect(preview.contains("Not promised") && preview.contains("prosecutor"))

        let handle = try await rio.done("export request --recipient uni-north --quiet")
        #expect(try await rio.done("export list --quiet") == handle)
        let folder = ana.path + "/release"
        try await ana.troth("export deliver \(handle) --out", folder).expectRefusal(5, saying: "not approved yet")
        try await rio.troth("export approve \(handle)").expectRefusal(4, saying: "practice admin")
        try await bea.done("export approve \(handle)")
        #expect(try await ana.done("export deliver \(handle) --out", folder).contains("every class at least 1"))
        try await ana.troth("export deliver \(handle) --out", folder + "-2")
            .expectRefusal(5, saying: "a release is delivered once")
        #expect(!FileManager.default.fileExists(atPath: folder + "-2"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(
            names == [
                "charts.html", "dictionary.csv", "manifest.json", "manifest.sig", "progress.csv",
                "progress.csv-metadata.json", "read.R", "read.py", "report.html", "report.json",
            ])
        try await check(folder)
        try await readers(folder, rio, bea)
        let audit = try await ana.superuser(
            "select string_agg(distinct operation, ' ' order by operation) from private.audit_events "
                + "where operation in ('approve', 'export', 'release')")
        #expect(audit == "approve export release")
    }

    /// What a recipient does, from a home without a practice.
    private func check(_ folder: String) async throws {
        let key = try await ana.done("export key --quiet")
        let recipient = PracticeHome()
        let file = folder + "/progress.csv"
        let said = try await recipient.done("export verify --key \(key)", file)
        #expect(said.contains("keep k = 11") && said.contains("the key that you gave"))
        #expect(try await recipient.done("export verify", file).contains("Give that practice's key"))

        // another row, another promise, another practice's key
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        let lines = text.split(separator: "\n")
        try Data((lines.dropLast().joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: file))
        let cut = try await recipient.troth("export verify", file)
        #expect(cut.status == 1 && cut.output.contains("SHA-256 differs"))
        try Data(text.utf8).write(to: URL(filePath: file))
        let manifest = folder + "/manifest.json"
        let promise = String(decoding: try Data(contentsOf: URL(filePath: manifest)), as: UTF8.self)
        try Data(promise.replacing("\"k\" : 11", with: "\"k\" : 5").utf8).write(to: URL(filePath: manifest))
        let weaker = try await recipient.troth("export verify", file)
        #expect(
            weaker.status != 0 && weaker.errors.contains("another manifest"),
            "\(weaker.status) \(weaker.output) \(weaker.errors)")
        try Data(promise.utf8).write(to: URL(filePath: manifest))
        let other = key.replacing("troth/release/", with: "troth/release/0")
        #expect(try await recipient.troth("export verify --key \(other)", file).status != 0)
    }

    /// R and pandas read every form of a release with the types of its dictionary: rows as CSV, the same couples as JSON
    /// Lines, tables with noise, and tables in which counts are withheld.
    private func readers(_ rows: String, _ rio: PracticeHome, _ bea: PracticeHome) async throws {
        var folders = [(rows, "progress.csv")]
        for (wish, options, name) in [
            ("--profile research", "--rows jsonl", "progress.jsonl"), ("--profile public --rho 0.1", "", "tables.csv"),
            ("--profile public --rule 10-5", "", "tables.csv"),
        ] {
            let handle = try await rio.done("export request --recipient uni-north --quiet \(wish)")
            try await bea.done("export approve \(handle)")
            let folder = ana.path + "/" + handle
            try await ana.done("export deliver \(handle) \(options) --out", folder)
            try await PracticeHome().done("export verify", folder + "/" + name)
            folders.append((folder, name))
        }
        for reader in [Reader.pandas, .r] {
            guard let program = reader.program else {
                print("\(reader.rawValue) is not installed: that it reads a release with its types was not tried.")
                continue
            }
            for (folder, name) in folders { try await reader.reads(folder, name, by: program) }
        }
    }

    private func join(_ login: String, _ duty: String) async throws -> PracticeHome {
        try await ana.done(
            "staff add \(login) --duty \(duty) --password-stdin --name", login, input: .text(PracticeHome.password))
        let desk = try ana.desk()
        try await desk.logIn(login)
        return desk
    }

    private func fill(_ couples: Int) async throws {
        let database = Database(
            ConnectionSettings([
                "host": try ana.socketFolder, "port": "5432", "dbname": "troth", "user": "postgres",
            ]))
        defer { database.close() }
        try await ManyCouples.add(0..<couples, to: database)
    }
}
