package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// The measures that the practice has, each in its newest version, by name.
    package func instruments() async throws(CaseworkError) -> [Instrument] {
        try await failures {
            try await read("measure list", by: .reading) { try $0.instruments() }
        }
    }
}

extension Desk {
    /// The practice's instruments, by name; of each the newest version, or every version.
    func instruments(everyVersion: Bool = false) throws -> [Instrument] {
        try transaction.all(
            """
            select m.measure, m.version, m.direction, m.item_least, m.item_most, m.reversed, m.cutoff::float8,
                m.reliable_change::float8, m.reliability::float8, m.standard_deviation::float8, m.source,
                m.may_lack, m.subscales::text
            from app.measures m
            where m.practice_id = \(practice) and (\(everyVersion) or not exists (
                select from app.measures n
                where n.practice_id = m.practice_id and n.measure = m.measure and n.version > m.version))
            order by m.measure, m.version
            """, as: InstrumentRow.self
        ).map { try $0.instrument() }
    }

    /// The instrument of that name, whatever its letters' case.
    func instrument(named name: String) throws -> Instrument {
        let known = try instruments()
        guard let found = known.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw CaseworkError.invalid(
                field: "measure",
                "this practice has none of that name; use one of "
                    + known.map(\.name).joined(separator: ", "))
        }
        return found
    }

    /// The scores of a case, one series a partner, instrument and version.
    func measureSeries(_ responses: [MeasureResponseRow]) throws -> [MeasureSeries] {
        if responses.isEmpty { return [] }
        return try instruments(everyVersion: true).flatMap { instrument in
            Partner.allCases.compactMap { partner in
                let own = responses.filter {
                    $0.partner == partner && $0.measure == instrument.name && $0.version == instrument.version
                }
                return own.isEmpty
                    ? nil : MeasureSeries(partner: partner, instrument: instrument, responses: own)
            }
        }
    }
}

private struct InstrumentRow: RowDecodable, Sendable {
    let name: String
    let version: Int
    let direction: Instrument.Direction
    let least: [Int]
    let most: [Int]
    let reversed: [Int]
    let cutoff: Double?
    let published: Double?
    let reliability: Double?
    let deviation: Double?
    let source: String
    let mayLack: Int
    let subscales: String

    init(row: inout RowReader) throws(PostgresError) {
        name = try row.next()
        version = try row.next()
        direction = try row.next()
        least = try row.next()
        most = try row.next()
        reversed = try row.next()
        cutoff = try row.next()
        published = try row.next()
        reliability = try row.next()
        deviation = try row.next()
        source = try row.next()
        mayLack = try row.next()
        subscales = try row.next()
    }

    /// The definition: a published reliable change wins, else it is computed where spread and reliability are known.
    func instrument() throws(CaseworkError) -> Instrument {
        guard zip(least, most).allSatisfy({ $0 <= $1 }) else {
            throw .internal("the definition of \(name) has an item whose least answer is over its greatest")
        }
        var computed: Double?
        if let deviation, let reliability {
            computed = Instrument.reliableChange(standardDeviation: deviation, reliability: reliability)
        }
        var instrument = Instrument(
            name: name, version: version, direction: direction, items: zip(least, most).map { $0...$1 },
            reversed: Set(reversed), cutoff: cutoff, reliableChange: published ?? computed, source: source)
        instrument.mayLack = mayLack
        guard let named = try? JSONDecoder().decode([String: [Int]].self, from: Data(subscales.utf8)) else {
            throw .internal("the definition of \(name) has subscales that do not read")
        }
        instrument.subscales = named.map { Instrument.Subscale(name: $0.key, items: $0.value) }.sorted {
            $0.items.lexicographicallyPrecedes($1.items)
        }
        return instrument
    }
}
