import FoundationEssentials

/// Builds the bytes that are authenticated with a ciphertext and not stored with it.
///
/// Each field is preceded by its length in four bytes, so no two different lists of fields give the same bytes.
struct AssociatedData {
    private(set) var bytes: [UInt8] = []

    /// Begins with the label of the format, which keeps the kinds of ciphertext apart.
    init(label: StaticString) {
        bytes.reserveCapacity(192)
        label.withUTF8Buffer { append($0) }
    }

    mutating func append(_ field: some Collection<UInt8>) {
        appendRaw(UInt32(field.count))
        bytes.append(contentsOf: field)
    }

    mutating func append(_ field: String) {
        append(field.utf8)
    }

    mutating func append(_ field: some FixedWidthInteger) {
        appendRaw(UInt32(MemoryLayout.size(ofValue: field)))
        appendRaw(field)
    }

    mutating func append(_ field: UUID) {
        withUnsafeBytes(of: field.uuid) { append($0) }
    }

    /// Appends practice, case and compartment; the last two are empty for the words of a practice.
    mutating func append(_ scope: KeyScope) {
        switch scope {
        case .practiceWords(let practice):
            append(practice)
            append("")
            append("")
        case .compartment(let practice, let caseID, let compartment):
            append(practice)
            append(caseID)
            append(compartment.rawValue)
        }
    }

    private mutating func appendRaw(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
