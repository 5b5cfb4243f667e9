package import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// What an exchange of keys did.
package struct KeyRotation: Sendable, Hashable {
    /// Cases whose keys are exchanged to the end.
    package var cases = 0
    /// Texts that were sealed anew.
    package var texts = 0
    /// Versions of keys that were destroyed.
    package var destroyed = 0
    /// Whether an exchange that had been begun before was taken up.
    package var isResumed = false
}

/// A case's keys are exchanged in small steps while people work: it gets fresh keys, under which all that is written
/// from then on comes; the texts under the old ones follow a few at a time, each step a transaction of its own; when no
/// text is left there, the old keys are destroyed. Constraints hold it together (`sql/migrations/0014_keys.sql`): a key
/// cannot go while a text lies under it. Killed at any moment, the same call goes on where it was.
///
/// The words are opened here and nowhere shown: what comes back is a count.
extension Casework {
    /// How many texts one step seals anew: a few milliseconds' work, so nobody waits for it.
    private static let step = 50

    /// Gives a case fresh keys, or goes on with an exchange that was begun.
    ///
    /// - Parameter progress: told, after each step, how many texts it sealed anew.
    package func rotateKeys(
        of handle: Handle, key: RequestKey, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(CaseworkError) -> KeyRotation {
        try await failures {
            let request = Request("keys rotate", key: key, [handle.description])
            let (file, isResumed) = try await read("keys rotate", by: [.practiceAdmin]) { desk in
                let file = try RotatedCase(id: desk.caseID(handle), practice: desk.keys)
                if let day = try desk.dayOfErasure(file.id) { throw CaseworkError.erased(handle.description, on: day) }
                let versions = try desk.keyVersions(of: file.id)
                guard !versions.isEmpty else { throw CaseworkError.withoutKeys(handle.description) }
                return (file, versions.count > 1)
            }
            if !isResumed {
                _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                    try desk.beginKeys(of: file.id)
                }
            }
            var rotation = try await finish(file, progress: progress)
            rotation.isResumed = isResumed
            return rotation
        }
    }

    /// Gives every case of the practice fresh keys, one after the other, or goes on with such a rotation.
    ///
    /// - Parameter progress: told, after each case, how many are left.
    package func rotateAllKeys(
        key: RequestKey, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(CaseworkError) -> KeyRotation {
        try await failures {
            var random = environment.random
            let rotationID = ID<CaseFile>.random(using: &random).uuid
            let (practice, wasOpen) = try await read("keys rotate", by: [.practiceAdmin]) { desk in
                let begun = try desk.transaction.one(
                    "select rotation_begun_at is not null from private.key_census()", Bool.self)
                return (try desk.keys, begun)
            }
            _ = try await change(Request("keys rotate", key: key, ["all"]), by: [.practiceAdmin], answer: "all") {
                _ = try $0.transaction.one("select private.begin_rotation(\(rotationID))::text", String.self)
            }
            var rotation = KeyRotation()
            rotation.isResumed = wasOpen
            while true {
                let due = try await rewrapping { transaction in
                    try transaction.all("select case_id from private.due_cases(20)", UUID.self)
                }
                for caseID in due {
                    try await environment.database.write(options("keys rotate", role: nil)) { transaction in
                        let desk = try Desk(transaction, by: [.practiceAdmin], asked: nil, environment: environment)
                        if try desk.keyVersions(of: caseID).count == 1 { try desk.beginKeys(of: caseID) }
                    }
                    rotation.add(try await finish(RotatedCase(id: caseID, practice: practice)) { _ in })
                    progress(try await rewrapping { try $0.one("select private.due_case_count()", Int.self) })
                }
                if due.isEmpty, try await rewrapping({ try $0.one("select private.end_rotation()", Bool.self) }) {
                    return rotation
                }
                if due.isEmpty { return rotation }
            }
        }
    }

    /// Seals what is left under old keys and destroys them.
    private func finish(
        _ file: RotatedCase, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> KeyRotation {
        var rotation = KeyRotation()
        rotation.cases = 1
        var idle = 0
        while true {
            let step = try await rewrapping { [environment] in try file.reseal(Self.step, environment.random, $0) }
            rotation.texts += step.put
            if step.put > 0 { progress(step.put) }
            if step.found > 0 {
                // somebody edits the very texts that were found: they come under the new key by themselves
                idle = step.put == 0 ? idle + 1 : 0
                guard idle < 100 else { throw CaseworkError.busyTexts(file.id) }
                continue
            }
            do {
                rotation.destroyed += try await rewrapping {
                    try $0.one("select private.retire_case_keys(\(file.id))", Int.self)
                }
                return rotation
            } catch let error as PostgresError where error.isSealedUnderOldKey {
                // a text came under the old key after the last look: look again
                continue
            }
        }
    }

    private func rewrapping<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await environment.database.write(options("keys rotate", role: "troth_rewrapper"), body)
    }
}

/// A case whose keys are being exchanged, and the key that wraps them.
private struct RotatedCase: Sendable {
    let id: UUID
    let practice: PracticeKey

