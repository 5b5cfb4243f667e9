package import FoundationEssentials

/// What is to be put right in a road that was recorded. Moves are numbered from 1, the start.
package enum RoadCorrection: Sendable, Hashable {
    /// The move was on another day.
    case redate(move: Int, on: CalendarDate)
    /// A move that was not recorded: the couple took up the stage on that day.
    case insert(Stage, on: CalendarDate)
    /// The move was not made.
    case remove(move: Int)
}

/// A road as a list of moves that can be corrected: each move's kind follows from the one before it.
package struct RoadChain: Sendable, Hashable {
    package struct Step: Sendable, Hashable {
        /// Nil for a move that is new.
        package var event: UUID?
        package var stage: Stage
        package var on: CalendarDate
        package var kind: StageMove.Kind
        package var unmet: [String]
        /// Of a return: the record of its setback; nil where the correction has to bring one.
        package var setback: UUID?

        package init(
            event: UUID?, stage: Stage, on: CalendarDate, kind: StageMove.Kind, unmet: [String] = [],
            setback: UUID? = nil
        ) {
            (self.event, self.stage, self.on, self.kind) = (event, stage, on, kind)
            (self.unmet, self.setback) = (unmet, setback)
        }

        /// Whether the move needs a reason: where it has none of its own, the correction's words stand for it.
        package var needsReason: Bool { kind == .skip || kind == .start && stage != .acknowledge || !unmet.isEmpty }

        package var needsSetback: Bool { kind == .goBack && setback == nil }
    }

    package enum Refusal: Error, Hashable, Sendable {
        case noSuchMove(Int)
        /// Nothing would be left, or nothing would be other than it is.
        case empty, unchanged
        /// The move would be dated before the one it follows.
        case outOfOrder(move: Int)
        /// The move would lead to the stage that the couple is in already.
        case staysInStage(move: Int)
    }

    package private(set) var steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    /// The same road, corrected. Every move is what it is beside its new neighbour: one that leaves a stage out becomes
    /// a skip, one that leads back a return.
    package func corrected(by correction: RoadCorrection) throws(Refusal) -> RoadChain {
        var new = steps
        switch correction {
        case .redate(let move, let day):
            guard new.indices.contains(move - 1) else { throw .noSuchMove(move) }
            new[move - 1].on = day
        case .insert(let stage, let day):
            let place = new.firstIndex { $0.on > day } ?? new.endIndex
            new.insert(Step(event: nil, stage: stage, on: day, kind: .start), at: place)
        case .remove(let move):
            guard new.indices.contains(move - 1) else { throw .noSuchMove(move) }
            new.remove(at: move - 1)
        }
        guard !new.isEmpty else { throw .empty }
        guard new != steps else { throw .unchanged }
        for index in new.indices {
            let previous = index == 0 ? nil : new[index - 1]
            if let previous, new[index].on < previous.on { throw .outOfOrder(move: index + 1) }
            if let previous, new[index].stage == previous.stage { throw .staysInStage(move: index + 1) }
            let kind: StageMove.Kind =
                if let previous {
                    new[index].stage < previous.stage
                        ? .goBack : new[index].stage == previous.stage.next ? .advance : .skip
                } else { .start }
            new[index].kind = kind
            if kind != .advance { new[index].unmet = [] }
            if kind != .goBack { new[index].setback = nil }
        }
        return RoadChain(new)
    }
}
