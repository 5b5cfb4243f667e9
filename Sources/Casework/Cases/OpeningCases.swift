package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Opens a case; whoever opens it is its first primary therapist. Returns the case's handle.
    ///
    /// - Throws: `invalid` where a birth year, a year together or a date cannot be.
    package func openCase(_ history: CaseHistory, key: RequestKey) async throws(CaseworkError) -> Handle {
        try await failures {
            try history.check()
            var random = environment.random
            let id = ID<CaseFile>.random(using: &random)
            let handle = Handle.random(.caseFile, using: &random)
            let request = Request("case open", key: key, [try history.fingerprint()])
            let answer = try await change(request, by: .treating, answer: handle.description) { desk in
                var filing = try CaseFiling(desk)
                try filing.add(history, id: id, handle: handle)
                try filing.insert()
            }
            guard let opened = Handle(answer, .caseFile) else { throw CaseworkError.internal("answer is no handle") }
            return opened
        }
    }
}

extension CaseHistory {
    /// Refuses what cannot be, with the field's name. The database holds the same rules.
    func check() throws(CaseworkError) {
        for (partner, record) in [(Partner.a, a), (.b, b)] {
            if let name = record.name { _ = try checkedWords(name, field: "name of \(partner.rawValue)", atMost: 200) }
            if let year = record.birthYear, !(openedOn.year - 120...openedOn.year - 14).contains(year) {
                throw .invalid(
                    field: "birth year of \(partner.rawValue)",
                    "\(year) does not fit a case opened in \(openedOn.year); use a year from \(openedOn.year - 120) to "
                        + "\(openedOn.year - 14)")
            }
        }
        if let since = togetherSince, !(openedOn.year - 90...openedOn.year).contains(since) {
            throw .invalid(
                field: "together since",
                "\(since) does not fit a case opened in \(openedOn.year); use a year from \(openedOn.year - 90) to "
                    + "\(openedOn.year)")
        }
        if let children, !(0...30).contains(children) {
            throw .invalid(field: "children", "use a number from 0 to 30")
        }
        if let region {
            let allowed = region.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (48...57).contains($0) || $0 == 45
            }
            guard allowed, (1...10).contains(region.utf8.count) else {
                throw .invalid(field: "region", "use a short code of A-Z, 0-9 and '-', such as OR or US-OR")
            }
        }
        if let month = breach.month, month > openedOn {
            throw .invalid(field: "breach month", "\(month) is after the case was opened")
        }
    }

    /// The case as one text, for the key of a request.
    fileprivate func fingerprint() throws -> String {
        var parts: [String?] = [
            a.name, a.part.rawValue, a.birthYear?.description, try sealedJSON(a.profile), b.name, b.part.rawValue,
            b.birthYear?.description, try sealedJSON(b.profile), breach.kind.rawValue, breach.cameToLight.rawValue,
            breach.month?.description, breach.state.rawValue, region, togetherSince?.description,
            children?.description, openedOn.description, status.rawValue,
        ]
        parts.append(contentsOf: [a.objectsToResearch.description, b.objectsToResearch.description])
        return try sealedJSON(parts)
    }
}
