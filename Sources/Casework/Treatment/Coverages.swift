package import CaseModel
import FoundationEssentials
import Postgres

/// One entry about who pays for a client of a case, from a day on.
package struct Coverage: Sendable, Hashable {
    package let number: Int
    package let client: Partner
    package let fromOn: CalendarDate
    package let untilOn: CalendarDate?
    /// Nil where the entry says that the client's coverage is over.
    package let words: CoverageWords?
    /// Whether it is what counts today.
    package let holds: Bool
}

/// A coverage to be recorded.
package struct NewCoverage: Sendable {
    package var client: Partner
    package var words: CoverageWords
    /// The first day; today where nil.
    package var fromOn: CalendarDate?
    package var untilOn: CalendarDate?

    package init(client: Partner, words: CoverageWords, fromOn: CalendarDate? = nil, untilOn: CalendarDate? = nil) {
        (self.client, self.words, self.fromOn, self.untilOn) = (client, words, fromOn, untilOn)
    }

    fileprivate var values: [String?] {
        [client.rawValue, words.payer, words.memberID, fromOn?.description, untilOn?.description]
            + words.diagnoses.map(Optional.some) + ["services"] + words.services.map(Optional.some)
    }

    /// - Throws: `invalid` for empty words and for codes of another shape.
    fileprivate func checked() throws(CaseworkError) -> CoverageWords {
        CoverageWords(
            payer: try checkedWords(words.payer, field: "payer", atMost: 200),
            memberID: try checkedWords(words.memberID, field: "member id", atMost: 100),
            diagnoses: try Self.codes(words.diagnoses, "diagnosis", "of ICD-10, such as F43.23", BillingCode.diagnosis),
            services: try Self.codes(
                words.services, "service", "of CPT or HCPCS, such as 90847 or 90847-95", BillingCode.service))
    }

    private static func codes(
        _ given: [String], _ field: String, _ example: String, _ read: (String) -> String?
    ) throws(CaseworkError) -> [String] {
        guard (1...12).contains(given.count) else { throw .invalid(field: field, "give 1 to 12 codes") }
        var codes: [String] = []
        for text in given {
            guard let code = read(text) else {
                throw .invalid(field: field, "one of them does not have the shape of a code \(example)")
            }
            if !codes.contains(code) { codes.append(code) }
        }
        return codes
    }
}

extension Casework {
    /// Records who pays for one client, from a day on and until the next entry begins. Sealed whole under the client's own
    /// key. Returns the entry's number in the case.
    ///
    /// - Throws: `invalid` for empty words, codes of another shape, or days that cannot be.
    package func setCoverage(
        _ coverage: NewCoverage, of handle: Handle, key: RequestKey
    ) async throws(CaseworkError) -> Int {
        try await failures {
            let words = try sealedJSON(try coverage.checked())
            let request = Request("coverage set", key: key, [handle.description] + coverage.values)
            return try await addCoverage(request) { desk, id in
                let file = try desk.roadCase(handle)
                let fromOn = try desk.coverageDay(coverage.fromOn, of: file)
                if let until = coverage.untilOn, until < fromOn {
                    throw CaseworkError.invalid(field: "until", "\(until) is before the first day, \(fromOn)")
                }
                let sealed = try desk.sealed(
                    words, for: Audience(of: coverage.client), of: file.id, row: id, field: TreatmentField.coverage)
                try desk.insertCoverage(
                    id, of: file.id, coverage.client, from: fromOn, until: coverage.untilOn, sealed: sealed)
            }
        }
    }

