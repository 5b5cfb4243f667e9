import CaseModel
import FoundationEssentials
import Postgres
import Sealing

extension Audience {
    /// Whose key the words of this audience lie under.
    var compartment: Compartment {
        switch self {
        case .joint: .joint
        case .a: .a
        case .b: .b
        case .therapist: .therapist
        }
    }
}

/// The keys of one case as they are stored, wrapped by the practice's key: one version, and several while the case's
/// keys are being exchanged.
struct WrappedCaseKeys: Sendable {
    /// The four keys of one version.
    struct Version: Sendable {
        let joint: [UInt8]
        let a: [UInt8]
        let b: [UInt8]
        let therapist: [UInt8]

        func wrapped(_ compartment: Compartment) -> [UInt8] {
            switch compartment {
            case .joint: joint
            case .a: a
            case .b: b
            case .therapist: therapist
            }
        }
    }

    /// Every version that a text of the case may lie under.
    private(set) var versions: [UInt32: Version] = [:]
    /// The one that new texts come under.
    private(set) var newest: UInt32 = 0

    mutating func add(_ keys: Version, version: UInt32) {
        versions[version] = keys
        newest = max(newest, version)
    }
}

/// The keys of one case, each unwrapped when it is first needed: the newest to seal, the one a text names to open it.
struct CaseKeys {
    private struct Name: Hashable {
        let compartment: Compartment
        let version: UInt32
    }

    let practice: PracticeKey
    let caseID: UUID
    /// The version that seals.
    let version: UInt32
    private let wrapped: WrappedCaseKeys?
    private var opened: [Name: CompartmentKey] = [:]

    init(practice: PracticeKey, caseID: UUID, wrapped: WrappedCaseKeys) {
        (self.practice, self.caseID, self.wrapped, version) = (practice, caseID, wrapped, wrapped.newest)
    }

    /// Fresh keys: for a new case, or the next version of an old one's.
    init(new caseID: UUID, practice: PracticeKey, version: UInt32 = 1, using random: inout some RandomNumberGenerator) {
        (self.practice, self.caseID, self.version, wrapped) = (practice, caseID, version, nil)
        for compartment in Compartment.allCases {
            opened[Name(compartment: compartment, version: version)] = .make(
                practice: practice.practice, caseID: caseID, compartment: compartment, version: version, using: &random)
        }
    }

    /// The key of a compartment: of the version that seals, or of another.
    mutating func key(_ compartment: Compartment, version asked: UInt32? = nil) throws -> CompartmentKey {
        let version = asked ?? version
        let name = Name(compartment: compartment, version: version)
        if let key = opened[name] { return key }
        guard let stored = wrapped?.versions[version] else {
            throw CaseworkError.keys(
                "A text of the case \(caseID) lies under version \(version) of its keys, which is not there. Restore the "
                    + "database from a backup and have its audit checked.")
        }
        let key = try practice.unwrap(
            stored.wrapped(compartment), caseID: caseID, compartment: compartment, version: version)
        opened[name] = key
        return key
    }

    mutating func wrap(_ compartment: Compartment, using random: inout some RandomNumberGenerator) throws -> [UInt8] {
        try practice.wrap(key(compartment), using: &random)
    }

    /// Seals words for an audience at a field of a row.
    mutating func seal(
        _ words: String, for audience: Audience, row: UUID, field: String, revision: Int32 = 1,
        using random: inout some RandomNumberGenerator
    ) throws -> [UInt8] {
        let place = place(audience, row: row, field: field)
        return try key(audience.compartment).seal(Array(words.utf8), at: place, revision: revision, using: &random)
    }

    /// Opens words under the version of the key that they themselves name.
    mutating func open(_ sealed: [UInt8], for audience: Audience, row: UUID, field: String) throws -> String {
        let place = place(audience, row: row, field: field)
        let version = try SealedHeader(reading: sealed, at: place).keyVersion
        return String(decoding: try key(audience.compartment, version: version).open(sealed, at: place), as: UTF8.self)
    }

    /// The same text at the same place and of the same revision, sealed under the newest key. The words stay in here.
    mutating func reseal(
        _ sealed: [UInt8], for audience: Audience, row: UUID, field: String,
        using random: inout some RandomNumberGenerator
    ) throws -> [UInt8] {
        let place = place(audience, row: row, field: field)
        let header = try SealedHeader(reading: sealed, at: place)
        let words = try key(audience.compartment, version: header.keyVersion).open(sealed, at: place)
        return try key(audience.compartment).seal(words, at: place, revision: header.revision, using: &random)
    }

    private func place(_ audience: Audience, row: UUID, field: String) -> Place {
        Place(
            practice: practice.practice, caseID: caseID, compartment: audience.compartment, row: row, column: field)
    }
}

/// One version of a case's keys, as its row gives it.
struct CaseKeyRow: RowDecodable, Sendable {
    let caseID: UUID
    let version: UInt32
    let keys: WrappedCaseKeys.Version

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        version = UInt32(try row.next(Int32.self))
        keys = WrappedCaseKeys.Version(
            joint: try row.next(), a: try row.next(), b: try row.next(), therapist: try row.next())
    }
}

extension Desk {
    /// The stored keys of those of `cases` that are this person's.
    func wrappedKeys(of cases: [UUID]) throws -> [UUID: WrappedCaseKeys] {
        let rows = try transaction.all(
            """
            select case_id, key_version, wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
            from app.case_keys where practice_id = \(practice) and case_id = any (\(cases)::uuid[])
            """, as: CaseKeyRow.self)
        var keys: [UUID: WrappedCaseKeys] = [:]
        for row in rows { keys[row.caseID, default: WrappedCaseKeys()].add(row.keys, version: row.version) }
        return keys
    }

    /// The keys of one case that is this person's.
    func caseKeys(_ caseID: UUID) throws -> CaseKeys {
        guard let wrapped = try wrappedKeys(of: [caseID])[caseID] else {
            throw CaseworkError.keysGone(caseID)
        }
        return CaseKeys(practice: try keys, caseID: caseID, wrapped: wrapped)
    }
}

extension CaseworkError {
    static func keysGone(_ caseID: UUID) -> Self {
        .keys("The keys of the case \(caseID) are gone: it was erased, or the database is damaged.")
    }
}
