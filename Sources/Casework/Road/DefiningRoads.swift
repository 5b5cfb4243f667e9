package import CaseModel
import FoundationEssentials
import Postgres

/// A road of the practice.
package struct RoadEntry: Sendable, Hashable {
    package let version: Int
    package let name: String
    package let stages: Int
    package let criteria: Int
    /// Whether a new case begins with it.
    package let isCurrent: Bool
}

extension Casework {
    /// Defines a road of the practice's own, as its next version. New cases begin with it; a case stays on the version it
    /// began with, and no road is ever changed. Returns the version.
    package func defineRoad(_ definition: RoadDefinition, key: RequestKey) async throws(CaseworkError) -> Int {
        try await failures {
            do {
                try definition.check()
            } catch let mistake as RoadDefinition.Mistake {
                throw CaseworkError.invalid(field: "road", mistake.text)
            }
            let asked: [String?] =
                [definition.name]
                + definition.stages.flatMap { stage in
                    [stage.name, stage.short] + stage.criteria.map { "\($0)" }
                }
            let last = try await read("road define", by: [.practiceAdmin]) { try $0.lastRoad() }
            let request = Request("road define", key: key, asked)
            let answer = try await change(request, by: [.practiceAdmin], answer: "\(last + 1)") { desk in
                try desk.insert(definition, version: Int16(last + 1))
            }
            guard let version = Int(answer) else { throw CaseworkError.internal("answer is no version") }
            return version
        }
    }

    /// The roads of the practice, newest first.
    package func roads() async throws(CaseworkError) -> [RoadEntry] {
        try await failures {
            try await read("road list", by: Self.seeingRoads) { desk in
                let rows = try desk.transaction.all(
                    """
                    select r.roadmap_version, r.name,
                        (select count(*) from app.stages s where s.practice_id = r.practice_id
                             and s.roadmap_version = r.roadmap_version),
                        (select count(*) from app.criteria c where c.practice_id = r.practice_id
                             and c.roadmap_version = r.roadmap_version)
                    from app.roadmaps r where r.practice_id = \(desk.practice) order by r.roadmap_version desc
                    """, Int.self, String.self, Int.self, Int.self)
                return rows.enumerated().map { index, row in
                    RoadEntry(version: row.0, name: row.1, stages: row.2, criteria: row.3, isCurrent: index == 0)
                }
            }
        }
    }

    /// One road of the practice; the newest where no version is given.
    ///
    /// - Throws: `notFound` for a version that there is not.
    package func roadDefinition(
        version: Int? = nil
    ) async throws(CaseworkError) -> (version: Int, definition: RoadDefinition) {
        try await failures {
            try await read("road show", by: Self.seeingRoads) { desk in
                let asked = try version ?? desk.lastRoad()
                let found = try Int16(exactly: asked).flatMap { asked in
                    try desk.transaction.optional(
                        """
                        select name from app.roadmaps
                        where practice_id = \(desk.practice) and roadmap_version = \(asked)
                        """, String.self
                    ).map { (asked, $0) }
                }
                guard let (number, name) = found else { throw CaseworkError.notFound(.road, "\(asked)") }
                let criteria = try desk.criteria(roadmapVersion: number)
                let stages = try desk.roadStages(roadmapVersion: number).map { stage in
                    RoadDefinition.StageDefinition(
                        stage: stage.stage, name: stage.name, short: stage.shortName,
                        criteria: criteria.filter { $0.stage == stage.stage })
                }
                return (asked, RoadDefinition(name: name, stages: stages))
            }
        }
    }

    private static let seeingRoads: [Duty] = .reading + [.practiceAdmin, .researcher]
}

/// What a road calls one of its stages.
package struct RoadStage: Sendable, Hashable {
    package let stage: Stage
    package let name: String
    /// One word, for a narrow column.
    package let shortName: String

    package init(stage: Stage, name: String, shortName: String) {
        (self.stage, self.name, self.shortName) = (stage, name, shortName)
    }

    /// From three columns: number, name and short name; nil where a road has not begun.
    init?(row: inout RowReader) throws(PostgresError) {
        let stage = try row.next(Stage?.self)
        let name = try row.next(String?.self)
        let short = try row.next(String?.self)
        guard let stage else { return nil }
        self.init(stage: stage, name: name ?? stage.name, shortName: short ?? stage.shortName)
    }
}

extension Desk {
    /// The stages of the practice's newest road, on which the next case begins.
    func newestStages() throws -> [RoadStage] {
        try roadStages(roadmapVersion: Int16(try lastRoad()))
    }

    func lastRoad() throws -> Int {
        try transaction.one(
            "select max(roadmap_version) from app.roadmaps where practice_id = \(practice)", Int.self)
    }

    /// The stages of a road, in their order.
    func roadStages(roadmapVersion: Int16) throws -> [RoadStage] {
        try transaction.all(
            """
            select stage, name, short_name from app.stages
            where practice_id = \(practice) and roadmap_version = \(roadmapVersion) order by stage
            """, Stage.self, String.self, String.self
        ).map { RoadStage(stage: $0.0, name: $0.1, shortName: $0.2) }
    }

    fileprivate func insert(_ definition: RoadDefinition, version: Int16) throws {
        _ = try transaction.execute(
            """
            insert into app.roadmaps (practice_id, roadmap_version, name)
            values (\(practice), \(version), \(definition.name))
            """)
        let stages = definition.stages
        _ = try transaction.execute(
            """
            insert into app.stages (practice_id, roadmap_version, stage, name, short_name)
            select \(practice)::uuid, \(version)::smallint, r.*
            from unnest(\(stages.map(\.stage))::smallint[], \(stages.map(\.name))::text[],
                \(stages.map(\.short))::text[]) r
            """)
        let criteria = stages.flatMap(\.criteria)
        _ = try transaction.execute(
            """
            insert into app.criteria (practice_id, roadmap_version, criterion, stage, wording, rater, scale, threshold,
                maximum, from_records, source)
            select \(practice)::uuid, \(version)::smallint, r.*
            from unnest(\(criteria.map(\.number))::text[], \(criteria.map(\.stage))::smallint[],
                \(criteria.map(\.text))::text[], \(criteria.map(\.rater))::text[], \(criteria.map(\.scale))::text[],
                \(criteria.map(\.threshold))::smallint[], \(criteria.map(\.maximum))::smallint[],
                \(criteria.map(\.fromRecords))::text[], \(criteria.map(\.source))::text[]) r
            """)
    }
}

extension RoadDefinition {
    /// A definition file is not longer than this many bytes.
    private static let longest = 1 << 20

    /// Reads a definition file.
    ///
    /// - Throws: `invalid` with the file's name and what is wrong with it.
    package init(file path: String) throws(CaseworkError) {
        var bytes: [UInt8] = []
        var reader = try PlainFile(path).open()
        while let chunk = try reader.next() {
            bytes.append(contentsOf: chunk)
            if bytes.count > Self.longest {
                throw .invalid(field: path, "it is longer than 1 MiB; is it the right file?")
            }
        }
        guard !bytes.isEmpty else {
            throw .invalid(field: path, "it is empty; write the definition of a road in it")
        }
        do {
            self = try RoadDefinition(reading: Data(bytes))
        } catch {
            throw .invalid(field: path, "\(error.text). See docs/how-to/own-roads.md.")
        }
    }
}
