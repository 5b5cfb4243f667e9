extension Scene {
    /// Joint sessions after a setback; what happened comes from the breach's own words.
    static let setback = all(
        """
        F a setback and its meaning
        W Gave the event its own time before anything else. Used the plain order: what happened, what it touched,
            what is
            needed now. Held back causes until {H} felt heard.
        H+ Spoke with great pain and stayed in the conversation. Named what {Hhe} needs for the coming days.
        H- Was distant and spoke little. Said that words are cheap at the moment.
        I+ Listened, acknowledged the effect on {H} and did not point to the progress made before.
        I- Was close to despair and offered reasons at first. Could then say what it must have been like for {H}.
        P Return to the earlier stage is agreed, as a change of focus and not as a failure. Weekly sessions again.
        F holding the ground
        W Slowed the exchange down to single sentences. Stopped twice when it became loud. Made agreements for sleep,
            children
            and contact first.
        H+ Could separate, with help, what happened this time from what happened then.
        H- Felt thrown back to the beginning and said that {Hhe} does not know whether {Hhe} wants to go on.
        I+ Offered to answer every question and to bring what is needed as proof.
        I- Had difficulty bearing {Hname} anger without defending {Iself}; tried again and did better.
        P Short daily check-in by turns. Big questions are kept for the sessions.
        F what held and what did not
        W Looked with both at which agreements had held and which had not. The gap was described as exactly as
            possible and
            without a verdict.
        W Acknowledged the hurt first. Then each said what made it harder or easier to speak in the days after.
        H+ Noticed that {Hhe} had turned to {I} and not away, and that this is different from before.
        H- Wishes to see deeds and to hear no promises. This was taken down as said.
        I+ Told the course of events completely, including the part that was most uncomfortable.
        I- Told the course of events in pieces. The last piece came only when asked directly.
        P The gap is closed by a new agreement, in writing. Review in one week.
        """)

    /// Last sessions of couples who stay together.
    static let ending = all(
        """
        F closing session
        R The couple came to take their leave. Both had thought about what they take with them.
        R {H} brought the statement from the first weeks and {I} the letter. They lay on the table and were not
            needed.
        W Reviewed the road and the goals. Went through the plan for setbacks once more and set the follow-up.
        H+ Said that trust is not the same as before: "It has seams, and I know where they are."
        H- Was wistful and a little anxious about going on without sessions. Knows the way back.
        I+ Thanked {H} for the time {Hhe} had given, and said that {Ihe} will go on doing what {Ihe} has begun.
        I- Was moved and said little. What {Ihe} said was to the point.
        P Work is completed. Follow-up by telephone in three months; return at any time.
        F a last look back
        R The couple had written to each other what has changed and read it aloud.
        R They came ten minutes early and left by the same door, as {H} pointed out with a smile.
        W Asked each what they would tell a couple at the beginning. Noted what remains unfinished, without hurry.
        H+ Described a life of two people "who ask." Still thinks of {breach}, and no longer every day.
        H- Spoke of a remaining soreness and does not expect it to vanish. Can live with it.
        I+ Named what {Ihe} did in one sentence, without softening it, and then spoke of today.
        I- Had feared this session more than the first; was glad when it went gently.
        P The file is closed by agreement. Both keep the written plan.
        """)

    /// Last sessions of couples who part by decision.
    static let endingApart = all(
        """
        F closing session after the decision to part
        R Both came for the last time. The arrangements are made; {H} moves at the end of the month.
        R The couple have lived apart for some weeks, and the contact between them is calm.
        W Reviewed what was intended and what has become of it. Each said what they are grateful for and what they
            are sorry for.
        H+ Said that {Hhe} can go without hatred and that this was not to be expected.
        H- Was very sad and stayed to the end. Has people to go to tonight.
        I+ Said once more what {Ihe} is responsible for and wished {H} well.
        I- Hardly looked up; said at the door what {Ihe} had not been able to say in the room.
        P Work is completed. Each may come for a single session within half a year.
        F taking leave
        R The couple finished the last open point of their list on the way here.
        R {I} asked whether this counts as having failed. {H} answered before anyone else could: "No."
        W Marked the end with care: what was, what is over, what stays. Went through support and hard dates ahead.
        H+ Was clear and friendly. Gave back the key to the mailbox with a joke.
        H- Found the last minutes hard and asked that nobody say anything comforting.
        I+ Thanked {H} for the honesty of the past months.
        I- Was troubled and in control of {Iself}. Has an appointment with a counselor of {Ihis} own.
        P The file is closed by agreement. Addresses for individual support were given to both.
        """)
}
