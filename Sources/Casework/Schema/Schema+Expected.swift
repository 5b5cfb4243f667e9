extension Schema {
    /// SHA-256 of every file of `sql` that this program was built with. Written by deploy/schema-hashes.
    static let expected: [String: String] = [
        "functions/1_badge.sql":
            "3623d1efd11b7a93424dacb59a9e58632e9ba6b0b2983f0628082099afa8b9d3",
        "functions/2_audit.sql":
            "1334777b3a41df690b0443c6951b2bd84578c4ac673cdd8dce0431334f482809",
        "functions/3_login.sql":
            "a51821d267f4276148482507a7d4209aeb491a88682ffc32ab8eed41bda52e5e",
        "functions/4_cases.sql":
            "6ad1d72eb07b7cf935fe2599d1d0e228a0462909f7696d5e256fc0cdf2823f77",
        "functions/5_words.sql":
            "fb07f35192d5c3310f41395e2b1502b37c480f46c89bd4602a488c0cb2859f9a",
        "functions/6_progress.sql":
            "8d530d72dcdb8050929380f6c76d3631d0a3df66185c7c5ce96b10b0918cfd7d",
        "migrations/0001_practices.sql":
            "0075723005550fd4008a002801a380d542770846fdc42d1c4af366de5661e30c",
        "migrations/0002_cases.sql":
            "c1f37949f44e3c6afda613e988cf7cc473c2ab7f6bafc7e76456c90741293738",
        "migrations/0003_sessions_and_notes.sql":
            "7fa81350150143f659139df5e6d6d92d09ee2b517f58dd30a711fcbdf9b7ac88",
        "migrations/0004_road.sql":
            "4d7015e02c19c54bec78bfca954f0e231af164b675c978e2b9a56104ff917404",
        "migrations/0005_audit_and_requests.sql":
            "6e527a287f75f75fe0dc78f7aed46c02882bc5336e64fdc7b722c75dd895fa43",
        "policies/0_duties.sql":
            "e0716df36c4457b3b8ed970afc9b1034ea0cf8d4719eafc4d4da7d5ac3703c7f",
        "policies/1_apply.sql":
            "9f8c967b6560c58c1ac33ebbb5183016ad1f1dcba07fefab2a030fd331bba121",
        "reference/catalogue.sql":
            "cf39461a399f3139f826b574537a4499bfe29815b90ce741e2c7d8a6dda45167",
        "reference/measures.sql":
            "50fd6cb5c2f3feffea072bd53ffac09192cb6de4960631e465f242d0cfc96cd9",
        "roles.sql":
            "1f5ddebb7c61e53855675e82676cdf7a491d4a4b30a33fb6fd2f95e3fd00c548",
    ]
}
