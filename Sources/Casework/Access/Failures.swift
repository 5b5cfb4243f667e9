import Postgres
import Sealing

/// Runs a piece of work and gives every failure as a `CaseworkError`: the one place where they are told apart.
func failures<Answer>(_ work: () async throws -> Answer) async throws(CaseworkError) -> Answer {
    do {
        return try await work()
    } catch let error as CaseworkError {
        throw error
    } catch let error as SealingError {
        throw .keys(error.description)
    } catch let error as PostgresError {
        throw CaseworkError(error)
    } catch is CancellationError {
        throw .cancelled
    } catch {
        throw .internal(String(describing: type(of: error)))
    }
}

extension CaseworkError {
    /// What an error of the database means to the person who asked.
    init(_ error: PostgresError) {
        switch error.kind {
        case .connection:
            self = .unavailable(
                "The database server cannot be reached or went away. Nothing was changed. `troth server status` tells "
                    + "more; `troth server start` starts the embedded one.")
        case .unverifiedServer:
            self = .unavailable(
                "This database is reached over a network, and nothing would show that it is yours. Nothing was sent. Set "
                    + "sslmode=verify-full (in the service file, or PGSSLMODE), or see docs/how-to/logging-in.md.")
        case .pool:
            self = .unavailable("All connections to the database are busy. Try again in a moment.")
        case .timeout:
            self = .unavailable("The database took too long and the request was ended. Nothing was changed.")
        case .cancelled:
            self = .cancelled
        case .commitUnknown:
            self = .outcomeUnknown
        case .encoding:
            self = .invalid(field: "text", "it holds the character U+0000, which cannot be stored; remove it")
        case .rolledBack, .usage, .decoding, .cardinality:
            self = .internal(error.description)
        case .server:
            self = Self.refusal(error)
        }
    }

    private static func refusal(_ error: PostgresError) -> CaseworkError {
        switch error.sqlState {
        case .some(.proofNeeded):
            .proofNeeded
        case .some(.insufficientPrivilege):
            .conflict("The database refused this: it is not yours to change (\(error.table ?? "no table named")).")
        case .some(.uniqueViolation), .some(.checkViolation), .some(.foreignKeyViolation), .some(.notNullViolation),
            .some(.exclusionViolation):
            .conflict(ruleBroken(error))
        case .some(.undefinedTable), .some(.undefinedFunction), .some(.undefinedColumn):
            .unavailable(
                "This database is not one that this version of Troth knows. Check PGSERVICE, PGHOST and PGDATABASE, "
                    + "then run `troth init`.")
        case .some(.serializationFailure), .some(.deadlockDetected):
            .conflict("Several people changed the same thing at once. Nothing was changed; try again.")
        default:
            .internal(error.description)
        }
    }

    private static func ruleBroken(_ error: PostgresError) -> String {
        switch error.constraint {
        case .some("stage_events_pkey"):
            "Somebody moved this couple at the same moment. Nothing was changed; look with `troth stage show`."
        case .some("commitment_reports_pkey"):
            "This partner's view of that day is already recorded."
        case .some("stage_answers_once_key"):
            "This is recorded already. Nothing was changed; the record's list shows it."
        case .some("goal_reviews_pkey"):
            "This goal was already reviewed on that day."
        case .some("notes_pkey"):
            "This note is already signed. Nothing was changed."
        case .some("sessions_held"), .some("stage_events_held"):
            "Conjoint sessions and advance are held in this case until both partners, screened alone, are negative or you "
                + "decide. `troth safety show` tells where it stands. Nothing was changed."
        case .some("sessions_policy"):
            "An individual session is booked only after both partners accepted the same secrets policy. Nothing was "
                + "changed; look with `troth consent list`."
        case .some("consents_revoked_once"):
            "This agreement is revoked already. Nothing was changed."
        case .some("safety_flags_practice_id_case_id_number_key"),
            .some("confided_matters_practice_id_case_id_number_key"), .some("treatment_plans_number_key"),
            .some("coverages_number_key"):
            "Somebody recorded another in this case at the same moment. Nothing was changed; try again."
        case .some("flag_reviews_closing_key"):
            "This flag was closed at the same moment. Nothing was changed."
        case .some("matter_outcomes_pkey"):
            "This matter got its outcome at the same moment. Nothing was changed."
        case .some("notes_session_key"):
            "You signed a note of this session for this audience at the same moment. Nothing was changed; what is to be "
                + "added comes with `troth note amend`."
        case .some("notes_correction_key"):
            "This returned note is corrected already. Nothing was changed."
        case .some("notes_late_reason"):
            "This note is overdue, so its signature needs a reason: add --late-reason. Nothing was changed."
        case .some("note_reviews_pkey"):
            "This note was co-signed or returned at the same moment. Nothing was changed; look with `troth note show`."
        case .some("note_reviews_not_by_author"):
            "A note is never co-signed or returned by its author. Nothing was changed."
        case .some("drafts_session_key"):
            "You began a draft about this session at the same moment. Nothing was saved; look with `troth note show "
                + "--case` and the case, then write again."
        case .some("assignments_barred"):
            "This person is barred from this case. Nothing was changed. `troth access unbar` lifts the bar."
        case .some("assignments_primary_excl"):
            "The case has another primary therapist for part of that time. Nothing was changed; look with `troth access "
                + "who` and the case."
        case .some("assignments_person_excl"):
            "This person is assigned to the case for part of that time already. Nothing was changed."
        case .some("staff_duties_excl"):
            "This person holds the duty for part of that time already. Nothing was changed."
        case .some("supervision_pair_excl"):
            "This supervision is agreed for part of that time already. Nothing was changed."
        case .some("transfers_open_key"):
            "This case is offered to somebody already. Withdraw that first with `troth case transfer withdraw`."
        case .some("transfers_hand_over_note"):
            "The caseload changed at the same moment, or holds a case that is not yours to see. Nothing moved; try again, or "
                + "let another practice admin hand it over."
        case .some("bars_case_staff_key"):
            "This person is barred from the case already. Nothing was changed."
        case .some("revocations_pkey"):
            "This authorization is revoked already. Nothing was changed."
        case .some("erasures_held"):
            "The case is under a legal hold. Nothing was erased. `troth retention list` shows holds; `troth retention lift` "
                + "ends one."
        case .some("erasures_retention"):
            "The time for which the practice keeps a record is not over, or the case is open. Nothing was erased. `troth "
                + "retention due` lists the cases of which it is."
        case .some("legal_holds_open_key"):
            "The case is under a legal hold already. Nothing was changed."
        case .some("note_shares_pkey"):
            "This note is open to that supervisor already. Nothing was changed."
        case .some("staff_practice_id_login_key"), .some("credentials_login_key"):
            "This login is taken. Choose another."
        case .some(let constraint):
            "The database refused this: it breaks the rule \(constraint)."
        case nil:
            "The database refused this: it breaks a rule of the table \(error.table ?? "concerned")."
        }
    }
}

extension SQLState {
    /// What a database function of Troth raises where the password must be proved again (`private.require_fresh_proof`).
    static let proofNeeded = SQLState(rawValue: "TR001")
}
