package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Takes an instrument of the practice's own from its definition file, or a further version of one that it has. What
    /// is recorded is scored by the newest version; series that were begun under an older one stay with it.
    ///
    /// - Throws: `conflict` where this version is there already, or a newer one.
    package func defineMeasure(_ definition: InstrumentDefinition, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let instrument = definition.instrument
            let least = instrument.items.map(\.lowerBound)
            let most = instrument.items.map(\.upperBound)
            let subscales = try sealedJSON(
                Dictionary(instrument.subscales.map { ($0.name, $0.items) }) { $1 })
            let request = Request(
                "measure define", key: key,
                [
                    instrument.name, instrument.version.description, instrument.direction.rawValue, "\(least)",
                    "\(most)",
                    "\(instrument.reversed.sorted())", definition.anchors, "\(instrument.mayLack)", subscales,
                    "\(instrument.cutoff ?? .nan)", "\(definition.reliability ?? .nan)",
                    "\(definition.standardDeviation ?? .nan)", "\(definition.publishedChange ?? .nan)",
                    instrument.source,
                ])
            _ = try await change(request, by: [.practiceAdmin], answer: instrument.name) { desk in
                let known = try desk.transaction.all(
                    "select measure, version from app.measures where practice_id = \(desk.practice)", String.self,
                    Int.self
                ).filter { $0.0.lowercased() == instrument.name.lowercased() }
                if let other = known.first(where: { $0.0 != instrument.name }) {
                    throw CaseworkError.invalid(
                        field: "measure", "the practice writes it \(other.0); write it the same way in the file")
                }
                if let newest = known.map(\.1).max(), instrument.version <= newest {
                    throw CaseworkError.conflict(
                        "The practice has \(instrument.name) in version \(newest). Nothing was changed; a further one has a "
                            + "higher version in its file.")
                }
                try desk.transaction.execute(
                    """
                    insert into app.measures
                        (practice_id, measure, version, direction, item_least, item_most, reversed, anchors, cutoff,
                         reliability, standard_deviation, reliable_change, source, may_lack, subscales)
                    values (\(desk.practice), \(instrument.name), \(instrument.version), \(instrument.direction),
                        \(least)::smallint[], \(most)::smallint[], \(instrument.reversed.sorted())::smallint[],
                        \(definition.anchors), \(instrument.cutoff)::float8, \(definition.reliability)::float8,
                        \(definition.standardDeviation)::float8, \(definition.publishedChange)::float8,
                        \(instrument.source), \(instrument.mayLack), \(subscales)::jsonb)
                    """)
            }
        }
    }
}
