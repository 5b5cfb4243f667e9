import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// Files whole cases: seals every word and inserts each table's rows by arrays, under the therapist's own rights.
///
/// One case or ten thousand go the same way, so an import is held to the same rules as a case opened by hand.
struct CaseFiling {
    let desk: Desk
    let roadmapVersion: Int16
    let instruments: [String: Int16]
    let credential: String?
    private var random: RandomSource
    private var rows = FiledRows()
    private var handles: HandleSupply

    init(_ desk: Desk) throws {
        self.desk = desk
        random = desk.environment.random
        handles = HandleSupply(desk.transaction)
        roadmapVersion = try desk.transaction.one(
            "select max(roadmap_version) from app.roadmaps where practice_id = \(desk.practice)", Int16.self)
        instruments = Dictionary(
            try desk.transaction.all(
                "select measure, max(version) from app.measures where practice_id = \(desk.practice) group by measure",
                String.self, Int16.self
            ).map { ($0.0, $0.1) }, uniquingKeysWith: max)
        let author = try desk.transaction.one(
            "select credential from app.staff where practice_id = \(desk.practice) and staff_id = \(desk.staff)",
            String?.self)
        credential = author
    }

    /// How many cases wait to be inserted.
    var waiting: Int { rows.cases.id.count }

    /// Adds one case under a handle that is free, and returns it; nothing reaches the database before `insert`.
    mutating func add(_ history: CaseHistory) throws -> Handle {
        let handle = try handles.next(.caseFile, using: &random)
        try add(history, id: .random(using: &random), handle: handle)
        return handle
    }

    /// Adds one case whose id and handle were drawn before.
    mutating func add(_ history: CaseHistory, id: ID<CaseFile>, handle: Handle) throws {
        let caseID = id.uuid
        var keys = CaseKeys(new: caseID, practice: try desk.keys, using: &random)
        rows.cases.add(history, id: caseID, handle: handle)
        try rows.keys.add(&keys, random: &random)
        for (partner, record) in [(Partner.a, history.a), (.b, history.b)] {
            try rows.partners.add(record, as: partner, keys: &keys, random: &random)
        }
        for consent in history.consents {
            rows.consents.add(
                consent, case: caseID, version: consent.instrument.flatMap { instruments[$0] }, random: &random)
        }
        for session in history.sessions {
            let hasPolicy = session.format == .conjoint || history.hasSecretsPolicy(on: session.at.day)
            try rows.sessions.add(session, hasPolicy: hasPolicy, keys: &keys, handles: &handles, random: &random)
        }
        try rows.records.add(history.records, author: desk.staff, keys: &keys, handles: &handles, random: &random)
        for (index, stage) in history.stages.enumerated() {
            let before = index > 0 ? history.stages[index - 1] : nil
            var setback: UUID?
            if stage.move.kind == .goBack {
                let entry = CaseHistory.RecordEntry(.setback, text: stage.reason ?? "-", on: stage.on)
                setback = try rows.records.add(
                    [entry], author: desk.staff, keys: &keys, handles: &handles, random: &random
                ).first
            }
            try rows.stages.add(
                stage, seq: index + 1, after: before, setback: setback, keys: &keys, random: &random)
        }
        for rating in history.ratings { rows.ratings.add(rating, case: caseID, random: &random) }
        for response in history.measures {
            guard let version = instruments[response.instrument] else {
                throw CaseworkError.notFound(.measure, response.instrument)
            }
            try rows.measures.add(response, version: version, keys: &keys, random: &random)
        }
        for commitment in history.commitments {
            let handle = try handles.next(.commitment, using: &random)
            try rows.commitments.add(commitment, handle: handle, keys: &keys, random: &random)
        }
        for goal in history.goals {
            let handle = try handles.next(.goal, using: &random)
            try rows.goals.add(goal, handle: handle, keys: &keys, random: &random)
        }
    }

    /// Inserts what was added.
    mutating func insert() throws {
        guard waiting > 0 else { return }
        for statement in try rows.statements(desk, roadmapVersion: roadmapVersion, credential: credential) {
            _ = try desk.transaction.execute(statement)
        }
        rows = FiledRows()
        handles.inserted()
    }
}

extension CaseHistory {
    /// Whether both partners had accepted the secrets policy by that day.
    func hasSecretsPolicy(on day: CalendarDate) -> Bool {
        Partner.allCases.allSatisfy { partner in
            consents.contains { $0.partner == partner && $0.kind == .secretsPolicy && $0.on <= day }
        }
    }
}
