package import CaseModel
import FoundationEssentials
import Postgres

/// A correction of a road that was made.
package struct RoadCorrected: Sendable, Hashable {
    /// One move as it stood before.
    package struct Move: Sendable, Hashable {
        package let stage: Stage
        package let on: CalendarDate
        package let kind: StageMove.Kind
    }

    package let at: LocalTime
    /// The login of who corrected it.
    package let by: String
    package let reason: String
    package let before: [Move]
}

extension Casework {
    /// Puts right what was recorded of a road: a move on another day, one that was not recorded, one that was not made.
    /// In one transaction; how the road stood before is kept, and every figure follows, since all of them are made from
    /// the moves.
    ///
    /// - Throws: `conflict` for a move that would not follow from the one before it, and where somebody moved the couple
    ///   in the meantime; `invalid` for a day before the case or still to come, and for a move that is not there.
    package func correctRoad(
        of handle: Handle, _ correction: RoadCorrection, reason: String, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let words = try checkedWords(reason, field: "reason", atMost: 4_000)
            let request = Request("stage correct", key: key, [handle.description, "\(correction)", words])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                try desk.correct(handle, correction, reason: words)
            }
        }
    }

    /// The corrections of a couple's road, oldest first.
    package func roadCorrections(of handle: Handle) async throws(CaseworkError) -> [RoadCorrected] {
        try await failures {
            let (rows, sealed) = try await open("stage corrections", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                return (try desk.corrections(file.id), try desk.words(of: [file.id], [.stageCorrections]))
            }
            let words = try sealed.opened()
            return try rows.map { try $0.with(words) }
        }
    }
}

extension Desk {
    /// Makes one correction.
    func correct(_ handle: Handle, _ correction: RoadCorrection, reason: String) throws {
        let file = try roadCase(handle)
        let events = try stageEvents(file.id)
        let chain = RoadChain(
            events.map {
                .init(
                    event: $0.id, stage: $0.stage, on: $0.on, kind: $0.kind, unmet: $0.unmet, setback: $0.setback)
            })
        switch correction {
        case .redate(_, let day), .insert(_, let day): _ = try entryDay(day, of: file)
        case .remove: break
        }
        if let closedOn = file.closedOn, correction.day.map({ $0 > closedOn }) == true {
            throw CaseworkError.invalid(field: "on", "the case was closed on \(closedOn); its road ends there")
        }
        let corrected: RoadChain
        do { corrected = try chain.corrected(by: correction) } catch { throw CaseworkError(error) }
        var random = environment.random
        var keys = try caseKeys(file.id)
        var (ids, setbacks, reasons) = ([UUID](), [UUID?](), [[UInt8]?]())
        for step in corrected.steps {
            let id = step.event ?? ID<StageMove>.random(using: &random).uuid
            ids.append(id)
            reasons.append(
                try step.needsReason
                    ? keys.seal(reason, for: .joint, row: id, field: RoadField.reason, using: &random) : nil)
            var setback = step.setback
            if step.needsSetback { setback = try self.setback(nil, words: reason, on: step.on, in: file) }
            setbacks.append(setback)
        }
        let row = ID<RoadCorrection>.random(using: &random).uuid
        let sealed = try keys.seal(reason, for: .joint, row: row, field: RoadField.correction, using: &random)
        _ = try transaction.execute(
            """
            select private.correct_road(\(file.id), \(row), \(sealed), \(events.map(\.id))::uuid[], \(ids)::uuid[],
                \(corrected.steps.map(\.stage))::smallint[], \(corrected.steps.map(\.on))::date[],
                \(corrected.steps.map(\.kind))::text[], \(corrected.steps.map { $0.unmet.joined(separator: " ") })::text[],
                \(setbacks)::uuid[], \(reasons)::bytea[])
            """)
    }

    fileprivate func corrections(_ caseID: UUID) throws -> [CorrectionRow] {
        try transaction.all(
            """
            select c.correction_id, c.corrected_at at time zone p.time_zone, s.login, c.road_before::text
            from app.stage_corrections c
            join app.practices p on p.practice_id = c.practice_id
            join app.staff s on s.practice_id = c.practice_id and s.staff_id = c.corrected_by
            where c.practice_id = \(practice) and c.case_id = \(caseID)
            order by c.corrected_at, c.correction_id
            """, as: CorrectionRow.self)
    }
}

private struct CorrectionRow: Sendable, RowDecodable {
    let id: UUID
    let at: LocalTime
    let by: String
    let before: String

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        at = try row.next()
        by = try row.next()
        before = try row.next()
    }

    func with(_ words: OpenWords) throws -> RoadCorrected {
        let stored = try JSONDecoder().decode([StoredMove].self, from: Data(before.utf8))
        return RoadCorrected(
            at: at, by: by, reason: words[id, RoadField.correction] ?? "", before: stored.map(\.move))
    }
}

/// One move of `road_before`: event, stage, day, kind.
private struct StoredMove: Decodable {
    let move: RoadCorrected.Move

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        _ = try values.decode(String.self)
        let stage = Stage(rawValue: try values.decode(Int16.self))
        let day = CalendarDate(try values.decode(String.self))
        let kind = StageMove.Kind(rawValue: try values.decode(String.self))
        guard let stage, let day, let kind else { throw CaseworkError.internal("a stored road does not read") }
        move = .init(stage: stage, on: day, kind: kind)
    }
}

extension RoadCorrection {
    fileprivate var day: CalendarDate? {
        switch self {
        case .redate(_, let day), .insert(_, let day): day
        case .remove: nil
        }
    }
}

extension CaseworkError {
    /// What a refused correction means, and what to do next.
    fileprivate init(_ refusal: RoadChain.Refusal) {
        switch refusal {
        case .noSuchMove(let move):
            self = .invalid(field: "move", "there is no move \(move); `troth stage show` numbers them")
        case .empty:
            self = .conflict("That is the only move. A road that was begun stays begun; give it its right day instead.")
        case .unchanged:
            self = .conflict("The road stands so already. Nothing was changed.")
        case .outOfOrder(let move):
            self = .conflict("Move \(move) would be dated before the one it follows. Correct that one first.")
        case .staysInStage(let move):
            self = .conflict(
                "Move \(move) would lead to the stage that the couple is in already. Drop one of the two instead.")
        }
    }
}
