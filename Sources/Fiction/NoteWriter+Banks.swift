extension NoteWriter {
    static let intakeAims = Prose.lines(
        """
        - To understand what brings the couple and what each hopes for.
        - First orientation, safety and frame.
        """)
    static let stateEnded = Prose.lines(
        """
        - According to {I} it has ended; {H} would like to believe it.
        - Both say that it is over.
        - It has ended, {I} says, and {Ihe} is ready to show it.
        """)
    static let stateOngoing = Prose.lines(
        """
        - It has not fully ended; {I} said so openly, and this will be the first subject.
        - Whether it has ended is a matter of dispute; some contact or use continues.
        """)
    static let stateUnknown = Prose.lines(
        """
        - Whether it has ended could not be made clear today.
        - {H} does not know whether it is over; {I} answered in general terms.
        """)
    static let hurtHopes = Prose.lines(
        """
        - {H} wants to understand how it could happen and to stop thinking about it all day.
        - {H} does not know whether {Hhe} wants to stay, and wants to find out without being pushed.
        - {H} hopes to feel like {Hself} again.
        - {H} wishes for honesty above all, "even if it is ugly."
        - {H} would like to be able to sleep, and then to see.
        - {H} wants {I} to know what it was like, not only that it was wrong.
        - {H} said that {Hhe} came because {Hhe} still cares.
        """)
    static let involvedHopes = Prose.lines(
        """
        - {I} hopes for a chance to make amends and does not know how.
        - {I} wants to save the relationship and is afraid of saying the wrong thing.
        - {I} said {Ihe} wants to understand {Iself} as well.
        - {I} would like the questions to end one day and knows that they have to be answered first.
        - {I} came at {Hname} request and is, as {Ihe} said, glad of it now.
        - {I} wishes for a frame in which both can speak.
        """)
    static let intakeWork = Prose.lines(
        """
        - Heard each partner in turn, with equal time, and asked the other only to listen.
        - Collected the history in broad lines. Details of the breach were put off by intention.
        - Began with how the two met, then turned to the crisis, and closed with what still works.
        - Gave structure to a heated beginning and let both state what must not happen in this room.
        """)
    static let intakeFrame = Prose.lines(
        """
        - Explained confidentiality, consents, the secrets policy and the six stages.
        - Went through the consents and the roadmap, and that a stage is a focus and not a test.
        - Explained the frame: fifty or eighty minutes, weekly at first, questionnaires once a month.
        """)
    static let intakeObserved = Prose.lines(
        """
        - They chose the two chairs farthest apart. {H} pale and composed; {I} restless.
        - Both tense and well prepared; {H} had brought notes.
        - {H} in tears at two points; {I} looked for {Hhis} eyes and did not find them.
        - Polite with each other to the point of stiffness. Speech of both clear.
        - Interrupted each other often at first, less toward the end.
        - Little eye contact between them; both turned to the therapist.
        """)
    static let intakeTogether = Prose.lines(
        """
        - Both kept to the frame and want to come again.
        - After a hesitant beginning both took part; they left in conversation.
        - Both felt heard by the end, each in part.
        """)
    static let intakeHurt = Prose.lines(
        """
        - Spoke at length, with anger and tears, and felt taken seriously.
        - Composed and exact; the strain showed in {Hhis} hands.
        - Said little at first. At the end: "That was less terrible than I thought."
        - Wanted above all to know whether others have come through this.
        - Checked with a look, again and again, how {I} reacted.
        """)
    static let intakeInvolved = Prose.lines(
        """
        - Ashamed and cooperative; did not contradict.
        - Answered questions directly and asked for guidance on how to behave at home.
        - Tended to explain; could be stopped with a friendly sign.
        - Quiet and tense; thawed when asked about the early years.
        - Said that {Ihe} will come for as long as it takes.
        """)
    static let intakeJudged = Prose.lines(
        """
        - Acute crisis of trust with good motivation on both sides. Suitable for work along the roadmap, beginning
            with the
            impact.
        - Considerable distress, and a bond that both still feel. Couples work is indicated.
        - High strain in the relationship with intact everyday life. Both can reflect, at different distances.
        - Crisis after a breach of trust. Goals of the two differ for now, which is named and acceptable.
        """)
    static let intakeAgreed = Prose.lines(
        """
        - No talks about the breach after nine in the evening. No decisions about the relationship for now.
        - Both refrain from drawing relatives into the dispute until the next session.
        - A truce at home for the coming week: polite, separate if necessary, no ultimatums.
        - Heated talks are stopped by either with an agreed word and resumed the next day.
        """)
    static let firstAlone = Prose.lines(
        """
        - {X} is under strain and able to work. Nothing stands against joint sessions from this talk.
        - Reaction in keeping with the situation; good resources in work and friendships.
        - Motivation is {Xhis} own. Joint work can be tried.
        """)
    static let laterAlone = Prose.lines(
        """
        - The session was relieving. {X} has more clarity about the next step.
        - {X} is shaken and has more means than in the beginning.
        - Strain is considerable; {X} makes good use of support.
        - A useful pause. The joint work stays the main thing.
        """)
    static let oneCame = Prose.lines(
        """
        - {X} used the hour; the balance between the two is kept by speaking of {Y} only when both are present.
        - No change in the overall picture. The joint work goes on next time.
        """)
    static let stateAlone = Prose.lines(
        """
        - Sleep about six hours with one long waking; appetite fair.
        - Sleeps with interruptions, eats regularly, goes to work.
        - Concentration is poor in the afternoons; energy is low by evening.
        - Worries most between three and five in the morning.
        - Appetite has come back; sleep has not.
        - Works more than is good for {Xhim}, and knows it.
        - Has one friend who knows and listens without giving advice.
        - Physical complaints: tight chest and headaches, seen by the family doctor.
        - Alcohol: a glass at weekends, unchanged. No other substances named.
        - Mood varies from hour to hour and is better outdoors.
        """)
    static let observedAlone = Prose.lines(
        """
        - Oriented, in contact, affect in keeping with the subject.
        - Speech calm, at times halting; eye contact good.
        - Tired, open and cooperative.
        - Tense at the beginning, easier after the first quarter of an hour.
        - Spoke fluently and with feeling.
        """)
    static let tookPart = Prose.lines(
        """
        - {X} took part actively.
        - {X} was cooperative and engaged.
        - {X} could make use of what was offered.
        """)
    static let callObserved = Prose.lines(
        """
        - Voice agitated at first, calmer by the end.
        - Clear and coherent on the telephone.
        - Spoke quietly, at times in tears.
        """)
    static let callSetback = Prose.lines(
        """
        - {X} called because something has come up that cannot wait; the details are to be told in the joint session.
        - {X} asked for a return call. A difficult discovery was made; {Xhe} wanted to know how to get through to the
            session.
        """)
    static let callSetbackWork = Prose.lines(
        """
        - Listened, sorted what is urgent and what can wait, and planned the evening and the night.
        - Gave {X} time to calm down. Discussed how the next talk at home can be put off without silence.
        """)
    static let callSetbackResponse = Prose.lines(
        """
        - Was relieved to have called and will wait with the larger questions.
        - Calmer at the end. Will stay with a friend tonight.
        """)
    static let callJudged = Prose.lines(
        """
        - Acute strain after a setback, with good use of support.
        - Understandable alarm; able to act and to wait.
        """)
    static let callPlan = Prose.lines(
        """
        - The joint session takes place as planned and begins with this.
        - {X} tells {Y} that there was a call. Everything else in the session.
        """)
    static let callRisk = Prose.lines(
        """
        - No danger to self or others. Crisis line number is at hand.
        - Asked directly: no thoughts of suicide, safe at home.
        """)
    static let callCare = Prose.lines(
        """
        - Called {X} on the day of the session because item 9 of the PHQ-9 was answered above zero.
        - Spoke with {X} alone after the session about {Xhis} answer to item 9 of the PHQ-9.
        """)
    static let callCareWork = Prose.lines(
        """
        - Asked about thoughts, intention, plan, means and reasons for living. Wrote a short safety plan together.
        - Went through the answer without haste: how often, how strong, what helps. Safety plan with names and
            numbers.
        """)
    static let callCareResponse = Prose.lines(
        """
        - Was surprised at the call and grateful for it. Spoke openly.
        - Was embarrassed at first, then glad to be asked plainly.
        """)
    static let callCareJudged = Prose.lines(
        """
        - Passing thoughts of not wanting to wake up, without intention or plan. Protective: family, work, openness.
        - Thoughts of death on single days under exhaustion; distances {Xself} clearly from any intention.
        """)
    static let callCarePlan = Prose.lines(
        """
        - Question is asked again at the next contact. {X} sees the family doctor within the week.
        - Safety plan is kept within reach. Short call in three days.
        """)
    static let callCareRisk = Prose.lines(
        """
        - Risk assessed as low at present. Action taken: safety plan, doctor, crisis line number, renewed check.
        - No acute danger. Safety plan agreed; knows the crisis line and whom to wake at night.
        """)
    static let callEnd = Prose.lines(
        """
        - {X} called to say that {Xhe} does not wish to go on with the sessions.
        - {X} has decided to stop and wanted to say so in person rather than stay away.
        """)
    static let callEndWork = Prose.lines(
        """
        - Asked for the reasons, without persuading. Offered a closing session and names for individual support.
        - Acknowledged the decision. Talked about how {Y} will learn of it and what each may need now.
        """)
    static let callEndResponse = Prose.lines(
        """
        - Friendly and firm. May come back to the offer of a closing session.
        - Sad and relieved. Will tell {Y} tonight.
        """)
    static let callEndJudged = Prose.lines(
        """
        - The decision is considered and to be respected. The work ends before its aims were reached.
        - Willingness for joint work is exhausted for the present; no verdict on either partner follows from this.
        """)
    static let callEndPlan = Prose.lines(
        """
        - Closing letter to both with addresses for support; the file is closed.
        - Both may come back, together or one by one, at any time. The file is closed.
        """)
}
