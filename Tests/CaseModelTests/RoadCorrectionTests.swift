import FoundationEssentials
import Testing

@testable import CaseModel

@Suite("A correction of a road")
struct RoadCorrectionTests {
    private static func on(_ number: Int) -> CalendarDate { CalendarDate(dayNumber: 20_000 + number) }

    /// Stage 1 on day 0, 2 on day 10 with criteria open, 3 on day 20, back to 2 on day 30.
    private static let chain = RoadChain([
        .init(event: UUID(), stage: .acknowledge, on: on(0), kind: .start),
        .init(event: UUID(), stage: .apologize, on: on(10), kind: .advance, unmet: ["1.1"]),
        .init(event: UUID(), stage: .boundaries, on: on(20), kind: .advance),
        .init(event: UUID(), stage: .apologize, on: on(30), kind: .goBack, setback: UUID()),
    ])

    @Test("gives a move another day, and leaves the others as they are")
    func redate() throws {
        let new = try Self.chain.corrected(by: .redate(move: 2, on: Self.on(5)))
        #expect(new.steps.map(\.on) == [0, 5, 20, 30].map(Self.on))
        #expect(new.steps.map(\.kind) == Self.chain.steps.map(\.kind))
        #expect(new.steps.map(\.event) == Self.chain.steps.map(\.event))
        #expect(new.steps.map(\.needsReason) == [false, true, false, false])
        #expect(new.steps.allSatisfy { !$0.needsSetback })
    }

    @Test("takes a move out: its neighbours meet, and what then needs a reason or a setback says so")
    func remove() throws {
        let new = try Self.chain.corrected(by: .remove(move: 2))
        #expect(new.steps.map(\.kind) == [.start, .skip, .goBack])
        #expect(new.steps.map(\.needsReason) == [false, true, false])
        let start = try Self.chain.corrected(by: .remove(move: 1))
        #expect(start.steps.map(\.kind) == [.start, .advance, .goBack] && start.steps[0].unmet.isEmpty)
        #expect(start.steps[0].needsReason)
    }

    @Test("puts a move in by its day; a return without a setback asks for one")
    func insert() throws {
        let new = try Self.chain.corrected(by: .insert(.acknowledge, on: Self.on(15)))
        #expect(new.steps.map(\.kind) == [.start, .advance, .goBack, .skip, .goBack])
        #expect(new.steps.map(\.needsSetback) == [false, false, true, false, false])
        #expect(new.steps.map(\.needsReason) == [false, true, false, true, false])
        #expect(new.steps[2].event == nil)
    }

    @Test("is refused where it leads nowhere")
    func refused() {
        let cases: [(RoadCorrection, RoadChain.Refusal)] = [
            (.redate(move: 0, on: Self.on(1)), .noSuchMove(0)), (.remove(move: 5), .noSuchMove(5)),
            (.redate(move: 2, on: Self.on(10)), .unchanged), (.redate(move: 2, on: Self.on(21)), .outOfOrder(move: 3)),
            (.redate(move: 3, on: Self.on(9)), .outOfOrder(move: 3)), (.remove(move: 3), .staysInStage(move: 3)),
            (.insert(.apologize, on: Self.on(15)), .staysInStage(move: 3)),
            (.insert(.apologize, on: Self.on(5)), .staysInStage(move: 3)),
        ]
        for (correction, refusal) in cases {
            #expect(throws: refusal) { try Self.chain.corrected(by: correction) }
        }
        #expect(throws: RoadChain.Refusal.empty) {
            try RoadChain([Self.chain.steps[0]]).corrected(by: .remove(move: 1))
        }
    }
}
