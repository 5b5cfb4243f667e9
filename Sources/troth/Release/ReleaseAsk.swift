import ArgumentParser
import CaseModel
import Casework

struct ReleaseAsk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Ask to give a copy by a law, without the couple's leave.",
        discussion: """
            A supervisor or a practice admin who is not you approves or refuses it; in a practice of one it may be given \
            after 24 hours. Whoever answers reads the reason, and not the case.

            Example: troth release ask C4XK92TM --to "County Court, Division 4" --covers joint,A --basis court_order \
            --reason "Order of 4 May 2026, to be answered by 1 June"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "For whom: A, B, couple, or a person's name and place.") var to: String
    @Option(help: "What it covers: joint, A, B, with commas between.") var covers = "joint"
    @Option(help: "court_order, subpoena, serious_harm, oversight, emergency or other_law.") var basis: ReleaseBasis
    @Option(help: "Why, in 20 characters or more.") var reason: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let parts = try CoversArgument.words(covers, of: ["joint", "A", "B"])
        let asked = ReleaseByLaw(
            caseName: handle, recipient: try ReaderArgument.reader(to), basis: basis, reason: reason)
        try await Office.run(office) { office in
            let input = [handle, to, covers, basis.rawValue, reason]
            let id = try await office.change("release ask", input, key: key) {
                try await office.casework.askRelease(
                    asked, covering: Set(parts.compactMap(Audience.init(rawValue:))), key: $0)
            }
            try Answer.say(
                id, "Asked for release \(id). Nothing leaves before a second person approves it.", output)
        }
    }
}

struct ReleaseReportRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Record a mandated report, or one that prevents serious harm, as given now.",
        discussion: """
            It is never held: it stands in the accounting at once, and a second person reviews it afterwards.

            Example: troth release report C4XK92TM --to "Child Protective Services, Lane County" --basis mandated_report \
            --what "Report by phone, 10:40" --reason "Reasonable cause to suspect neglect of a child"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "To whom: name and place.") var to: String
    @Option(help: "mandated_report or serious_harm.") var basis: ReleaseBasis
    @Option(help: "What was told or given.") var what: String
    @Option(help: "Why, in 20 characters or more.") var reason: String
    @Option(name: .customLong("of"), help: "Whose record it was: joint, A or B.") var audience = "joint"
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        guard let audience = Audience(rawValue: audience) else {
            throw CaseworkError.invalid(field: "--of", "say whose record it was: joint, A or B")
        }
        let report = ReleaseByLaw(
            caseName: handle, recipient: try ReaderArgument.reader(to), basis: basis, reason: reason)
        try await Office.run(office) { office in
            let input = [handle, to, basis.rawValue, what, reason, audience.rawValue]
            let id = try await office.change("release report", input, key: key) {
                try await office.casework.recordReport(report, what: what, about: audience, key: $0)
            }
            try Answer.say(id, "Recorded as given now, release \(id). A second person reviews it.", output)
        }
    }
}

extension ReleaseBasis: ExpressibleByArgument {}
