package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.shape.Shape;
import io.wigwag.sandbox.shape.Shape.Members;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the admin interface says of itself.
class ContractTest extends ThroughAdmin {
    private final Contract contract = Contract.read();

    @Test
    void everyRouteIsDescribedWithWhatGoesInAndComesOut() throws Exception {
        var document = call("GET", "/admin/openapi.json", "");
        for (var terms : contract.routes()) {
            var operation = document.path("paths")
                    .path(terms.path())
                    .path(terms.method().toLowerCase(Locale.ROOT));
            assertThat(operation.path("requestBody").path("content").isEmpty())
                    .as("request of " + terms)
                    .isEqualTo(terms.body().isEmpty());
            var answer = operation.path("responses").path(Integer.toString(terms.status()));
            assertThat(answer.path("content").isEmpty())
                    .as("answer of " + terms)
                    .isEqualTo(terms.answer().isEmpty());
        }
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Account")
                        .path("properties")
                        .has("lid"))
                .isTrue();
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Settings")
                        .path("properties")
                        .path("scanKind")
                        .path("enum")
                        .toString())
                .contains("headless");
    }

    @Test
    void everyNameInItIsDefined() {
        contract.shapes().all().values().forEach(this::requireNames);
        for (var terms : contract.routes()) {
            terms.body().ifPresent(this::requireNames);
            terms.answer().ifPresent(this::requireNames);
        }
    }

    private void requireNames(Shape shape) {
        switch (shape) {
            case Shape.Named name ->
                assertThat(contract.shapes().resolved(name)).isNotNull();
            case Shape.ListOf(var element) -> requireNames(element);
            case Shape.MapOf(var value) -> requireNames(value);
            case Shape.OneOf(var choices) -> choices.forEach(this::requireNames);
            case Members members -> members.byName().values().forEach(member -> requireNames(member.shape()));
            case Shape.Plain plain -> {}
            case Shape.Word word -> {}
        }
    }

    @Test
    void aRouteThatNobodyDescribedIsFoundAtTheStart() {
        var patterns = new ArrayList<String>();
        contract.routes().forEach(terms -> patterns.add(terms.toString()));
        contract.requireAll(patterns);
        patterns.add("GET /v/**");
        contract.requireAll(patterns);
        patterns.add("GET /admin/surprise");
        assertThatThrownBy(() -> contract.requireAll(patterns)).hasMessageContaining("GET /admin/surprise");
        assertThatThrownBy(() -> contract.requireAll(List.of())).hasMessageContaining("GET /admin/info");
    }

    @Test
    void whatDoesNotFitNeverLeaves() {
        var tiny = Contract.of("""
                # a comment
                Thing = {a: text,
                  b?: int}
                POST /admin/things?limit Thing -> 201 Thing
                """);
        assertThat(tiny.routes())
                .singleElement()
                .satisfies(terms -> assertThat(terms.parameters()).containsExactly("limit"));
        inspect(tiny, 201, "{\"a\":\"x\"}", "{\"a\":\"y\"}");
        assertThatThrownBy(() -> inspect(tiny, 201, "{\"a\":\"x\"}", "{\"c\":1}"))
                .hasMessageContaining("answer");
        assertThatThrownBy(() -> inspect(tiny, 201, "{\"b\":7}", "{\"a\":\"y\"}"))
                .hasMessageContaining("request");
        assertThatThrownBy(() -> inspect(tiny, 200, "{\"a\":\"x\"}", "{\"a\":\"y\"}"))
                .hasMessageContaining("201");
        inspect(tiny, 404, "{\"b\":7}", "{\"c\":1}");
    }

    private static void inspect(Contract contract, int status, String request, String answer) {
        var body = new Body.InMemory(Octets.wrap(request.getBytes(StandardCharsets.UTF_8)));
        try {
            contract.inspect(
                    "POST /admin/things",
                    new Request("POST", "/admin/things", "/admin/things", Map.of(), Map.of(), body, false),
                    Reply.of(status, "application/json", Octets.wrap(answer.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A member that nobody knows is refused with the names that are known: they are those of the contract.
    @Test
    void routesAskForTheMembersThatAreDescribed() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/groups", "{'subject':'g','creator':'name:ann','id':'120363000000000001'}");
        var checked = 0;
        var otherwise = new ArrayList<String>();
        for (var terms : contract.routes()) {
            if (terms.body().isPresent()
                    && contract.shapes().resolved(terms.body().get()) instanceof Members members
                    && !members.byName().containsKey("tag")) {
                var body = sample(members);
                if (members.byName().containsKey("messageBase64")) {
                    body.put("text", "hello");
                }
                if (members.byName().containsKey("to")) {
                    body.put("to", "name:ann");
                }
                body.put("surprise", 1);
                var problem = call(terms.method(), target(terms.path()), Json.write(body));
                if (!names(problem.path("detail").asString())
                        .equals(members.byName().keySet())) {
                    otherwise.add(terms + ": " + problem.path("detail").asString());
                }
                checked++;
            }
        }
        assertThat(otherwise).isEmpty();
        assertThat(checked).isGreaterThan(30);
    }

    private static String target(String path) {
        return path.replace("{account}", "name:ann")
                .replace("/groups/{group}", "/groups/120363000000000001")
                .replaceAll("\\{[a-z]+}", "1");
    }

    private static Set<String> names(String detail) {
        var list = detail.replaceAll(".*unknown member surprise \\(expected: \\[(.*)]\\)", "$1");
        var names = new TreeSet<>(List.of(list.split(", ", -1)));
        if (!names.contains("to")) {
            // Asked for in a status, to say that it can't be there.
            names.remove("media");
        }
        return names;
    }

    private ObjectNode sample(Members members) {
        var json = Json.object();
        members.byName().forEach((name, member) -> {
            if (!member.optional()) {
                json.set(name, value(member.shape()));
            }
        });
        return json;
    }

    private JsonNode value(Shape shape) {
        return switch (contract.shapes().resolved(shape)) {
            case Members members -> sample(members);
            case Shape.ListOf(var element) -> Json.array().add(value(element));
            case Shape.MapOf any -> Json.object();
            case Shape.OneOf(var choices) -> value(choices.getFirst());
            case Shape.Word(var text) -> Json.array().add(text).get(0);
            case Shape.Named name -> throw new IllegalStateException(name.name());
            case Shape.Plain plain ->
                switch (plain) {
                    case INT, DECIMAL -> Json.array().add(1).get(0);
                    case FLAG -> Json.array().add(true).get(0);
                    case TIME -> Json.array().add("2030-01-01T00:00:00Z").get(0);
                    case BASE64 -> Json.array().add("AQID").get(0);
                    default -> Json.array().add("a").get(0);
                };
        };
    }

    /// Whatever does not fit would be answered with 500: assertions are on in tests.
    @Test
    void whatIsAnsweredIsWhatIsDescribed() throws Exception {
        assertThat(Contract.class.desiredAssertionStatus()).isTrue();
        var companion = TestCompanion.linked(sandbox, "ann");
        call("POST", "/admin/phones", "{'pushName':'bob','companionLimit':2,'business':{'name':'B'}}");
        call("POST", "/admin/groups", "{'subject':'g','creator':'name:bob','members':['name:ann']}");
        var channel = call("POST", "/admin/channels", "{'owner':'name:bob','name':'n','followers':['name:ann']}");
        assertThat(call(
                                "POST",
                                "/admin/channels/" + channel.path("jid").asString() + "/followers",
                                "{'remove':['name:ann']}")
                        .path("followers"))
                .isEmpty();
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','text':'hello'}");
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:bob','text':'note'}");
        call("POST", "/admin/faults", "{'match':{'tag':'x'},'action':{'drop':{}}}");
        http.send(http.request("/admin/media").POST(HttpRequest.BodyPublishers.ofString("bytes")));
        try (var link = companion.online()) {
            assertThat(link.inbox()).isNotNull();
            for (var terms : contract.routes()) {
                if (terms.method().equals("GET")) {
                    var target = terms.path()
                            .replace("{account}/{device}", "name:ann/0")
                            .replace("{account}", "name:bob")
                            .replace("{collection}", "critical_block")
                            .replaceAll("\\{[a-z]+}", "77");
                    var answer = http.get(target);
                    assertThat(answer.statusCode())
                            .as(target + ": " + new String(answer.body(), StandardCharsets.UTF_8))
                            .isIn(200, 404);
                    if (!target.contains("77")) {
                        assertThat(answer.statusCode()).as(target).isEqualTo(200);
                    }
                }
            }
        }
    }
}
