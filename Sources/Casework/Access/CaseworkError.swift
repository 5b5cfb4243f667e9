package import CaseModel

/// Why a use case was not carried out, and what to do next. Carries ids, never a client's name or words.
package enum CaseworkError: Error, Sendable {
    /// What can be looked for and not found.
    package enum Subject: String, Sendable {
        case practice, session, note, commitment, goal, record, road, criterion, measure, partner, supervision, bar,
            duty
        case recipient, release, authorization
        case caseFile = "case"
        case staffMember = "staff member"
        case roadmapStage = "stage"
        case reportRun = "report run"
        case reportSchedule = "report schedule"
        case transfer = "offered transfer"
        case glassOpening = "opening by break-glass"
    }

    /// No token, or one that has ended.
    case notLoggedIn
    /// The login or the password is wrong; which of them is not said.
    case loginRefused
    /// Failures in a row: nothing was looked at, and the next try is looked at after so many seconds.
    case loginDelayed(seconds: Int)
    /// The login needs something that nobody was there to give.
    case loginNeeds(LoginNeed)
    /// This needs the password proved within the last five minutes; the program asks for it and tries again.
    case proofNeeded
    /// The password given again is wrong.
    case proofRefused
    /// It does not exist, or it is not this person's: which of them is not said. `alsoAs` are the person's other duties
    /// that it could be looked for by, whether or not it is there.
    case notFound(Subject, String, alsoAs: [Duty] = [])
    /// The case was erased on that day, for good.
    case erased(String, on: CalendarDate)
    /// The person holds none of the duties that this needs, or `asked` to act under one that they do not hold, or by
    /// which this cannot be done.
    case forbidden([Duty], asked: Duty? = nil)
    /// What was asked does not go together with what is recorded.
    case conflict(String)
    /// A value cannot be accepted.
    case invalid(field: String, String)
    /// Somebody changed it in the meantime. `mine` and `current` hold both texts, to be shown and never logged.
    case staleVersion(Subject, String, current: Int, texts: StaleTexts?)
    /// The key was used for another request before.
    case keyUsedOtherwise(RequestKey)
    /// The database cannot be reached, or is not the one this program knows.
    case unavailable(String)
    /// The keyring does not open what is stored.
    case keys(String)
    case cancelled
    /// The connection was lost at COMMIT. Repeating the same command settles it: the key is used again.
    case outcomeUnknown
    /// A mistake in the program.
    case `internal`(String)
}

/// What a login can need beside the password.
package enum LoginNeed: Sendable {
    case code, newPassword, secondFactor
}

/// Both versions of a text that two people changed. For the screen of the person who wrote one of them.
package struct StaleTexts: Sendable, Hashable {
    package let mine: String
    package let current: String

    package init(mine: String, current: String) {
        (self.mine, self.current) = (mine, current)
    }
}

extension CaseworkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notLoggedIn:
            "You are not logged in, or your login has ended. Log in with `troth login`."
        case .loginRefused:
            "The login or the password is wrong. Check both and try again."
        case .loginDelayed(let seconds):
            "Too many tries failed. Try again in \(seconds) second\(seconds == 1 ? "" : "s"); a right password before that "
                + "is not looked at."
        case .loginNeeds(.code):
            "This login needs a code of your authenticator app, or a recovery code. Run it in a terminal, or pipe it in on "
                + "the line after the password."
        case .loginNeeds(.newPassword):
            "Your password was made for one login and must be replaced. Run `troth login` in a terminal, or pipe the new "
                + "one in on the next line."
        case .loginNeeds(.secondFactor):
            "Your duties need a second factor, and you have none. Run `troth login` in a terminal, which enrols one."
        case .proofNeeded:
            "This needs your password again. Nothing was changed. Run it in a terminal, which asks for it, or pipe the "
                + "password in with --password-stdin."
        case .proofRefused:
            "The password is wrong. Nothing was changed; try again."
        case .notFound(.recipient, let name, _):
            "There is no recipient \(name). A practice admin names one with `troth export recipient add`."
        case .notFound(.release, let name, _):
            "There is no release \(name). Check the handle; `troth export list` shows them."
        case .notFound(.staffMember, let name, _):
            "No staff member \(name) is known to you. Check the login; `troth staff list` shows a practice admin who there is."
        case .notFound(let subject, let name, let others):
            "No \(subject.rawValue) \(name) is open to you. Check the name; `troth case list` shows your cases."
                + (others.first.map { " You also hold the duty \($0.name): add `--as \($0.rawValue)`." } ?? "")
        case .erased(let name, let day):
            "The case that \(name) belongs to was erased on \(day). What remains are ids, dates and the audit; a practice "
                + "admin has the certificate (`troth keys certificate`)."
        case .forbidden(let needed, let asked):
            if asked == nil, needed.count == Duty.allCases.count {
                "You hold no duty today. Ask a practice admin."
            } else if let asked, !needed.contains(asked) {
                "This is not for the duty \(asked.name); it needs \(needed.names). Give --as another duty, or leave it out."
            } else {
                "This needs the duty \((asked.map { [$0] } ?? needed).names), which you do not hold. Ask a practice admin."
            }
        case .conflict(let reason):
            reason
        case .invalid(let field, let reason):
            "\(field): \(reason)"
        case .staleVersion(let subject, let name, let current, _):
            "The \(subject.rawValue) \(name) was changed in the meantime; it is now at version \(current). Nothing was "
                + "saved. Read the current text, merge yours into it, and try again with --version \(current)."
        case .keyUsedOtherwise(let key):
            "The key \(key.text) was used for another request. Leave --key out, or give a new one."
        case .unavailable(let reason):
            reason
        case .keys(let reason):
            reason
        case .cancelled:
            "Cancelled. Nothing was changed."
        case .outcomeUnknown:
            "The connection was lost at the last moment, so it is not known whether this was saved. Run the same "
                + "command again: it is carried out once at most."
        case .internal(let reason):
            "Troth made a mistake (\(reason)). Nothing was changed. Please report it."
        }
    }
}
