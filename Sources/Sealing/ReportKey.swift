package import FoundationEssentials

extension Keyring {
    /// The key that signs the manifests of a practice's reports: another than the audit's, so that no signature of one
    /// can be shown as one of the other.
    package func reportSigner(of practice: UUID) throws(SealingError) -> AuditSigner {
        var info = AssociatedData(label: "troth reports 1")
        info.append(practice)
        return try AuditSigner(
            name: "troth/reports/" + practice.uuidString.lowercased(),
            seed: PracticeKey.derive(from: auditSeed, info: info.bytes))
    }
}
