/// What is wrong with a page: tags that are not balanced, headings that skip a level, links to the outside.
struct HTMLCheck {
    private(set) var faults: [String] = []
    private static let void: Set<String> = ["meta", "br", "img"]

    /// A picture within the page itself is no resource from outside.
    private static let picture = "<img alt=\"Logo\" src=\"data:image/png;base64,"

    init(_ page: String) {
        let html = page.replacing(Self.picture, with: "<img alt=\"Logo\" data=\"")
        var open: [String] = []
        var level = 0
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag without an end")
                return
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!DOCTYPE") { continue }
            if tag.hasPrefix("/") {
                if open.popLast() != String(tag.dropFirst()) { faults.append("unbalanced \(tag)") }
                continue
            }
            let name = String(tag.prefix { $0.isLetter || $0.isNumber })
            if name.isEmpty { faults.append("a bare <") }
            if let number = heading(name) {
                if number > level + 1 { faults.append("\(name) after h\(level)") }
                level = number
            }
            checkAttributes(of: String(tag))
            if !tag.hasSuffix("/"), !Self.void.contains(name) { open.append(name) }
        }
        if !open.isEmpty { faults.append("left open: \(open)") }
        checkResources(html)
    }

    private func heading(_ name: String) -> Int? {
        name.count == 2 && name.first == "h" ? name.last?.wholeNumberValue : nil
    }

    private mutating func checkAttributes(of tag: String) {
        if tag.count(where: { $0 == "\"" }) % 2 != 0 { faults.append("quotes of \(tag)") }
        for attribute in [" src=", " href=", " srcset=", " onload=", " onclick=", " style="]
        where tag.contains(attribute) {
            // within quotes it is a value
            let before = tag.split(separator: attribute)[0]
            if before.count(where: { $0 == "\"" }) % 2 == 0 { faults.append("attribute\(attribute)") }
        }
    }

    private mutating func checkResources(_ html: String) {
        if html.split(separator: "<img").dropFirst().contains(where: { !$0.hasPrefix(" alt=\"Logo\" data=") }) {
            faults.append("outside picture")
        }
        for outside in ["url(", "@import", "<link", "<iframe", "<object", "<script"]
        where html.contains(outside) {
            faults.append("outside resource \(outside)")
        }
    }
}
