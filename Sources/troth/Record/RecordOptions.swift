import ArgumentParser
import CaseModel
import Casework

/// What every command has that writes a record of the road down.
struct NewRecordOptions: ParsableArguments {
    @Option(help: "The words; a file's name after @, or - to read them.") var text: String
    @Option(name: .customLong("on"), help: "The day it was, as YYYY-MM-DD; today where it is left out.") var day:
        String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    /// Writes it down and says what can follow.
    func add(
        _ details: RecordDetails<Handle>, to handle: String, audience: Audience = .joint, assents: [String] = [],
        saying next: (Handle) -> String
    ) async throws {
        let handle = try HandleArgument.read(handle, details.kind == .breach ? .record : .caseFile)
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        let partners = Set(try assents.map { try PartnerArgument.partner($0, field: "--assent") })
        try await Office.run(office) { office in
            let words = try WordsArgument.read(text, home: office.home)
            let new = NewRecord(details, text: words, audience: audience, on: given, assents: partners)
            let input =
                ["\(details)", handle.description, words, audience.rawValue, day] + partners.map(\.rawValue).sorted()
            let added = try await office.change("\(details.kind.rawValue) add", input, key: key) {
                try await office.casework.addRecord(new, to: handle, key: $0)
            }
            try Answer.say(added.description, next(added), output)
        }
    }
}

/// For whom a record is, where that can be chosen.
struct AudienceOption: ParsableArguments {
    @Option(help: "For whom: joint, A or B (told in confidence), or therapist (yours alone).") var audience = Audience
        .joint
}

/// What every command has that answers a record.
struct RecordReplyOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The record's handle.", valueName: "road-record")) var handle: String
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func reply(_ reply: RecordReply, text: String? = nil, saying: (Handle) -> String) async throws {
        let handle = try HandleArgument.read(handle, .record)
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let words = try text.map { try WordsArgument.read($0, home: office.home) }
            try await office.change("record answer", [handle.description, "\(reply)", words, day], key: key) {
                try await office.casework.answerRecord(handle, reply, text: words, on: given, key: $0)
            }
            try Answer.say(handle.description, saying(handle), output)
        }
    }
}

/// Lists a couple's records of some kinds.
struct RecordListOptions: ParsableArguments {
    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func list(_ kinds: Set<StageRecord.Kind>, _ columns: [Column<StageRecord>], empty: String) async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let listing = Listing<StageRecord>(
            empty: empty,
            columns: [
                Column("record", "Handle", fit: .whole) { .text($0.handle) },
                Column("on", "Day", fit: .whole) { .date($0.on.description) },
            ] + columns + [Column("text", "Words", fit: .wraps) { .text($0.text) }],
            handle: { $0.handle })
        try await Office.run(office) { office in
            let records = try await office.casework.records(of: handle, kinds)
            try StandardOutput.stream {
                listing.write(records, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }
}

extension Column<StageRecord> {
    static var giver: Self { Column("by", "By") { .text($0.details.giver.rawValue) } }
    static var audience: Self { Column("audience", "For") { .text($0.audience.rawValue) } }
    /// Whether a breach was talked through, or a setback worked through, and on which day.
    static func settled(_ heading: String) -> Self {
        Column("settled_on", heading, fit: .whole) { .optional($0.answers.first?.on) { .date($0.description) } }
    }
    /// Who assents, of an agreement that still holds.
    static var assents: Self {
        Column("assents", "Assent") { record in
            let partners = record.assents(by: .distant).map(\.rawValue).sorted()
            return partners.isEmpty ? .null : .text(partners.joined(separator: " "))
        }
    }
    static var nextLook: Self {
        Column("next_on", "Next", fit: .whole) { .optional($0.nextLook(on: .distant)) { .date($0.description) } }
    }
    static var ended: Self {
        Column("ended_on", "Ended", fit: .whole) { record in
            .optional(record.answers.last { $0.answer == .ended }?.on) { .date($0.description) }
        }
    }
}

extension CalendarDate {
    /// After every day of a record.
    fileprivate static let distant = CalendarDate(dayNumber: 2_900_000)
}
