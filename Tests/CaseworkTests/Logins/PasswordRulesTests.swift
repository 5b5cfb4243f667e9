import Testing

@testable import Casework

@Suite("What a password must be")
struct PasswordRulesTests {
    private func refusal(of password: String) -> String? {
        do {
            try PasswordRules.check(
                password, login: "mara.hale", name: "Mara Hale", practice: "Harbor Counseling")
            return nil
        } catch {
            guard case .invalid("password", let reason) = error else { return "another error" }
            #expect(password.isEmpty || !error.description.contains(password), "it repeats the password")
            return reason
        }
    }

    @Test(arguments: [
        "a quiet river in spring", "everyone here is invented", "mango lamp 7 orbit", "ÆØÅ østers på bryggen",
        "どこにでもある普通の長い合言葉です", "        seven spaces before it", "Tr0ub4dor&3 and a zebra",
        "property liberty", "xkcd-936-is-a-comic", "🦊🦉🐢🐙🦋🐝🐌🦔🐧🦭🐿️🦚🦜🪱🐞 w lamp or",
        String(repeating: "many words ", count: 3) + "and so on until nine hundred",
    ])
    func accepted(_ password: String) {
        #expect(refusal(of: password) == nil)
    }

    @Test(arguments: [
        ("", "15 characters"), ("fourteen chars", "15 characters"), ("パスワードは十四字です。です", "15 characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats"), ("abcabcabcabcabcabc", "repeats"), ("iloveyouiloveyou", "repeats"),
        ("Blue7sky!Blue7sky!Blue", "repeats"),
        ("1234567890qwertyuiop", "lists"), ("manchesterunited", "lists"), ("Correct Horse Battery Staple", "lists"),
        ("KARTOFFELPUFFER", "lists"),
        ("abcdefghijklmnopqrs", "little is left"), ("qwertyuiopasdfghjkl", "little is left"),
        ("lkjhgfdsapoiuytrewq", "little is left"), ("Passw0rd-Passwort-2026", "little is left"),
        ("P@$$w0rd!!!!!!!2026", "little is left"), ("mara.hale.mara hale 77", "little is left"),
        ("HarborCounseling2026", "little is left"), ("harbor mara admin 123456", "little is left"),
        ("Summer-Winter-20267", "little is left"), ("1qaz2wsx3edc4rfv5tgb!", "little is left"),
        ("...!!!...???...---...", "little is left"),
    ])
    func refused(_ password: String, because reason: String) {
        #expect(refusal(of: password)?.contains(reason) == true, "\(password): \(refusal(of: password) ?? "accepted")")
    }

    @Test func theLengthIsBounded() {
        let words = "lamp river mango orbit zebra "
        var long = ""
        while long.utf8.count + words.utf8.count <= PasswordRules.mostBytes { long += words + String(long.utf8.count) }
        #expect(refusal(of: String(long.prefix(PasswordRules.mostBytes))) == nil)
        #expect(refusal(of: long + words)?.contains("at most") == true)
    }
}