    /// One step: fetches some texts under old keys, seals them under the newest, puts them back where nobody else was
    /// faster. Answers how many there were and how many were put.
    func reseal(_ most: Int, _ random: RandomSource, _ transaction: Transaction) throws -> (found: Int, put: Int) {
        let texts = try transaction.all(
            """
            select subject, row_id, part, field, audience, sealed from private.stale_texts(\(id), \(Int32(most)))
            """, as: StaleText.self)
        if texts.isEmpty { return (0, 0) }
        var wrapped = WrappedCaseKeys()
        for row in try transaction.all(
            """
            select \(id)::uuid, key_version, wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
            from private.key_work(\(id))
            """, as: CaseKeyRow.self)
        {
            wrapped.add(row.keys, version: row.version)
        }
        // another program finished the exchange in between
        if wrapped.versions.isEmpty { return (0, 0) }
        var keys = CaseKeys(practice: practice, caseID: id, wrapped: wrapped)
        var random = random
        let resealed = try texts.map { text in
            try keys.reseal(text.sealed, for: text.audience, row: text.row, field: text.field, using: &random)
        }
        let put = try transaction.one(
            """
            select private.put_resealed(\(id), \(texts.map(\.subject))::text[], \(texts.map(\.row))::uuid[],
                \(texts.map(\.part))::text[],
                (select array_agg(sha256(s) order by place)
                 from unnest(\(texts.map(\.sealed))::bytea[]) with ordinality t (s, place)),
                \(resealed)::bytea[])
            """, Int.self)
        return (texts.count, put)
    }
}

/// A text under a superseded key.
private struct StaleText: RowDecodable, Sendable {
    let subject: String
    let row: UUID
    let part: String
    let field: String
    let audience: Audience
    let sealed: [UInt8]

    init(row reader: inout RowReader) throws(PostgresError) {
        subject = try reader.next()
        row = try reader.next()
        part = try reader.next()
        field = try reader.next()
        audience = try reader.next()
        sealed = try reader.next()
    }
}

extension Desk {
    func keyVersions(of caseID: UUID) throws -> [Int32] {
        try transaction.one("select private.key_versions(\(caseID))", [Int32].self)
    }

    /// Gives a case the next version of its keys.
    func beginKeys(of caseID: UUID) throws {
        let versions = try keyVersions(of: caseID)
        guard let newest = versions.last else { throw CaseworkError.withoutKeys(caseID.uuidString) }
        var random = environment.random
        let practice = try keys
        var fresh = CaseKeys(new: caseID, practice: practice, version: UInt32(newest) + 1, using: &random)
        let wrapped = try [Compartment.joint, .a, .b, .therapist].map { try fresh.wrap($0, using: &random) }
        _ = try transaction.execute(
            """
            select private.begin_case_keys(\(caseID), \(newest + 1), \(Int32(practice.version)), \(wrapped[0]),
                \(wrapped[1]), \(wrapped[2]), \(wrapped[3]))
            """)
    }
}

extension KeyRotation {
    fileprivate mutating func add(_ other: KeyRotation) {
        cases += other.cases
        texts += other.texts
        destroyed += other.destroyed
    }
}

extension PostgresError {
    /// Whether a text and the version of the key it lies under would have been torn apart.
    var isSealedUnderOldKey: Bool {
        sqlState == .foreignKeyViolation && constraint?.hasSuffix("_sealed_under") == true
    }
}

extension CaseworkError {
    static func withoutKeys(_ name: String) -> Self {
        .conflict("The case \(name) has no keys: it was erased. Nothing was changed.")
    }

    fileprivate static func busyTexts(_ caseID: UUID) -> Self {
        .conflict(
            "The texts of the case \(caseID) are being edited all the time. Both keys of the case are kept, and nothing "
                + "is lost; run `troth keys rotate` again later.")
    }
}
