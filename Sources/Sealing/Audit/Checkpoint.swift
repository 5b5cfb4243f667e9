package import FoundationEssentials

/// One log of events: a practice's, or the server's own for what belongs to no practice.
package struct AuditLog: Sendable, Hashable {
    package let id: UUID

    package init(_ id: UUID) {
        self.id = id
    }

    private static let prefix = "troth/audit/"

    /// Nil unless it is the origin of a log of Troth.
    package init?(origin: some StringProtocol) {
        guard origin.hasPrefix(Self.prefix), let id = UUID(uuidString: String(origin.dropFirst(Self.prefix.count)))
        else { return nil }
        self.id = id
        guard self.origin == origin else { return nil }
    }

    /// The first line of its checkpoints.
    package var origin: String { Self.prefix + id.uuidString.lowercased() }
}

/// What was signed about a log at one moment: how many events it holds and the root of their tree.
///
/// Source: `c2sp.org/tlog-checkpoint`; docs/reference/audit-format.md has the two lines that Troth adds.
package struct Checkpoint: Sendable, Equatable {
    package let log: AuditLog
    package let size: UInt64
    package let root: TreeHash
    /// The system identifier of the PostgreSQL cluster whose events it adds.
    package let system: UInt64
    /// When it was signed: UTC, as `2026-11-26T10:00:00.000000Z`.
    package let time: String

    package init(log: AuditLog, size: UInt64, root: TreeHash, system: UInt64, time: String) {
        (self.log, self.size, self.root, self.system, self.time) = (log, size, root, system, time)
    }

    /// Reads what `text` writes; nil for anything else.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 6, let log = AuditLog(origin: lines[0]), let size = Self.number(lines[1]),
            let bytes = Data(base64Encoded: String(lines[2])), let root = TreeHash(bytes),
            lines[3].hasPrefix("system "), let system = Self.number(lines[3].dropFirst(7)),
            lines[4].hasPrefix("time "), lines[4].count > 5
        else { return nil }
        self.init(log: log, size: size, root: root, system: system, time: String(lines[4].dropFirst(5)))
        guard self.text == text else { return nil }
    }

    /// A plain decimal without leading zeroes.
    private static func number(_ text: Substring) -> UInt64? {
        UInt64(text).flatMap { String($0) == text ? $0 : nil }
    }

    package var text: String {
        """
        \(log.origin)
        \(size)
        \(Data(root.bytes).base64EncodedString())
        system \(system)
        time \(time)

        """
    }
}
