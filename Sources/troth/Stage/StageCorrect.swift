import ArgumentParser
import CaseModel
import Casework

struct StageCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Put right what was recorded of a road: a day, a missing move, a wrong one.",
        discussion: """
            Moves are numbered by `troth stage show`, from 1. Each move then is what it is beside its new neighbour, and \
            every figure follows. How the road stood before is kept with the reason; `troth stage corrections` shows it.

            Example: troth stage correct C4XK92TM --move 2 --on 2026-03-02 --reason "Entered a week late"
            Example: troth stage correct C4XK92TM --add 2 --on 2026-03-02 --reason "Was not recorded"
            Example: troth stage correct C4XK92TM --drop 3 --reason "Entered for another couple"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The move that was on another day, by its number.") var move: Int?
    @Option(help: "The stage, 1 to 6, of a move that was not recorded.") var add: Int?
    @Option(help: "The move that was not made, by its number.") var drop: Int?
    @Option(name: .customLong("on"), help: "The right day, as YYYY-MM-DD.") var day: String?
    @Option(help: "Why; a file's name after @, or - to read it.") var reason: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        guard [move, add, drop].compactMap(\.self).count == 1, (drop == nil) == (day != nil) else {
            throw ValidationError("Give --move or --add with --on, or --drop.")
        }
    }

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let correction = try correction()
        try await Office.run(office) { office in
            let words = try WordsArgument.read(reason, home: office.home)
            try await office.change("stage correct", [handle.description, "\(correction)", words], key: key) {
                try await office.casework.correctRoad(of: handle, correction, reason: words, key: $0)
            }
            try Answer.say(handle.description, "The road of \(handle) is corrected.", output)
        }
    }

    private func correction() throws -> RoadCorrection {
        if let drop { return .remove(move: drop) }
        let day = try DayArgument.day(day ?? "", field: "--on")
        if let move { return .redate(move: move, on: day) }
        return .insert(try StageArgument.stage(add ?? 0), on: day)
    }
}

struct StageCorrections: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corrections", abstract: "What was corrected of a road, by whom and why, and how it stood before.",
        discussion: "Example: troth stage corrections C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let corrections = try await office.casework.roadCorrections(of: handle)
            try StandardOutput.stream {
                Self.listing.write(
                    corrections, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<RoadCorrected>(
        empty: "Nothing was corrected.",
        columns: [
            Column("at", "At", fit: .whole) { .date($0.at.description) },
            Column("by", "By") { .text($0.by) },
            Column("before", "Before", fit: .wraps) { correction in
                .text(correction.before.map { "\($0.stage.rawValue) \($0.on)" }.joined(separator: ", "))
            },
            Column("reason", "Reason", fit: .wraps) { .text($0.reason) },
        ],
        handle: { $0.at.description })
}
