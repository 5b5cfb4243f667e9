package import CaseModel
import FoundationEssentials
import Postgres

/// Where a couple stands after a move.
package struct StagePosition: Sendable, Hashable {
    package let stage: Stage
    package let since: CalendarDate
    package let kind: StageMove.Kind
}

extension Casework {
    /// Moves a couple on: to the next stage, or past some to `target`. The first move begins the road at stage 1.
    ///
    /// Criteria advise and do not gate: with unmet ones, and to skip a stage, a reason is needed; it is sealed.
    /// - Throws: `conflict` for unmet criteria or a skip without a reason, and where somebody else moved the couple at
    ///   the same moment; `invalid` for a day before the last move.
    package func advanceStage(
        of handle: Handle, to target: Stage? = nil, on day: CalendarDate? = nil, reason: String? = nil,
        key: RequestKey
    ) async throws(CaseworkError) -> StagePosition {
        try await move("stage advance", handle, day, reason, key, target) { current throws(CaseworkError) in
            guard let current else { return target ?? .acknowledge }
            if let target, target < current {
                throw .conflict(
                    "The couple is in stage \(current.rawValue), past stage \(target.rawValue). To go back, use "
                        + "`troth stage return --to \(target.rawValue) --reason`.")
            }
            guard let next = target ?? current.next else {
                throw .conflict(
                    "The couple is in the last stage. When the work is done, close the case with `troth case close`.")
            }
            return next
        }
    }

    /// Takes a couple back to an earlier stage: a setback, with its reason, which is sealed.
    package func returnStage(
        of handle: Handle, to target: Stage, on day: CalendarDate? = nil, reason: String?, key: RequestKey
    ) async throws(CaseworkError) -> StagePosition {
        try await move("stage return", handle, day, reason, key, target) { current throws(CaseworkError) in
            guard let current else {
                throw .conflict("The road has not begun. Begin it with `troth stage advance`.")
            }
            if target > current {
                throw .conflict(
                    "The couple is in stage \(current.rawValue), before stage \(target.rawValue). To move on, use "
                        + "`troth stage advance`.")
            }
            return target
        }
    }

    private func move(
        _ act: String, _ handle: Handle, _ day: CalendarDate?, _ reason: String?, _ key: RequestKey, _ asked: Stage?,
        to choose: @escaping @Sendable (Stage?) throws(CaseworkError) -> Stage
    ) async throws(CaseworkError) -> StagePosition {
        try await failures {
            let words = try reason.map { text throws(CaseworkError) in
                try checkedWords(text, field: "reason", atMost: 4_000)
            }
            let request = Request(
                act, key: key, [handle.description, asked?.rawValue.description, day?.description, words])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                try desk.move(handle, on: day, reason: words, to: choose)
            }
            return try await read(act, by: .treating) { desk in
                guard let last = try desk.stageEvents(try desk.roadCase(handle).id).last else {
                    throw CaseworkError.internal("a move left no event")
                }
                return StagePosition(stage: last.stage, since: last.on, kind: last.kind)
            }
        }
    }
}

extension Desk {
    fileprivate func move(
        _ handle: Handle, on given: CalendarDate?, reason: String?,
        to choose: (Stage?) throws(CaseworkError) -> Stage
    ) throws {
        let facts = try RoadFacts(self, try roadCase(handle))
        let last = facts.events.last
        if let closedOn = facts.file.closedOn {
            throw CaseworkError.conflict("The case was closed on \(closedOn); its road ends there.")
        }
        let on = try entryDay(given, of: facts.file)
        let target = try choose(last?.stage)
        let unmet = facts.standings(on: on).filter { $0.criterion.stage == last?.stage && $0.isMet == false }
        let move: StageMove
        do {
            move = try StageMove.move(
                from: last?.stage, since: last?.on, to: target, on: on, unmet: unmet.map(\.criterion.number),
                hasReason: reason != nil)
        } catch {
            throw CaseworkError(error, from: last?.stage, to: target, unmet: unmet)
        }
        let seq = (last?.seq ?? 0) + 1
        var random = environment.random
        var keys = try caseKeys(facts.file.id)
        let sealed = try reason.map {
            try keys.seal($0, for: .joint, row: facts.file.id, field: RoadField.reason(seq), using: &random)
        }
        _ = try transaction.execute(
            """
            insert into app.stage_events
                (practice_id, case_id, seq, stage, started_on, kind, reason_sealed, prev_stage, prev_started_on,
                 recorded_by)
            values (\(practice), \(facts.file.id), \(seq), \(move.to), \(on), \(move.kind), \(sealed), \(last?.stage),
                \(last?.on), \(staff))
            """)
    }
}

extension CaseworkError {
    /// What a refused move means, and what to do next.
    fileprivate init(_ refusal: StageMove.Refusal, from current: Stage?, to target: Stage, unmet: [CriterionStanding]) {
        switch refusal {
        case .alreadyThere:
            self = .conflict("The couple is in stage \(target.rawValue), \(target.name), already. Nothing was changed.")
        case .skipsWithoutReason(let from, let to):
            self = .conflict(
                current == nil
                    ? "The road begins at stage 1. To begin at stage \(to.rawValue), say why with --reason."
                    : "From stage \(from.rawValue) to stage \(to.rawValue) a stage is left out. A couple skips none "
                        + "without a reason: go to stage \(from.rawValue + 1), or say why with --reason.")
        case .returnsWithoutReason:
            self = .conflict(
                "A return to stage \(target.rawValue) is a setback and is recorded with its reason: give --reason.")
        case .unmetCriteriaWithoutReason:
            let list = unmet.map { "\($0.criterion.number) \($0.criterion.text)" }.joined(separator: "; ")
            self = .conflict(
                "Stage \(current?.rawValue ?? 1) has criteria that are not met: \(list). They advise and do not gate: "
                    + "to advance all the same, say why with --reason.")
        case .beforeTheLastMove(let day):
            self = .invalid(field: "on", "the couple last moved on \(day); a move cannot be dated before that")
        }
    }
}
