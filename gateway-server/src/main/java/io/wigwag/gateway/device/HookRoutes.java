package io.wigwag.gateway.device;

import io.wigwag.gateway.egress.EgressFailed;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.Caller;
import io.wigwag.gateway.webhook.SigningSecret;
import io.wigwag.gateway.webhook.Webhook;
import io.wigwag.gateway.webhook.Webhooks;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a device's events are sent.
public final class HookRoutes {
    private static final String TAG = "Webhooks";

    private static final HookView EXAMPLE = new HookView(
            URI.create("https://example.com/wigwag"),
            Optional.of("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
            Optional.empty(),
            Optional.empty());

    private final DeviceBook book;
    private final Webhooks webhooks;

    public HookRoutes(DeviceBook book, Webhooks webhooks) {
        this.book = book;
        this.webhooks = webhooks;
    }

    record Setting(
            @From(From.Part.PATH) String id,
            @From(From.Part.BODY) HookWish hook) {}

    record HookWish(
            @Described("Gets a POST for each event; https, or http where that is allowed")
            URI url,

            @Described("`whsec_` and base64 of 24 to 64 bytes; made, if none is given")
            Optional<String> secret) {
        /// Secrets are for nobody's logs.
        @Override
        public String toString() {
            return "HookWish[redacted]";
        }
    }

    @Described("Where a device's events go. Requests are signed as Standard Webhooks says")
    record HookView(
            URI url,

            @Described("Shown when it is set, and never again")
            Optional<String> secret,

            @Described("Since when no attempt has succeeded")
            Optional<Instant> failingSince,

            @Described("When it was given up; set it anew to go on")
            Optional<Instant> disabledAt) {
        @Override
        public String toString() {
            return "HookView[redacted]";
        }
    }

    public List<Route<?, ?>> all() {
        return List.of(
                Route.put("/v1/devices/{id}/webhook")
                        .needing("webhooks:write")
                        .about(
                                TAG,
                                "Sends a device's events to an address",
                                "From now on, in their order, each until it is taken with a status of 2xx; with"
                                        + " `webhook-id`, `webhook-timestamp` and `webhook-signature`. Setting it again"
                                        + " goes on where the address before has come to.")
                        .taking(new Setting(DeviceView.EXAMPLE.id(), new HookWish(EXAMPLE.url(), Optional.empty())))
                        .answering(Response.OK, HookView.class, EXAMPLE)
                        .failing(ProblemCode.NOT_FOUND, ProblemCode.URL_NOT_ALLOWED, ProblemCode.URL_NOT_REACHED)
                        .by((setting, request) -> Answer.of(put(setting, request))),
                Route.get("/v1/devices/{id}/webhook")
                        .needing("webhooks:read")
                        .about(TAG, "Shows where a device's events go", "")
                        .taking(DeviceRoutes.Named.EXAMPLE)
                        .answering(Response.OK, HookView.class, EXAMPLE)
                        .failing(ProblemCode.NOT_FOUND)
                        .by((named, request) -> {
                            var tenant = Caller.of(request).tenant();
                            var device = book.require(tenant, named.id());
                            return Answer.of(webhooks.find(tenant, device.id())
                                    .map(hook -> view(hook, Optional.empty()))
                                    .orElseThrow(
                                            () -> Problem.of(ProblemCode.NOT_FOUND, "The device has no webhook.")));
                        }),
                Route.delete("/v1/devices/{id}/webhook")
                        .needing("webhooks:write")
                        .about(TAG, "Sends a device's events nowhere", "")
                        .taking(DeviceRoutes.Named.EXAMPLE)
                        .failing(ProblemCode.NOT_FOUND)
                        .by((named, request) -> {
                            var tenant = Caller.of(request).tenant();
                            webhooks.remove(
                                    tenant, book.require(tenant, named.id()).id());
                            return Answer.nothing();
                        }));
    }

    private HookView put(Setting setting, Request request) throws Problem {
        var tenant = Caller.of(request).tenant();
        var device = book.require(tenant, setting.id());
        var secret = secret(setting.hook());
        var isNew = secret.isPresent() || webhooks.find(tenant, device.id()).isEmpty();
        try {
            var set = webhooks.put(tenant, device.id(), setting.hook().url(), secret);
            return view(set, Optional.of(set.secret().text()).filter(_ -> isNew));
        } catch (EgressFailed refused) {
            var code = refused.kind() == EgressFailed.Kind.NOT_ALLOWED
                    ? ProblemCode.URL_NOT_ALLOWED
                    : ProblemCode.URL_NOT_REACHED;
            throw Problem.of(code, "The webhook can't be sent there: " + refused.getMessage() + ".");
        }
    }

    private static Optional<SigningSecret> secret(HookWish wish) throws Problem {
        try {
            return wish.secret().map(SigningSecret::parse);
        } catch (IllegalArgumentException unfit) {
            throw Bodies.wrong("/secret", "Must be whsec_ and base64 of 24 to 64 bytes.");
        }
    }

    private static HookView view(Webhook hook, Optional<String> secret) {
        return new HookView(hook.url(), secret, hook.failingSince(), hook.disabledAt());
    }
}
