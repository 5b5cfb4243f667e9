package import CaseModel
import FoundationEssentials
import Postgres

/// What a partner handed in: the answers to every item, or a score that was counted elsewhere.
package enum MeasureInput: Sendable, Hashable {
    case answers([Int?])
    case score(Int)
}

/// A recorded score, and what it says.
package struct MeasureReading: Sendable {
    package let partner: Partner
    package let instrument: Instrument
    package let score: MeasureSeries.Score
    /// The partner's first score on this instrument; nil where this is the first.
    package let first: MeasureSeries.Score?
    /// The ninth item of the PHQ-9 is above 0: thoughts of being better off dead, or of self-harm.
    package let asksForCare: Bool
    /// The flag that those answers raised, by its number in the case.
    package let flag: Int?
}

extension Casework {
    /// Records a partner's answers or score. Answers are sealed under the giver's own key; the score is counted from
    /// them and stands in plain. Returns what it says against the cutoff and the first score.
    ///
    /// - Throws: `invalid` for an unknown measure, a wrong number of answers, one off its item's scale, a score out of
    ///   range, or a day before the case or still to come.
    package func recordMeasure(
        _ name: String, of handle: Handle, partner: Partner, _ input: MeasureInput, on day: CalendarDate? = nil,
        key: RequestKey
    ) async throws(CaseworkError) -> MeasureReading {
        try await failures {
            var random = environment.random
            let id = ID<MeasureResponse>.random(using: &random)
            let request = Request(
                "measure record", key: key,
                [handle.description, name, partner.rawValue, input.text, day?.description])
            let answer = try await change(request, by: .treating, answer: id.description) { desk in
                try desk.record(name, id: id.uuid, of: handle, partner: partner, input, on: day)
            }
            return try await read("measure record", by: .treating) { desk in
                let file = try desk.roadCase(handle)
                for series in try desk.measureSeries(try desk.measureResponses(file.id)) {
                    guard let score = series.scores.first(where: { $0.id.uuidString.lowercased() == answer }) else {
                        continue
                    }
                    return MeasureReading(
                        partner: series.partner, instrument: series.instrument, score: score,
                        first: series.scores.first.flatMap { $0.id == score.id ? nil : $0 },
                        asksForCare: input.asksForCare(series.instrument), flag: try desk.flag(raisedBy: score.id))
                }
                throw CaseworkError.internal("a recorded score is not there")
            }
        }
    }

    /// The scores of a couple, one series a partner and instrument; `name` nil is every instrument.
    package func measures(
        of handle: Handle, _ name: String? = nil
    ) async throws(CaseworkError) -> [MeasureSeries] {
        try await failures {
            try await read("measure list", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                let wanted = try name.map { try desk.instrument(named: $0).name }
                return try desk.measureSeries(try desk.measureResponses(file.id)).filter {
                    wanted == nil || $0.instrument.name == wanted
                }
            }
        }
    }
}

extension Desk {
    fileprivate func record(
        _ name: String, id: UUID, of handle: Handle, partner: Partner, _ input: MeasureInput, on day: CalendarDate?
    ) throws {
        let file = try roadCase(handle)
        let instrument = try instrument(named: name)
        let score = try input.score(on: instrument)
        let on = try entryDay(day, of: file)
        var random = environment.random
        var sealed: [UInt8]?
        if case .answers(let answers) = input {
            var keys = try caseKeys(file.id)
            sealed = try keys.seal(
                sealedJSON(answers), for: Audience(of: partner), row: id, field: RoadField.answers, using: &random)
        }
        _ = try transaction.execute(
            """
            insert into app.measure_responses
                (practice_id, response_id, case_id, partner, measure, measure_version, audience, score, answered_on,
                 answers_sealed, recorded_by)
            values (\(practice), \(id), \(file.id), \(partner), \(instrument.name), \(instrument.version), \(partner),
                \(score), \(on), \(sealed), \(staff))
            """)
        if input.asksForCare(instrument) {
            try raise(
                id: ID<SafetyEntry>.random(using: &random).uuid, in: file.id, partner, .itemNine, on: on,
                reviewOn: max(on, try today()), response: id)
        }
    }
}

extension Desk {
    fileprivate func flag(raisedBy response: UUID) throws -> Int? {
        try transaction.optional(
            "select number from app.safety_flags where practice_id = \(practice) and response_id = \(response)",
            Int.self)
    }
}

extension MeasureInput {
    fileprivate var text: String {
        switch self {
        case .answers(let answers): "answers " + answers.map { $0.map(String.init) ?? "" }.joined(separator: ",")
        case .score(let score): "score \(score)"
        }
    }

    fileprivate func asksForCare(_ instrument: Instrument) -> Bool {
        guard instrument.name == "PHQ-9", case .answers(let answers) = self, answers.count == 9 else { return false }
        return (answers[8] ?? 0) > 0
    }

    fileprivate func score(on instrument: Instrument) throws(CaseworkError) -> Int {
        do throws(Instrument.Refusal) {
            switch self {
            case .answers(let answers): return try instrument.score(answers)
            case .score(let score):
                try instrument.check(score: score)
                return score
            }
        } catch {
            if case .scoreOutOfRange = error { throw .invalid(field: "score", error.advice(instrument)) }
            throw .invalid(field: "answers", error.advice(instrument))
        }
    }
}

extension Instrument.Refusal {
    /// What to do about it; no answer is repeated.
    func advice(_ instrument: Instrument) -> String {
        switch self {
        case .wrongNumberOfAnswers(let given, let wanted):
            "\(instrument.name) has \(wanted) items and \(given) answers were given; give one an item, in order"
        case .answerOutOfRange(let item, let least, let most):
            "item \(item) of \(instrument.name) is answered from \(least) to \(most)"
        case .tooFewAnswers(let missing, let allowed):
            "\(missing) items of \(instrument.name) are left open; "
                + (allowed == 0 ? "only complete forms are scored" : "it is scored with at most \(allowed) left open")
        case .scoreOutOfRange(let least, let most):
            "\(instrument.name) is scored from \(least) to \(most)"
        }
    }
}
