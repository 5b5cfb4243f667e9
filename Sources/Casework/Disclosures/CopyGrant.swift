import CaseModel
import FoundationEssentials
import Postgres

/// What a reader may have of a case now, and by whose leave.
struct CopyGrant: Sendable {
    let reader: CopyReader
    let recipientMAC: [UInt8]?
    /// Whose entries the copy may hold; empty where nothing is allowed.
    let covers: Set<Audience>
    let authorizations: [UUID]
    /// A release that was asked for by a law; its rules then stand in for the authorizations.
    let override: UUID?
    /// Who has given no leave for the joint part; none where it is covered.
    let missing: [Partner]

    /// By the authorizations that are in force.
    ///
    /// A partner's own part goes to that partner without anybody's leave. Joint entries need both partners', whoever the
    /// reader is; what one told alone goes to a person outside by that one's leave, and never to the other partner.
    init(_ reader: CopyReader, mac: [UInt8]?, rows: [AuthorizationRow]) {
        let valid = rows.filter { $0.isInForce && $0.recipient == reader.code && $0.mac == mac }
        func leave(_ partner: Partner, _ what: String) -> [UUID] {
            valid.filter { $0.partner == partner && $0.covers.contains(what) }.map(\.id)
        }
        var covers: Set<Audience> = []
        var used: [UUID] = []
        let missing = Partner.allCases.filter { leave($0, "joint").isEmpty }
        if missing.isEmpty {
            covers.insert(.joint)
            used += Partner.allCases.flatMap { leave($0, "joint") }
        }
        switch reader {
        case .partner(let partner): covers.insert(Audience(of: partner))
        case .couple: break
        case .person:
            for partner in Partner.allCases {
                let own = leave(partner, "own")
                if !own.isEmpty { covers.insert(Audience(of: partner)) }
                used += own
            }
        }
        self.init(
            reader: reader, mac: mac, covers: covers, authorizations: Array(Set(used)).sorted { "\($0)" < "\($1)" },
            override: nil, missing: missing)
    }

    init(
        reader: CopyReader, mac: [UInt8]?, covers: Set<Audience>, authorizations: [UUID], override: UUID?,
        missing: [Partner]
    ) {
        (self.reader, recipientMAC, self.override, self.missing) = (reader, mac, override, missing)
        self.covers = covers.intersection(reader.widest)
        self.authorizations = authorizations
    }
}

extension Desk {
    /// The grant of a copy: by the couple's leave, or by a release that was asked for by a law and may now be given.
    ///
    /// - Throws: `notFound` where there is no such release of this case for this reader; `conflict` where it may not be
    ///   given (yet).
    func grant(_ reader: CopyReader, of caseID: UUID, under release: UUID?) throws -> CopyGrant {
        let mac = try mac(of: reader)
        guard let release else {
            return CopyGrant(reader, mac: mac, rows: try authorizationRows(caseID))
        }
        let found = try transaction.optional(
            """
            select covers, \(CopyEntry.standing), asked_at + interval '24 hours' <= now()
            from app.case_releases r
            where practice_id = \(practice) and case_id = \(caseID) and release_id = \(release) and kind = 'override'
                and recipient = \(reader.code) and recipient_mac is not distinct from \(mac)::bytea
            """, [Audience].self, ReleaseState.self, Bool.self)
        guard let found else { throw CaseworkError.notFound(.release, release.uuidString.lowercased()) }
        switch found.1 {
        case .approved: break
        // whether it is a practice of one, the database decides when the copy is given
        case .asked where found.2: break
        case .asked:
            throw CaseworkError.conflict(
                "The release \(release.uuidString.lowercased()) waits for a second person. A supervisor or a practice admin "
                    + "answers it with `troth release approve`; in a practice of one it may be given after 24 hours.")
        default:
            throw CaseworkError.conflict(
                "The release \(release.uuidString.lowercased()) is \(found.1.rawValue). Ask for a new one with "
                    + "`troth release ask`.")
        }
        return CopyGrant(
            reader: reader, mac: mac, covers: Set(found.0), authorizations: [], override: release, missing: [])
    }
}
