extension BreachWords {
    static let sexual = BreachWords(
        """
        story the affair | an affair of several months with a colleague
        story the affair | an affair of more than a year with someone from a shared circle of friends
        story the encounters on work trips | several sexual encounters during work trips
        story the affair | a brief affair during a period of living apart for work
        trigger a work trip announced at short notice
        trigger a hotel charge on an old statement
        trigger a perfume noticed in an elevator
        trigger a late meeting that ran over
        trigger the street where the other person used to live
        trigger a film in which a spouse is unfaithful
        trigger the anniversary of the day it came out
        trigger an unfamiliar number on the phone bill
        trigger a colleague's farewell party
        open sharing the travel itinerary before each trip
        open leaving the phone unlocked on the kitchen counter
        open saying the same day when the other person makes contact
        open calling by video from the hotel in the evening
        open naming who else will be at an evening event
        open answering a question on the day it is asked
        root years in which neither spoke about feeling lonely
        root a loss that each had mourned alone
        root the long habit of avoiding conflict until it was too late
        root a season of work that left no evenings for the two of them
        root a need for confirmation that was never put into words
        setback Contact from the affair partner, not mentioned for nine days, was found by {H}. |
            {H} found a message from the affair partner that was nine days old. {I} had not answered it and had not
            mentioned it either. {H} said the silence weighed more than the message
        setback A part of the story told earlier proved incomplete; the couple returned to what it meant for {H}. |
            {I} disclosed that {breach} had begun some months earlier than {Ihe} had first said. {H} described feeling
            "back on the first day," unable to eat or sleep properly since
        setback {H} met the affair partner by chance; the impact returned in full and needs room before amends go on.
            |
            {H} met the affair partner by chance at a store and has been sleeping badly since. {I} heard of it only
            two
            days later because {H} had not wanted to see {Ihim} react
        setback A work event with the affair partner present was not announced beforehand; boundaries to be renewed. |
            {I} attended a work event at which the affair partner was present and told {H} only afterward. {I} had
            hoped
            to spare {Hhim} a bad evening; {H} heard the old pattern in it
        amend weekly | share next week's travel and evening plans on Sunday
        amend daily | call at noon and say where the afternoon will be spent
        amend once | ask the manager for a place on another team
        amend weekly | take over two evenings of childcare or chores so the other can rest
        amend once | see the doctor for a full set of tests and bring the results
        amend weekly | keep Saturday morning free of work and plans with others
        amend once | block and delete the contact with both partners present
        amend weekly | bring the phone bill to the Sunday talk
        """)

    static let emotional = BreachWords(
        """
        story the secret attachment | a close secret attachment to a former partner
        story the emotional affair | an emotional affair with a coworker, carried on in daily messages
        story the hidden friendship | a hidden friendship that had grown into an emotional affair
        trigger a smile at the phone during dinner
        trigger a song from a playlist made for someone else
        trigger the coworker's name in a story from the office
        trigger a message that arrived after midnight
        trigger a joke that only the other person would have understood
        trigger an evening walk taken alone with the phone
        trigger a birthday reminder that popped up on the shared calendar
        open telling the story of the day before looking at the phone
        open saying plainly when thoughts of the other person come up
        open leaving message notifications visible
        open mentioning each contact at work the same evening
        open asking for closeness at home before seeking it elsewhere
        open answering questions about feelings without correcting them
        root a slow drift into talking only about logistics
        root the feeling of being needed at home and seen nowhere
        root long hours in which each had protected the other from worries
        root an old fear of being a burden
        root the months after the move, when neither knew anyone
        setback Messages to the other person had been resumed for a week; {H} asked to return to what it meant. |
            {I} told {H} that {Ihe} had written to the other person again for about a week, "to see that they were all
            right." The exchange has ended. {H} said that the worst part was having begun to feel safe
        setback Letters were found that had not been mentioned before; the account has to be gone through again. |
            {H} came across letters in a box in the garage. {I} had forgotten they existed, and offered to answer any
            question. {H} could not yet listen and slept in the guest room for three nights
        setback The no-contact agreement was broken at a conference; boundaries to be made again. |
            {I} spent a lunch at a conference with the other person and reported it the same night. {H} gave credit
            for
            the telling and was nevertheless shaken that it had happened
        setback {H} learned that friends had known; trust in the shared account gave way. |
            {H} learned from a friend that others had known of {breach} before {Hhe} did. {Hhe} described shame and
            anger
            and had canceled two family visits
        amend daily | put the phone in the drawer from dinner until bedtime
        amend weekly | plan one evening out and arrange everything for it
        amend once | write to the other person that contact has ended, read together before it is sent
        amend weekly | report any contact at work during the Sunday talk
        amend once | change to a project without the coworker
        amend daily | spend fifteen minutes after work hearing about the other's day
        amend weekly | cook dinner on Wednesday so there is time to sit down
        """)

    static let online = BreachWords(
        """
        story the hidden online contacts | sexual chats with strangers over two years
        story the dating profile | a dating profile kept active during the marriage
        story the hidden online life | paid online contacts hidden behind a second account
        trigger a laptop lid closed quickly
        trigger a browser history that was empty
        trigger the sound of a notification late in the evening
        trigger a phone taken into the bathroom
        trigger an advertisement for a dating site
        trigger a small charge with an unfamiliar name
        trigger waking at night to an empty side of the bed
        open using screens only in shared rooms in the evening
        open saying when the urge to log on comes up
        open keeping the browser history and showing it on request
        open sharing the passwords of all accounts
        open charging phones outside the bedroom
        open naming a bad day before it turns into a night online
        root stress that was managed alone and in secret
        root shame about desire that had never been spoken of
        root a long stretch without closeness that neither had raised
        root sleepless nights after the layoff
        root a habit that began years before the relationship
        setback A second account came to light; the earlier account of what happened has to be corrected. |
            {H} discovered a second account that had not been part of the disclosure. {I} said {Ihe} had not used it
            for
            a year and had been ashamed to mention it. {H} asked what else there was
        setback A relapse on two nights was disclosed by {I}; the boundaries around screens are to be renewed. |
            {I} disclosed two nights online during the past week, the day after the second one. {H} was deeply
            disappointed and also noted that, for the first time, {Hhe} had not had to find it {Hself}
        setback The agreed filter had been switched off for some days and this was found by {H}. |
            {H} noticed that the filter on the laptop had been off since Thursday. {I} first spoke of an update and,
            after a
            pause, said that {Ihe} had switched it off {Iself}
        setback A former chat contact wrote to {H} directly; the impact returned in full. |
            A former chat contact wrote to {H} directly and quoted from old messages. {H} has had intrusive images
            since
            and asked for a pause in all joint plans
        amend daily | charge the phone in the kitchen overnight
        amend once | close the second account with both partners present
        amend weekly | go through the week's screen-time report together
        amend weekly | attend the Thursday support group
        amend once | install the filter and hand over its password
        amend daily | come to bed at the same time on weekdays
        amend weekly | plan one evening without any screens
        """)
}
