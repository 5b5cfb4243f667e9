extension Scene {
    /// First talks with the hurt partner alone. In these scenes `R`, `W`, `H+`, `H-`, `P` serve; `{X}` is seen alone.
    static let hurtScreening = all(
        """
        F first talk alone
        R {X} told how {Xhe} lives with what has come to light: poor sleep, work as usual, and a constant wish to
            understand.
        R {X} said that it is easier to speak here without watching {Yname} face.
        W Asked about safety at home, health, mood, alcohol, earlier losses, and what {X} hopes for. Went over the
            secrets
            policy and its exceptions once more.
        H+ Answered openly and with many details. Was surprised to be asked about {Xself} for a whole hour.
        H- Answered briefly at first and more freely toward the end. Wept when speaking of {Xhis} mother.
        P Joint sessions. {X} sees the family doctor about sleep.
        F own story and hopes
        R {X} described {Xself} as "the one who holds things together," and that this no longer works.
        R {X} has told one friend and nobody in the family. Being alone with it is the hardest part.
        W Took the history of the relationship and of {Xname} family. Asked directly about fear, injury, control and
            thoughts of suicide.
        H+ Named clearly what would have to happen for {Xhim} to stay, and that {Xhe} has not decided.
        H- Was torn between anger and worry about {Y}. Both were given room.
        P {X} chooses a second person to confide in.
        F what happened, as the hurt partner tells it
        R {X} went through the day it came out hour by hour. {Xhe} had not been able to tell it in one piece before.
        R {X} asked whether it is normal to want closeness and distance on the same day.
        W Let {X} set the pace and end points. Explained what is common after a breach of trust and how the stages
            are used.
        H+ Seemed lighter at the end. Asked for the name of the grounding exercise.
        H- Was exhausted afterward. Stayed ten minutes in the waiting room and was in contact when leaving.
        P Grounding exercise in the evening. Joint sessions begin with the impact.
        """)

    /// The same for the involved partner.
    static let involvedScreening = all(
        """
        F first talk alone
        R {X} told the course of events from {Xhis} side and stopped several times out of shame.
        R {X} wants to "do it right" and is afraid of making it worse with every word.
        W Asked about safety at home, health, mood, alcohol and earlier losses. Went over the secrets policy: what it
            means
            here, and what follows when something is confided.
        H+ Spoke openly and asked what {Y} needs most at present.
        H- Spoke of {Xself} as the guilty one and hardly of anything else. Was brought back to what {Xhe} can do.
        P Joint sessions. {X} keeps the answers to questions short and complete.
        F state of the breach and own wishes
        R {X} confirmed what was said in the joint session about how things stand now and gave dates.
        R {X} spoke of {Xhis} fear of losing the home and of {Xhis} wish to be believed again someday.
        W Asked directly about fear, injury, control and thoughts of suicide. Looked at what could draw {Xhim} back
            and who
            could help.
        H+ Was specific about risky moments and about what {Xhe} has changed already.
        H- Was guarded about details and said that {Xhe} needs time. The policy was explained again and understood.
        P {X} writes down which questions are the hardest to answer.
        F family history and earlier breaks
        R {X} comes from a family in which one did not speak about mistakes. {Xhe} recognizes this in {Xself}.
        R {X} described the months before as "a second life with no one in it."
        W Took a family and relationship history. Separated shame, which hides, from responsibility, which acts.
        H+ Found the distinction useful and applied it to two examples of {Xhis} own.
        H- Listened politely; it will need more time.
        P {X} notes when the impulse to hide comes up.
        """)

    /// Later talks with the hurt partner alone, mostly after a setback.
    static let hurtAlone = all(
        """
        F taking stock after a hard time
        R {X} asked {Xself} whether {Xhe} had been naive to believe again. {Xhe} has not said this at home.
        R {X} has gone back to sleeping in the other room and to checking. {Xhe} is angry, most of all at {Xself}.
        W Looked at what is different from the first weeks. Separated the present event from the memory it calls up.
        H+ Could see that {Xhe} had spoken up within a day this time.
        H- Remained discouraged. Wants to leave the question of staying open, and may.
        P {X} decides what to bring to the joint session. Walks with the friend twice a week.
        F anger and what it protects
        R {X} is frightened by {Xhis} own anger. There was shouting on Sunday; nothing was thrown and nobody was hurt.
        R {X} described being friendly all day and furious at night.
        W Asked what the anger wants to prevent. Practiced a sentence that is firm and does not wound.
        H+ Tried the sentence three times, the last time with a steady voice.
        H- Found the sentence too tame. Chose one of {Xhis} own.
        P {X} uses the stop signal early. Running or boxing instead of midnight talks.
        F own needs beside the relationship
        R {X} noticed that for months {Xhe} has thought only about {Y} and the relationship.
        R {X} was offered a course at work and nearly declined, in order to be at home.
        W Asked what {X} would do in a year in which trust was not the subject. Collected six ideas.
        H+ Came alive with the ideas and will enroll in the course.
        H- Felt guilty at the thought of {Xhis} own plans. The guilt was looked at, not argued with.
        P One hour a week that belongs to {X} alone.
        F what a free decision needs
        R {X} is asked by relatives to decide at last. {Xhe} would like to know for {Xself} first.
        R {X} made two lists, for staying and for leaving, and was glad that both are honest.
        W Went through both lists without weighing them. Asked what is fear and what is wish on each side.
        H+ Recognized that the wish to stay is {Xhis} own and not only fear of being alone.
        H- Could not see clearly today and accepted that this takes time.
        P The lists are put away for a month.
        """)

    /// Later talks with the involved partner alone.
    static let involvedAlone = all(
        """
        F shame after a setback
        R {X} called {Xself} "hopeless" and had thought of giving up before {Y} does.
        R {X} has apologized many times since and noticed that it no longer reaches {Y}.
        W Put shame and responsibility side by side. Looked for the next useful act rather than the next apology.
        H+ Sat up when the talk turned to what can be done. Named three steps.
        H- Stayed caught in self-reproach for most of the hour. A concrete next step was found at the end.
        P One act a day, unannounced. No new apologies this week.
        F how it came to the setback
        R {X} went through the days before hour by hour and found the turning point earlier than expected: a Tuesday
            evening
            alone with a bad conscience.
        R {X} first said that it had come out of nowhere. On looking closer there had been signs.
        W Drew the chain of events with exits marked. Asked which exit is the easiest to take.
        H+ Chose an exit and practiced the telephone call that belongs to it.
        H- Found it hard to look at the chain without defending single links.
        P {X} shares the chain with {Y} in the joint session, in {Xhis} own words.
        F own burden
        R {X} sleeps little and takes work home so as not to have to talk. {Xhe} misses {Xhis} friends.
        R {X} asked whether it is permitted to be exhausted as the one who caused it.
        W Made clear that care for {Xself} is not taken from {Y}. Looked at sleep, movement and one person to talk
            with.
        H+ Was relieved and made an appointment with a friend before leaving.
        H- Was doubtful and wished first to "earn" it. The word was looked at.
        P Friend on Thursday; sleep before midnight.
        F staying present when questions come
        R {X} described going blank as soon as {Y} asks. {Y} takes it for hiding.
        R {X} has rehearsed answers and sounds, as {Xhe} says {Xself}, like a press release.
        W Practiced with the three most difficult questions: breathe, say that it is hard, answer, stay.
        H+ Was able to answer the third question without looking down.
        H- Went blank twice; found a sentence for just that moment.
        P {X} tells {Y} about the sentence, so that it can be understood.
        """)

    /// Joint sessions to which one partner came: `{X}` is there and `{Y}` is not. Nothing about the couple is decided.
    static let cameAlone = all(
        """
        F a joint session that one partner attended
        R {X} came alone; {Y} was held up at work and had sent word.
        R {X} came without {Y}, who was at home with a fever.
        W Kept to matters that concern {X}. Questions about the couple were noted and left for the next joint session.
        W Used the time to look at {Xname} own part of the current task, without speaking about {Y}.
        H+ Accepted the frame and used the hour for {Xself}.
        H- Would have liked to talk about {Y} and was a little impatient with the frame.
        P {X} tells {Y} that there was a session and what it was about. Joint session as planned.
        F one partner present
        R {X} came alone because the sitter had canceled and {Y} stayed with the children of a neighbor.
        R {X} appeared on time; {Y} had mistaken the day and apologized by message.
        W Offered a shorter session. Reviewed how the week was for {X} and what {Xhe} wants to raise when both are
            here.
        H+ Prepared two points for the joint session and wrote them down.
        H- Was disappointed at the other's absence and spoke about it with restraint.
        P Both points come first when both partners are present.
        F work on one's own task
        R {X} came by {Xself}; {Y} had a medical appointment that could not be moved.
        R {Y} was traveling for a family matter. {X} did not want to lose the week.
        W Worked on staying calm in hard talks: noticing early, slowing down, asking for a pause in time.
        H+ Recognized two early signs and chose one for the coming week.
        H- Was tired, and the exercise stayed a little abstract.
        P {X} practices once a day. Next time again with both.
        """)
}
