extension Scene {
    static let patience = all(
        """
        F living with a slow pace
        R {I} asked how much longer it will take. {H} said, "I do not know, and I do not want to be asked."
        R The couple compared themselves with friends who "got over it in half a year." It did neither of them good.
        W Looked at what each takes slowness to mean: for {I} that it does not work, for {H} that {Hhe} is taken
            seriously.
        W Replaced the question "how long" by "what has become easier since the first session." Both found more than
            they expected.
        H+ Found four things, the last of them "I sing in the car again."
        H- Feels measured by an invisible calendar, partly {Hhis} own.
        I+ Said {Ihe} can live with slow, as long as it is not silent.
        I- Was discouraged and admitted to having kept a date in mind. Let go of it with some regret.
        P No question about time for a month. Once a week each says one thing that has become easier.
        F space for the hurt partner
        R {H} went away alone for a weekend. {I} found it hard and did not write.
        R {H} asked for one evening a week on {Hhis} own and got it. On the second, {I} waited up.
        W Discussed space as something {H} needs and not as something done to {I}. Found a sign by which {I} can know
            that it
            is not goodbye.
        W Each described a good evening apart. Settled how they say hello again afterward.
        H+ Came back rested. Had missed {I} and could say so without fear of what might be made of it.
        H- Had a guilty conscience the whole time. Would like to go again and feel it less.
        I+ Used the time to see a friend and had, to {Ihis} surprise, a good evening.
        I- Felt the old fear of being left and kept it to {Iself} until today. Good that it is said.
        P The free evening stays. {I} makes plans of {Ihis} own for it.
        F working through a bad week
        R {trigger} brought it all back on Thursday, "as if no work had been done." By Saturday it had passed.
        R There was a bad argument over a trifle. Both recognized it after an hour and stopped.
        W Compared these days with earlier bad ones: how long it lasted, who spoke first, what helped.
        W Wrote a short card for the next time: what I feel, what I need, what I will not do. One for each.
        H+ Saw that it passed sooner than it used to. Was proud of having said what {Hhe} needed.
        H- Was frightened by how near it still is. Needed most of the hour to become calm.
        I+ Stayed, asked once, brought tea, and waited. {H} said that this was exactly right.
        I- Fell back into explaining, noticed it and wrote it on the card as what {Ihe} will not do.
        P Cards are kept in the kitchen. Both use them once, even if the occasion is small.
        F checking and letting go of it
        R {H} counted six days without checking. On the seventh {Hhe} looked, found nothing and felt worse.
        R {I} keeps to {openness} of {Ihis} own accord, and {H} needs it less often.
        W Treated checking as a way of calming down that works briefly and costs much. Looked for others that last
            longer.
        W Had {H} describe the minute before checking. Placed something else there: asking {I} one direct question.
        H+ Has asked the question three times. Said that the face tells {Hhim} more than the phone.
        H- Is not willing to give up checking yet, and does not have to.
        I+ Answered all three times at once and without a sigh.
        I- Hoped that it would stop altogether. Understood that being open must not depend on that.
        P {H} decides each day {Hself}. {I} goes on of {Ihis} own accord.
        F joy next to grief
        R The couple had a light day at the coast. In the evening {H} cried, for all the days that had not been so.
        R Something good happened: a piece of good news, a small celebration. {H} did not know whether {Hhe} was
            allowed to enjoy it.
        W Talked about two feelings at the same time, and that joy does not cancel what was done.
        W Let each tell the day from beginning to end, with nothing left out, the evening included.
        H+ Could let both stand. "It was a good day and I was sad."
        H- Took the joy for betrayal of {Hself}; the thought was looked at and held more lightly at the end.
        I+ Did not take the tears as a reproach and said so.
        I- Was disappointed that even this day ended in tears. Said it gently.
        P One light thing a week, planned by turns, of two hours at most.
        F patience of the involved partner
        R {I} spoke about what the months have cost {Ihim}: sleep, friends, the feeling of being decent.
        R {H} asked what helps {I} to hold out. {I} was so surprised that {Ihe} had no answer at first.
        W Made room for {Iname} side without setting it off against {Hhis}. {H} was asked only to listen.
        W Looked at shame: where it helps to keep on course and where it makes {I} disappear.
        H+ Listened with warmth and said that {Hhe} wants to know these things.
        H- Could listen for a while, then felt anger come up and asked to stop. This was a good use of the signal.
        I+ Spoke openly and did not ask to be comforted.
        I- Held back much out of concern for {H}. Some of it may find a place in an individual session.
        P {I} takes up the choir again. {H} asks once a week how {Ihe} is.
        F trust that is not blind
        R {H} noticed that {Hhe} believed {I} at once on Monday, without thinking. It frightened {Hhim} a little.
        R On a day with {trigger} the fear came and went within an hour. {H} had not told {I} at the time.
        W Described trust as many small guesses that turn out right. Looked at the guesses of the past two weeks.
        W Asked both what they rely on today that they could not rely on at the beginning.
        H+ Listed eight things. The list was read twice.
        H- Named two things and stopped. Does not want to talk {Hself} into anything.
        I+ Was visibly moved and thanked {H} for the list.
        I- Would have liked a longer list and said only "thank you." Well done.
        P Both continue as before. The list is added to when something comes to mind.
        F a decision that need not be made yet
        R {H} does not know whether {Hhe} will stay. {I} knows that, and both can live under one roof with it.
        R Friends ask whether they are "through it." Both would like an answer and have none.
        W Took the decision off the table for three months, with a date. Until then both act in good faith.
        W Sorted what would have to be known in order to decide. Most of it can only be learned by waiting.
        H+ Felt free for the first time to stay without having decided.
        H- Was plagued by the thought of wasting {Hhis} best years. Was heard with it.
        I+ Said that {Ihe} would want a free decision even if it goes against {Ihim}.
        I- Slept badly since the talk and asked for reassurance that nobody can give. Bore it.
        P Date for the decision is in the calendar. Until then no talk about it outside the sessions.
        """)
}
