package io.wigwag.gateway.identity;

import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.Route;
import java.util.List;

/// Who one is to the gateway.
public final class IdentityRoutes {
    private IdentityRoutes() {}

    /// What a key stands for.
    @Described("Whom an API key stands for")
    record Me(
            String tenantId,
            String keyId,
            @Described("`*` is everything") List<String> permissions) {}

    public static List<Route<?, ?>> all() {
        return List.of(Route.get("/v1/me")
                .needing("me:read")
                .about("Identity", "Whom the key stands for", "The first thing to try with a new key.")
                .answering(200, Me.class, new Me("tnt_first", "4fTq09Zk", List.of("*")))
                .by((_, request) -> {
                    var caller = Caller.of(request);
                    return Answer.of(new Me(
                            caller.tenant().name(),
                            caller.keyId(),
                            caller.permissions().stream().sorted().toList()));
                }));
    }
}
