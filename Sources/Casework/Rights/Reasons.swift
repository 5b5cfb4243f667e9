import FoundationEssentials
import Postgres
import Sealing

/// Words of the practice itself, under its own key: why somebody was barred or broke the glass, and what was found;
/// why a copy goes out by a law, and why a case is not to be erased.
enum ReasonField: String, Sendable {
    case bar = "bars.reason"
    case glass = "glass_openings.reason"
    case comment = "glass_openings.comment"
    case release = "case_releases.reason"
    case hold = "legal_holds.reason"
    case handOver = "hand_overs.note"
    case handedCase = "transfers.note"
}

/// Reasons as the database handed them out. Opened only after COMMIT.
struct SealedReasons: Sendable {
    fileprivate struct Row: Sendable {
        let id: UUID
        let field: ReasonField
        let sealed: [UInt8]
    }

    fileprivate let rows: [Row]
    fileprivate let practice: PracticeKey

    func opened() throws -> OpenReasons {
        var texts: [OpenReasons.Key: String] = [:]
        for row in rows {
            let place = Place(practice: practice.practice, row: row.id, column: row.field.rawValue)
            texts[OpenReasons.Key(id: row.id, field: row.field)] = String(
                decoding: try practice.words.open(row.sealed, at: place), as: UTF8.self)
        }
        return OpenReasons(texts: texts)
    }
}

/// Reasons that were opened, by their row.
struct OpenReasons: Sendable {
    fileprivate struct Key: Hashable {
        let id: UUID
        let field: ReasonField
    }

    fileprivate let texts: [Key: String]

    subscript(id: UUID, field: ReasonField) -> String? { texts[Key(id: id, field: field)] }
}

extension Desk {
    /// Seals a reason at its row.
    func sealed(
        reason: String, of row: UUID, _ field: ReasonField, using random: inout some RandomNumberGenerator
    ) throws -> [UInt8] {
        let practiceKey = try keys
        let place = Place(practice: practice, row: row, column: field.rawValue)
        return try practiceKey.words.seal(Array(reason.utf8), at: place, revision: 1, using: &random)
    }

    /// Fetches reasons of these rows. In an `open` transaction only: the database writes the audit event.
    func reasons(of rows: [UUID]) throws -> SealedReasons {
        let found = try transaction.all(
            "select row_id, field, sealed from app.open_reasons(\(rows)::uuid[])", UUID.self, String.self, [UInt8].self)
        return SealedReasons(
            rows: found.compactMap { row in
                ReasonField(rawValue: row.1).map { SealedReasons.Row(id: row.0, field: $0, sealed: row.2) }
            }, practice: try keys)
    }
}
