import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// Where new words of a case come: the case, the practice's day, and the keys that seal them.
struct PlaceToWrite {
    let found: FoundCase
    let today: CalendarDate
    let keys: CaseKeys

    fileprivate struct Row: RowDecodable, Sendable {
        let caseID: UUID
        let handle: String
        let today: CalendarDate
        /// Nil where the case was erased.
        let keys: (version: UInt32, WrappedCaseKeys.Version)?

        init(row: inout RowReader) throws(PostgresError) {
            caseID = try row.next()
            handle = try row.next()
            today = try row.next()
            keys = try WrappedCaseKeys.Version.ifThere(&row)
        }
    }
}

extension WrappedCaseKeys.Version {
    /// A version's number and its four keys, all of them null where there are none any more.
    static func ifThere(_ row: inout RowReader) throws(PostgresError) -> (version: UInt32, Self)? {
        let version = try row.next(Int32?.self)
        let (joint, a, b, therapist): ([UInt8]?, [UInt8]?, [UInt8]?, [UInt8]?)
        (joint, a, b, therapist) = (try row.next(), try row.next(), try row.next(), try row.next())
        guard let version, let joint, let a, let b, let therapist else { return nil }
        return (UInt32(version), Self(joint: joint, a: a, b: b, therapist: therapist))
    }
}

extension Desk {
    /// Finds all of it in one statement, since writing a note is what therapists do most.
    ///
    /// - Throws: `notFound`, also where the case is somebody else's; `keys` where it was erased.
    func placeToWrite(in name: RecordName) throws -> PlaceToWrite {
        let row = try transaction.optional(
            """
            select case_id, handle, (\(environment.now())::timestamptz at time zone time_zone)::date, key_version,
                wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
            from app.place_to_write(\(name.text))
            """, as: PlaceToWrite.Row.self)
        guard let row else { throw CaseworkError.notFound(.caseFile, name.text) }
        guard let (version, stored) = row.keys else { throw CaseworkError.keysGone(row.caseID) }
        var wrapped = WrappedCaseKeys()
        wrapped.add(stored, version: version)
        return PlaceToWrite(
            found: FoundCase(id: row.caseID, handle: row.handle), today: row.today,
            keys: CaseKeys(practice: try keys, caseID: row.caseID, wrapped: wrapped))
    }
}
