package io.wigwag.sandbox.admin;

import io.wigwag.core.binary.Content;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.identity.NoiseIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What goes wrong, as JSON: an object with one member, which names the action and holds what belongs to it.
final class ActionJson {
    private ActionJson() {}

    static Action read(Fields choice) throws Problem {
        var name = choice.only();
        var fields = choice.object(name).orElseThrow(() -> choice.wrong(name, "an object"));
        var action = read(name, fields);
        fields.end();
        return action;
    }

    private static Action read(String name, Fields fields) throws Problem {
        return switch (name) {
            case "drop" -> new Action.Drop();
            case "delay" ->
                new Action.Delay(
                        fields.millis("ms").orElseThrow(() -> fields.wrong("ms", "a number")),
                        fields.millis("jitterMs").orElse(Duration.ZERO),
                        fields.flag("reorder", false));
            case "duplicate" -> new Action.Duplicate(positive(fields, "count", 1));
            case "reorder" -> new Action.Reorder(positive(fields, "window", 2));
            case "close" -> new Action.Close();
            case "reset" -> new Action.Reset();
            case "blackhole" -> new Action.Blackhole(fields.millis("ms").filter(Duration::isPositive));
            case "corrupt" -> new Action.Corrupt(positive(fields, "bits", 1));
            case "truncate" -> new Action.Truncate(positive(fields, "bytes", 1));
            case "split" -> new Action.Split(positive(fields, "bytes", 1));
            case "coalesce" -> new Action.Coalesce(positive(fields, "frames", 2));
            case "throttle" -> new Action.Throttle(positive(fields, "bytesPerSecond", 1024));
            case "answer" ->
                new Action.Answer(fields.integer("code"), fields.text("text").orElse(""), node(fields, "node"));
            case "ackError" -> new Action.AckError(positive(fields, "code", 500));
            case "mutate" -> mutate(fields);
            case "replace" ->
                new Action.Replace(node(fields, "node").orElseThrow(() -> fields.wrong("node", "a node")));
            case "inject" -> new Action.Inject(nodes(fields, "before"), nodes(fields, "after"));
            case "streamError" -> new Action.StreamError(codeText(fields), fields.text("conflict"));
            case "loginFailure" ->
                new Action.LoginFailure(
                        positive(fields, "reason", 401), fields.integer("code"), fields.number("expire"));
            case "badCertificate" -> new Action.BadCertificate(flaw(fields));
            case "forceFallback" -> new Action.ForceFallback();
            case "forceXX" -> new Action.ForceFirst();
            case "http" -> http(fields);
            case "preKeysExhausted" -> new Action.PreKeysExhausted();
            case "wrongDigest" -> new Action.WrongDigest();
            case "staleDeviceList" ->
                new Action.StaleDeviceList(fields.millis("ms").orElseThrow(() -> fields.wrong("ms", "a number")));
            case "wrongMac" -> new Action.WrongMac(fields.requireText("collection"));
            default -> throw Problem.badRequest("action: " + name + " is none (expected: one of section 21)");
        };
    }

    private static int positive(Fields fields, String name, int otherwise) throws Problem {
        var value = fields.integer(name).orElse(otherwise);
        if (value < 1) {
            throw fields.wrong(name, "a number from 1");
        }
        return value;
    }

    /// Codes are texts on the wire, and numbers in most people's minds.
    private static Optional<String> codeText(Fields fields) throws Problem {
        var code = fields.value("code");
        return code.isPresent() && code.get().isNumber()
                ? Optional.of(code.get().asString())
                : fields.text("code");
    }

    private static NoiseIdentity.Flaw flaw(Fields fields) throws Problem {
        return fields.choice("kind", NoiseIdentity.Flaw.class)
                .filter(flaw -> flaw != NoiseIdentity.Flaw.NONE)
                .orElseThrow(() -> fields.wrong("kind", "expired, wrongIssuer, wrongSignature or wrongKey"));
    }

    private static Optional<Node> node(Fields fields, String name) throws Problem {
        var json = fields.value(name);
        return json.isPresent() ? Optional.of(NodeJson.read(json.get(), name)) : Optional.empty();
    }

    /// One node or a list of them.
    private static List<Node> nodes(Fields fields, String name) throws Problem {
        var json = fields.value(name);
        if (json.isEmpty()) {
            return List.of();
        }
        return json.get().isArray() ? NodeJson.nodes(json.get(), name) : List.of(NodeJson.read(json.get(), name));
    }

    private static Action mutate(Fields fields) throws Problem {
        var set = new TreeMap<String, Action.Value>();
        var given = fields.object("set");
        if (given.isPresent()) {
            for (var name : given.get().names()) {
                set.put(name, NodeJson.value(given.get(), name));
            }
        }
        var content = fields.value("content");
        return new Action.Mutate(
                set,
                fields.texts("remove"),
                content.isPresent() ? Optional.of(NodeJson.content(content.get(), "content")) : Optional.empty());
    }

