import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// One row of the record, whatever its table, and whose it is.
struct RecordRow: Sendable {
    let table: String
    let id: UUID
    let handle: String?
    let audience: Audience
    /// A score or a rating that its giver agrees today to share.
    let isShared: Bool
    /// False for a note that waits for its co-signature, or was returned.
    let isFinished: Bool
}

/// Where a sealed text stands.
struct SealedPlace: Sendable {
    let subject: String
    let row: UUID
    let field: String
    let audience: Audience
}

/// Every sealed text of a case that the person may read, to be opened after COMMIT.
struct EveryWord: Sendable {
    let places: [SealedPlace]
    fileprivate let sealed: [[UInt8]]
    fileprivate let caseID: UUID
    fileprivate let wrapped: WrappedCaseKeys
    fileprivate let practice: PracticeKey

    func opened() throws -> OpenWords {
        var keys = CaseKeys(practice: practice, caseID: caseID, wrapped: wrapped)
        return OpenWords(
            try zip(places, sealed).map { place, sealed in
                (
                    place.row, place.field,
                    try keys.open(sealed, for: place.audience, row: place.row, field: place.field)
                )
            })
    }
}

extension Desk {
    /// Every row of the case that this person may see, of every table that the catalogue has. Whose it is says its
    /// audience, else the partner that it is about, else, of a session, whom it was with; else it is both partners'.
    func everyRow(of caseID: UUID) throws -> [RecordRow] {
        let tables = try transaction.all(
            """
            select c.relname::text, k.attname::text,
                array(select a.attname::text from pg_catalog.pg_attribute a
                      where a.attrelid = c.oid and a.attname in ('audience', 'partner', 'format', 'handle', 'measure')
                          and not a.attisdropped
                          and pg_catalog.has_column_privilege(c.oid, a.attnum, 'select'))
            from pg_catalog.pg_class c
            join pg_catalog.pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
            join pg_catalog.pg_attribute k on k.attrelid = c.oid and k.atttypid = 'uuid'::regtype
                and p.conkey[2] = k.attnum and cardinality(p.conkey) = 2 and k.attname <> 'case_id'
            where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
                and pg_catalog.has_column_privilege(c.oid, k.attnum, 'select')
                -- a row that goes by another's id, as a review by its note's, is told by that one
                and not exists (
                    select from pg_catalog.pg_constraint f
                    where f.conrelid = c.oid and f.contype = 'f' and k.attnum = any (f.conkey))
                and exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = 'case_id'
                                and pg_catalog.has_column_privilege(c.oid, a.attnum, 'select'))
            """, String.self, String.self, [String].self
        ).map { (table: $0.0, key: $0.1, columns: Set($0.2)) }
        return try tables.flatMap { try rows(of: caseID, $0.table, key: $0.key, columns: $0.columns) }
    }

    private func rows(
        of caseID: UUID, _ table: String, key: String, columns: Set<String>
    ) throws -> [RecordRow] {
        let handle: SQL = columns.contains("handle") ? "t.handle" : "null::text"
        let audience: SQL =
            if columns.contains("audience") {
                "t.audience"
            } else if columns.contains("partner") {
                "t.partner"
            } else if table == "sessions" {
                "case t.format when 'individual_A' then 'A' when 'individual_B' then 'B' else 'joint' end"
            } else {
                "'joint'"
            }
        let sharing: SQL? =
            switch table {
            case "measure_responses": "s.kind = 'share_scores' and s.partner = t.partner and s.measure = t.measure"
            case "criterion_ratings": "s.kind = 'share_ratings' and s.partner = t.audience"
            default: nil
            }
        let today = try today()
        let isShared: SQL =
            sharing.map {
                """
                exists (select from app.consents s where s.practice_id = t.practice_id and s.case_id = t.case_id and \($0)
                            and s.given_on <= \(today) and coalesce(s.revoked_on > \(today), true))
                """
            } ?? "false"
        let isFinished: SQL =
            table == "notes"
            ? """
            (not t.by_trainee or t.came_signed or 'cosigned' in (
                select v.outcome from app.note_reviews v where v.practice_id = t.practice_id and v.note_id = t.note_id))
            """
            : "true"
        return try transaction.all(
            """
            select t.\(identifier: key), \(handle), \(audience), \(isShared), \(isFinished)
            from app.\(identifier: table) t
            where t.practice_id = \(practice) and t.case_id = \(caseID)
            """, UUID.self, String?.self, Audience.self, Bool.self, Bool.self
        ).map {
            RecordRow(table: table, id: $0.0, handle: $0.1, audience: $0.2, isShared: $0.3, isFinished: $0.4)
        }
    }

    /// What each partner reported of commitments: rows without an id of their own.
    func everyReport(of caseID: UUID) throws -> Set<String> {
        Set(
            try transaction.all(
                """
                select t.commitment_id || ' ' || t.on_day || ' ' || t.audience from app.commitment_reports t
                where t.practice_id = \(practice) and t.case_id = \(caseID)
                """, String.self))
    }

    /// In an `open` transaction only: the database writes the audit event.
    func everyWord(of caseID: UUID) throws -> EveryWord {
        let rows = try transaction.all(
            "select subject, row_id, field, audience, sealed from private.check_words(\(caseID))", String.self,
            UUID.self, String.self, Audience.self, [UInt8].self)
        guard let wrapped = try wrappedKeys(of: [caseID])[caseID] else {
            throw CaseworkError.keys("The keys of the case \(caseID) are gone: it was erased.")
        }
        return EveryWord(
            places: rows.map { SealedPlace(subject: $0.0, row: $0.1, field: $0.2, audience: $0.3) },
            sealed: rows.map(\.4), caseID: caseID, wrapped: wrapped, practice: try keys)
    }
}
