package io.wigwag.gateway.identity;

import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.route.Access;
import io.wigwag.gateway.http.route.Gate;
import java.util.Optional;

/// Lets in who shows a key: `Authorization: Bearer wgw_...` or `X-Api-Key: wgw_...`. All that is wrong with one is told
/// alike.
public record KeyGate(IdentityStore identities) implements Gate {
    private static final String BEARER = "bearer ";

    @Override
    public Request admit(Request request, Access access) throws Problem {
        return switch (access) {
            case Access.Open _ -> request;
            case Access.Needs(var permission) -> {
                var caller = shown(request.headers())
                        .flatMap(ApiKey::parse)
                        .flatMap(identities::callerWith)
                        .orElseThrow(KeyGate::unknown);
                if (!caller.may(permission)) {
                    throw Problem.of(ProblemCode.FORBIDDEN, "The key lacks the permission " + permission + ".");
                }
                yield request.with(Caller.TRAIT, caller);
            }
        };
    }

    private static Problem unknown() {
        return Problem.of(ProblemCode.UNAUTHENTICATED, "A valid API key is needed.")
                .with("WWW-Authenticate", "Bearer realm=\"wigwag\"");
    }

    /// Two keys at once are none: somebody between us and the client might have looked at the other one.
    private static Optional<String> shown(Headers headers) {
        var bearers = headers.all("Authorization");
        var keys = headers.all("X-Api-Key");
        if (bearers.size() + keys.size() != 1) {
            return Optional.empty();
        }
        return keys.isEmpty()
                ? Optional.of(bearers.getFirst())
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length()).strip())
                : Optional.of(keys.getFirst());
    }
}
