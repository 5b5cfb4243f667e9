extension Scene {
    static let acknowledge = all(
        """
        F telling the impact without interruption
        R {H} brought three handwritten pages about the weeks since {breach} came to light and asked to read them
            aloud.
        R {H} said that the facts are known by now and that what has not been heard is what they did to {Hhim}.
        W Speaker and listener roles with a time limit. {I} was asked only to repeat what {Ihe} had heard, one
            passage at
            a time, until {H} said it was right.
        W {H} spoke from the prepared notes. Stopped {I} twice when an explanation began and led back to reflecting.
        H+ Read with a firm voice. Said afterward that being repeated word for word was "the first time it landed
            somewhere."
        H- Broke off on the second page and could not go on; asked to keep the rest for another day. This was
            respected.
        I+ Repeated each passage slowly, including the ones that were hard to say, and did not add anything of {Ihis}
            own.
        I- Repeated the first passages and then turned to reasons; found it hard to hear the pain without answering
            it.
        P {H} finishes the written statement at {Hhis} own pace. {I} reads it once a day without commenting.
        F what a trigger does in the body
        R {H} described being caught by {trigger}: heart racing, hands cold, and the pictures back for hours.
        R Since the last session {trigger} set off a night without sleep for {H}. {I} noticed only that {Hhe} was
            short
            with {Ihim}.
        W Explained intrusive memories as a normal response to a breach of trust. Mapped one episode minute by minute
            together, with what {I} could have seen from outside.
        W Practiced a short grounding exercise with both partners, then asked {I} to describe the same hour as {H}
            lived it.
        H+ Relieved to hear that the reaction has a name. Could tell {I} what helps: "Do not ask what is wrong. Sit
            down
            next to me."
        H- Remained tense throughout and said that knowing the mechanism does not make it stop.
        I+ Listened closely and asked two questions about what {H} feels first. Said that {Ihe} had taken it for
            anger.
        I- Became visibly downcast and spoke mainly of {Ihis} own guilt, which left {H} to console {Ihim}.
        P Both keep a small log of triggers for a week: what happened, what helped. Grounding exercise once a day.
        F listening without defense
        R Two talks at home began well and ended in a dispute about dates. {I} wanted to correct details; {H} heard
            that as being doubted.
        R {I} reported leaving the room when {H} began to cry, "so as not to make it worse." {H} was left with the
            crying.
        W Replayed the last talk at half speed. Each time {I} felt the pull to explain, {Ihe} raised a hand, named
            the pull,
            and returned to {Hhis} sentence.
        W Distinguished acknowledging from admitting or agreeing. Practiced three sentences that take in the hurt and
            leave the facts for later.
        H+ Noticed that {Hhe} needed fewer words when no correction followed. Cried, and stayed in contact.
        H- Watched for signs of impatience and found some; withdrew for part of the hour and said so when asked.
        I+ Raised the hand nine times and laughed at the ninth. Said staying silent was harder than expected and that
            {Ihe} had heard more.
        I- Kept to the exercise with effort. Said that {Ihe} feels there is no room for {Ihis} side and was assured
            that it
            has a place in a later session.
        P One talk of fifteen minutes with roles, twice this week. No dates and no details in these talks.
        F the questions that keep coming back
        R {H} asks the same questions at night, often after one o'clock. {I} answers, is tired, and answers more
            shortly.
        R There were questions on four evenings. Both are exhausted, and {H} said that not knowing is worse than any
            answer.
        W Sorted the questions with both: facts that {H} needs, pictures that would only hurt, and questions that are
            really about {Hhis} own worth.
        W Agreed on a container for questions: a notebook, a fixed half hour, and the right of {H} to say "enough for
            today."
        H+ Crossed out two questions {Hself}. Said that the one that remains is whether {Hhe} was thought of at all.
        H- Feared that a fixed time is a way of being put off; agreed to try it for one week and judge then.
        I+ Answered one question fully in the session, without being asked twice, and waited until {H} had taken it
            in.
        I- Answered in few words and looked at the clock. Acknowledged later that {Ihe} dreads each question.
        P Question notebook; half an hour on Tuesday and Saturday, not after nine in the evening.
        F losses beside the obvious one
        R {H} spoke of what else was lost: the memory of the last vacation, ease among friends, trust in {Hhis} own
            judgment.
        R At a family gathering {H} smiled for four hours and was ill afterward. {I} had thought the day went well.
        W Drew a line of the past years with both and marked what now looks different to {H}. {I} held the pen and
            asked
            before writing.
        W Invited {H} to name one loss at a time and {I} to say what that loss means, starting with "for you."
        H+ Said it helped to see it on paper, outside of {Hhis} head. The mood became quieter, sad rather than angry.
        H- Found more losses than expected and became angry at the sight of the list. Stayed until the end.
        I+ Was moved by the point about friends and said so before being asked. Did not promise to make it good.
        I- Was quick to offer repairs for each item; needed reminding that nothing has to be repaired today.
        P {H} keeps the drawing. {I} writes down three losses in {Ihis} own words and brings them.
        F sleep, food and getting through the week
        R {H} sleeps four to five hours and has lost some weight. Work goes on as usual and takes all {Hhis} strength.
        R The week was about getting by: meals skipped, early waking, two days off work. {I} has taken over the
            mornings.
        W Put the talks aside and looked at care for the body: meals, walking, one person each may call, a visit to
            the
            family doctor.
        W Agreed on a truce between nine in the evening and seven in the morning, so that both can rest.
        H+ Accepted the plan as "something with edges." Will ask {Hhis} sister to come for a weekend.
        H- Agreed with little conviction. Said that rest feels like pretending nothing happened.
        I+ Offered the mornings for as long as needed and asked nothing in return.
        I- Said {Ihe} is at the end of {Ihis} own strength as well; encouraged to take up running again.
        P {H} sees the family doctor about sleep. Truce at night. One meal a day at the table.
        F a first acknowledgment in {Iname} own words
        R {I} said {Ihe} had thought about last session's statement every day and wished to say back what {Ihe}
            understood.
        R {H} asked for one thing: that {I} say in plain words what was broken, without the word "mistake."
        W {I} spoke for about six minutes; {H} was asked to mark each sentence as heard, partly heard or not heard.
        W Helped {I} stay with what it was like for {H}, moving "I felt terrible" to a later place.
        H+ Marked most sentences as heard. Said, "You understood the part about the mornings. I did not think you had
            seen
            that."
        H- Marked several sentences as partly heard. Could name what was missing: that everyone had believed {Hhim}
            happy.
        I+ Spoke without notes and without asking for anything. Took the missing piece in and said it again with it.
        I- Was unsettled by the missing pieces and asked whether it would ever be enough. The question was left
            standing.
        P {I} writes the acknowledgment down and gives it to {H} on a day of {Hhis} choosing.
        """)
}
