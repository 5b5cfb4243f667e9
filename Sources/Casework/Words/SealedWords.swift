import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// Ciphertext as an opening function handed it out, with the wrapped keys it needs. Opened only after COMMIT.
struct SealedWords: Sendable {
    struct Word: Sendable, RowDecodable {
        let caseID: UUID
        let row: UUID
        let field: String
        let audience: Audience
        let sealed: [UInt8]

        init(caseID: UUID, row: UUID, field: String, audience: Audience, sealed: [UInt8]) {
            (self.caseID, self.row, self.field, self.audience, self.sealed) = (caseID, row, field, audience, sealed)
        }

        init(row reader: inout RowReader) throws(PostgresError) {
            caseID = try reader.next()
            row = try reader.next()
            field = try reader.next()
            audience = try reader.next()
            sealed = try reader.next()
        }
    }

    let words: [Word]
    let wrapped: [UUID: WrappedCaseKeys]
    let practice: PracticeKey

    /// The words of each case, or of each row, by themselves: what damages one leaves the others readable.
    func parted(by id: any KeyPath<Word, UUID> & Sendable) -> [UUID: SealedWords] {
        Dictionary(grouping: words) { $0[keyPath: id] }.mapValues {
            SealedWords(words: $0, wrapped: wrapped, practice: practice)
        }
    }

    /// The words of these audiences alone, so that no other key is touched.
    func only(_ audiences: Set<Audience>) -> SealedWords {
        SealedWords(words: words.filter { audiences.contains($0.audience) }, wrapped: wrapped, practice: practice)
    }

    func opened() throws -> OpenWords {
        var keys: [UUID: CaseKeys] = [:]
        var texts: [OpenWords.Place: String] = [:]
        for word in words {
            guard let wrapped = wrapped[word.caseID] else {
                throw CaseworkError.keys("The keys of the case \(word.caseID) are gone: it was erased.")
            }
            let text = try keys[
                word.caseID, default: CaseKeys(practice: practice, caseID: word.caseID, wrapped: wrapped)
            ]
            .open(word.sealed, for: word.audience, row: word.row, field: word.field)
            texts[OpenWords.Place(row: word.row, field: word.field)] = text
        }
        return OpenWords(texts: texts)
    }
}

/// Words that were opened, by the row and the field they belong to.
struct OpenWords: Sendable {
    fileprivate struct Place: Hashable {
        let row: UUID
        let field: String
    }

    fileprivate let texts: [Place: String]

    /// Words that were opened elsewhere, by row and field.
    init(_ opened: [(row: UUID, field: String, text: String)]) {
        texts = Dictionary(opened.map { (Place(row: $0.row, field: $0.field), $0.text) }) { $1 }
    }

    fileprivate init(texts: [Place: String]) {
        self.texts = texts
    }

    subscript(row: UUID, field: String) -> String? {
        texts[Place(row: row, field: field)]
    }

    /// A text that was sealed as JSON.
    func decoded<Value: Decodable>(_ type: Value.Type, row: UUID, field: String) throws -> Value? {
        guard let text = self[row, field] else { return nil }
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// What `Desk.words` can fetch: the tables that hold sealed words.
enum WordSubject: String, Sendable {
    case partners, profiles, contacts, sessions, drafts, notes, commitments, goals, disclosures, authorizations
    case stageEvents = "stage_events"
    case stageRecords = "stage_records"
    case stageAnswers = "stage_answers"
    case stageCorrections = "stage_corrections"
    case measureResponses = "measure_responses"
    case noteReviews = "note_reviews"
    case safetyScreens = "safety_screens"
    case safetyDecisions = "safety_decisions"
    case safetyFlags = "safety_flags"
    case flagReviews = "flag_reviews"
    case safetyPlans = "safety_plans"
    case confidedMatters = "confided_matters"
    case treatmentPlans = "treatment_plans"
    case coverages
}

extension Desk {
    /// Fetches sealed words of these cases. In an `open` transaction only: the database writes the audit event.
    func words(of cases: [UUID], _ subjects: [WordSubject]) throws -> SealedWords {
        let words = try transaction.all(
            """
            select case_id, row_id, field, audience, sealed
            from app.open_words(\(cases)::uuid[], \(subjects.map(\.rawValue))::text[])
            """, as: SealedWords.Word.self)
        let wrapped = try wrappedKeys(of: Array(Set(words.map(\.caseID))))
        return SealedWords(words: words, wrapped: wrapped, practice: try keys)
    }

    /// Fetches the bodies of many notes, which leaves one event. In an `open` transaction only.
    func words(ofNotes notes: [UUID]) throws -> SealedWords {
        let words = try transaction.all(
            "select case_id, row_id, field, audience, sealed from app.open_notes(\(notes)::uuid[])",
            as: SealedWords.Word.self)
        let wrapped = try wrappedKeys(of: Array(Set(words.map(\.caseID))))
        return SealedWords(words: words, wrapped: wrapped, practice: try keys)
    }
}

/// A value as the JSON text that is sealed; keys sorted, so that equal values give equal texts.
func sealedJSON(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
