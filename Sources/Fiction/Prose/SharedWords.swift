import CaseModel

/// Commitments, goals and reasons that belong to no one kind of breach.
enum SharedWords {
    static let emotionalAmends: [Amend] = amends(
        """
        - weekly | ask once how the week has felt and listen for ten minutes without answering
        - weekly | write down what was heard and read it back on Sunday
        - daily | say one thing that was appreciated that day
        - daily | offer a hug before leaving and accept a no
        - weekly | name the day's hardest moment first in the Sunday talk
        - once | write a letter that names the harm without conditions
        - weekly | bring up the subject once without being asked
        - daily | stay in the room for five minutes when the other is upset
        - weekly | plan an hour for the two of them and protect it
        - once | visit the place they both avoid, together, and stay as long as the other wishes
        - weekly | ask what would help on the coming hard days
        - daily | send a message at midday that needs no answer
        """)

    static let bothAmends: [Amend] = amends(
        """
        - weekly | keep the thirty-minute talk on Sunday, with a timer and turns
        - daily | have coffee together before the day begins
        - weekly | take a walk of an hour without phones
        - daily | use the agreed stop signal and come back within the hour
        - weekly | write one line each in the shared notebook
        - once | choose a weekend away and decide together whether to take it
        - weekly | share a meal at which the breach is not discussed
        - once | agree on what to tell the family, in one sentence
        """)

    private static func amends(_ text: String) -> [Amend] { Prose.lines(text).map(Amend.init) }

    private static func bank(_ text: String) -> [GoalWords] {
        Prose.lines(text).map { line in
            let parts = line.split(separator: "|").map { Prose.trimmed($0) }
            return GoalWords(goal: parts[0], measure: parts[1], target: parts[2])
        }
    }

    /// Banks of goals; the first of them is about understanding each other.
    static let goals: [[GoalWords]] = [
        bank(
            """
            - Understand what sets the other off before reacting | Hard talks in which each can say the other's view |
              3 of 4 in a month
            - Know each other's worries again | Weekly talks in which each names a worry | 6 talks in 8 weeks
            - Be able to tell the shared story the same way | Parts of the story both tell alike | All five parts
            """),
        bank(
            """
            - Be able to rely on what was said | Agreements kept as both see it | 9 of 10 over 6 weeks
            - Live openly without checking | Days without checking, by own count | 25 days of 30
            - Raise difficult news early | Hard news told within a day | Every time for 2 months
            """),
        bank(
            """
            - Have time for the two of us | Hours together without phones each week | 3 hours
            - Bring back ease | Shared activities both looked forward to | 1 a week for 2 months
            - Find a way back to closeness at both partners' pace | Both rate the week's closeness 3 or more of 4 |
              4 weeks in a row
            """),
        bank(
            """
            - Recover from arguments sooner | Hours until the first friendly word | Under 3 hours
            - Keep setbacks from spreading | Setback plan used when needed | Every time until the follow-up
            - End talks before they turn into fights | Stop signal used and respected | 4 of 5 times
            """),
        bank(
            """
            - Share the load at home more evenly | Tasks each has taken over | 4 tasks each for 8 weeks
            - Make decisions about money together | Monthly budget talk held | 3 months in a row
            - Let friends and family back in | Visits both agreed to | 2 a month
            """),
    ]

    /// The same for couples who have decided to part.
    static let partingGoals: [[GoalWords]] = [
        bank(
            """
            - Understand each other's account of the end well enough to speak of it with respect |
              Both can say the other's account | Agreed by both in session
            - Be able to explain the separation without blame | Shared wording written and used | Used with all
                relatives
            """),
        bank(
            """
            - Part with clear arrangements about the home and money | Open points on the list | None by the due date
            - Divide the household calmly | Rooms settled without an argument | All rooms
            """),
        bank(
            """
            - Stay in touch only as agreed | Weeks in which the contact rules were kept | 6 weeks in a row
            - Speak well of each other to those close to both | Both report it at review | 2 reviews in a row
            """),
        bank(
            """
            - Say goodbye to what was good | Farewell talk held | One talk both call fair
            - Have support of one's own | People each can call | 2 each
            """),
    ]

    static let overrideReasons = Prose.lines(
        """
        - Both partners feel ready and asked to move on; the open criteria will be looked at again in four weeks.
        - The remaining criterion depends on circumstances outside the couple; waiting would not help.
        - One rating is still low and improving; the work of the next stage is expected to support it.
        - Ratings vary from week to week; clinical impression and both partners' wish favor going on.
        - The couple already practice much of the next stage at home; holding them back would discourage both.
        - One partner prefers not to rate this criterion; discussed and respected.
        - Focus moves on by agreement; the open point stays on the agenda of every second session.
        """)

    /// Why a couple leave out the stage after `stage`; templates with `{H}` and `{I}`.
    static func skipReasons(from stage: Stage) -> [String] {
        switch stage {
        case .acknowledge: skippedApology
        case .apologize: skippedBoundaries
        default: skippedPatience
        }
    }

    private static let skippedApology = Prose.lines(
        """
        - {I} had apologized fully, in writing and in person, before counseling began; {H} confirmed having received
            it.
        - An apology with all its parts was given in an earlier course of counseling and still stands for {H}.
        """)
    private static let skippedBoundaries = Prose.lines(
        """
        - Boundaries had been agreed on and kept since the week of the disclosure; both wish to begin with amends.
        - Boundaries were settled with the former counselor and are kept; {H} asked to go on to what {I} can do.
        """)
    private static let skippedPatience = Prose.lines(
        """
        - The couple move abroad in two months and asked to make their plan now; pace was discussed and accepted by
            both.
        - A quiet year has passed since the breach; {H} feels unhurried and asked to plan ahead.
        """)
}
