extension BreachWords {
    static let financial = BreachWords(
        """
        story the hidden debt | credit card debt hidden for three years
        story the secret loans | loans taken out in secret to cover losses from trading
        story the hidden account | a hidden account and a second mortgage payment that had been missed
        story the gambling losses | gambling losses paid from the children's savings
        trigger an envelope from the bank
        trigger a card declined at the grocery store
        trigger a conversation with friends about vacations
        trigger the first of the month
        trigger a package nobody had mentioned
        trigger a call from an unknown number at dinner
        trigger a pile of tax papers on the table
        open opening the mail together
        open showing all balances on Sunday evening
        open asking before any purchase above the agreed limit
        open giving read access to every account
        open saying the amount out loud, even when it is embarrassing
        open keeping receipts in one shared folder
        root a family in which money meant worth
        root the fear of being seen as a failure
        root an arrangement in which one managed all the money and the other never asked
        root a business year that went badly and was kept quiet
        root the wish to give the family what others had
        setback A card that had not been listed came to light; the full account of debts has to be made again. |
            {H} opened a statement for a card that was not on the list. The balance is small. {H} said that the sum
            did not
            matter and that {Hhe} had believed the list
        setback A payment agreed as part of the plan was missed and not mentioned for two weeks. |
            {I} had missed a payment of the repayment plan and kept it to {Iself} for two weeks, hoping to make it
            good. {H} learned of it from a reminder letter and canceled the family weekend
        setback A purchase above the agreed limit was made without asking; the boundaries are to be renewed. |
            {I} bought a set of tires above the agreed limit without asking. {Ihe} argued at first that they were
            needed, then said that the agreement had been about asking, not about tires
        setback {I} placed a bet after four months without one and disclosed it the next day. |
            {I} placed a bet on Saturday after four months without one and told {H} on Sunday. {H} described a
            physical shock
            and moved {Hhis} salary to a separate account
        amend weekly | go through all accounts together on Sunday evening
        amend once | order both credit reports and bring them to the session
        amend weekly | put the week's receipts in the shared folder
        amend once | set up read access to every account
        amend once | meet the debt counselor and agree on a repayment plan
        amend weekly | attend the Monday meeting
        amend daily | write down the day's spending before bed
        amend once | return the unopened purchases
        """)

    static let substance = BreachWords(
        """
        story the hidden drinking | drinking that had been hidden for over a year
        story the hidden use of pills | the hidden use of pain pills after a surgery
        story the concealed relapse | a relapse into drinking that was concealed from the family
        trigger the clink of bottles in the recycling
        trigger a mint offered at the front door
        trigger an unexplained hour after work
        trigger a toast at a wedding
        trigger a pharmacy bag on the passenger seat
        trigger slurred speech that turned out to be tiredness
        trigger the hallway where the bottles had been found
        open calling the sponsor and saying so at home
        open offering the test result without being asked
        open naming a craving within the hour
        open leaving a party together at the agreed time
        open telling the doctor the whole history with the partner present
        open saying where the missing hour went
        root pain that was treated in silence
        root a family in which drinking was never talked about
        root pressure at work that had no other outlet
        root grief after the death of a parent
        root years of one managing everything and the other disappearing
        setback A slip on a business dinner was concealed for three days; the couple returned to the agreements. |
            {I} drank at a business dinner and concealed it for three days. {Ihe} told {H} after a meeting of {Ihis}
            group.
            {H} said that the three days were harder to bear than the wine
        setback Bottles were found in the garage; {H} asked to go back to what the secrecy has done. |
            {H} found bottles in the garage. {I} said they were from before and could not be sure of it. {H} had
            searched
            the whole house afterward and hated doing so
        setback Meetings had been skipped for a month without a word; agreements are to be made again. |
            It came out that {I} had not attended {Ihis} group for a month and had let {H} believe otherwise. No use
            is reported
            for that time. {H} said {Hhe} now doubts every Thursday
        setback A refill was requested without telling {H}, against the agreement. |
            {I} had asked the doctor for a refill without telling {H}, against the agreement, and canceled it a day
            later.
            {H} heard of it from the pharmacy
        amend weekly | attend two meetings of the group and say how they were
        amend daily | check in by phone before leaving work
        amend once | pour out and dispose of what is left in the house
        amend once | sign the release so the doctor can speak with the other
        amend weekly | take the test on Friday and leave the result on the counter
        amend weekly | do the grocery shopping together
        amend once | tell both families in the agreed words
        """)

    static let otherDeception = BreachWords(
        """
        story the concealed job loss | a job loss concealed for five months
        story the secret contact with family | secret contact with relatives from whom the couple had agreed to keep
            away
        story the hidden first marriage | an earlier marriage that had never been mentioned
        story the concealed diagnosis | a medical diagnosis concealed for a year
        trigger a question about the day that was answered too quickly
        trigger an envelope slipped into a bag
        trigger a colleague who asked how things were going
        trigger a story told differently to friends
        trigger a door closed for a phone call
        trigger a drawer that had always been locked
        trigger a small excuse that turned out not to be true
        open telling the unwelcome part first
        open correcting a false statement within a day
        open keeping no drawer, mailbox or account that the other cannot open
        open saying "I do not want to talk about this yet" in place of an excuse
        open giving the same account to friends and at home
        open bringing official letters to the table unopened
        root the fear of losing respect
        root a childhood in which telling the truth was punished
        root the wish to protect that became a habit of hiding
        root a time when bad news had no place in the home
        root an early agreement never to worry each other
        setback A further untruth about dates came out; the shared account has to be corrected. |
            Dates that {I} had given turned out to be wrong by several months. {I} said {Ihe} had wanted it to sound
            less bad.
            {H} asked whether any sentence from the past weeks still counts
        setback {I} concealed a letter for a week, against the agreement on openness. |
            {I} kept an official letter back for a week, against the agreement, and then put it on the table. {H} was
            glad to
            see it and angry about the week
        setback {H} heard a new part of the story from a relative; the impact has to be heard again. |
            {H} heard a new part of the story from a relative at a family dinner and left the table. {I} followed and
            answered the questions in the car, for two hours
        setback A small lie about an errand brought everything back for {H}. |
            {I} told a small untruth about an errand in order to keep a gift secret. The gift did not matter anymore;
            {H} had
            called the store and felt ashamed of having checked
        amend daily | tell one thing about the day that would be easier to leave out
        amend weekly | open the mail together on Saturday
        amend once | bring the full papers and go through them together
        amend once | tell the in-laws the truth in the agreed words
        amend weekly | review the calendar for the coming week together
        amend once | give access to the drawer and the account
        amend weekly | name one thing that was hard to say this week
        """)
}
