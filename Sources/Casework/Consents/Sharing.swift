package import CaseModel
import FoundationEssentials
import Postgres

/// What a partner lets the other see of their own: nothing, but for what was agreed and not revoked.
package struct Sharing: Sendable, Hashable {
    /// Partners whose ratings the other may see.
    package private(set) var ratings: Set<Partner> = []
    /// The instruments whose scores the other may see, by giver.
    package private(set) var measures: [Partner: Set<String>] = [:]

    package init() {}

    /// Whether the other partner, and so a document for the couple, may show the giver's scores of an instrument.
    package func shares(_ instrument: String, of giver: Partner) -> Bool {
        measures[giver]?.contains(instrument) ?? false
    }

    fileprivate mutating func add(_ kind: ConsentKind, _ measure: String?, of giver: Partner) {
        if kind == .shareRatings { ratings.insert(giver) }
        if let measure { measures[giver, default: []].insert(measure) }
    }
}

extension Casework {
    /// What the partners of a case share with each other on the practice's today.
    package func sharing(of caseName: String) async throws(CaseworkError) -> Sharing {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            return try await read("consent sharing", by: .reading) { try $0.sharing(of: $0.find(case: name).id) }
        }
    }

    /// The instruments of the practice that `share_scores` of all of them means: not PHQ-9, GAD-7 and PCL-5, which are
    /// shared by their own name only.
    package func measuresSharedByDefault() async throws(CaseworkError) -> [String] {
        try await failures {
            try await read("consent record", by: .treating) { desk in
                try desk.transaction.all(
                    """
                    select distinct measure from app.measures
                    where practice_id = \(desk.practice) and measure not in ('PHQ-9', 'GAD-7', 'PCL-5')
                    order by measure
                    """, String.self)
            }
        }
    }
}

extension Desk {
    func sharing(of caseID: UUID) throws -> Sharing {
        let today = try today()
        var sharing = Sharing()
        for agreed in try transaction.all(
            """
            select kind, measure, partner from app.consents
            where practice_id = \(practice) and case_id = \(caseID) and kind in ('share_scores', 'share_ratings')
                and given_on <= \(today) and (revoked_on is null or revoked_on > \(today))
            """, ConsentKind.self, String?.self, Partner.self)
        {
            sharing.add(agreed.0, agreed.1, of: agreed.2)
        }
        return sharing
    }
}
