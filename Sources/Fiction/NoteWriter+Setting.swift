import CaseModel

extension NoteWriter {
    /// Who was there, and where.
    mutating func setting(_ scene: SessionScene, alone: Partner? = nil) -> String {
        if let alone {
            let name = couple.people[alone].given
            return scene.modality == .telehealth
                ? "\(name) joined by video, alone in the room." : "\(name) came to the office alone."
        }
        if scene.modality == .telehealth { return say("video", Self.byVideo) }
        return say("office", Self.atOffice)
    }

    /// When the next session is; without a word on who is seen alone and when.
    mutating func next(_ scene: SessionScene) -> [String] {
        if scene.moment == .ending { return ["None planned; the door stays open."] }
        guard let weeks = scene.weeksToNext else { return ["A pause was agreed on; the couple will call."] }
        if scene.leadsToTalksAlone { return ["Appointments as arranged with each partner."] }
        let span = weeks == 1 ? "one week" : "\(Self.number(weeks)) weeks"
        return [say("next", Self.nextForms).replacing("{span}", with: span).capitalizedFirst]
    }

    static func number(_ count: Int) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        return count < words.count ? words[count] : String(count)
    }

    private static let nextForms = Prose.lines(
        """
        - In {span}.
        - In {span}, at the usual hour.
        - Appointment in {span}; begins with a look at the agreements.
        - {span} from today.
        - In {span}, same time.
        - Next appointment in {span}, if nothing urgent comes up before.
        """)

    private static let byVideo = Prose.lines(
        """
        - Both present by video, on one screen.
        - Video session; connection stable, both in view.
        - Both joined by video from home.
        - Held by video; the sound failed once and was restored.
        - Both by video, from two devices in the same room.
        """)

    private static let atOffice = Prose.lines(
        """
        - Both present at the office.
        - Both came on time.
        - Both attended; {H} arrived some minutes before {I}.
        - Session at the office with both partners.
        - Both present for the full time.
        - Both came together from work.
        - Both attended at the office; started a few minutes late.
        """)

    static let questionnaires = Prose.lines(
        """
        - Questionnaires were filled in by both before the session, each apart.
        - Both completed the monthly questionnaires; feedback is given to each in person.
        - Monthly questionnaires received from both.
        - The regular questionnaires were completed without difficulty.
        """)

    static let unchanged = Prose.lines(
        """
        - Existing agreements stay as they are.
        - No new agreements; both keep to what is in place.
        - What was agreed before remains in force.
        - Agreements were read aloud and confirmed by both.
        - Nothing added today, by intention.
        - Both confirmed the agreements made so far.
        """)

    static let moved = Prose.lines(
        """
        - Both wish to go on; the focus moves to {stage}.
        - With the agreement of both, work continues in {stage}.
        - The open points were looked at together; next is {stage}.
        - The couple take up {stage} from here.
        - Ready to go on to {stage}, as both said independently.
        """)

    static let returned = Prose.lines(
        """
        - Returning to an earlier stage fits what is needed; what was reached is not lost.
        - The earlier stage is taken up again for a limited time.
        - Going back is a sound decision here, shared by both.
        """)

    static let ended = Prose.lines(
        """
        - The aims of the work have been reached as far as sessions can reach them. Both feel able to go on by
            themselves.
        - Trust has grown on the basis of experience, and the couple have means of their own for hard times.
        - A good place to stop. What remains open is known to both and is in their hands.
        """)

    static let endedApart = Prose.lines(
        """
        - The decision to part was made freely by both and carried out with respect. The aims set for this have been
            met.
        - Both leave with an account of what happened that they can live with. Parting well was the goal and was
            reached.
        """)

    static let partingGood = Prose.lines(
        """
        - Both hold to the decision and treat each other with respect.
        - The parting is being arranged fairly, with grief on both sides.
        - Arrangements and feelings are kept apart better than before.
        """)

    static let partingHard = Prose.lines(
        """
        - The decision stands; grief and anger make the arrangements slow.
        - Contact is more difficult than both had wished, and stays within the rules.
        """)
}
