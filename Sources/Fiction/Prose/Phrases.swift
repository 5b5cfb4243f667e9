import CaseModel

/// Phrases that belong to no one theme: how the week was, what was seen in the room, how things are judged.
enum Phrases {
    static let better = Prose.lines(
        """
        - Both describe a calmer week.
        - {H} slept better on most nights, and mornings are less heavy.
        - There was one argument, settled the same evening.
        - They report two good talks at home and a quiet Sunday.
        - {I} kept to what was agreed, and {H} said so.
        - The week brought a family visit, which went better than feared.
        - {H} laughed on the way here and mentioned it with surprise.
        - Work was demanding for both; they managed it together.
        - Both came with something they wanted to tell rather than something they had to.
        - {I} spoke first in two difficult moments.
        - Less silence at the table, by both accounts.
        - A visit of {Hname} relatives had been dreaded and passed without injury.
        - {H} asked for closeness once and received it.
        - The couple ate out for the first time in months and stayed for dessert.
        - A dispute about chores stayed a dispute about chores.
        - Both used the pause they had practiced, and it held.
        """)

    static let steady = Prose.lines(
        """
        - A week without great changes, by both accounts.
        - Good and difficult days were about even.
        - {H} had two bad nights; the other days were bearable.
        - The couple were busy with everyday matters and glad of it.
        - {I} was away for two days for work and called as agreed.
        - A cold went through the household and took up most of the week.
        - There was little talk about the subject at home, by mutual consent.
        - One talk was begun and postponed because both were tired.
        - Both say that the mood depends much on sleep.
        - {H} described the week as "gray, not black."
        - The car broke down and the week became expensive; they solved it without quarreling.
        - Friends were over on Saturday; it was pleasant and tiring.
        - {H} has had more to do at work and was glad of the distraction.
        - {I} finds the weekdays easier than the weekends.
        - Little to report from the first half of the week; more from the second.
        - The homework was done in part.
        """)

    static let worse = Prose.lines(
        """
        - Both describe a difficult week.
        - There were three arguments, one of them late at night.
        - {H} has slept badly and is short of patience.
        - {I} withdrew for two days; {H} did not go after {Ihim}.
        - The talks at home did not take place.
        - A remark at dinner led to two days of silence.
        - {H} canceled a meeting with friends because {Hhe} could not face questions.
        - Tension was high, and both were relieved to come.
        - A bad day at work was carried home by {I} and not spoken of.
        - {H} speaks of a fog that has come back.
        - Both felt let down, each for different reasons.
        - They came in separate cars after a dispute in the morning.
        - {I} reports feeling under scrutiny; {H} reports feeling alone.
        - The weekend, usually the better part, was tense throughout.
        """)

    static let observation = Prose.lines(
        """
        - Both oriented, in contact, and speaking in turn for most of the hour.
        - {H} sat upright at first and leaned back later; {I} kept eye contact.
        - Speech of both calm; several pauses were left as they were.
        - {H} close to tears twice; {I} noticed and waited.
        - Both tired and attentive.
        - Voices rose once and came down without help.
        - {I} fidgeted in the first half and was still in the second.
        - Affect of both in keeping with the subject.
        - {H} spoke more than usual, {I} less; the balance shifted toward the end.
        - They sat nearer to each other than last time.
        - Seating was chosen with a chair between them.
        - Some humor between them, kindly meant.
        - {H} took notes; {I} asked to see them and was allowed to.
        - Interruptions were few and were noticed by the one who interrupted.
        - {I} spoke quietly; {H} asked {Ihim} twice to repeat and remained patient.
        - Both reacted strongly to one sentence and were able to say which.
        - {H} pale and composed; {I} somewhat restless.
        - Mood of both slightly brighter on leaving than on coming.
        """)

    static let hurtMovedTails = Prose.lines(
        """
        - Left in a thoughtful mood.
        - Looked at {I} for longer than usual.
        - Tearful at first, then steadier toward the end.
        - Asked for a copy of what was written on the board.
        - Breathing became slower as the hour went on.
        - Wants to see whether it holds.
        - Could accept comfort when {Hhe} had asked for it.
        - Rated the hour as "useful, and hard work."
        - Spoke of {Hself} with more kindness.
        - Was able to say what {Hhe} needs without apologizing for it.
        - Smiled once and let it be seen.
        """)

    static let hurtHardTails = Prose.lines(
        """
        - Guarded for the rest of the hour.
        - Spoke flatly, with long pauses.
        - Was nevertheless glad to have come.
        - Needed some minutes before {Hhe} could take the next step.
        - Asked for a slower pace, which was agreed.
        - Anger and sadness took turns.
        - Kept {Hhis} coat on.
        - Says that {Hhe} does not want to be hurried.
        - Avoided {Iname} eyes and explained why.
        - Could name the feeling and not yet what would ease it.
        """)

