package io.wigwag.sandbox.admin;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.Scope;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.world.QueueEntry;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/// Clients that are connected, and what can be done to them (section 20.6).
final class ConnectionRoutes {
    private static final String OF_DEVICE = "/admin/phones/{account}/companions/{device}";

    private final Inside inside;

    ConnectionRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("GET", "/admin/connections", (_, _) -> all());
        router.route("DELETE", "/admin/connections/{id}", this::end);
        router.route("POST", "/admin/connections/{id}/stream-error", this::streamError);
        router.route("POST", "/admin/connections/{id}/stanza", this::send);
        router.route("POST", OF_DEVICE + "/disconnect", this::disconnect);
        router.route("POST", OF_DEVICE + "/stanza", this::queue);
    }

    private Reply all() throws Exception {
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("connections");
            inside.exchange().connections().forEach(connection -> list.add(write(connection)));
            return json;
        }));
    }

    private ObjectNode write(Connection connection) {
        var greeting = connection.greeting();
        var json = Json.object()
                .put("id", connection.id())
                .put("remote", connection.line().remote())
                .put("state", Json.name(connection.state()))
                .put("since", connection.since().toString())
                .put("lastHeard", connection.lastHeard().toString())
                .put("pattern", greeting.pattern())
                .put("dictionary", greeting.dictionary());
        connection
                .device()
                .ifPresent(device -> json.put("account", device.account().number())
                        .put("device", device.number())
                        .put("unsettled", device.queue().size()));
        json.set("client", Clients.facts(greeting));
        var count = inside.trace().count(connection.id());
        return json.put("stanzasIn", count.in()).put("stanzasOut", count.out());
    }

    private Reply end(Request request, Map<String, String> path) throws Exception {
        var how = request.parameter("how").orElse("close");
        inside.change(() -> end(inside.connection(path), how));
        return Reply.empty(204);
    }

    /// A silent connection is one of whose stanzas nothing comes through any more, either way.
    private void end(Connection connection, String how) throws Problem {
        switch (how) {
            case "close" -> inside.exchange().close(connection);
            case "reset" -> {
                connection.line().reset();
                inside.exchange().closed(connection);
            }
            case "blackhole" -> {
                for (var layer : new Layer[] {Layer.STANZA, Layer.WEBSOCKET}) {
                    inside.faults()
                            .add(FaultRule.of(Match.all(layer, Direction.BOTH), new Action.Drop())
                                    .named("blackhole")
                                    .in(Scope.connection(connection.id())));
                }
            }
            default -> throw Problem.badRequest("how: " + how + " (expected: close, reset or blackhole)");
        }
    }

    private Reply streamError(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var given = fields.value("code");
        var code = given.isPresent() && given.get().isNumber()
                ? Optional.of(given.get().asString())
                : fields.text("code");
        var conflict = fields.text("conflict");
        var text = fields.text("text");
        var thenClose = fields.flag("thenClose", true);
        fields.end();
        var error = Node.tag("stream:error").attribute("code", code);
        conflict.ifPresent(type -> error.child(Node.tag("conflict").attribute("type", type)));
        text.ifPresent(words -> error.child(Node.tag("text").text(words)));
        var stanza = error.build();
        inside.change(() -> {
            var connection = inside.connection(path);
            connection.send(stanza);
            if (thenClose) {
                inside.exchange().close(connection);
            }
        });
        return Reply.empty(204);
    }

    private Reply send(Request request, Map<String, String> path) throws Exception {
        var stanza = NodeJson.read(Json.parse(request.body().text()), "body");
        inside.change(() -> inside.connection(path).send(stanza));
        return Reply.empty(202);
    }

    private Reply queue(Request request, Map<String, String> path) throws Exception {
        var stanza = NodeJson.read(Json.parse(request.body().text()), "body");
        inside.change(() -> inside.exchange().delivery().deliver(inside.device(path), kind(stanza), stanza));
        return Reply.empty(202);
    }

    private static QueueEntry.Kind kind(Node stanza) throws Problem {
        return switch (stanza.tag()) {
            case "message" -> QueueEntry.Kind.MESSAGE;
            case "receipt" -> QueueEntry.Kind.RECEIPT;
            case "notification" -> QueueEntry.Kind.NOTIFICATION;
            case "chatstate" -> QueueEntry.Kind.CHATSTATE;
            case "call" -> QueueEntry.Kind.CALL;
            default ->
                throw Problem.badRequest("tag: " + stanza.tag() + " is never queued (expected: message, receipt, "
                        + "notification, chatstate or call)");
        };
    }

    /// Ends a device's connection, and keeps it from coming back for a while.
    private Reply disconnect(Request request, Map<String, String> path) throws Exception {
        var fields = Json.body(request);
        var how = fields.text("how").orElse("close");
        var refuse = fields.millis("refuseLoginsForMs");
        var failure = fields.object("failure");
        Optional<Action> refusal = Optional.empty();
        if (failure.isPresent()) {
            refusal = Optional.of(new Action.LoginFailure(
                    failure.get()
                            .integer("reason")
                            .orElseThrow(() -> failure.get().wrong("reason", "a number")),
                    failure.get().integer("code"),
                    failure.get().number("expire")));
            failure.get().end();
        } else if (refuse.isPresent()) {
            refusal = Optional.of(new Action.LoginFailure(503, OptionalInt.empty(), OptionalLong.empty()));
        }
        fields.end();
        var wanted = refusal;
        inside.change(() -> {
            var device = inside.device(path);
            wanted.ifPresent(action -> {
                var rule = FaultRule.of(Match.all(Layer.HANDSHAKE, Direction.BOTH), action)
                        .named("disconnect")
                        .in(Scope.device(device.account().number(), device.number()));
                inside.faults()
                        .add(refuse.map(time -> rule.until(
                                        inside.exchange().clock().instant().plus(time)))
                                .orElse(rule));
            });
            var connection = inside.exchange().connectionOf(device);
            if (connection.isPresent()) {
                end(connection.get(), how);
            }
        });
        return Reply.empty(204);
    }
}
