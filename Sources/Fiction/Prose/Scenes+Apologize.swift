extension Scene {
    static let apologize = all(
        """
        F the parts of an apology
        R {I} has apologized many times; {H} said that it sounds like a door being closed.
        R Both counted some twenty apologies since {breach} came to light. Neither remembered one that had stayed.
        W Went through the five parts of an apology: regret, the harm named, responsibility, the change, and examples
            by which {H} would notice it. {I} drafted each part aloud.
        W Compared an earlier apology with the five parts. Regret was there; harm and examples were missing.
        H+ Found words for what had been lacking: "You were sorry, and I was still alone with it."
        H- Listened skeptically and asked why this should be different from the last time. Taken up as a fair
            question.
        I+ Was glad of the structure and put much work into naming the harm. Struck out a sentence beginning with
            "if."
        I- Held on to a version that explained the circumstances first. Saw the effect on {H} and began again.
        P {I} writes a draft with all five parts and brings it. {H} writes what {Hhe} would need to hear.
        F responsibility without excuse
        R {I} described {root} and how it had come to {breach}. {H} could not listen to the reasons yet.
        R A talk at home came to a stop at the word "because." {H} heard it as being handed part of the blame.
        W Separated two questions: how it came about, which both will explore later, and who chose it, which has one
            answer.
            {I} practiced leaving out "because."
        W Replaced "it happened" with "I did" in {Ihis} account, sentence by sentence, at {Ihis} own request in the
            end.
        H+ Said {Hhe} felt "less crazy" when the choice was named as a choice. Sat more at ease for the rest of the
            hour.
        H- Pointed out two further sentences in the passive voice. Was sharp in tone, and right about both.
        I+ Said without prompting that loneliness had been real and that the decision was still {Ihis} own.
        I- Felt stripped of any explanation and was silent for some minutes; was assured that causes come in stage 3.
        P {I} tells the account once a day to the mirror or on paper, beginning each sentence with "I."
        F the apology is given
        R {I} came with the letter, two pages, written over several evenings. {H} had asked to hear it here first.
        R {I} asked for time at the start for the apology that has been prepared over the past sessions.
        W {I} read the apology. A pause of several minutes was held before anyone answered. All five parts were there.
        W {I} gave the apology standing by the window, then sitting. Received by {H} in {Hhis} own words; nothing was
            asked
            in return.
        H+ Wept and took the letter. Said that {Hhe} believes it and does not know yet what to do with it.
        H- Said that it was a good apology and that {Hhe} feels nothing so far. Was told that this, too, is a
            response.
        I+ Did not ask whether {Ihe} was forgiven. Said that {Ihe} would stand by each example on the second page.
        I- Was shaken by how quiet {H} stayed and looked for a sign. Managed to leave the silence alone.
        P {H} keeps the letter and decides when and whether to answer. {I} begins with the first example this week.
        F forgiveness is not owed
        R A relative told {H} that it is time to forgive. {H} felt pushed, and angry that {I} had not objected.
        R {I} asked at home whether {H} could "see a way to forgive." {H} answered that the question itself is a
            burden.
        W Took the pressure out: forgiveness may come, partly or not at all, and the work does not depend on it. Asked
            each what would be different in daily life if the word were not used for a month.
        W Distinguished receiving an apology, forgiving, and staying together. Three different things, in no fixed
            order.
        H+ Breathed out audibly and said that {Hhe} could listen better now that nothing is expected.
        H- Described how alone {Hhe} feels with {Hhis} family's opinion and doubted that they will stop.
        I+ Offered to speak with {Ihis} parents and tell them that nobody should press. {H} accepted.
        I- Said that not knowing is hard and that {Ihe} counts the days; could say it without turning it into a
            request.
        P The word is left out for four weeks. {I} speaks with the relative and reports what was said.
        F what the other partner's family and friends know
        R The couple are asked at work and in the family how they are. They give different answers.
        R {H} would like two people to know the truth; {I} is afraid of their judgment.
        W Treated who knows what as part of responsibility. Found one sentence that is true and that both can say.
        W Listed those who know, those who should, and those who need not. {H} decided about {Hhis} own confidants.
        H+ Felt supported by the decision and said that hiding it had been like taking part in it.
        H- Was disappointed by the hesitation and said so calmly: "I have carried your secret for you."
        I+ Agreed to both names, although {Ihe} was clearly afraid. Will call one of them {Iself}.
        I- Asked for a week to get used to the thought. The request was stated openly and granted by {H}.
        P Both use the agreed sentence. Review of who knows what in four weeks.
        F ending what has to end
        R {H} asked once more whether everything about {breach} is over. {I} said yes and was ready to go through it.
        R Open points remained: old messages, a shared acquaintance, things kept in a drawer.
        W Went through each open point with one question: what would let {H} know that this has ended? Agreed on what
            is
            deleted, what is returned and what is told.
        W Made a list of remaining contact that cannot be avoided and how each instance is announced.
        H+ Appreciated being asked what {Hhe} needs to know rather than being assured that all is well.
        H- Stayed doubtful and described doubt as a place to stand for now. Did not want to be talked out of it.
        I+ Put {Ihis} phone on the table unasked and went through the list point by point.
        I- Felt examined, said so once, and then did it anyway.
        P The three open points are settled by the next session; {I} reports, {H} says whether it is enough.
        F how the apology lives on in the week
        R {I} has acted on two examples from the letter: {openness}, and asking about the day before telling {Ihis}
            own.
        R {H} noticed the change on Thursday and did not mention it, "so as not to jinx it."
        W Looked for traces of the apology in daily life and let each partner tell when it was noticed and when it was
            missed.
        W Asked {H} for one example that {Hhe} would add and {I} for one that turned out to be harder than thought.
        H+ Named three moments, all of them small. Said that small is what {Hhe} can believe.
        H- Saw the effort and is afraid to lean on it. Compared it to testing ice.
        I+ Was pleased and did not make much of it. Asked {H} to go on telling {Ihim} when something is missing.
        I- Was disappointed that so much had gone unnoticed and could be brought to ask rather than to count.
        P Both note one moment a day, without comment, and read them to each other before the next session.
        """)
}
