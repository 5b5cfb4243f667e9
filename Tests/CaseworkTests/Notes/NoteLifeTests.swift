import Postgres
import TestSupport
import Testing

@Suite("The life of a note, against a plain model of the rules")
struct NoteLifeTests {
    /// Random sequences of everybody's steps, allowed and not: after each one the database stands where the model does,
    /// and refuses just what the model refuses.
    @Test func isTheModelsInRandomSequences() async throws {
        let life = try await NoteLife()
        let proof = Proof("the life of a note, random sequences against a plain model")
        let sequences = Proof.size(40, full: 100_000)
        var dice = SystemRandomNumberGenerator()
        // Few to a transaction: what one sequence leaves dead, the next would read again.
        for _ in 0..<max(1, sequences / 50) {
            let batch = (0..<min(sequences, 50)).map { _ in
                var model = NoteModel()
                return (0..<10).map { _ -> Tried in
                    let step = model.steps().randomElement(using: &dice) ?? .write(.tom)
                    let isTaken = model.take(step)
                    return Tried(step: step, isTaken: isTaken, state: model.state)
                }
            }
            try await check(batch, life, proof)
        }
        proof.report()
    }

    /// Every step from every state that can be reached in so many steps.
    @Test func isTheModelsFromEveryState() async throws {
        let life = try await NoteLife()
        let proof = Proof("the life of a note, every step from every state")
        var paths: [NoteModel: [NoteModel.Step]] = [NoteModel(): []]
        var edge = [NoteModel()]
        for _ in 0..<Proof.size(1, full: 5) {
            var next: [NoteModel] = []
            for model in edge {
                for step in model.steps() {
                    var after = model
                    guard after.take(step), paths[after] == nil else { continue }
                    paths[after] = (paths[model] ?? []) + [step]
                    next.append(after)
                }
            }
            edge = next
        }
        for (model, path) in paths {
            let batch = model.steps().map { step -> [Tried] in
                var walked = NoteModel()
                return (path + [step]).map { step in
                    let isTaken = walked.take(step)
                    return Tried(step: step, isTaken: isTaken, state: walked.state)
                }
            }
            try await check(batch, life, proof)
        }
        proof.report()
    }

    private func check(_ batch: [[Tried]], _ life: NoteLife, _ proof: Proof) async throws {
        let told = try await life.database.write(TransactionOptions(statementTimeout: .zero)) { transaction in
            try batch.map { try life.run($0.map(\.step), transaction) }
        }
        for (sequence, outcomes) in zip(batch, told) {
            let fault = sequence.indices.first { index in
                let tried = sequence[index]
                return (outcomes[2 * index] == "ok") != tried.isTaken || outcomes[2 * index + 1] != tried.state
            }
            let said = fault.map { "\(sequence[...$0].map(\.step)): \(outcomes[2 * $0]) \(outcomes[2 * $0 + 1])" }
            #expect(proof.holds(fault == nil), "\(said ?? "")")
        }
    }

    private struct Tried: Sendable {
        let step: NoteModel.Step
        let isTaken: Bool
        let state: String
    }
}
