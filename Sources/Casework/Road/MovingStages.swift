package import CaseModel
import FoundationEssentials
import Postgres

/// Where a couple stands after a move.
package struct StagePosition: Sendable, Hashable {
    package let stage: Stage
    /// What the case's road calls it.
    package let name: String
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
        try await move("stage advance", handle, .onward(target), day, reason, nil, key)
    }

    /// Takes a couple back to an earlier stage. A return names its setback: one that is recorded, by its handle, or one
    /// that is recorded with it, `reason` being its words.
    package func returnStage(
        of handle: Handle, to target: Stage, on day: CalendarDate? = nil, reason: String?, setback: Handle? = nil,
        key: RequestKey
    ) async throws(CaseworkError) -> StagePosition {
        try await move("stage return", handle, .back(target), day, reason, setback, key)
    }

    private func move(
        _ act: String, _ handle: Handle, _ direction: Direction, _ day: CalendarDate?, _ reason: String?,
        _ setback: Handle?, _ key: RequestKey
    ) async throws(CaseworkError) -> StagePosition {
        try await failures {
            let words = try reason.map { text throws(CaseworkError) in
                try checkedWords(text, field: "reason", atMost: 4_000)
            }
            let request = Request(
                act, key: key,
                [
                    handle.description, direction.asked?.rawValue.description, day?.description, words,
                    setback?.description,
                ])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                try desk.move(handle, direction, on: day, reason: words, setback: setback)
            }
            return try await read(act, by: .treating) { desk in
                let file = try desk.roadCase(handle)
                let stages = try desk.roadStages(roadmapVersion: file.roadmapVersion)
                guard let last = try desk.stageEvents(file.id).last else {
                    throw CaseworkError.internal("a move left no event")
                }
                let name = stages.first { $0.stage == last.stage }?.name ?? last.stage.name
                return StagePosition(stage: last.stage, name: name, since: last.on, kind: last.kind)
            }
        }
    }
}

/// Which way a couple is asked to move.
enum Direction: Sendable, Hashable {
    /// To the next stage, or to one beyond it.
    case onward(Stage?)
    case back(Stage)

    var asked: Stage? {
        switch self {
        case .onward(let stage): stage
        case .back(let stage): stage
        }
    }

    /// Where that leads from `current`, on a road whose last stage is `end`.
    func target(from current: Stage?, end: Stage) throws(CaseworkError) -> Stage {
        if let asked, asked > end { throw .invalid(field: "to", "this road has \(end.rawValue) stages") }
        switch (self, current) {
        case (.back, nil):
            throw .conflict("The road has not begun. Begin it with `troth stage advance`.")
        case (.back(let target), let current?):
            if target > current {
                throw .conflict(
                    "The couple is in stage \(current.rawValue), before stage \(target.rawValue). To move on, use "
                        + "`troth stage advance`.")
            }
            return target
        case (.onward(let target), nil): return target ?? .acknowledge
        case (.onward(let target), let current?):
            if let target, target < current {
                throw .conflict(
                    "The couple is in stage \(current.rawValue), past stage \(target.rawValue). To go back, use "
                        + "`troth stage return --to \(target.rawValue) --reason`.")
            }
            guard let next = target ?? current.next, next <= end else {
                throw .conflict(
                    "The couple is in the last stage. When the work is done, close the case with `troth case close`.")
            }
            return next
        }
    }
}

extension Desk {
    /// Makes one move, of a kind that follows from where the couple is.
    func move(
        _ handle: Handle, _ direction: Direction, on given: CalendarDate?, reason: String?, setback: Handle? = nil
    ) throws {
        let facts = try RoadFacts(self, try roadCase(handle))
        let last = facts.events.last
        if let closedOn = facts.file.closedOn {
            throw CaseworkError.conflict("The case was closed on \(closedOn); its road ends there.")
        }
        let on = try entryDay(given, of: facts.file)
        let target = try direction.target(from: last?.stage, end: facts.stages.last?.stage ?? .plan)
        let unmet = facts.standings(on: on).filter { $0.criterion.stage == last?.stage && $0.isMet == false }
        let move: StageMove
        do {
            move = try StageMove.move(
                from: last?.stage, since: last?.on, to: target, on: on, unmet: unmet.map(\.criterion.number),
                hasReason: reason != nil || setback != nil)
        } catch {
            throw CaseworkError(error, from: last?.stage, to: target, unmet: unmet)
        }
        if move.kind == .advance || move.kind == .skip, try isHeld(facts.file.id) {
            throw CaseworkError.held(facts.file.handle)
        }
        let seq = (last?.seq ?? 0) + 1
        var random = environment.random
        var keys = try caseKeys(facts.file.id)
        let id = ID<StageMove>.random(using: &random).uuid
        var setbackID: UUID?
        if move.kind == .goBack { setbackID = try self.setback(setback, words: reason, on: on, in: facts.file) }
        // of a setback that is recorded with the return, the words are the setback's own
        let sealed = try (move.kind == .goBack && setback == nil ? nil : reason).map {
            try keys.seal($0, for: .joint, row: id, field: RoadField.reason, using: &random)
        }
        _ = try transaction.execute(
            """
            insert into app.stage_events
                (practice_id, case_id, roadmap_version, seq, event_id, stage, started_on, kind, unmet, reason_sealed,
                 setback_id, prev_stage, prev_started_on, recorded_by)
            values (\(practice), \(facts.file.id), \(facts.file.roadmapVersion), \(seq), \(id), \(move.to), \(on),
                \(move.kind), \(move.unmet)::text[], \(sealed), \(setbackID), \(last?.stage), \(last?.on), \(staff))
            """)
    }

    /// The setback that a return names: the one given, or a new one.
    func setback(
        _ given: Handle?, words: String?, on day: CalendarDate, in file: RoadCase
    ) throws -> UUID {
        guard let given else {
            var random = environment.random
            let id = ID<StageRecord>.random(using: &random).uuid
            try write(
                NewRecord(.setback, text: words ?? "", on: day), id: id,
                name: .random(.record, using: &random), in: file)
            return id
        }
        let found = try record(given, [.setback])
        guard found.file.id == file.id else { throw CaseworkError.notFound(.record, given.description) }
        guard found.form.audience == .joint else {
            throw CaseworkError.conflict(
                "\(given) was told in confidence, and a return is in the couple's record. Say what both know with --reason."
            )
        }
        if day < found.on {
            throw CaseworkError.invalid(field: "on", "\(day) is before the setback \(given) of \(found.on)")
        }
        return found.id
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
        case .returnsWithoutSetback:
            self = .conflict(
                "A return to stage \(target.rawValue) names its setback: say what happened with --reason, or name one "
                    + "that is recorded with --setback.")
        case .unmetCriteriaWithoutReason:
            self = .conflict(
                "Stage \(current?.rawValue ?? 1) has criteria that are not met:\n"
                    + unmet.map(\.lacking).joined(separator: "\n")
                    + "\nThey advise and do not gate: to advance all the same, say why with --reason.")
        case .beforeTheLastMove(let day):
            self = .invalid(field: "on", "the couple last moved on \(day); a move cannot be dated before that")
        }
    }
}

extension CriterionStanding {
    /// The criterion and what each partner's answers lack, on lines of their own. Letters, never names.
    fileprivate var lacking: String {
        let wanted = criterion.wanted.map {
            ", asks for \(criterion.fromRecords?.wantsFew == true ? "" : "at least ")\($0)"
        }
        return "  \(criterion.number) \(criterion.text)\(wanted ?? "")\n"
            + shortfalls.map { "      \($0.words)" }.joined(separator: "\n")
    }
}
