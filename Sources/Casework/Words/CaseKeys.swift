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

/// The four keys of one case as they are stored: wrapped by the practice's key.
struct WrappedCaseKeys: Sendable {
    let version: UInt32
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

/// The keys of one case, each unwrapped when it is first needed.
struct CaseKeys {
    let practice: PracticeKey
    let caseID: UUID
    private let wrapped: WrappedCaseKeys?
    private var opened: [Compartment: CompartmentKey] = [:]

    init(practice: PracticeKey, caseID: UUID, wrapped: WrappedCaseKeys) {
        (self.practice, self.caseID, self.wrapped) = (practice, caseID, wrapped)
    }

    /// Fresh keys for a new case.
    init(new caseID: UUID, practice: PracticeKey, using random: inout some RandomNumberGenerator) {
        (self.practice, self.caseID, wrapped) = (practice, caseID, nil)
        for compartment in Compartment.allCases {
            opened[compartment] = .make(
                practice: practice.practice, caseID: caseID, compartment: compartment, using: &random)
        }
    }

    mutating func key(_ compartment: Compartment) throws -> CompartmentKey {
        if let key = opened[compartment] { return key }
        guard let wrapped else { throw CaseworkError.internal("case without keys") }
        let key = try practice.unwrap(
            wrapped.wrapped(compartment), caseID: caseID, compartment: compartment, version: wrapped.version)
        opened[compartment] = key
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

    mutating func open(_ sealed: [UInt8], for audience: Audience, row: UUID, field: String) throws -> String {
        let place = place(audience, row: row, field: field)
        return String(decoding: try key(audience.compartment).open(sealed, at: place), as: UTF8.self)
    }

    private func place(_ audience: Audience, row: UUID, field: String) -> Place {
        Place(
            practice: practice.practice, caseID: caseID, compartment: audience.compartment, row: row, column: field)
    }
}

extension Desk {
    /// The stored keys of those of `cases` that are this person's.
    func wrappedKeys(of cases: [UUID]) throws -> [UUID: WrappedCaseKeys] {
        let rows = try transaction.all(
            """
            select case_id, key_version, wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
            from app.case_keys where practice_id = \(practice) and case_id = any (\(cases)::uuid[])
            """, UUID.self, Int32.self, [UInt8].self, [UInt8].self, [UInt8].self, [UInt8].self)
        return Dictionary(
            rows.map { row in
                (row.0, WrappedCaseKeys(version: UInt32(row.1), joint: row.2, a: row.3, b: row.4, therapist: row.5))
            }, uniquingKeysWith: { $0.version > $1.version ? $0 : $1 })
    }

    /// The keys of one case that is this person's.
    func caseKeys(_ caseID: UUID) throws -> CaseKeys {
        guard let wrapped = try wrappedKeys(of: [caseID])[caseID] else {
            throw CaseworkError.keys(
                "The keys of the case \(caseID) are gone: it was erased, or the database is damaged.")
        }
        return CaseKeys(practice: try keys, caseID: caseID, wrapped: wrapped)
    }
}
