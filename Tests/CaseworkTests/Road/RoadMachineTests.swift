import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

/// The road as a state machine: what the rules forbid is reached by no commands, and the database refuses it by itself.
@Suite("The road is what its rules say", .serialized)
struct RoadMachineTests {
    /// Six stages with one criterion each, which the therapist answers with yes or no.
    static func definition() throws -> RoadDefinition {
        let stages = (1...6).map {
            """
            { name: 'Stage \($0)', short: '\($0)', criteria: [
                { text: 'Done', rater: 'therapist', scale: 'yes_no', threshold: 1, source: 'ours' } ] }
            """
        }
        return try RoadDefinition(reading: Data("{ name: 'R', stages: [\(stages.joined(separator: ","))] }".utf8))
    }

    private static let opened = day("2026-06-04")
    /// As numbers of days: the day the case was opened to today.
    private static var days: ClosedRange<Int> { opened.dayNumber...TestPractice.today.dayNumber }

    @Test("through the service: after any commands the road is that of a plain model, and each was accepted as it says")
    func service() async throws {
        let proof = Proof("random commands leave the road that a plain model says")
        let practice = try await TestPractice()
        try await practice.keepLoginsOpen()
        _ = try await practice.admin.defineRoad(try Self.definition(), key: .fresh())
        let total = Proof.size(60, full: 6_000)
        let piece = 60
        for first in stride(from: 0, to: total, by: piece) {
            let outcomes = try await Self.run(first..<min(first + piece, total), as: practice.therapist)
            for (seed, difference) in outcomes {
                #expect(proof.holds(difference == nil), "sequence \(seed): \(difference ?? "")")
            }
        }
        proof.report()
    }

    /// Runs sequences, each on a couple of its own, in one transaction: the desk works as it does for one command at a
    /// time, and a refused one leaves nothing. Answers how each differed from the model.
    private static func run(
        _ seeds: Range<Int>, as casework: Casework
    ) async throws -> [(seed: Int, difference: String?)] {
        try await casework.environment.database.write(casework.options("stage advance", role: nil)) { transaction in
            let desk = try Desk(
                transaction, by: .treating, asked: nil, environment: casework.environment)
            var filing = try CaseFiling(desk)
            var history = RoadCouple.history()
            history.openedOn = Self.opened
            let handles = try seeds.map { _ in try filing.add(history) }
            try filing.insert()
            return try zip(seeds, handles).map { seed, handle in
                (seed: seed, difference: try Self.sequence(seed, of: handle, at: desk))
            }
        }
    }

    private static func sequence(_ seed: Int, of handle: Handle, at desk: Desk) throws -> String? {
        var random = SeededNumbers(seed: UInt64(seed))
        var model = RoadModel(days: days, stages: 6)
        for _ in 0..<(2 + random.below(9)) {
            let command = RoadModel.Command.random(days: days, using: &random)
            let expected = model.apply(command)
            let got = try carryOut(command, on: handle, at: desk)
            if got != expected { return "\(command) was \(got ? "accepted" : "refused")" }
        }
        let stored = try desk.stageEvents(try desk.roadCase(handle).id)
        let moves = stored.map {
            RoadModel.Move(stage: Int($0.stage.rawValue), on: $0.on.dayNumber, kind: $0.kind.rawValue)
        }
        guard moves == model.moves else { return "\(moves) instead of \(model.moves)" }
        return stored.map(\.seq) == stored.indices.map { $0 + 1 } ? nil : "a gap"
    }

    /// Whether the desk accepted it. A refusal by the database itself would abort the transaction, and fails the proof:
    /// the program knows the rules.
    private static func carryOut(_ command: RoadModel.Command, on handle: Handle, at desk: Desk) throws -> Bool {
        func stage(_ number: Int) -> Stage { Stage(rawValue: Int16(number)) ?? .acknowledge }
        do {
            switch command {
            case .advance(let to, let on, let hasReason):
                try desk.move(
                    handle, .onward(to.map(stage)), on: CalendarDate(dayNumber: on), reason: hasReason ? "x" : nil)
            case .back(let to, let on, let hasReason):
                try desk.move(handle, .back(stage(to)), on: CalendarDate(dayNumber: on), reason: hasReason ? "x" : nil)
            case .rate(let number, let yes, let on):
                let file = try desk.roadCase(handle)
                let day = try desk.entryDay(CalendarDate(dayNumber: on), of: file)
                var random = desk.environment.random
                var rows = RatingRows()
                rows.add(
                    CriterionRating(number: "\(number).1", by: .therapist, value: yes ? 1 : 0, on: day), case: file.id,
                    random: &random)
                if let statement = rows.insert(desk, roadmapVersion: file.roadmapVersion) {
                    _ = try desk.transaction.execute(statement)
                }
            case .redate(let move, let on):
                try desk.correct(handle, .redate(move: move, on: CalendarDate(dayNumber: on)), reason: "x")
            case .insert(let number, let on):
                try desk.correct(handle, .insert(stage(number), on: CalendarDate(dayNumber: on)), reason: "x")
            case .remove(let move):
                try desk.correct(handle, .remove(move: move), reason: "x")
            }
            return true
        } catch is CaseworkError {
            return false
        }
    }

    @Test("by SQL: in each state each kind of row is accepted or refused as the rules say, whatever else is in it")
    func table() async throws {
        let proof = Proof("the database accepts and refuses each row of a road as the rules say")
        let fixture = try await RoadRows()
        // places in the table, each once at full size
        let all = try await fixture.exhaustive(every: Proof.size(16, full: 1))
        proof.count(passed: all.right, failed: all.wrong.count)
        #expect(all.wrong.isEmpty, "\(all.wrong.prefix(5))")
        #expect(all.right > 900)
        proof.report()
    }

    @Test("by SQL: whatever rows are tried in a row, the road that stands is one that the rules allow")
    func sequences() async throws {
        let proof = Proof("random rows leave a road that the rules allow")
        let fixture = try await RoadRows()
        let total = Proof.size(400, full: 100_000)
        let piece = 500
        for first in stride(from: 0, to: total, by: piece) {
            let outcome = try await fixture.sequences(seed: first, count: min(piece, total - first))
            proof.count(passed: outcome.right, failed: outcome.wrong.count)
            #expect(outcome.wrong.isEmpty, "\(outcome.wrong.prefix(5))")
        }
        proof.report()
    }
}
