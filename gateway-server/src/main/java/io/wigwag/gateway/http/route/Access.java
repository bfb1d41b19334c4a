package io.wigwag.gateway.http.route;

import java.util.regex.Pattern;

/// Who may call a route.
public sealed interface Access {
    /// Anybody, also without a key.
    record Open() implements Access {}

    /// Who has this permission: a resource and a verb, as in `devices:read`.
    record Needs(String permission) implements Access {
        private static final Pattern FORM = Pattern.compile("[a-z]+:[a-z]+");

        public Needs {
            if (!FORM.matcher(permission).matches()) {
                throw new IllegalArgumentException("permission: " + permission + " (expected: resource:verb)");
            }
        }
    }
}
