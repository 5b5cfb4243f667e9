extension Schema {
    /// SHA-256 of every file of `sql` that this program was built with. Written by deploy/schema-hashes.
    static let expected: [String: String] = [
        "functions/1_badge.sql":
            "715f32c55862c40d60543a0870b2956db5ddd78c6e66f2998d19b3007ad1c79a",
        "functions/2_audit.sql":
            "1334777b3a41df690b0443c6951b2bd84578c4ac673cdd8dce0431334f482809",
        "functions/3_login.sql":
            "129471d018913d3d462aaf1fced82712ff6b23e13218052c13106f937413b3ec",
        "functions/4_cases.sql":
            "025f4e7cd955145caa2e150c9ddfe9bbf2785aea1ac4c35bff03a68cb214ec01",
        "functions/5_words.sql":
            "a367a83d5f3402391ef5458c88c0096fef786c5938377ff7ce99f2f7378d5030",
        "functions/6_progress.sql":
            "417cbc8b27dfbb1bb3741a33c76633faacc069b341b35cf9e627f2790c109e3b",
        "migrations/0001_practices.sql":
            "2353c0238c786b1f9ed733872c2747e7c0f9d8e28cbeece7b28e0eb65ee89be7",
        "migrations/0002_cases.sql":
            "c1f37949f44e3c6afda613e988cf7cc473c2ab7f6bafc7e76456c90741293738",
        "migrations/0003_sessions_and_notes.sql":
            "7fa81350150143f659139df5e6d6d92d09ee2b517f58dd30a711fcbdf9b7ac88",
        "migrations/0004_road.sql":
            "4d7015e02c19c54bec78bfca954f0e231af164b675c978e2b9a56104ff917404",
        "migrations/0005_audit_and_requests.sql":
            "6e527a287f75f75fe0dc78f7aed46c02882bc5336e64fdc7b722c75dd895fa43",
        "policies/0_duties.sql":
            "22ce13dba82ecb668818b64e6869ce58dd1037f52017210e87323c76731a253d",
        "policies/1_apply.sql":
            "163735f73154d1a88c582f9497189a98e2f0058294bf59ee9c169f7e02eac15f",
        "reference/catalogue.sql":
            "cf39461a399f3139f826b574537a4499bfe29815b90ce741e2c7d8a6dda45167",
        "reference/measures.sql":
            "50fd6cb5c2f3feffea072bd53ffac09192cb6de4960631e465f242d0cfc96cd9",
        "roles.sql":
            "13cc285aedfbaca77c4c5711abb12d2c7558c4558b0845d4d5318d0553e5f9af",
    ]
}
