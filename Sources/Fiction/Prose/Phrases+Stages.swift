import CaseModel

extension Phrases {
    /// What the stage is after, for notes that begin with a goal.
    static func aims(_ stage: Stage) -> [String] { aims[Int(stage.rawValue) - 1] }

    /// How the stage's work stands when it goes well, and when it does not yet.
    static func standing(_ stage: Stage, isGood: Bool) -> [String] {
        (isGood ? standingGood : standingHard)[Int(stage.rawValue) - 1]
    }

    private static let aims: [[String]] = [
        Prose.lines(
            """
            - {H} is to feel understood in what happened; {I} is to listen without defending.
            - Goal of the stage: the hurt is said aloud and taken in.
            - The impact is to be heard in full before anything is repaired.
            """),
        Prose.lines(
            """
            - An apology in all its parts, and responsibility taken without excuse.
            - Goal of the stage: {I} says what was done and what will change; {H} is free in {Hhis} answer.
            - Responsibility is to be stated plainly; forgiveness is not asked for.
            """),
        Prose.lines(
            """
            - Boundaries that both agree to and can keep, and open talks without accusation.
            - Goal of the stage: clear agreements and a shared account of how it came to this.
            - Both are to feel safe with what was agreed and to speak openly about what is not.
            """),
        Prose.lines(
            """
            - Amends that {H} wants, kept steadily and without reminders.
            - Goal of the stage: words become deeds, small and regular.
            - Practical and emotional amends, seen by both and reported apart.
            """),
        Prose.lines(
            """
            - Time and space for {H}, patience on both sides, setbacks worked through.
            - Goal of the stage: both can live with a slow pace.
            - Trust is to grow unhurried; bad days are to lose their power.
            """),
        Prose.lines(
            """
            - A plan of the couple's own with goals, reviews and a way to deal with setbacks.
            - Goal of the stage: decisions made freely and written down so that both can act on them.
            - The couple are to go on without sessions and to know when to return.
            """),
    ]

    private static let standingGood: [[String]] = [
        Prose.lines(
            """
            - Acknowledgment deepens; {H} feels heard in essential points.
            - Listening without defense succeeds for longer stretches.
            - The impact has found words that both can bear.
            - {I} is increasingly able to take in the hurt before answering.
            """),
        Prose.lines(
            """
            - Responsibility is stated more plainly and with fewer conditions.
            - The apology takes shape and reaches {H} in part.
            - {I} distinguishes reasons from excuses without help.
            - {H} can receive what is offered without having to answer it.
            """),
        Prose.lines(
            """
            - Agreements become clearer and are kept more often.
            - Talks stay open for longer before either turns to accusation.
            - A shared account is forming in which both recognize themselves.
            - Boundaries are felt as support rather than as control.
            """),
        Prose.lines(
            """
            - Amends are becoming regular and are seen by {H}.
            - {I} carries the remembering {Iself} for the most part.
            - Effort and effect are coming closer together.
            - What is done fits what {H} had wished for.
            """),
        Prose.lines(
            """
            - Both live better with the slow pace; hard days end sooner.
            - {H} gets room, and {I} fills it with a life of {Ihis} own.
            - Small proofs of trust add up.
            - The couple can hold good and bad next to each other.
            """),
        Prose.lines(
            """
            - The couple lead the process and use sessions for review.
            - Goals are realistic and shared.
            - Understanding each other succeeds more often and faster.
            - Readiness for closing is growing on both sides.
            """),
    ]

    private static let standingHard: [[String]] = [
        Prose.lines(
            """
            - Acknowledgment is begun; explaining still gets in the way.
            - {H} feels heard in parts only, and the work stays with this.
            - The hurt is still so present that listening tires both.
            """),
        Prose.lines(
            """
            - Responsibility is taken in words, with conditions that {H} notices.
            - The apology is not ready; haste would harm it.
            - Shame still takes the place of responsibility at times.
            """),
        Prose.lines(
            """
            - Agreements are in place and not yet dependable.
            - Open talks tip over into reproach when both are tired.
            - The accounts of the past still stand far apart.
            """),
        Prose.lines(
            """
            - Amends are irregular and are seen differently by the two.
            - Willingness is there; steadiness is what is missing.
            - Doing and receiving are out of step at present.
            """),
        Prose.lines(
            """
            - The slow pace is a burden, to each in a different way.
            - Waiting turns into pressure at times, spoken or not.
            - Bad days still reach far into the good ones.
            """),
        Prose.lines(
            """
            - Goals have been set and not all of them are carried by both.
            - Planning comes easier than doing at this point.
            - Uncertainty about going on alone is still considerable.
            """),
    ]
}