    private static Action http(Fields fields) throws Problem {
        var headers = new TreeMap<String, String>();
        var given = fields.object("headers");
        if (given.isPresent()) {
            for (var name : given.get().names()) {
                headers.put(name, given.get().requireText(name));
            }
        }
        var body = fields.text("body").map(text -> Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
        return new Action.Http(fields.integer("status"), headers, body, fields.number("afterBytes"));
    }

    static ObjectNode write(Action action) {
        var json = Json.object();
        switch (action) {
            case Action.Drop() -> json.putObject("drop");
            case Action.Delay(var by, var jitter, var overtaken) ->
                json.putObject("delay")
                        .put("ms", by.toMillis())
                        .put("jitterMs", jitter.toMillis())
                        .put("reorder", overtaken);
            case Action.Duplicate(var count) -> json.putObject("duplicate").put("count", count);
            case Action.Reorder(var window) -> json.putObject("reorder").put("window", window);
            case Action.Close() -> json.putObject("close");
            case Action.Reset() -> json.putObject("reset");
            case Action.Blackhole(var time) ->
                json.putObject("blackhole")
                        .put("ms", time.map(Duration::toMillis).orElse(0L));
            case Action.Corrupt(var bits) -> json.putObject("corrupt").put("bits", bits);
            case Action.Truncate(var bytes) -> json.putObject("truncate").put("bytes", bytes);
            case Action.Split(var bytes) -> json.putObject("split").put("bytes", bytes);
            case Action.Coalesce(var frames) -> json.putObject("coalesce").put("frames", frames);
            case Action.Throttle(var rate) -> json.putObject("throttle").put("bytesPerSecond", rate);
            case Action.Answer(var code, var text, var node) -> {
                var answer = number(json.putObject("answer"), "code", code).put("text", text);
                node.ifPresent(given -> answer.set("node", NodeJson.write(given, true)));
            }
            case Action.AckError(var code) -> json.putObject("ackError").put("code", code);
            case Action.Mutate(var set, var remove, var content) -> {
                var mutation = json.putObject("mutate");
                mutation.set("set", values(set));
                mutation.set("remove", texts(remove));
                content.ifPresent(given -> mutation.set("content", content(given)));
            }
            case Action.Replace(var node) -> json.putObject("replace").set("node", NodeJson.write(node, true));
            case Action.Inject(var before, var after) ->
                json.putObject("inject").setAll(Map.of("before", list(before), "after", list(after)));
            case Action.StreamError(var code, var conflict) -> {
                var error = json.putObject("streamError");
                code.ifPresent(value -> error.put("code", value));
                conflict.ifPresent(value -> error.put("conflict", value));
            }
            case Action.LoginFailure(var reason, var code, var expire) -> {
                var failure = number(json.putObject("loginFailure").put("reason", reason), "code", code);
                expire.ifPresent(seconds -> failure.put("expire", seconds));
            }
            case Action.BadCertificate(var flaw) ->
                json.putObject("badCertificate").put("kind", Json.name(flaw));
            case Action.ForceFallback() -> json.putObject("forceFallback");
            case Action.ForceFirst() -> json.putObject("forceXX");
            case Action.Http http -> write(json.putObject("http"), http);
            case Action.PreKeysExhausted() -> json.putObject("preKeysExhausted");
            case Action.WrongDigest() -> json.putObject("wrongDigest");
            case Action.StaleDeviceList(var age) ->
                json.putObject("staleDeviceList").put("ms", age.toMillis());
            case Action.WrongMac(var collection) -> json.putObject("wrongMac").put("collection", collection);
        }
        return json;
    }

    private static void write(ObjectNode json, Action.Http http) {
        number(json, "status", http.status());
        http.headers().forEach(json.putObject("headers")::put);
        http.body().ifPresent(body -> json.put("body", new String(body.toArray(), StandardCharsets.UTF_8)));
        http.afterBytes().ifPresent(bytes -> json.put("afterBytes", bytes));
    }

    private static ObjectNode number(ObjectNode json, String name, OptionalInt value) {
        value.ifPresent(number -> json.put(name, number));
        return json;
    }

    private static ObjectNode values(Map<String, Action.Value> set) {
        var json = Json.object();
        set.forEach((name, value) -> {
            switch (value) {
                case Action.Value.Address(var jid) -> json.put(name, jid.toString());
                case Action.Value.Text(var text) -> json.putObject(name).put("text", text);
            }
        });
        return json;
    }

    private static JsonNode texts(List<String> texts) {
        var json = Json.array();
        texts.forEach(json::add);
        return json;
    }

    private static JsonNode list(List<Node> nodes) {
        var json = Json.array();
        nodes.forEach(node -> json.add(NodeJson.write(node, true)));
        return json;
    }

    private static JsonNode content(Content content) {
        return NodeJson.write(NodeJson.with(content), true).path("content");
    }
}
