package import CaseModel
import Postgres

extension Casework {
    /// How the person's own couples fared, closed ones included, as it was known by the end of a day; today where nil. With
    /// a login, those of whom that one is primary therapist, for their supervisor.
    package func outcomes(
        of supervisee: String? = nil, asOf: CalendarDate? = nil
    ) async throws(CaseworkError) -> Outcomes {
        try await failures {
            try await read("outcome show", by: supervisee == nil ? .treating : [.supervisor]) { desk in
                let today = try desk.today()
                if let asOf, asOf > today {
                    throw CaseworkError.invalid(field: "as of", "\(asOf) is still to come; give a day up to \(today)")
                }
                var outcomes = Outcomes(asOf: asOf ?? today, names: try desk.newestStages())
                let mine = try desk.couples(of: supervisee)
                try desk.transaction.forEach(CoupleTimes.query(mine)) { outcomes.add(try $0.decode(CoupleTimes.self)) }
                return outcomes
            }
        }
    }
}
