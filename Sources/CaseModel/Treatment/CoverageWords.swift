/// Who pays for a client, under which number, for what: sealed whole under the client's own key.
package struct CoverageWords: Sendable, Hashable, Codable {
    package var payer: String
    package var memberID: String
    /// ICD-10 codes, the leading one first.
    package var diagnoses: [String]
    /// What is billed by default, such as CPT 90847; Troth bills nothing.
    package var services: [String]

    package init(payer: String, memberID: String, diagnoses: [String], services: [String]) {
        (self.payer, self.memberID) = (payer, memberID)
        (self.diagnoses, self.services) = (diagnoses, services)
    }
}

/// Codes as they are written; whether one exists, and fits, is the clinician's to know.
package enum BillingCode {
    /// A code of ICD-10 or ICD-10-CM by its shape: `F43.23`, `Z63.0`. In capitals; nil where the shape is another.
    package static func diagnosis(_ text: String) -> String? {
        let code = text.uppercased()
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 3, parts.count <= 2, code.utf8.allSatisfy(isCodeByte) else {
            return nil
        }
        let head = Array(first.utf8)
        guard isLetter(head[0]), isDigit(head[1]),
            isDigit(head[2]) || head[2] == UInt8(ascii: "A")
                || head[2] == UInt8(ascii: "B")
        else { return nil }
        if parts.count == 2, !(1...4).contains(parts[1].utf8.count) { return nil }
        return code
    }

    /// A code of CPT or HCPCS by its shape, with up to four modifiers: `90847`, `H0004`, `90847-95`. In capitals; nil
    /// where the shape is another.
    package static func service(_ text: String) -> String? {
        let code = text.uppercased()
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 5, parts.count <= 5,
            parts.allSatisfy({ $0.utf8.allSatisfy { isLetter($0) || isDigit($0) } }),
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
        else { return nil }
        let head = Array(first.utf8)
        return head[1...3].allSatisfy(isDigit) && (isDigit(head[0]) || isDigit(head[4])) ? code : nil
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
