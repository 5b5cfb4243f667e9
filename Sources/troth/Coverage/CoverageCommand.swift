import ArgumentParser
import CaseModel
import Casework

struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Who pays for one client of a case: insurer, member id, codes. Bills nothing.",
        discussion: """
            One of the two is the client of an insurer at a time. All of it is sealed under that client's own key: nothing \
            shows it to the other partner, to the front desk, in a partner's copy or in an export.
            """,
        subcommands: [CoverageSet.self, CoverageShow.self, CoverageEnd.self])
}

struct CoverageSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Record who pays for a client, from a day on.",
        discussion: """
            An entry holds until the next one begins, be it for the other partner. Codes are checked by their shape \
            alone: whether they exist and fit is yours to know.

            Example: troth coverage set C4XK92TM --client A --payer "Harbor Mutual" --member-id @member.txt \\
                     --diagnosis F43.23 --service-code 90847 --from 2027-01-01
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The client: A or B.") var client: String
    @Option(help: "Who pays. A file's name after @, or - to read it.") var payer: String
    @Option(help: "The client's number there. A file's name after @, or - to read it.") var memberID: String
    @Option(help: "A code of ICD-10, the leading one first; may be given more than once.") var diagnosis: [String]
    @Option(help: "A code of CPT or HCPCS, such as 90847 or 90847-95; may be given more than once.")
    var serviceCode: [String]
    @Option(help: "The first day, as YYYY-MM-DD; today where it is left out.") var from: String?
    @Option(help: "The last day, as YYYY-MM-DD, where it is known.") var until: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let who = try PartnerArgument.partner(client, field: "--client")
        let fromOn = try from.map { try DayArgument.day($0, field: "--from") }
        let untilOn = try until.map { try DayArgument.day($0, field: "--until") }
        try await Office.run(office) { office in
            let words = CoverageWords(
                payer: try WordsArgument.read(payer, home: office.home),
                memberID: try WordsArgument.read(memberID, home: office.home), diagnoses: diagnosis,
                services: serviceCode)
            let coverage = NewCoverage(client: who, words: words, fromOn: fromOn, untilOn: untilOn)
            let input =
                [handle.description, client, words.payer, words.memberID, from, until] + diagnosis + ["services"]
                + serviceCode
            let number = try await office.change("coverage set", input, key: key) {
                try await office.casework.setCoverage(coverage, of: handle, key: $0)
            }
            try Answer.say(
                handle.description,
                "Coverage \(number): partner \(who.rawValue) is the client of an insurer from "
                    + "\(from ?? "today")\(until.map { " until \($0)" } ?? "").", output)
        }
    }
}

struct CoverageEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Record that a client's coverage ends; what was recorded stays.",
        discussion: "Example: troth coverage end C4XK92TM --client A --on 2027-06-30")

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "The client: A or B.") var client: String
    @Option(name: .customLong("on"), help: "The last day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let who = try PartnerArgument.partner(client, field: "--client")
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            _ = try await office.change("coverage end", [handle.description, client, day], key: key) {
                try await office.casework.endCoverage(of: who, in: handle, on: on, key: $0)
            }
            try Answer.say(
                handle.description,
                "The coverage of partner \(who.rawValue) ends \(day.map { "on \($0)" } ?? "today").",
                output)
        }
    }
}

struct CoverageShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What was recorded of who pays, what begins last first.",
        discussion: """
            It opens what belongs to one client alone, which leaves an event in the audit. Not for the other partner's eyes.

            Example: troth coverage show C4XK92TM
            """)

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let coverages = try await office.casework.coverages(of: handle)
            try StandardOutput.stream {
                Self.listing.write(
                    coverages, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Coverage>(
        empty: "No coverage is recorded. `troth coverage set` records one.",
        columns: [
            Column("number", "No", align: .trailing) { .integer($0.number) },
            Column("client", "Client") { .text($0.client.rawValue) },
            Column("from_on", "From", fit: .whole) { .date($0.fromOn.description) },
            Column("until_on", "Until", fit: .whole) { .optional($0.untilOn) { .date($0.description) } },
            Column("holds", "Holds") { .boolean($0.holds) },
            Column("payer", "Insurer") { .text($0.words?.payer ?? "no longer covered") },
            Column("member_id", "Member id") { .optional($0.words) { .text($0.memberID) } },
            Column("diagnosis", "Diagnosis") { .optional($0.words) { .text($0.diagnoses.joined(separator: " ")) } },
            Column("service", "Service") { .optional($0.words) { .text($0.services.joined(separator: " ")) } },
        ], handle: { "\($0.number)" })
}
