extension Scene {
    static let boundaries = all(
        """
        F drafting the boundaries
        R Each brought a list. {Hname} list is long and precise; {Iname} has three points.
        R The couple have lived by unspoken rules since {breach} came to light. Both break them without knowing.
        W Sorted both lists into honesty, respect, communication and expectations. Turned prohibitions into things
            one can do
            and see: {openness}, for one.
        W Each boundary was read aloud, and each partner said yes, no or "yes, if." Only what had two yeses was kept.
        H+ Was surprised that six points found two yeses. Gave up one that had been written in anger.
        H- Feared to be seen as the one who controls. Talked about the difference between control and safety.
        I+ Proposed a boundary of {Ihis} own for {Hhis} sake and asked whether it would help.
        I- Signed up to everything quickly; was asked to take back a yes that {Ihe} would not be able to keep, and
            did.
        P Both live by the written list for two weeks. Review date is set.
        F how it came to this
        R Both feel ready to talk about the time before. {I} spoke of {root}; {H} remembers the same time differently.
        R {H} asked for the first time what the months before had been like for {I}.
        W Told the story of the last years in turns of three minutes. Understanding is not excusing: the choice stays
            where
            it belongs.
        W Placed {root} on the table as a shared circumstance and kept it apart from the decision that followed.
        H+ Could say what {Hhe} had not seen then, without taking any of the responsibility for {breach}.
        H- Heard an accusation in one sentence and asked for a break. Returned after five minutes and named it.
        I+ Spoke of {Ihis} part of the silence in those years and corrected {Iself} when it sounded like a defense.
        I- Slid into a complaint about old quarrels; noticed it at a sign from the therapist and stopped.
        P Each writes one page of the shared account, beginning with "At that time I."
        F an open talk with rules
        R There were two talks by the rules. One went well; one was broken off with the agreed signal and resumed the
            next day.
        R {H} said that the Sunday talk is now the one hour of the week without a knot in the stomach.
        W Rehearsed the open talk here: one topic, ten minutes each, no accusation, and a summary by the other at the
            end.
        W Worked on beginnings. "You never" became "When it gets late and I hear nothing, I am afraid."
        H+ Began softly, and the talk stayed soft. Said it was strange to be asked back.
        H- Began with a reproach, saw it, and began again. Tired of being the one who has to choose words.
        I+ Summed up so well that {H} had nothing to add. Asked for a topic of {Ihis} own next time.
        I- Gave brief summaries and lost the thread once. Ascribed it to the late hour of the talks.
        P Three open talks before the next review, each on a different day, written down with date and topic.
        F when a boundary is stepped over
        R A boundary was stepped over on Friday: a late evening without a word. {I} told it {Iself} the same night.
        R {H} had looked through {Iname} bag, against the agreement, and said so at the start of the session.
        W Used a plain order: what happened, what it touched, what was agreed, what makes it easier to keep. No
            verdict.
        W Looked at the boundary rather than at the person. It proved too vague, and both made it more exact.
        H+ Said that hearing of it the same night changed everything about it.
        H- Was tired and short. Said that each step over the line costs a week.
        I+ Did not wait to be asked. Named what {Ihe} will do next time at the moment when it gets difficult.
        I- Gave the traffic as the reason before coming to the missing call. Got there with help.
        P The boundary is kept in the new wording. Either may call for a talk within a day when it is touched.
        F phones, accounts and privacy
        R The couple argue over how much openness is enough. {H} would like full access; {I} fears it will never end.
        R {H} checks less than before and still feels driven to it when {trigger} comes up.
        W Drew two columns, privacy and secrecy, and sorted twelve everyday examples. They agreed on ten.
        W Settled on {openness} as the agreed form of openness for three months, with a date to look at it again.
        H+ Said that the offer counts more than the access. Has not looked since Wednesday.
        H- Felt that {Hhe} has to ask for something that ought to be offered. Said this without raising {Hhis} voice.
        I+ Offered it freely: "I would rather be seen than trusted blindly."
        I- Agreed to the arrangement and asked for an end date. The wish was written down, not granted yet.
        P The arrangement is kept for three months. {I} reports once a week of {Ihis} own accord.
        F the shared account
        R Both brought their pages. They differ on a summer some years ago and agree on most of the rest.
        R {H} read {Iname} page at home and wrote questions in the margin. {I} answered two of them in writing.
        W Read the pages against each other. Where they differ, both versions were kept side by side.
        W Looked for sentences that both can sign. There are now four, among them one about {root}.
        H+ Said that for the first time the story has a "we" in it that does not feel false.
        H- Missed {Hhis} own anger in the text. A sentence for it was found and put first.
        I+ Read the sentence about anger aloud {Iself} and left it as it was.
        I- Found the page harder to hear than to write. Stayed with it.
        P The account is read once together at home, at a time when neither has to get up early.
        F different families, different rules
        R An argument about a visit turned out to be about how each learned to deal with conflict as a child.
        R In {Hname} family everything was said aloud; in {Iname} nothing was. Each takes the other's way for a lack
            of love.
        W Drew a small family map with both. Looked at what each learned about truth, anger and silence.
        W Let each translate for the other: what silence means in one home, what a raised voice means in the other.
        H+ Was touched to hear how {I} had learned to be quiet. Said it is good to know and does not change what
            happened.
        H- Was reminded of old hurts and found it hard to be fair. Asked to return to the topic another time.
        I+ Recognized {Ihis} father's way of leaving the room. Would like to do it differently.
        I- Spoke about {Ihis} family with much loyalty and became stiff when asked about it.
        P Each asks one relative how disputes were settled in earlier days. Both tell about it in the open talk.
        F children, work and the people around
        R A busy stretch: a relative's illness, deadlines, too little sleep. The talks were cut to ten minutes and
            kept.
        R A friend of the couple separated, and the subject was at every table. {H} felt watched; {I} felt accused.
        W Looked at which boundaries also hold toward others: what is told, to whom, and who may give advice.
        W Made a plan for crowded weeks so that honesty does not depend on having time.
        H+ Said that short and kept is better than long and promised.
        H- Felt alone with the load at home, and old anger rose with it. Could tell both apart by the end.
        I+ Took over two tasks on the spot and wrote them in the calendar.
        I- Felt torn between all sides, and said so before it came out as irritation.
        P Ten-minute talk in crowded weeks. Both decline one invitation.
        """)
}
