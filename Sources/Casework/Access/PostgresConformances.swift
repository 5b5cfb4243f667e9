import CaseModel
import FoundationEssentials
package import Postgres

// How values of the case model stand in columns. Each by its raw value or its text; the model itself knows no database.

extension Duty: PostgresCodable {}
extension Partner: PostgresCodable {}
extension PartInBreach: PostgresCodable {}
extension Audience: PostgresCodable {}
extension Breach.Kind: PostgresCodable {}
extension Breach.CameToLight: PostgresCodable {}
extension Breach.State: PostgresCodable {}
extension CaseStatus: PostgresCodable {}
extension Closing.HowItEnded: PostgresCodable {}
extension Closing.Relationship: PostgresCodable {}
extension Stage: PostgresCodable {}
extension StageMove.Kind: PostgresCodable {}
extension SessionFormat: PostgresCodable {}
extension Modality: PostgresCodable {}
extension SessionState: PostgresCodable {}
extension Attendance: PostgresCodable {}
extension NoteFormat: PostgresCodable {}
extension NoteRelation: PostgresCodable {}
extension NoteReview.Outcome: PostgresCodable {}
extension ConsentKind: PostgresCodable {}
extension SecretsPolicy: PostgresCodable {}
extension Owner: PostgresCodable {}
extension CommitmentKind: PostgresCodable {}
extension Rhythm: PostgresCodable {}
extension GoalStanding: PostgresCodable {}
extension StageRecord.Kind: PostgresCodable {}
extension Giver: PostgresCodable {}
extension BoundaryArea: PostgresCodable {}
extension RecordRule: PostgresCodable {}
extension Criterion.Rater: PostgresCodable {}
extension Criterion.Scale: PostgresCodable {}
extension Instrument.Direction: PostgresCodable {}
extension Intervention: PostgresCodable {}
extension ResponseLevel: PostgresCodable {}
extension RiskLevel: PostgresCodable {}

extension PlannedFrequency: PostgresCodable {
    package var postgresValue: PostgresValue { .text(code) }

    package init?(postgresText text: Span<UInt8>) {
        self.init(String(postgresBytes: text))
    }
}

extension CalendarDate: PostgresCodable {
    package var postgresValue: PostgresValue { .text(description) }

    package init?(postgresText text: Span<UInt8>) {
        self.init(String(postgresBytes: text))
    }
}

extension LocalTime: PostgresCodable {
    package var postgresValue: PostgresValue { .text(description) }

    /// Seconds are cut off: a session begins on a minute.
    package init?(postgresText text: Span<UInt8>) {
        self.init(String(postgresBytes: text).prefix(16))
    }
}

extension RatedBy: PostgresCodable {
    package var postgresValue: PostgresValue { .text(code) }

    package init?(postgresText text: Span<UInt8>) {
        self.init(String(postgresBytes: text))
    }
}

extension ID: PostgresCodable {
    package var postgresValue: PostgresValue { uuid.postgresValue }

    package init?(postgresText text: Span<UInt8>) {
        guard let uuid = UUID(postgresText: text) else { return nil }
        self.init(uuid)
    }
}

extension Handle: PostgresEncodable {
    package var postgresValue: PostgresValue { .text(description) }
}
