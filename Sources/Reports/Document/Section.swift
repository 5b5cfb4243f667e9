package import CaseModel

/// A heading and what stands under it. How deep it lies makes the level of its heading, so no level is ever left out.
package struct Section: Sendable {
    /// A stable word for programs, such as `commitments`.
    package var key: String
    package var title: RichText
    /// Who the entries under it are for, where they are all for the same.
    package var audience: Audience?
    package var blocks: [Block]

    package init(_ key: String, _ title: RichText, audience: Audience? = nil, _ blocks: [Block]) {
        (self.key, self.title, self.audience, self.blocks) = (key, title, audience, blocks)
    }
}

/// One piece of a document.
package indirect enum Block: Sendable {
    case section(Section)
    case paragraph(Paragraph)
    case facts([Fact])
    case list([Paragraph])
    case table(Table)
    case scores(ScoreChart)
    case road(RoadChart)
}

/// Words with where they come from: the handles or ids of the entries that they say, none where the program explains.
package struct Paragraph: Sendable, Hashable {
    package var text: RichText
    package var sources: [String]

    package init(_ text: RichText, sources: [String] = []) {
        (self.text, self.sources) = (text, sources)
    }
}

/// A name for a value, and the value.
package struct Fact: Sendable, Hashable {
    package var key: String
    package var label: String
    package var value: RichText

    package init(_ key: String, _ label: String, _ value: RichText) {
        (self.key, self.label, self.value) = (key, label, value)
    }
}

extension Audience {
    /// How a document labels an entry.
    package var label: String {
        switch self {
        case .joint: "Audience: joint"
        case .a: "Audience: A only"
        case .b: "Audience: B only"
        case .therapist: "Audience: its author"
        }
    }

    /// The same in a table's column of that name.
    var cell: RichText {
        switch self {
        case .joint: "joint"
        case .a: "A only"
        case .b: "B only"
        case .therapist: "its author"
        }
    }
}
