extension Scene {
    static let plan = all(
        """
        F choosing goals
        R Both came with ideas for the time after counseling. There were eleven, and they laughed about it.
        R The couple asked to put into writing what they want to hold on to.
        W Tested each idea: can it be seen, by when, who looks after it? A goal on understanding each other comes
            first.
        W Reduced the list to what both want. Asked how each would notice that a goal has been reached.
        H+ Was precise and cheerful. Put {Hhis} own name to one goal.
        H- Was reluctant to plan and said that plans had been made before. Agreed to goals for three months and no
            longer.
        I+ Took on the goal that costs the most time.
        I- Would have promised more than {Ihe} can keep; chose less in the end.
        P The written goals hang where both see them. First review next time.
        F reviewing the goals
        R One goal is on track, one has been forgotten, one turned out to be the wrong one.
        R The couple reviewed the goals at home before the session and agreed in all but one.
        W Went through the goals without praise or blame: what was done, what got in the way, what is next.
        W Rewrote the goal that did not fit. Both noticed that they had argued about it without a raised voice.
        H+ Was content with the progress and said what {Hhe} had contributed.
        H- Saw the forgotten goal as a sign. Talked about the difference between forgetting and hiding.
        I+ Had kept a small record and showed where {Ihe} had fallen behind.
        I- Was a little defensive about the forgotten goal and then took it over for the coming weeks.
        P Review again next time. The forgotten goal is given a fixed day.
        F a plan for setbacks
        R Both know by now what a bad week looks like. They would like to have something for it when nobody is there
            to help.
        R {H} asked what happens if {trigger} hits in a year.
        W Wrote the plan together: early signs, first step, who is called, when to come back here.
        W Played it through with an example. Each said what the other's first sentence should be.
        H+ Found the plan "boring in the best way."
        H- Was shaken by the example for a moment; used the plan itself to get out of it.
        I+ Knew {Hhis} early signs better than {H} had expected.
        I- Thought that {Ihe} would not need it. Put in an early sign of {Ihis} own in the end.
        P Both sign the plan. It is tried once in a small matter before the next session.
        F looking back on the road
        R {H} read an old note from the first weeks and hardly knew the person who wrote it.
        R The couple looked at the course of the past months and told it to each other, stage by stage.
        W Let each say what was hardest and what the other did that counted. The hard weeks belong to the road and
            were named too.
        W Drew the road on a large sheet. Each marked one place that must not be forgotten.
        H+ Marked the day of the apology. Said that the hurt has a place now and does not fill the house.
        H- Became sad over the time that it took. Would not want to do without it all the same.
        I+ Marked the first evening on which {H} laughed again.
        I- Was ashamed to see the beginning. Looked at it all the same.
        P The sheet goes home with the couple.
        F understanding each other
        R There was a dispute about a holiday. Both could say the other's view afterward, and it took twenty minutes.
        R {I} noticed that {H} was quiet before {Hhe} noticed it {Hself}, and asked.
        W Practiced with a current difference: each states the other's view until the other says yes. It took two
            attempts.
        W Worked on the goal about understanding each other. Looked at where guesses were right and where they were
            not.
        H+ Said yes at the first attempt and meant it.
        H- Did not feel quite understood on one point. Could say which, and it was added.
        I+ Asked more than {Ihe} explained.
        I- Was quick to be sure of what {H} thinks. Noticed it {Iself}.
        P One such talk each week, by turns with {Hname} topic and {Iname}.
        F standing on their own feet
        R The time without sessions went well. There was one hard evening, and they managed it by themselves.
        R The couple would like longer intervals. Both said that they argue less about what happened and more about
            the dishes.
        W Reviewed the past weeks by the goals. Kept own comments few and let the couple lead the hour.
        W Asked each to name what they would need to see in order to come back, and what they would not come back for.
        H+ Led through the hour with the written plan in {Hhis} hand.
        H- Is uneasy about longer gaps and said that this is not the same as being against them.
        I+ Spoke of {breach} in the past tense and without looking away.
        I- Wants to finish sooner than {H} does. They agreed on {Hname} pace.
        P Longer intervals from here on. A follow-up is planned for half a year from now.
        """)

    /// The last stage of couples who have decided to part.
    static let parting = all(
        """
        F a free decision to part
        R Both said that they have decided to part. It was {H} who said it first; {I} had known.
        R The decision has stood for two weeks. Both feel grief and some relief.
        W Made sure that the decision was made freely by each, and not in the heat of an argument. Named what the
            work has made
            possible: to part without destroying each other.
        W Asked both what they want to be able to say about this time in five years.
        H+ Was calm and sad. Said that {Hhe} no longer leaves as the one who was deceived.
        H- Wavered for part of the hour, then confirmed the decision.
        I+ Did not argue and thanked {H} for having tried.
        I- Was overcome by grief and asked for a pause. Came back and accepted the decision.
        P No steps with lawyers for three weeks. Goals for parting well are written down.
        F parting well
        R The practical questions crowd in: the apartment, the accounts, who tells the families.
        R They have begun to divide the household. The kitchen was easy; the photographs were not.
        W Sorted the questions by urgency and gave each a date. Separated arrangements from reproaches.
        W Worked on one sentence for others that blames neither. Both can say it.
        H+ Was fair and clear. Gave up the photographs of the early years in exchange for copies.
        H- Old anger came up over the photographs. Used the stop signal.
        I+ Offered more than {Ihe} had to and meant it well. {H} accepted half.
        I- Found it hard not to hope. Could say so.
        P Two open points by the next session. Contact by message on weekdays only.
        F saying goodbye to what was good
        R They looked through letters from the first years together. It took three hours.
        R {H} asked to speak once about what had been good before it ends.
        W Each told three things that will remain. Nothing was weighed against {breach}.
        W Held a farewell talk in the agreed form, with time at the end to sit in silence.
        H+ Could receive and give. Wept, and was at peace with weeping.
        H- Found two things and stopped at the third. That was enough.
        I+ Spoke at length and from the heart, without asking for another chance.
        I- Could hardly speak. Wrote it down and handed it over.
        P Both look after their own support and name one person each.
        F understanding how it ended
        R Both told the story of the end to a friend in the past weeks, and the stories resembled each other.
        R {I} asked {H} what finally decided it. {H} was able to answer.
        W Set both accounts side by side. Where they differ they may differ; both can tell the other's.
        W Worked on the goal of understanding the end well enough to speak of it with respect.
        H+ Answered openly and without sharpness.
        H- Was guarded in {Hhis} answer. There is a right to that.
        I+ Took the answer as it was given.
        I- Asked a second and a third time; stopped when the goal was recalled.
        P Each writes a last letter that need not be sent.
        """)
}
