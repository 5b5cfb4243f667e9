import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Gives a checked copy: the release, and its entry in the accounting, in one transaction. The database looks once
    /// more whether every leave is in force at this moment. Returns the release's id.
    ///
    /// - Throws: `conflict` where an authorization was revoked meanwhile, or the release may not be given (yet).
    package func giveCopy(_ checked: CheckedCopy, key: RequestKey) async throws(CaseworkError) -> String {
        try await failures {
            let (prepared, grant) = (checked.prepared, checked.prepared.grant)
            var random = environment.random
            let release = grant.override ?? ID<CopyEntry>.random(using: &random).uuid
            let disclosure = ID<Disclosure>.random(using: &random)
            let request = Request(
                "release prepare", key: key,
                [
                    prepared.copy.caseHandle, grant.reader.inWords, prepared.request.purpose,
                    prepared.request.leavingOut.sorted().joined(separator: ","), prepared.request.release,
                    hexadecimal(checked.sha256),
                ])
            return try await change(request, by: .treating, answer: release.uuidString.lowercased()) { [random] desk in
                var random = random
                let entry = try desk.sealed(
                    SealedDisclosure.Words(
                        recipient: grant.reader.inWords, what: prepared.inWords(checked),
                        purpose: prepared.request.purpose),
                    of: prepared.caseID, audience: prepared.accountedAs, id: disclosure.uuid, using: &random)
                let covers = grant.covers.map(\.rawValue).sorted()
                let isGiven: Bool
                if grant.override == nil {
                    isGiven = try desk.transaction.one(
                        """
                        select private.record_copy(\(release), \(prepared.caseID), \(grant.reader.code),
                            \(grant.recipientMAC)::bytea, \(covers)::text[], \(grant.authorizations)::uuid[],
                            \(checked.sha256), \(entry.arguments))
                        """, Bool.self)
                } else {
                    isGiven = try desk.transaction.one(
                        "select private.give_release(\(release), \(checked.sha256), \(entry.arguments))", Bool.self)
                }
                guard isGiven else { throw CaseworkError.notGiven(grant) }
            }
        }
    }
}

extension CaseworkError {
    fileprivate static func notGiven(_ grant: CopyGrant) -> Self {
        grant.override == nil
            ? .conflict(
                "An authorization was revoked, or is over, since the copy was prepared. Nothing was given; prepare it again."
            )
            : .conflict(
                "This release waits for a second person: nobody is alone in this practice. Nothing was given. A supervisor "
                    + "or a practice admin answers it with `troth release approve`.")
    }
}

extension PreparedCopy {
    /// Whose record it is that is given: one partner's where nothing joint is in it.
    var accountedAs: Audience {
        if grant.covers == [.a] { return .a }
        if grant.covers == [.b] { return .b }
        return .joint
    }

    /// For the accounting: how much, of what kinds, and which package.
    fileprivate func inWords(_ checked: CheckedCopy) -> String {
        let kinds = Dictionary(grouping: copy.entries, by: \.kind).mapValues(\.count).sorted { $0.key < $1.key }
        let counts = kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return "Copy of the record, \(copy.entries.count) entries (\(counts)); manifest SHA-256 "
            + hexadecimal(checked.sha256)
    }
}

/// An entry of the accounting, its words sealed under the key of whose record it is.
struct SealedDisclosure {
    struct Words {
        let recipient: String
        let what: String
        let purpose: String
    }

    let id: UUID
    let on: CalendarDate
    let audience: Audience
    let recipient: [UInt8]
    let what: [UInt8]
    let purpose: [UInt8]

    /// As the functions that give a copy take them.
    var arguments: SQL {
        "\(id), \(on), \(audience), \(recipient), \(what), \(purpose)"
    }
}

extension Desk {
    func sealed(
        _ words: SealedDisclosure.Words, of caseID: UUID, audience: Audience, id: UUID,
        using random: inout some RandomNumberGenerator
    ) throws -> SealedDisclosure {
        var keys = try caseKeys(caseID)
        func seal(_ text: String, _ field: String) throws -> [UInt8] {
            try keys.seal(text, for: audience, row: id, field: "disclosures.\(field)", using: &random)
        }
        return SealedDisclosure(
            id: id, on: try today(), audience: audience, recipient: try seal(words.recipient, "recipient"),
            what: try seal(words.what, "what"), purpose: try seal(words.purpose, "purpose"))
    }
}
