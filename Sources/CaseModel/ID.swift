package import FoundationEssentials

/// The identity of one `Subject`, so that the id of a session can never be handed where the id of a note is asked.
///
/// Ids are random UUIDs (version 4): they say nothing about a couple, a date or an order.
package struct ID<Subject>: Hashable, Sendable, CustomStringConvertible {
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// A fresh id drawn from `generator`, injected so that tests and the demo can be repeated.
    package static func random(using generator: inout some RandomNumberGenerator) -> Self {
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            withUnsafeBytes(of: generator.next() as UInt64) { bytes.append(contentsOf: $0) }
        }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return Self(
            UUID(
                uuid: (
                    bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                    bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
                )))
    }

    package var description: String { uuid.uuidString.lowercased() }
}

/// A counseling practice: the tenant that every row belongs to.
package enum Practice {}
/// A person who works in a practice.
package enum StaffMember {}
/// One couple's case.
package enum CaseFile {}
/// One meeting, or one that was meant to be.
package enum Session {}
/// One note, draft or signed.
package enum Note {}
/// One commitment of a partner to the other.
package enum Commitment {}
/// One goal of the plan for rebuilding trust.
package enum Goal {}
/// One answer to a record of the road.
package enum AnswerToRecord {}
/// One consent given by a partner.
package enum Consent {}
/// One rating of a criterion.
package enum Rating {}
/// One answered measure.
package enum MeasureResponse {}
/// One row of what is recorded for safety, or was told in confidence.
package enum SafetyEntry {}
