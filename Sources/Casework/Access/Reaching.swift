import CaseModel
import Postgres

extension Desk {
    /// Looks, before anything else about a record that was named, whether its case is one of this person's, and stops
    /// there if it is not.
    ///
    /// Row security hides the rows of others by itself. But a row that it finds and hides costs more than a row that is
    /// not there, and so the time would tell which it was: this look takes the same steps for both.
    /// - Throws: `failure`, where the record is somebody else's and where it is not there.
    func requireReach(
        _ kind: Handle.Kind, _ name: String, or failure: @autoclosure () -> CaseworkError
    ) throws {
        guard [.therapist, .trainee, .supervisor].contains(duty) else { return }
        let reaches = try transaction.one("select private.reaches(\(String(kind.rawValue)), \(name))", Bool.self)
        guard reaches else { throw failure() }
    }
}
