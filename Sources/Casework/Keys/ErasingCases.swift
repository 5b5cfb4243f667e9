package import CaseModel
import FoundationEssentials
import Postgres
import Sealing

extension Casework {
    /// Erases a case for good: its sealed texts are emptied, its keys destroyed, every assignment ended. Ids, dates,
    /// codes and the audit stay. Needs the password afresh; retention is not judged here.
    ///
    /// Returns the certificate, which can be had again by `erasure(of:)`.
    /// - Throws: `erased` where it was done before.
    package func eraseCase(
        _ handle: Handle, because reason: ErasureReason, key: RequestKey
    ) async throws(CaseworkError) -> SignedErasure {
        try await failures {
            let request = Request("keys erase", key: key, [handle.description, reason.rawValue])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                if let day = try desk.dayOfErasure(caseID) {
                    throw CaseworkError.erased(handle.description, on: day)
                }
                let certificate = try desk.certificate(of: caseID, handle, because: reason)
                let text = try certificate.text()
                _ = try desk.transaction.execute(
                    """
                    select private.erase_case(\(caseID), \(reason.rawValue), \(certificate.erasedAt)::timestamptz,
                        \(text), \(desk.mac(ofCertificate: text)))
                    """)
            }
            return try await erasure(of: handle)
        }
    }

    /// The certificate of a case that was erased.
    ///
    /// - Throws: `conflict` where it was not; `keys` where what is stored was altered.
    package func erasure(of handle: Handle) async throws(CaseworkError) -> SignedErasure {
        try await failures {
            try await read("keys certificate", by: [.practiceAdmin]) { desk in
                let caseID = try desk.caseID(handle)
                let stored = try desk.transaction.optional(
                    """
                    select certificate, mac from app.erasures
                    where practice_id = \(desk.practice) and case_id = \(caseID)
                    """, String.self, [UInt8].self)
                guard let stored else {
                    throw CaseworkError.conflict("The case \(handle) was not erased, so there is no certificate.")
                }
                guard try desk.mac(ofCertificate: stored.0) == stored.1 else {
                    throw CaseworkError.keys(
                        "The stored certificate of \(handle) was altered: its MAC is of another text. Have the audit "
                            + "checked.")
                }
                return SignedErasure(
                    certificate: try ErasureCertificate(text: stored.0), mac: hexadecimal(stored.1))
            }
        }
    }

    /// Checks a certificate that somebody brings against the practice's key and its records.
    ///
    /// - Throws: `conflict` with what is wrong: another case's, another practice's, altered.
    package func check(_ signed: SignedErasure, isOf handle: Handle) async throws(CaseworkError) {
        guard signed.certificate.caseHandle == handle.description else {
            throw .conflict(
                "This is the certificate of \(signed.certificate.caseHandle), not of \(handle). Name the case it is of."
            )
        }
        let stored = try await erasure(of: handle)
        guard signed.certificate.practiceID == stored.certificate.practiceID else {
            throw .conflict("This is a certificate of another practice. Only that practice can check it.")
        }
        guard signed == stored else {
            throw .conflict(
                "This certificate of \(handle) was altered: it is not the one that was given out. `troth keys certificate "
                    + "\(handle)` writes that one.")
        }
    }
}

extension Desk {
    /// The day on which a case of the practice was erased, for its admin.
    func dayOfErasure(_ caseID: UUID) throws -> CalendarDate? {
        try transaction.optional(
            """
            select (e.erased_at at time zone p.time_zone)::date
            from app.erasures e join app.practices p on p.practice_id = e.practice_id
            where e.practice_id = \(practice) and e.case_id = \(caseID)
            """, CalendarDate.self)
    }

    fileprivate func mac(ofCertificate text: String) throws -> [UInt8] {
        try keys.mac(Array(text.utf8), purpose: "erasure certificate")
    }

    /// Locks the case's keys and counts what lies under them.
    fileprivate func certificate(
        of caseID: UUID, _ handle: Handle, because reason: ErasureReason
    ) throws -> ErasureCertificate {
        let facts = try transaction.one(
            """
            select e.texts::text, e.key_versions, e.keys_sha256, to_json(e.erased_at) #>> '{}', p.name, s.login
            from private.erasable(\(caseID)) e, app.practices p, app.staff s
            where p.practice_id = \(practice) and s.practice_id = \(practice) and s.staff_id = \(staff)
            """, String.self, [Int32].self, [String].self, String.self, String.self, String.self)
        guard !facts.1.isEmpty else { throw CaseworkError.withoutKeys(handle.description) }
        return ErasureCertificate(
            practiceID: practice.uuidString.lowercased(), practice: facts.4, caseHandle: handle.description,
            caseID: caseID.uuidString.lowercased(), erasedAt: facts.3, erasedBy: facts.5, reason: reason,
            texts: try JSONDecoder().decode([String: Int].self, from: Data(facts.0.utf8)),
            keyVersions: facts.1.map(Int.init), keysSHA256: facts.2)
    }
}
