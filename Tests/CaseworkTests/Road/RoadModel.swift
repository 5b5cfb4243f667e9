import CaseModel

@testable import Casework

/// The rules of a road once more, as plainly as can be: numbers and lists, and none of the program's own code. What a
/// proof compares the service with.
struct RoadModel {
    enum Command: Hashable {
        case advance(to: Int?, on: Int, hasReason: Bool)
        case back(to: Int, on: Int, hasReason: Bool)
        /// The one criterion of a stage, by the therapist.
        case rate(stage: Int, yes: Bool, on: Int)
        case redate(move: Int, on: Int)
        case insert(stage: Int, on: Int)
        case remove(move: Int)
    }

    struct Move: Hashable {
        var stage: Int
        var on: Int
        var kind: String
    }

    /// The first and the last day on which anything can be recorded, as numbers of days.
    let days: ClosedRange<Int>
    let stages: Int
    private(set) var moves: [Move] = []
    private var ratings: [(stage: Int, yes: Bool, on: Int)] = []

    init(days: ClosedRange<Int>, stages: Int) { (self.days, self.stages) = (days, stages) }

    /// Whether the command is carried out; the model is then as the couple's road should be.
    mutating func apply(_ command: Command) -> Bool {
        switch command {
        case .advance(let to, let on, let hasReason):
            guard days.contains(on), to ?? 1 <= stages else { return false }
            guard let last = moves.last else {
                guard to ?? 1 == 1 || hasReason else { return false }
                moves.append(Move(stage: to ?? 1, on: on, kind: "start"))
                return true
            }
            let next = to ?? last.stage + 1
            guard next > last.stage, next <= stages, on >= last.on else { return false }
            let isSkip = next > last.stage + 1
            guard hasReason || !isSkip && isMet(last.stage, on: on) else { return false }
            moves.append(Move(stage: next, on: on, kind: isSkip ? "skip" : "advance"))
            return true
        case .back(let to, let on, let hasReason):
            guard let last = moves.last, days.contains(on), on >= last.on, to < last.stage, hasReason else {
                return false
            }
            moves.append(Move(stage: to, on: on, kind: "return"))
            return true
        case .rate(let stage, let yes, let on):
            guard days.contains(on) else { return false }
            ratings.append((stage, yes, on))
            return true
        case .redate(let move, let on):
            guard days.contains(on), moves.indices.contains(move - 1) else { return false }
            var new = moves
            new[move - 1].on = on
            return replace(new)
        case .insert(let stage, let on):
            guard days.contains(on) else { return false }
            let after = moves.prefix { $0.on <= on }
            return replace(after + [Move(stage: stage, on: on, kind: "")] + moves.dropFirst(after.count))
        case .remove(let move):
            guard moves.indices.contains(move - 1) else { return false }
            return replace(moves.prefix(move - 1) + moves.dropFirst(move))
        }
    }

    private func isMet(_ stage: Int, on day: Int) -> Bool {
        // of one day the later rating holds
        let known = ratings.enumerated().filter { $1.stage == stage && $1.on <= day }
        return known.max { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }?.element.yes ?? false
    }

    private mutating func replace(_ corrected: some Sequence<Move>) -> Bool {
        var new = Array(corrected)
        guard !new.isEmpty, new.map({ [$0.stage, $0.on] }) != moves.map({ [$0.stage, $0.on] }) else { return false }
        for (before, after) in zip(new, new.dropFirst()) {
            guard before.on <= after.on, before.stage != after.stage else { return false }
        }
        for place in new.indices {
            let step = place == 0 ? 0 : new[place].stage - new[place - 1].stage
            new[place].kind = place == 0 ? "start" : step < 0 ? "return" : step == 1 ? "advance" : "skip"
        }
        moves = new
        return true
    }
}

extension RoadModel.Command {
    /// One of all commands there are; days a little beyond what is allowed, moves a little beyond what is there.
    static func random(days: ClosedRange<Int>, using random: inout SeededNumbers) -> Self {
        let day = days.lowerBound - 1 + random.below(days.count + 2)
        let stage = 1 + random.below(6)
        switch random.below(20) {
        case 0..<8: return .advance(to: random.below(3) == 0 ? stage : nil, on: day, hasReason: random.below(2) == 0)
        case 8..<12: return .back(to: stage, on: day, hasReason: random.below(4) != 0)
        case 12..<16: return .rate(stage: stage, yes: random.below(4) != 0, on: day)
        case 16: return .redate(move: random.below(7), on: day)
        case 17, 18: return .insert(stage: stage, on: day)
        default: return .remove(move: random.below(7))
        }
    }
}

/// Numbers that come again with the same seed (SplitMix64: Steele, Lea and Flood 2014).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
