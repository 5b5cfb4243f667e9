import CaseModel
import FoundationEssentials
import Postgres

/// The fields that words for safety and confided matters are sealed at; `app.open_words` gives the same names.
enum SafetyField {
    static let screen = "safety_screens.words"
    static let reason = "safety_decisions.reason"
    static let flag = "safety_flags.words"
    static let assessment = "flag_reviews.assessment"
    static let action = "flag_reviews.action"
    static let plan = "safety_plans.words"
    static let matter = "confided_matters.words"
}

/// The most characters that such words may have.
let safetyWordsLimit = 20_000

extension Desk {
    /// Seals what a person wrote for an audience at a field of a row; nil stays nil.
    func sealed(
        _ words: String?, for audience: Audience, of caseID: UUID, row: UUID, field: String
    ) throws -> [UInt8]? {
        guard let words else { return nil }
        var keys = try caseKeys(caseID)
        var random = environment.random
        return try keys.seal(words, for: audience, row: row, field: field, using: &random)
    }

    /// A day that something was said or done: today where it is left out.
    ///
    /// - Throws: `invalid` for a day that has not come yet.
    func pastDay(_ day: CalendarDate?) throws -> CalendarDate {
        let today = try today()
        guard let day else { return today }
        guard day <= today else {
            throw CaseworkError.invalid(field: "on", "\(day) has not come yet; today is \(today)")
        }
        return day
    }
}

extension ScreenResult: PostgresCodable {}
extension SafetyDecision: PostgresCodable {}
extension FlagKind: PostgresCodable {}
extension MatterOutcome: PostgresCodable {}
