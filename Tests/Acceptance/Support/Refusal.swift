import Testing

extension Program.Outcome {
    /// Expects a refusal as docs/reference/errors.md promises it: this exit status, nothing on standard output, and one
    /// line on standard error that holds each of `words`.
    func expectRefusal(
        _ status: Int32, saying words: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(output.isEmpty, sourceLocation: sourceLocation)
        expectOneLine(status, sourceLocation: sourceLocation)
        for word in words {
            #expect(errors.contains(word), "\(errors)", sourceLocation: sourceLocation)
        }
    }

    /// The same of a command that says on standard output what it does while it does it.
    func expectOneLine(_ status: Int32, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self.status == status, "\(errors)", sourceLocation: sourceLocation)
        let lines = errors.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 2 && lines.last == "", "not one line: \(errors)", sourceLocation: sourceLocation)
        #expect(errors.hasPrefix("troth: "), "\(errors)", sourceLocation: sourceLocation)
    }
}
