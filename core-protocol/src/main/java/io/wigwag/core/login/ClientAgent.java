package io.wigwag.core.login;

import io.wigwag.proto.login.ClientPayload.UserAgent.Platform;
import io.wigwag.proto.login.ClientPayload.WebInfo.WebSubPlatform;
import java.util.Optional;

/// The part of what a client says about itself that no person sees, at every connection.
///
/// @param webSubPlatform told only by the platform `WEB`
/// @param language two small letters
/// @param country two capital letters
/// @param pushName told where somebody wants it; web clients do not tell theirs
public record ClientAgent(
        Platform platform, WebSubPlatform webSubPlatform, String language, String country, Optional<String> pushName) {
    public ClientAgent {
        checkedLanguage(language);
        checkedCountry(country);
    }

    static String checkedLanguage(String language) {
        if (!language.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("\"" + language + "\" (expected: two small letters)");
        }
        return language;
    }

    static String checkedCountry(String country) {
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("\"" + country + "\" (expected: two capital letters)");
        }
        return country;
    }
}
