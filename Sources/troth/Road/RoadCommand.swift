import ArgumentParser
import CaseModel
import Casework

struct RoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "road", abstract: "The practice's roads, and one of its own: list, show, check, define.",
        subcommands: [RoadList.self, RoadShow.self, RoadCheck.self, RoadDefine.self])
}

struct RoadCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the file of a road, without a practice.",
        discussion: """
            docs/how-to/own-roads.md describes the file.

            Example: troth road check our-road.json5
            """)

    @Argument(help: ArgumentHelp("The definition, a JSON5 file.", valueName: "road-file")) var file: String

    func run() throws {
        let road = try RoadDefinition(file: file)
        let criteria = road.stages.reduce(0) { $0 + $1.criteria.count }
        try StandardOutput.stream { $0.write("A road of \(road.stages.count) stages and \(criteria) criteria.\n") }
    }
}

struct RoadDefine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "define", abstract: "Define a road of the practice's own (practice admin).",
        discussion: """
            It becomes the next version, and new cases begin with it. A case stays on the version it began with, and no \
            road is ever changed.

            Example: troth road define our-road.json5
            """)

    @Argument(help: ArgumentHelp("The definition, a JSON5 file.", valueName: "road-file")) var file: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let road = try RoadDefinition(file: file)
        try await Office.run(office) { office in
            let version = try await office.change("road define", ["\(road)"], key: key) {
                try await office.casework.defineRoad(road, key: $0)
            }
            try Answer.say(
                "\(version)", "Road version \(version). New cases begin with it; the others stay on theirs.", output)
        }
    }
}

struct RoadList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The practice's roads, newest first.", discussion: "Example: troth road list")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let roads = try await office.casework.roads()
            try StandardOutput.stream {
                Self.listing.write(roads, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<RoadEntry>(
        empty: "No road.",
        columns: [
            Column("version", "Version", align: .trailing) { .integer($0.version) },
            Column("name", "Name") { .text($0.name) },
            Column("stages", "Stages", align: .trailing) { .integer($0.stages) },
            Column("criteria", "Criteria", align: .trailing) { .integer($0.criteria) },
            Column("current", "New cases") { .boolean($0.isCurrent) },
        ],
        handle: { "\($0.version)" })
}

struct RoadShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A road's criteria, with who rates them and what meets them.",
        discussion: """
            Thresholds are clinical judgement and not validated. Source: S the roadmap itself, G Gottman, B Baucom, Snyder \
            and Gordon, P Spring, F Fife; or what the practice's own file says.

            Example: troth road show
            Example: troth road show 1 --format csv
            """)

    @Argument(help: ArgumentHelp("The version; the newest where it is left out.", valueName: "road-version"))
    var version: Int?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let road = try await office.casework.roadDefinition(version: version)
            let names = Dictionary(uniqueKeysWithValues: road.definition.stages.map { ($0.stage, $0.name) })
            let listing = Self.listing(names)
            try StandardOutput.stream {
                listing.write(
                    road.definition.stages.flatMap(\.criteria), options: output,
                    screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    private static func listing(_ names: [Stage: String]) -> Listing<Criterion> {
        Listing(
            empty: "No criteria.",
            columns: [
                Column("criterion", "Number", fit: .whole) { .text($0.number) },
                Column("stage", "Stage") { .text(names[$0.stage] ?? "\($0.stage.rawValue)") },
                Column("text", "Criterion", fit: .wraps) { .text($0.text) },
                Column("rater", "Rated by") { .text($0.rater.rawValue.replacing("_", with: " ")) },
                Column("scale", "Scale") { .text($0.scale.rawValue) },
                Column("threshold", "Met at") { .optional($0.wanted) { .text($0) } },
                Column("counts", "Counts") { .optional($0.fromRecords) { .text($0.rawValue) } },
                Column("source", "Source") { .text($0.source) },
            ],
            handle: { $0.number })
    }
}
