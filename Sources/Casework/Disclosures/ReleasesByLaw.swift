package import CaseModel
import FoundationEssentials
import Postgres

/// A copy that is to go out, or a report that went out, without the couple's leave.
package struct ReleaseByLaw: Sendable {
    package var caseName: String
    package var recipient: CopyReader
    package var basis: ReleaseBasis
    /// Why; whoever answers or reviews it reads this, without the case.
    package var reason: String

    package init(caseName: String, recipient: CopyReader, basis: ReleaseBasis, reason: String) {
        (self.caseName, self.recipient, self.basis, self.reason) = (caseName, recipient, basis, reason)
    }

    fileprivate func checked() throws(CaseworkError) -> (recipient: String, reason: String) {
        let name = try recipient.checkedName()
        let reason = try checkedWords(reason, field: "reason", atMost: 2000)
        guard reason.count >= Casework.leastReason else {
            throw .invalid(field: "reason", "say in \(Casework.leastReason) characters or more why it has to go out")
        }
        return (name, reason)
    }
}

/// The words of a release, sealed under the practice's key.
struct ReleaseWords: Codable {
    let recipient: String
    let reason: String
}

extension Casework {
    /// Asks to give a copy that the couple has not allowed, by a law. Somebody else answers; in a practice of one it may be
    /// given after 24 hours. Returns the release's id.
    ///
    /// - Throws: `invalid` for a short reason, or a part that the reader can never have.
    package func askRelease(
        _ asked: ReleaseByLaw, covering covers: Set<Audience>, key: RequestKey
    ) async throws(CaseworkError) -> String {
        try await failures {
            let (recipient, reason) = try asked.checked()
            guard !covers.isEmpty, covers.isSubset(of: asked.recipient.widest) else {
                throw CaseworkError.invalid(
                    field: "covers",
                    "a copy for \(asked.recipient.inWords) can cover "
                        + asked.recipient.widest.map(\.rawValue).sorted().joined(separator: ", "))
            }
            guard asked.basis != .mandatedReport else {
                throw CaseworkError.invalid(
                    field: "basis", "a mandated report is never held; record it with `troth release report`")
            }
            let codes = covers.map(\.rawValue).sorted()
            return try await releaseByLaw("release ask", asked, [codes.joined(separator: ",")], key: key) {
                desk, id, caseID, random in
                let words = try sealedJSON(ReleaseWords(recipient: recipient, reason: reason))
                let sealed = try desk.sealed(reason: words, of: id, .release, using: &random)
                return try desk.transaction.one(
                    """
                    select private.ask_release(\(id), \(caseID), \(asked.recipient.code),
                        \(try desk.mac(of: asked.recipient))::bytea, \(codes)::text[], \(asked.basis.rawValue), \(sealed))
                    """, Bool.self)
            }
        }
    }

    /// Records a report that a law asks for, or that keeps somebody from serious harm, as given now. It is never held;
    /// somebody else reviews it afterwards. Returns the release's id.
    package func recordReport(
        _ report: ReleaseByLaw, what: String, about audience: Audience = .joint, key: RequestKey
    ) async throws(CaseworkError) -> String {
        try await failures {
            let (recipient, reason) = try report.checked()
            let what = try checkedWords(what, field: "what", atMost: 2000)
            guard case .person = report.recipient else {
                throw CaseworkError.invalid(field: "to", "a report goes to somebody outside; give their name and place")
            }
            guard report.basis.isNeverHeld else {
                throw CaseworkError.invalid(
                    field: "basis",
                    "only mandated_report and serious_harm are given at once; for others use `troth release ask`")
            }
            guard audience != .therapist else {
                throw CaseworkError.invalid(field: "of", "say whose record it was: joint, A or B")
            }
            return try await releaseByLaw("release report", report, [what, audience.rawValue], key: key) {
                desk, id, caseID, random in
                let words = try sealedJSON(ReleaseWords(recipient: recipient, reason: reason))
                let sealed = try desk.sealed(reason: words, of: id, .release, using: &random)
                let entry = try desk.sealed(
                    SealedDisclosure.Words(recipient: recipient, what: what, purpose: reason), of: caseID,
                    audience: audience, id: ID<Disclosure>.random(using: &random).uuid, using: &random)
                return try desk.transaction.one(
                    """
                    select private.record_mandated(\(id), \(caseID), \(try desk.mac(of: report.recipient)),
                        \(report.basis.rawValue), \(sealed), \(entry.arguments))
                    """, Bool.self)
            }
        }
    }

    private func releaseByLaw(
        _ act: String, _ asked: ReleaseByLaw, _ more: [String], key: RequestKey,
        _ body: @escaping @Sendable (Desk, UUID, UUID, inout RandomSource) throws -> Bool
    ) async throws -> String {
        let name = try RecordName(asked.caseName, .caseFile)
        var random = environment.random
        let id = ID<CopyEntry>.random(using: &random)
        let request = Request(
            act, key: key,
            [name.text, asked.recipient.code, try asked.recipient.checkedName(), asked.basis.rawValue, asked.reason]
                + more)
        return try await change(request, by: .treating, answer: id.description) { [random] desk in
            var random = random
            let found = try desk.find(case: name)
            guard try body(desk, id.uuid, found.id, &random) else {
                throw CaseworkError.notFound(.caseFile, name.text)
            }
        }
    }

    /// Approves or refuses what somebody else asked for.
    ///
    /// - Throws: `notFound` where there is none to be answered by this person.
    package func answerRelease(_ id: String, approving: Bool, key: RequestKey) async throws(CaseworkError) {
        try await settle(approving ? "release approve" : "release refuse", id, by: .reviewing, key: key) { desk, uuid in
            try desk.transaction.one(
                "select private.answer_release(\(uuid), \(approving ? "approved" : "refused"))", Bool.self)
        }
    }

    /// Takes back what the person asked for, before it is given.
    package func withdrawRelease(_ id: String, key: RequestKey) async throws(CaseworkError) {
        try await settle("release withdraw", id, by: .treating, key: key) { desk, uuid in
            try desk.transaction.one("select private.withdraw_release(\(uuid))", Bool.self)
        }
    }

    /// Reviews a report that was given at once.
    package func reviewRelease(
        _ id: String, _ finding: GlassEntry.Finding, key: RequestKey
    ) async throws(CaseworkError) {
        try await settle("release review \(finding.rawValue)", id, by: .reviewing, key: key) { desk, uuid in
            try desk.transaction.one("select private.review_release(\(uuid), \(finding))", Bool.self)
        }
    }

    private func settle(
        _ act: String, _ id: String, by duties: [Duty], key: RequestKey,
        _ work: @escaping @Sendable (Desk, UUID) throws -> Bool
    ) async throws(CaseworkError) {
        try await failures {
            guard let uuid = UUID(uuidString: id) else {
                throw CaseworkError.invalid(field: "release", "it is no id; `troth release list` shows them")
            }
            let request = Request(act, key: key, [uuid.uuidString])
            _ = try await change(request, by: duties, answer: uuid.uuidString.lowercased()) { desk in
                guard try work(desk, uuid) else { throw CaseworkError.notFound(.release, id) }
            }
        }
    }
}
