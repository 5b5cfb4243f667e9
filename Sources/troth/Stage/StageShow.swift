import ArgumentParser
import CaseModel
import Casework

struct StageShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A couple's road on one screen.",
        discussion: """
            The stages walked, with the setbacks and why; the criteria of the stage they are in, as each partner and \
            you rate them; trust and satisfaction over the weeks since the case was opened. Criteria advise, they do \
            not gate; their thresholds are clinical judgement and not validated.

            json holds everything, csv the stages walked.

            Example: troth stage show C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let road = try await office.casework.road(of: handle)
            let screen = Screen.standardOutput(noColor: output.noColor)
            let json = output.format == .json ? try RoadJSON(road).text() : ""
            try StandardOutput.stream { stream in
                if output.quiet {
                    stream.write(road.handle.description + "\n")
                } else if output.format == .json {
                    stream.write(json)
                } else if output.format == .csv {
                    Self.spans(of: road).write(road.spans, options: output, screen: screen, to: &stream)
                } else {
                    for line in RoadScreen(road, screen: screen).lines() {
                        stream.write(line.rendered(colour: screen.hasColour) + "\n")
                    }
                }
            }
        }
    }

    private static func spans(of road: RoadRecord) -> Listing<StageSpan> {
        let end = road.endsOn
        let numbers = Dictionary(
            zip(road.spans, 1...), uniquingKeysWith: { first, _ in first })
        return Listing<StageSpan>(
            empty: "",
            columns: [
                Column("number", "Number") { .optional(numbers[$0]) { .integer($0) } },
                Column("stage", "Stage") { .integer(Int($0.stage.rawValue)) },
                Column("name", "Name") { .text(road.name(of: $0.stage)) },
                Column("from", "From") { .date($0.from.description) },
                Column("to", "To") { .optional($0.to) { .date($0.description) } },
                Column("days", "Days", align: .trailing) { .integer($0.days(until: end)) },
                Column("kind", "Kind") { .text($0.kind.rawValue) },
                Column("reason", "Reason") { .optional($0.reason) { .text($0) } },
            ],
            handle: { "\($0.stage.rawValue)" })
    }
}
