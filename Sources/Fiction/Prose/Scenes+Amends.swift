extension Scene {
    static let amends = all(
        """
        F what amends would mean to the hurt partner
        R {H} said that flowers were brought twice and that they made {Hhim} angry. {I} had meant well and was at a
            loss.
        R {I} has done a great deal in the past weeks. Little of it was what {H} had hoped for.
        W Asked {H} what {Hhe} would notice on an ordinary Tuesday. The answers were small: {openness}, and being
            asked
            about the night.
        W Collected ideas on cards. {H} sorted them into wanted, not yet and please do not; {I} chose from the first
            pile.
        H+ Enjoyed the sorting and was generous with the first pile. Said that being asked is itself on the list.
        H- Found it hard to wish for anything, since wishing means to be able to be let down again.
        I+ Was relieved to have something to go by. Chose two cards that cost {Ihim} something.
        I- Was hurt that so many cards went to the last pile. Saw later that this was not a judgment of {Ihis} effort.
        P One practical and one emotional amends, kept small. Both report apart at the next session.
        F kept as one sees it, kept as the other sees it
        R {I} counted the commitments as kept; {H} counted two of them as missed. Both were surprised.
        R Both brought their own tally of the past weeks. The columns agree on most days and differ on three.
        W Compared the two views without settling who is right. The difference came from what "on time" means to each.
        W Read the tallies side by side. For each difference both said what they had seen, and the wording was made
            clearer.
        H+ Revised one entry of {Hhis} own accord. Said {Hhe} had been looking for misses that day.
        H- Felt that {Hhis} view was being negotiated. It was left in the record as {Hhe} sees it.
        I+ Took the two misses as information and asked what a kept one would have looked like.
        I- Argued the first entry at length. Then said that {Ihe} is afraid the count will never come out right.
        P Clearer wording for two commitments. Both go on reporting apart.
        F without being reminded
        R {H} reminded {I} twice and then stopped, to see what would happen. On the third day it was done unasked.
        R {I} has set reminders of {Ihis} own. {H} wondered whether that still counts, and decided it does.
        W Talked about who carries the remembering. Moved it from {H} to {I}, with an alarm, a calendar, a fixed hour.
        W Asked {I} when it is easy to forget and what happens just before. Built the commitment onto an existing
            habit.
        H+ Described the relief of not having to think of it. Slept through on two nights.
        H- Said that waiting in silence to see whether it happens is as tiring as reminding.
        I+ Reported one miss before {H} could notice it and made it up the next day.
        I- Was annoyed at being "graded" and could name that under the annoyance is the wish to be done.
        P {I} keeps track {Iself}. {H} is asked to say when {Hhe} notices, and need not say when {Hhe} misses.
        F small and steady
        R The week was unspectacular: agreements kept, one short argument, an evening of laughing at an old film.
        R {H} said that nothing has happened, and that this is news.
        W Reviewed the past weeks on the chart with both. The line is not straight; its direction was described by
            {H}.
        W Named what makes for steadiness: short, fixed, unasked. Took one commitment off the list that nobody needs
            anymore.
        H+ Caught {Hself} looking forward to the weekend and was startled by it.
        H- Mistrusts the calm: before {breach} came to light it had been calm as well.
        I+ Said {Ihe} no longer does it to be seen. Then smiled and said that being seen is still good.
        I- Hoped for more recognition by now and held that back until asked.
        P The list stays as it is. Nothing new is added for two weeks.
        F when amends turn into debt
        R {I} feels that {Ihe} pays off a debt whose amount nobody knows. {H} does not wish to be a creditor.
        R In an argument {I} listed everything {Ihe} has done. {H} felt bought.
        W Distinguished paying off from building up. Asked which of the commitments both would keep if the past were
            settled.
        W Worked out what amends can do and what they cannot: they do not undo, and they can show.
        H+ Named two things {Hhe} would like to keep for good, because they are nice and not because they are owed.
        H- Was angry about the list and said so clearly. Did not withdraw.
        I+ Apologized for the list in two sentences and added nothing.
        I- Was worn out, and said that {Ihe} sometimes does not know what it is for. This was taken seriously.
        P One commitment is dropped, one is turned into something both do.
        F a hard anniversary
        R The day on which {breach} came to light comes up. {H} dreads it; {I} would prefer to let it pass.
        R The date passed on Wednesday. They had planned it beforehand: a walk in the morning, no visitors.
        W Planned the day hour by hour with both, including who speaks of it first and when it may be left.
        W Looked back at the day as it was and compared it with the fear beforehand. {H} told what had carried {Hhim}.
        H+ Was thankful that {I} spoke of it first. It was sad and not lonely.
        H- Had pictures again all day. Said that it was still better than the time before, since {Hhe} was not alone.
        I+ Had taken the morning off without being asked. Spoke of it at breakfast.
        I- Was afraid of the day and became busy. Noticed it at noon and came home.
        P The plan for hard days is kept in writing and used for the next one.
        F practical amends beyond the home
        R {I} has taken care of what was still open since {breach}: calls, papers, one difficult conversation.
        R {H} came along to an appointment that {I} would have preferred to go to alone.
        W Went through the practical side of the harm: money, time, other people. Assigned to each point a name and a
            date.
        W Asked both what was different about doing it together. Linked it to the boundary on {openness}.
        H+ Felt treated as a partner and not as an inspector.
        H- Learned of an amount that {Hhe} had not known. Took it in, asked three questions, and wrote down the
            answers.
        I+ Had all the papers in a folder and explained them without hurry.
        I- Was ashamed in front of a third person, and glad afterward to have done it.
        P Two of the open points are closed. The third is due by the end of the month.
        F tenderness and its limits
        R There was a moment of closeness on Sunday. {H} was glad and then overcome by pictures.
        R {I} does not dare to reach out anymore. {H} takes it for lack of interest.
        W Spoke about touch in plain words: who asks, what a no means, and that a no needs no reason. Nothing is owed
            here.
        W Agreed on forms of closeness that feel safe to {H} at present and may be ended at any time by either.
        H+ Said clearly what is good and what is not yet. Took {Iname} hand at the end.
        H- Was ashamed of the pictures; heard that they are common and not a sign of failure.
        I+ Asked rather than assumed, and was at ease with the answer.
        I- Felt rejected and managed to say "I am sad" in place of withdrawing.
        P Ten minutes of sitting together in the evening, without any aim. Either may leave it out.
        """)
}