    /// Records that a client's coverage ends with a day; today where nil.
    ///
    /// - Throws: `conflict` where that client is not covered on that day.
    package func endCoverage(
        of client: Partner, in handle: Handle, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Int {
        try await failures {
            let request = Request(
                "coverage end", key: key, [handle.description, client.rawValue, day?.description])
            return try await addCoverage(request) { desk, id in
                let file = try desk.roadCase(handle)
                let last = try desk.coverageDay(day, of: file)
                guard let row = try desk.coverageRow(of: file.id, on: last), row.client == client else {
                    throw CaseworkError.conflict(
                        "No coverage of partner \(client.rawValue) holds on \(last) in the case \(file.handle), so there "
                            + "is none to end. Nothing was changed; look with `troth coverage show \(file.handle)`.")
                }
                try desk.insertCoverage(
                    id, of: file.id, client, from: last.adding(days: 1), until: nil, sealed: nil)
            }
        }
    }

    /// What was recorded of who pays, what begins last first, with its words opened.
    package func coverages(of handle: Handle) async throws(CaseworkError) -> [Coverage] {
        try await failures {
            let (rows, today, sealed) = try await open("coverage show", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                return (try desk.coverageRows(of: file.id), file.today, try desk.words(of: [file.id], [.coverages]))
            }
            let words = try sealed.opened()
            let current = rows.holding(on: today)?.number
            return try rows.map { row in
                Coverage(
                    number: row.number, client: row.client, fromOn: row.fromOn, untilOn: row.untilOn,
                    words: try row.words(words), holds: row.number == current)
            }
        }
    }

    private func addCoverage(
        _ request: Request, _ body: @escaping @Sendable (Desk, UUID) throws -> Void
    ) async throws -> Int {
        var random = environment.random
        let id = ID<Coverage>.random(using: &random).uuid
        let answer = try await change(request, by: .treating, answer: id.uuidString.lowercased()) { desk in
            try body(desk, id)
        }
        return try await read(request.act, by: .treating) { desk in
            try desk.transaction.one(
                """
                select number from app.coverages
                where practice_id = \(desk.practice) and coverage_id = \(answer)::uuid
                """, Int.self)
        }
    }
}

/// A row of `app.coverages`, its words still sealed.
struct CoverageRow: RowDecodable, Sendable {
    let id: UUID
    let number: Int
    let client: Partner
    let fromOn: CalendarDate
    let untilOn: CalendarDate?
    let isEnd: Bool

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        number = try row.next()
        client = try row.next()
        fromOn = try row.next()
        untilOn = try row.next()
        isEnd = try row.next()
    }

    func words(_ words: OpenWords) throws -> CoverageWords? {
        try words.decoded(CoverageWords.self, row: id, field: TreatmentField.coverage)
    }
}

extension [CoverageRow] {
    /// What counts on a day: of the entries that have begun by then the one that began last (of two of one day the one
    /// written last), unless it is an end or over.
    func holding(on day: CalendarDate) -> CoverageRow? {
        guard let last = filter({ $0.fromOn <= day }).max(by: { ($0.fromOn, $0.number) < ($1.fromOn, $1.number) }),
            !last.isEnd,
            last.untilOn.map({ $0 >= day }) ?? true
        else { return nil }
        return last
    }
}

extension Desk {
    /// The entries of a case, the one that begins last first.
    func coverageRows(of caseID: UUID) throws -> [CoverageRow] {
        try transaction.all(
            """
            select coverage_id, number, partner, from_on, until_on, is_end from app.coverages
            where practice_id = \(practice) and case_id = \(caseID) order by from_on desc, number desc
            """, as: CoverageRow.self)
    }

    /// Who is the client of an insurer on a day.
    func coverageRow(of caseID: UUID, on day: CalendarDate) throws -> CoverageRow? {
        try coverageRows(of: caseID).holding(on: day)
    }

    /// A day of a coverage may come: next year's is known in December.
    fileprivate func coverageDay(_ given: CalendarDate?, of file: RoadCase) throws(CaseworkError) -> CalendarDate {
        let day = given ?? file.today
        guard day <= file.today.adding(days: 366) else {
            throw .invalid(field: "on", "\(day) is more than a year away; check the year")
        }
        guard day >= file.openedOn.adding(days: -366) else {
            throw .invalid(
                field: "on", "\(day) is more than a year before the case was opened on \(file.openedOn); check the year"
            )
        }
        return day
    }

    fileprivate func insertCoverage(
        _ id: UUID, of caseID: UUID, _ client: Partner, from: CalendarDate, until: CalendarDate?, sealed: [UInt8]?
    ) throws {
        try transaction.execute(
            """
            insert into app.coverages
                (practice_id, coverage_id, case_id, number, partner, audience, from_on, until_on, is_end, words_sealed,
                 recorded_by)
            select \(practice)::uuid, \(id)::uuid, \(caseID)::uuid, 1 + coalesce(max(t.number), 0), \(client)::text,
                \(client)::text, \(from)::date, \(until)::date, \(sealed == nil)::boolean, \(sealed)::bytea, \(staff)::uuid
            from app.coverages t where t.practice_id = \(practice) and t.case_id = \(caseID)
            """)
    }
}
