import CaseModel
import Testing

@Suite("A move on the road")
struct StageMoveTests {
    struct Row: Sendable, CustomStringConvertible {
        var from: Stage?
        var to: Stage
        var hasReason: Bool
        var unmet: [String]

        var description: String {
            let way = "\(from?.shortName ?? "nowhere") to \(to.shortName)"
            return "\(way), \(hasReason ? "with" : "no") reason, \(unmet.count) unmet"
        }
    }

    static let rows: [Row] = ([nil] + Stage.allCases.map(Optional.some)).flatMap { from in
        Stage.allCases.flatMap { to in
            [false, true].flatMap { hasReason in
                [[], ["1.1", "1.2"]].map { Row(from: from, to: to, hasReason: hasReason, unmet: $0) }
            }
        }
    }

    /// The rules once more, written as the distance between the stages.
    private func expected(_ row: Row) -> Result<StageMove.Kind, StageMove.Refusal> {
        guard let from = row.from else {
            return row.to.rawValue == 1 || row.hasReason
                ? .success(.start) : .failure(.skipsWithoutReason(from: .acknowledge, to: row.to))
        }
        switch row.to.rawValue - from.rawValue {
        case 0: return .failure(.alreadyThere)
        case ..<0: return row.hasReason ? .success(.goBack) : .failure(.returnsWithoutSetback)
        case 1:
            return row.unmet.isEmpty || row.hasReason
                ? .success(.advance) : .failure(.unmetCriteriaWithoutReason(row.unmet))
        default: return row.hasReason ? .success(.skip) : .failure(.skipsWithoutReason(from: from, to: row.to))
        }
    }

    @Test("is made or refused by the same rule in every case", arguments: rows)
    func everyMove(row: Row) throws {
        let day = try #require(CalendarDate("2026-11-23"))
        let result = Result { () throws(StageMove.Refusal) in
            try StageMove.move(
                from: row.from, since: row.from == nil ? nil : day, to: row.to, on: day, unmet: row.unmet,
                hasReason: row.hasReason)
        }
        switch expected(row) {
        case .success(let kind):
            let move = try result.get()
            #expect(move.to == row.to && move.kind == kind)
        case .failure(let refusal): #expect(throws: refusal) { try result.get() }
        }
    }

    @Test("covers all 7 x 6 x 2 x 2 cases")
    func table() {
        #expect(Self.rows.count == 168)
    }

    @Test("cannot come before the last one, whatever its reason")
    func order() throws {
        let since = try #require(CalendarDate("2026-11-23"))
        #expect(throws: StageMove.Refusal.beforeTheLastMove(since)) {
            try StageMove.move(
                from: .acknowledge, since: since, to: .apologize, on: since.adding(days: -1), hasReason: true)
        }
    }

    @Test("leads along six stages in order")
    func stages() {
        #expect(Stage.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6])
        #expect(Stage.allCases.dropLast().allSatisfy { $0.next?.rawValue == $0.rawValue + 1 })
        #expect(Stage.plan.next == nil)
    }
}
