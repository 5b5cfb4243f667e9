import CaseModel

/// Which way things went since the last session.
enum Mood: Sendable { case better, steady, worse }

/// What a session was, as far as its note has to know.
struct SessionScene: Sendable {
    enum Moment: Sendable, Equatable {
        case intake
        /// A first talk with one partner alone.
        case screening(Partner)
        case ordinary
        case setback
        /// A joint session to which one partner came.
        case cameAlone(Partner)
        /// A later talk with one partner alone.
        case individual(Partner)
        case phone(Partner, Call)
        case ending
    }

    /// What a telephone contact was about.
    enum Call: Sendable { case setback, care, withdrawal }

    var moment: Moment
    var day: Int
    var stage: Stage
    var mood: Mood = .steady
    var modality: Modality
    var weeksSinceLast = 1
    var hasQuestionnaires = false
    var news = AmendsBook.News()
    var agreed: [AmendsBook.Mention] = []
    var newGoals: [GoalWords] = []
    var reviewed: [CaseHistory.GoalRecord] = []
    var movedTo: Stage?
    var setback: BreachWords.Setback?
    var isParting = false
    var weeksToNext: Int?
    /// Whether talks with each partner alone come next.
    var leadsToTalksAlone = false
    /// Whether the secrets policy was accepted by both.
    var isPolicyAccepted = true
}
