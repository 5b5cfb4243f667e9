import ArgumentParser
import CaseModel
import Casework

struct MeasureRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record a partner's answers, or a score that was counted elsewhere.",
        discussion: """
            Answers are given as the form numbers them; reversed items are turned when the score is counted. They are \
            sealed under the giver's own key. `troth measure list` shows the measures there are.

            Example: troth measure record C4XK92TM DTS --partner A --answers 5,6,3,4,3,5,4,3
            Example: troth measure record C4XK92TM CSI-16 --partner B --score 45 --on 2026-11-16
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Argument(help: "The measure, such as CSI-16.") var measure: String
    @Option(help: "Who answered: A or B.") var partner: String
    @Option(help: "The answers in the order of the items, with commas between.") var answers: String?
    @Option(help: "The score, where the answers are not at hand.") var score: Int?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        let partner = try PartnerArgument.partner(partner, field: "--partner")
        let given = try day.map { try DayArgument.day($0, field: "--on") }
        let input = try readInput()
        try await Office.run(office) { office in
            let told = [handle.description, measure, partner.rawValue, answers, score?.description, day]
            let reading = try await office.change("measure record", told, key: key) {
                try await office.casework.recordMeasure(
                    measure, of: handle, partner: partner, input, on: given, key: $0)
            }
            try Answer.say(handle.description, ScoreWords.sentence(reading), output)
        }
    }

    private func readInput() throws -> MeasureInput {
        switch (answers, score) {
        case (let text?, nil):
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            return .answers(
                try parts.enumerated().map { index, part in
                    let digits = part.filter { $0 != " " }
                    if digits.isEmpty, parts.count > 1 { return nil }
                    guard let answer = Int(digits) else {
                        throw CaseworkError.invalid(
                            field: "--answers", "answer \(index + 1) is no whole number; give one an item, with commas")
                    }
                    return answer
                })
        case (nil, let score?): return .score(score)
        default: throw CaseworkError.invalid(field: "--answers", "give either --answers or --score")
        }
    }
}

/// What a score says, in a sentence.
enum ScoreWords {
    static func sentence(_ reading: MeasureReading) -> String {
        let instrument = reading.instrument
        var text =
            "\(instrument.name) of partner \(reading.partner.rawValue) on \(reading.score.on): "
            + "\(reading.score.score) of \(instrument.range.upperBound)"
        if let band = band(reading.score, instrument) { text += ", \(band)" }
        text += ". "
        if let first = reading.first {
            let change = reading.score.score - first.score
            text +=
                "Since \(first.on): \(change > 0 ? "+" : "")\(change), "
                + (reading.score.change?.rawValue ?? "not judged, since no reliable change is known for it")
            if reading.score.change != nil, first.isDistressed == false { text += " (not distressed at start)" }
        } else {
            text += "The first score"
        }
        text += "."
        if reading.asksForCare {
            text +=
                "\nItem 9 is above 0: ask about thoughts of death and self-harm now, and write down the assessment "
                + "and what was done."
            if let flag = reading.flag {
                text +=
                    " Flag \(flag) is open until then: `troth safety assess` with the case, \(flag), --assessment and "
                    + "--action."
            }
        }
        return text
    }

    /// On which side of the cutoff, with the cutoff; nil where the instrument has none.
    static func band(_ score: MeasureSeries.Score, _ instrument: Instrument) -> String? {
        guard let isDistressed = score.isDistressed, let cutoff = instrument.cutoff else { return nil }
        let figure = DecimalText(cutoff, decimals: 2)?.description ?? ""
        let zeros = figure.hasSuffix(".00") ? 3 : figure.hasSuffix("0") ? 1 : 0
        let short = figure.dropLast(zeros)
        let side = instrument.direction == .higherIsBetter ? "below \(short)" : "\(short) or more"
        return isDistressed ? "in the clinical range (\(side))" : "not in the clinical range (\(side))"
    }
}
