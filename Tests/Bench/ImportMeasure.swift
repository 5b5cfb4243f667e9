import CaseModel
import Casework
import FoundationEssentials
import Postgres
import SystemPackage

/// `import caseload` against psql's `\copy` of the very rows that an import made.
///
/// The reference is the owner without row security: it gets rows that are sealed already and checks no file. Both
/// have the same constraints, indexes and triggers, and one transaction.
struct ImportMeasure {
    private let server: BenchServer
    private let workplace: Workplace
    private let practice: BenchPractice
    private static let empty = "import_empty"
    /// Parents first. The assignments are made by the trigger on `cases`, here as there.
    private static let tables = ["cases", "partners", "case_keys"]

    init(_ server: BenchServer, _ workplace: Workplace) throws {
        (self.server, self.workplace) = (server, workplace)
        practice = try BenchPractice(server, couples: workplace.couples)
    }

    func run(_ report: Report) async throws {
        let file = workplace.folder + "/caseload.csv"
        try CaseloadFile(practice.fiction).write(to: FilePath(file))
        try await found()
        _ = try await imported(file, in: "import_model")
        let columns = try await dump("import_model")
        let rows = try await rows(of: "import_model")
        let times = try await Pairs(5) {
            let time = try await imported(file, in: "import_ours")
            try await drop("import_ours", expecting: rows)
            return time
        } reference: {
            let time = try await copied(columns, into: "import_reference")
            try await drop("import_reference", expecting: rows)
            return time
        }
        report.add("import of \(Double(workplace.couples).grouped) couples", each: rows, "rows", times, .none)
    }

    /// A practice with one therapist and no case.
    private func found() async throws {
        try await practice.found(in: Self.empty, sql: workplace.sql)
        let environment = practice.environment(Self.empty)
        defer { environment.database.close() }
        try await practice.employ(0, by: practice.logIn(nil, environment))
    }

    /// The seconds of the whole import: every row checked, then read again, sealed and inserted.
    private func imported(_ file: String, in name: String) async throws -> Double {
        try await clone(name)
        let environment = practice.environment(name)
        defer { environment.database.close() }
        let therapist = try await practice.logIn(0, environment)
        var random = SystemRandomNumberGenerator()
        let key = RequestKey.random(using: &random)
        return try await seconds {
            let mapping = try CaseloadMapping(PlainFile(workplace.references + "/caseload.mapping.json5"))
            let checked = try CheckedCaseload(PlainFile(file), mapping: mapping)
            return try await therapist.importCaseload(checked, key: key)
        }
    }

    /// The seconds that psql measures for the reference.
    private func copied(_ columns: [String: String], into name: String) async throws -> Double {
        try await clone(name)
        try await server.psql(Self.tables.map { "alter table app.\($0) disable row level security" }, database: name)
        let copies = Self.tables.map { "\\copy app.\($0) (\(columns[$0] ?? "")) from '\(path($0))'" }
        return try await server.psql(["begin", "set role troth_owner"] + copies + ["commit"], database: name)
    }

    /// Writes the imported rows to files, and returns the columns of each.
    private func dump(_ name: String) async throws -> [String: String] {
        let database = server.database(name)
        defer { database.close() }
        var columns: [String: String] = [:]
        for table in Self.tables {
            let names = try await database.read { transaction in
                try transaction.one(
                    """
                    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
                    where a.attrelid = ('app.' || \(table))::regclass and a.attnum > 0 and not a.attisdropped
                        and a.attgenerated = ''
                    """, String.self)
            }
            columns[table] = names
            try await server.psql(["\\copy app.\(table) (\(names)) to '\(path(table))'"], database: name)
        }
        return columns
    }

    private func rows(of name: String) async throws -> Int {
        let database = server.database(name)
        defer { database.close() }
        return try await database.read { transaction in
            try transaction.one(
                """
                select (select count(*) from app.cases) + (select count(*) from app.partners)
                    + (select count(*) from app.case_keys) + (select count(*) from app.assignments)
                """, Int.self)
        }
    }

    private func path(_ table: String) -> String { "\(workplace.folder)/\(table).rows" }

    private func clone(_ name: String) async throws {
        try await server.cluster.createDatabase(name, template: Self.empty)
    }

    private func drop(_ name: String, expecting rows: Int) async throws {
        let found = try await self.rows(of: name)
        guard found == rows else { throw BenchError("\(name) has \(found) rows and not \(rows)") }
        try await server.psql(["drop database \(name) with (force)"], database: "postgres")
    }
}
