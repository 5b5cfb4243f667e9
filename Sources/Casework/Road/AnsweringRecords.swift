package import CaseModel
import FoundationEssentials
import Postgres

/// What is said of a record, before it is known whose answer that is.
package enum RecordReply: Sendable, Hashable {
    /// By the other partner, to an impact statement.
    case acknowledge
    /// By the other partner, to an apology. Nobody owes one of these words.
    case receive(RecordAnswer.Reception)
    case assent(Partner)
    case review(next: CalendarDate)
    case end
    case talkThrough
    case workThrough

    var kinds: [StageRecord.Kind] {
        switch self {
        case .acknowledge: [.impact]
        case .receive: [.apology]
        case .assent, .review, .end: [.boundary, .plan]
        case .talkThrough: [.breach]
        case .workThrough: [.setback]
        }
    }

    fileprivate var asked: [String?] {
        switch self {
        case .acknowledge: ["acknowledge"]
        case .receive(let reception): [reception.rawValue]
        case .assent(let partner): ["assent", partner.rawValue]
        case .review(let next): ["review", next.description]
        case .end: ["end"]
        case .talkThrough: ["talk through"]
        case .workThrough: ["work through"]
        }
    }

    /// The answer that it is to a record that `giver` gave.
    fileprivate func answer(to giver: Giver) -> RecordAnswer {
        let other = giver.partner?.other ?? .b
        return switch self {
        case .acknowledge: .acknowledged(by: other)
        case .receive(let reception): .received(by: other, reception)
        case .assent(let partner): .assented(by: partner)
        case .review(let next): .reviewed(next: next)
        case .end: .ended
        case .talkThrough: .talkedThrough
        case .workThrough: .workedThrough
        }
    }
}

extension Casework {
    /// Records what was answered to a record; nothing that was answered before is changed. Returns what kind it was.
    ///
    /// - Throws: `invalid` for a record of another kind, a day before the record or still to come, a next day that is
    ///   not after it; `conflict` where one partner told it alone and the other would answer, and where it is recorded.
    package func answerRecord(
        _ handle: Handle, _ reply: RecordReply, text: String? = nil, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let words = try text.map { text throws(CaseworkError) in
                try checkedWords(text, field: "text", atMost: 20_000)
            }
            let act = "\(reply.kinds.first?.rawValue ?? "record") answer"
            let request = Request(act, key: key, [handle.description, day?.description, words] + reply.asked)
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                let found = try desk.record(handle, reply.kinds)
                let on = try desk.entryDay(day, of: found.file, notBefore: found.on, "\(handle) was recorded")
                let answer = reply.answer(to: found.form.giver)
                if let next = answer.nextOn, next <= on {
                    throw CaseworkError.invalid(field: "next", "\(next) is not after the day of the review, \(on)")
                }
                if let confided = found.form.audience.partner, let giver = answer.giver.partner, giver != confided {
                    throw CaseworkError.conflict(
                        "\(handle) was told by \(confided.rawValue) in confidence, so \(giver.rawValue) has not heard "
                            + "it. Once it is told in a joint session, add it anew for the couple's record.")
                }
                if found.form.audience == .therapist, answer.giver != .couple {
                    throw CaseworkError.conflict("\(handle) is yours alone; neither partner can answer it.")
                }
                var random = desk.environment.random
                var keys = try desk.caseKeys(found.file.id)
                var rows = StageAnswerRows()
                try rows.add(
                    answer, text: words, on: on, id: ID<AnswerToRecord>.random(using: &random).uuid, to: found.id,
                    form: found.form, author: desk.staff, keys: &keys, random: &random)
                if let statement = rows.insert(desk) { _ = try desk.transaction.execute(statement) }
            }
        }
    }

    /// The couple's records of these kinds, oldest first, with their answers and their words.
    package func records(
        of handle: Handle, _ kinds: Set<StageRecord.Kind> = Set(StageRecord.Kind.allCases)
    ) async throws(CaseworkError) -> [StageRecord] {
        try await failures {
            let (rows, sealed) = try await open("record list", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                return (try desk.recordRows(file.id), try desk.words(of: [file.id], [.stageRecords, .stageAnswers]))
            }
            let words = try sealed.opened()
            return rows.filter { kinds.contains($0.details.kind) }.map { $0.with(words) }
        }
    }
}
