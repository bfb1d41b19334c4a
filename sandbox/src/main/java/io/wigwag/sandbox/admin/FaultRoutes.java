package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.Fault;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.Scope;
import io.wigwag.sandbox.fault.TextMatch;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Trouble on demand (section 21).
final class FaultRoutes {
    private final Inside inside;

    FaultRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", "/admin/faults", (request, _) -> add(request));
        router.route("GET", "/admin/faults", (_, _) -> all());
        router.route("DELETE", "/admin/faults", (_, _) -> {
            inside.faults().clear();
            return Reply.empty(204);
        });
        router.route("GET", "/admin/faults/{id}", (_, path) -> Json.ok(write(find(path))));
        router.route("DELETE", "/admin/faults/{id}", (_, path) -> {
            inside.faults().remove(find(path).id());
            return Reply.empty(204);
        });
    }

    private Reply add(Request request) throws Exception {
        return Json.reply(201, write(inside.faults().add(read(Json.body(request)))));
    }

    private Reply all() {
        var list = Json.array();
        inside.faults().all().forEach(fault -> list.add(write(fault)));
        return Json.ok(Json.object().set("faults", list));
    }

    private Fault find(Map<String, String> path) throws Problem {
        var id = path.getOrDefault("id", "");
        return inside.faults().all().stream()
                .filter(fault -> Long.toString(fault.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("fault: " + id + " is none"));
    }

    static FaultRule read(Fields fields) throws Problem {
        var name = fields.text("name").orElse("");
        var scope = fields.object("scope");
        var match = fields.object("match").orElseThrow(() -> fields.wrong("match", "an object"));
        var action = fields.object("action").orElseThrow(() -> fields.wrong("action", "an object"));
        try {
            var rule = new FaultRule(
                    name,
                    scope.isPresent() ? scope(scope.get()) : Scope.ALL,
                    match(match),
                    fields.integer("after").orElse(0),
                    fields.integer("times").orElse(0),
                    fields.decimal("probability").orElse(1),
                    fields.time("until"),
                    ActionJson.read(action));
            fields.end();
            return rule;
        } catch (IllegalArgumentException impossible) {
            throw Problem.badRequest("fault: " + impossible.getMessage());
        }
    }

    private static Scope scope(Fields fields) throws Problem {
        var scope = new Scope(fields.text("account"), fields.integer("device"), fields.number("connection"));
        fields.end();
        return scope;
    }

    private static Match match(Fields fields) throws Problem {
        var attributes = new TreeMap<String, TextMatch>();
        var given = fields.object("attrs");
        if (given.isPresent()) {
            for (var name : given.get().names()) {
                attributes.put(name, text(given.get(), name));
            }
        }
        var match = new Match(
                fields.choice("layer", Layer.class).orElse(Layer.STANZA),
                fields.choice("direction", Direction.class).orElse(Direction.BOTH),
                fields.text("tag"),
                attributes,
                fields.text("child"),
                fields.text("xmlns"),
                fields.text("method"),
                fields.text("path"));
        fields.end();
        return match;
    }

    private static TextMatch text(Fields attributes, String name) throws Problem {
        if (attributes.value(name).filter(ObjectNode.class::isInstance).isEmpty()) {
            return new TextMatch.Exact(attributes.requireText(name));
        }
        var form = attributes.object(name).orElseThrow();
        var prefix = form.text("prefix");
        var absent = form.flag("absent", false);
        form.end();
        if (prefix.isPresent() == absent) {
            throw attributes.wrong(name, "a text, or either prefix or absent:true in an object");
        }
        return absent ? new TextMatch.Absent() : new TextMatch.Prefix(prefix.orElseThrow());
    }

    static ObjectNode write(Fault fault) {
        var rule = fault.rule();
        var json = Json.object().put("id", fault.id()).put("name", rule.name());
        json.set("scope", write(rule.scope()));
        json.set("match", write(rule.match()));
        json.put("after", rule.after()).put("times", rule.times()).put("probability", rule.probability());
        rule.until().ifPresent(end -> json.put("until", end.toString()));
        json.set("action", ActionJson.write(rule.action()));
        return json.put("matched", fault.matched()).put("fired", fault.fired());
    }

    private static ObjectNode write(Scope scope) {
        var json = Json.object();
        scope.account().ifPresent(account -> json.put("account", account));
        number(json, "device", scope.device());
        number(json, "connection", scope.connection());
        return json;
    }

    private static void number(ObjectNode json, String name, OptionalInt value) {
        value.ifPresent(number -> json.put(name, number));
    }

    private static void number(ObjectNode json, String name, OptionalLong value) {
        value.ifPresent(number -> json.put(name, number));
    }

    private static ObjectNode write(Match match) {
        var json = Json.object().put("layer", Json.name(match.layer())).put("direction", Json.name(match.direction()));
        match.tag().ifPresent(tag -> json.put("tag", tag));
        if (!match.attributes().isEmpty()) {
            var attributes = json.putObject("attrs");
            new TreeMap<>(match.attributes()).forEach((name, wanted) -> {
                switch (wanted) {
                    case TextMatch.Exact(var text) -> attributes.put(name, text);
                    case TextMatch.Prefix(var text) ->
                        attributes.putObject(name).put("prefix", text);
                    case TextMatch.Absent() -> attributes.putObject(name).put("absent", true);
                }
            });
        }
        match.child().ifPresent(child -> json.put("child", child));
        match.namespace().ifPresent(namespace -> json.put("xmlns", namespace));
        match.method().ifPresent(method -> json.put("method", method));
        match.path().ifPresent(path -> json.put("path", path));
        return json;
    }
}
