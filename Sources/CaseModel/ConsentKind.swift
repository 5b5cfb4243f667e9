/// What a partner has agreed to.
package enum ConsentKind: String, Sendable, CaseIterable {
    case treatment, telehealth
    /// Acceptance of the secrets policy; an individual session is booked only after both accepted it.
    case secretsPolicy = "secrets_policy"
    case payment
    /// The giver's scores of one instrument may be shown to the other partner.
    case shareScores = "share_scores"
    /// The giver's ratings of criteria may be shown to the other partner.
    case shareRatings = "share_ratings"
    case research
}

/// What happens to a matter that one partner confides.
package enum SecretsPolicy: String, Sendable, CaseIterable {
    case noSecrets = "no_secrets"
    case limitedSecrets = "limited_secrets"
}
