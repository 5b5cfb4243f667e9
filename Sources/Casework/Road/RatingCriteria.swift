package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Records how somebody rates a criterion. It belongs to its giver; a later rating of the same day replaces it in
    /// every figure and deletes nothing. Returns how the criterion stands now.
    ///
    /// - Throws: `notFound` for a number that the catalogue does not have; `invalid` for a rater who does not rate it,
    ///   a value off its scale, or a day before the case or still to come.
    package func rateCriterion(
        _ number: String, of handle: Handle, by rater: RatedBy, value: Int, on day: CalendarDate? = nil,
        key: RequestKey
    ) async throws(CaseworkError) -> CriterionStanding {
        try await failures {
            let request = Request(
                "stage rate", key: key,
                [handle.description, number, rater.code, value.description, day?.description])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                let file = try desk.roadCase(handle)
                let criterion = try desk.criterion(number, in: file)
                try criterion.check(rater, value: value, parts: file.parts)
                let on = try desk.entryDay(day, of: file)
                var random = desk.environment.random
                var rows = RatingRows()
                rows.add(
                    CriterionRating(number: number, by: rater, value: value, on: on), case: file.id, random: &random)
                if let statement = rows.insert(desk, roadmapVersion: file.roadmapVersion) {
                    _ = try desk.transaction.execute(statement)
                }
            }
            return try await read("stage rate", by: .treating) { desk in
                let facts = try RoadFacts(desk, try desk.roadCase(handle))
                guard
                    let standing = facts.standings(on: facts.file.today).first(where: { $0.criterion.number == number })
                else { throw CaseworkError.internal("a rated criterion is gone") }
                return standing
            }
        }
    }

    /// The criteria that the case is rated by: the version of the catalogue that it began with.
    package func criteria(of handle: Handle) async throws(CaseworkError) -> [Criterion] {
        try await failures {
            try await read("stage rate", by: .treating) { desk in
                try desk.criteria(roadmapVersion: try desk.roadCase(handle).roadmapVersion)
            }
        }
    }
}

extension Desk {
    fileprivate func criterion(_ number: String, in file: RoadCase) throws -> Criterion {
        let all = try criteria(roadmapVersion: file.roadmapVersion)
        guard let found = all.first(where: { $0.number == number }) else {
            throw CaseworkError.invalid(
                field: "criterion", "the catalogue has none of that number; `troth stage show` lists them, such as 2.2")
        }
        return found
    }
}

extension Criterion {
    /// Refuses a rater who does not rate this criterion in a case with these parts, and a value off its scale.
    fileprivate func check(
        _ who: RatedBy, value: Int, parts: [Partner: PartInBreach]
    ) throws(CaseworkError) {
        let allowed = raters(parts: parts)
        guard !allowed.isEmpty else {
            throw .invalid(field: "criterion", "\(number) is worked out from what is recorded; nobody rates it")
        }
        guard allowed.contains(who) else {
            let names = [RatedBy.partner(.a), .partner(.b), .therapist].filter(allowed.contains).map(\.code)
            throw .invalid(
                field: "by",
                "\(number) is rated by \(names.joined(separator: " and ")) in this case, not by \(who.code)")
        }
        guard range.contains(value) else {
            throw .invalid(
                field: "value",
                "\(value) is off the scale of \(number); use \(range.lowerBound) (\(meaning(of: range.lowerBound))) to "
                    + "\(range.upperBound) (\(meaning(of: range.upperBound)))")
        }
    }
}