    static let involvedMovedTails = Prose.lines(
        """
        - Present and attentive throughout.
        - Asked one question and waited for the answer.
        - Did not look for praise.
        - The effect on {Ihim} could be seen.
        - Took notes for {Iself}.
        - Noticed {Ihis} own impatience and kept it in check.
        - Thanked {H} at the end, briefly.
        - Could stay with the discomfort.
        - Said what {Ihe} will do, and by when.
        - Sounded less rehearsed than before.
        """)

    static let involvedHardTails = Prose.lines(
        """
        - Willing, and easily ashamed.
        - Tired by the end.
        - Needed help to stay with the subject.
        - Looked at the floor for part of the hour.
        - Wants quicker results and knows it.
        - Was glad when the hour was over and came back to the point at the door.
        - Defended {Iself} less than in earlier talks of this kind.
        - Could take in about half of it and said so.
        - Voice tight; relaxed a little when thanked for staying.
        """)

    static let together = Prose.lines(
        """
        - The couple worked well together and took over more of the lead.
        - Both stayed within what was agreed; the exercise reached its end.
        - Engagement of both was good, at different speeds.
        - They could use the intervention and adapted it to their own words.
        - Some resistance at first, then cooperation.
        - Mutual attention increased in the course of the hour.
        - They needed two attempts and recognized the difference.
        - Both responded well, at some distance from each other.
        """)

    static let togetherHard = Prose.lines(
        """
        - Both took part; the work was heavy and did not break off.
        - The couple could follow only part of the way and stopped at a sensible place.
        - Cooperation was reserved; the agreed rules were kept.
        - Both reached their limit and said so in time.
        - Little movement toward each other; both stayed to the end.
        """)

    static let assessBetter = Prose.lines(
        """
        - The direction is favorable, with the usual variation.
        - Clear movement compared with the last sessions; both contribute to it.
        - Progress is visible in small things, which speaks for its firmness.
        - Strain has lessened, and both recover sooner.
        - Trust grows slowly and on the basis of experience.
        - Confidence of both in the work has increased.
        - The couple are beginning to help each other without guidance.
        """)

    static let assessSteady = Prose.lines(
        """
        - No great change since the last session; what was gained has been held.
        - The situation is stable, with the two partners moving at different speeds.
        - Neither setback nor leap; this is a stretch for practice.
        - Both are willing; everyday life leaves little strength for more.
        - Ups and downs within the expected range.
        - What was learned is used at home now and then, not yet by habit.
        - The pace is right for one and slow for the other; both know it.
        """)

    static let assessWorse = Prose.lines(
        """
        - More strain than at the last session, without a loss of willingness.
        - A harder phase; the frame of the sessions holds.
        - Distance has grown, and each waits for the other to move.
        - Hope has become fragile on one side; this is to be kept in view.
        - The old pattern of pressing and withdrawing was active again.
        - The couple are overloaded; aims should be kept small for now.
        - Little capacity for new tasks at present. Holding the ground is enough.
        """)

    static let riskJoint = Prose.lines(
        """
        - No signs of acute danger to self or others in this session.
        - No indication of violence or threat. Both know whom to call in a crisis.
        - No current concern; the crisis line number is known to both.
        - Nothing new. Both feel able to get through the week.
        - No acute risk observed; conflict stays within words.
        - Unremarkable today. Emergency contacts are unchanged.
        - No acute risk. Arrangements for heated moments are kept in place.
        - Both deny acute danger when asked in general terms.
        """)

    static let riskStrained = Prose.lines(
        """
        - Strain is high; no sign of acute danger. Crisis contacts were gone over with both.
        - No threats or violence. Both agreed to stop any talk that becomes loud and to sleep first.
        - No acute risk observed. A telephone appointment was offered for the days in between.
        - Exhaustion of both is noted. No acute danger; crisis line number given again.
        """)

    static let riskAlone = Prose.lines(
        """
        - Asked directly: no thoughts of suicide, no fear of {Y}, no injury, no threats.
        - No danger to self or others reported. {X} feels safe at home and knows the crisis line.
        - Mood low at times, with no thoughts of ending life. No violence.
        - Asked about fear, control, weapons and thoughts of harm: all denied, credibly.
        - No acute risk. {X} would call a friend first and the crisis line next.
        - Sleep and strain were gone over; no thoughts of suicide; safe at home.
        """)
}
