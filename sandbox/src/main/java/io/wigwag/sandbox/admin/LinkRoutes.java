package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.Linking;
import io.wigwag.sandbox.server.PendingLink;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/// Linking companions from outside (section 20.2).
final class LinkRoutes {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    private final Inside inside;

    LinkRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", "/admin/mock-phone/scan-qr", (request, _) -> scanForAnybody(request));
        router.route("POST", "/admin/phones/{account}/scan", this::scanFor);
        router.route("GET", "/admin/pairings", (_, _) -> pairings());
        router.route("POST", "/admin/pairings/{connection}/accept", this::accept);
        router.route("GET", "/admin/phones/{account}/code-requests", (_, path) -> codeRequests(path));
        router.route("POST", "/admin/phones/{account}/enter-code", this::enterCode);
        router.route("POST", "/admin/pairings/{connection}/refuse", (_, path) -> {
            inside.change(() -> inside.exchange().linking().refuse(pairing(path)));
            return Reply.empty(204);
        });
    }

    /// How long a scan waits for what it sets off.
    private enum Wait {
        QUEUED,
        SIGNED,
        ONLINE
    }

    private interface Link {
        Linking.Linked make() throws Exception;
    }

    private Reply scanForAnybody(Request request) throws Exception {
        var text = request.body().text();
        var wait = request.parameter("wait").orElse("queued");
        var timeout = Duration.ofMillis(Inside.number(request, "timeoutMs", USUAL_TIMEOUT.toMillis()));
        return linked(
                () -> inside.world(() -> inside.exchange().linking().scan(text, Optional.empty())),
                wait(wait),
                timeout);
    }

    private Reply scanFor(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var text = fields.requireText("qr");
        var wait = fields.choice("wait", Wait.class).orElse(Wait.QUEUED);
        var timeout = fields.millis("timeoutMs").orElse(USUAL_TIMEOUT);
        fields.end();
        return linked(
                () -> inside.world(() -> inside.exchange().linking().scan(text, Optional.of(inside.account(path)))),
                wait,
                timeout);
    }

    private static Wait wait(String name) throws Problem {
        for (var wait : Wait.values()) {
            if (Json.name(wait).equals(name)) {
                return wait;
            }
        }
        throw Problem.badRequest("wait: " + name + " (expected: one of " + Json.names(Wait.class) + ")");
    }

    private Reply codeRequests(Map<String, String> path) throws Exception {
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("requests");
            inside.phones()
                    .codeRequests(inside.account(path))
                    .forEach(request -> list.add(Json.object()
                            .put("connection", request.link().connection().id())
                            .put("platform", request.platform())
                            .put("display", request.display())
                            .put("at", request.at().toString())));
            return json;
        }));
    }

    private Reply enterCode(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var code = fields.requireText("code");
        var hellos = fields.integer("hellos").orElse(1);
        var wait = fields.choice("wait", Wait.class).orElse(Wait.QUEUED);
        var timeout = fields.millis("timeoutMs").orElse(USUAL_TIMEOUT);
        fields.end();
        return linked(() -> typed(path, code, hellos, timeout), wait, timeout);
    }

    /// What comes of a code needs the companion's answer, for which nobody waits in the world.
    private Linking.Linked typed(Map<String, String> path, String code, int hellos, Duration timeout) throws Exception {
        var outcome = inside.world(() -> inside.phones().enterCode(inside.account(path), code, hellos));
        try {
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof LinkRefused refused ? refused : failed;
        } catch (TimeoutException late) {
            throw new Problem(504, "not_yet", "the companion has not answered the code");
        }
    }

    private Reply linked(Link link, Wait wait, Duration timeout) throws Exception {
        Linking.Linked linked;
        try {
            linked = link.make();
        } catch (LinkRefused refused) {
            throw new Problem(refused.status(), "link_refused", refused.detail());
        }
        if (!inside.await(() -> hasCome(linked, wait), timeout)) {
            throw new Problem(
                    504, "not_yet", "the companion is not " + Json.name(wait) + " after " + timeout.toMillis() + " ms");
        }
        return Json.ok(write(linked));
    }

    private boolean hasCome(Linking.Linked linked, Wait wait) {
        var device = linked.account().device(linked.device());
        return switch (wait) {
            case QUEUED -> true;
            case SIGNED -> device.isPresent();
            case ONLINE ->
                device.flatMap(inside.exchange()::connectionOf)
                        .filter(Connection::isLive)
                        .isPresent();
        };
    }

    static ObjectNode write(Linking.Linked linked) {
        return Json.object()
                .put("account", linked.account().number())
                .put("jid", linked.pn().toString())
                .put("lid", linked.lid().toString())
                .put("device", linked.device());
    }

    private Reply pairings() throws Exception {
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("pairings");
            inside.exchange().linking().pending().forEach(link -> list.add(write(link)));
            return json;
        }));
    }

    private ObjectNode write(PendingLink link) {
        var connection = link.connection();
        var json = Json.object().put("connection", connection.id()).put("pushName", link.pushName());
        var refs = json.putArray("refs");
        link.refs().forEach(refs::add);
        json.set("client", Clients.facts(connection.greeting()));
        return json.put(
                        "ageMs",
                        Duration.between(
                                        connection.since(),
                                        inside.exchange().clock().instant())
                                .toMillis())
                .put("state", link.isConfirmed() ? "confirmed" : "waiting");
    }

    /// On the world's thread.
    private PendingLink pairing(Map<String, String> path) throws Problem {
        return pairing(inside, path);
    }

    /// The connection that a path names. On the world's thread.
    static PendingLink pairing(Inside inside, Map<String, String> path) throws Problem {
        var id = path.getOrDefault("connection", "");
        return inside.exchange().linking().pending().stream()
                .filter(link -> Long.toString(link.connection().id()).equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("pairing: connection " + id + " is not waiting for a phone"));
    }

    private Reply accept(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var address = fields.text("account");
        var secret = fields.bytes("advSecretBase64");
        var wait = fields.choice("wait", Wait.class).orElse(Wait.QUEUED);
        var timeout = fields.millis("timeoutMs").orElse(USUAL_TIMEOUT);
        fields.end();
        Link link = () -> {
            var pairing = pairing(path);
            var linking = inside.exchange().linking();
            var account = address.isPresent() ? inside.account(address.get()) : linking.accountFor(pairing);
            return linking.confirm(
                    pairing, account, secret.orElse(inside.settings().advSecret()));
        };
        return linked(() -> inside.world(link::make), wait, timeout);
    }
}
