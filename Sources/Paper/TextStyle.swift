/// How a piece of text is set. Equal styles share one font description.
package struct TextStyle: Sendable, Hashable {
    package enum Alignment: Sendable, Hashable { case start, end, centre }

    /// In points.
    package var size: Double
    /// From one line to the next, in points, whatever script stands in a line: lines of one text are evenly apart.
    package var leading: Double
    package var isBold: Bool
    package var alignment: Alignment

    package init(size: Double, leading: Double, isBold: Bool = false, alignment: Alignment = .start) {
        (self.size, self.leading, self.isBold, self.alignment) = (size, leading, isBold, alignment)
    }

    package var bold: Self { changed { $0.isBold = true } }
    package var atEnd: Self { changed { $0.alignment = .end } }
    package var centred: Self { changed { $0.alignment = .centre } }

    private func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
