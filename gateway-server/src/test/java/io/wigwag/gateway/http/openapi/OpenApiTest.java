package io.wigwag.gateway.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.http.Body;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.json.Within;
import io.wigwag.gateway.http.list.Page;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.http.route.Router;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    record Boat(String name, Optional<Integer> masts) {}

    record Fleet(
            @From(From.Part.QUERY) @Within(min = 1, max = 200) @Described("How many")
            Optional<Integer> limit) {}

    record NewBoat(
            @From(value = From.Part.HEAD, name = "Idempotency-Key")
            String key,

            @From(From.Part.BODY) Boat boat) {}

    record Sail(
            @From(From.Part.PATH) String id,
            @From(From.Part.BODY) Body body) {}

    private static final Boat BOAT = new Boat("Anna", Optional.of(2));
    private static final List<Route<?, ?>> ROUTES = List.of(
            Route.get("/v1/boats")
                    .needing("boats:read")
                    .about("Boats", "All boats", "")
                    .taking(new Fleet(Optional.of(10)))
                    .answering(200, Page.class, Boat.class, Page.of(List.of(BOAT), Optional.of("abc")))
                    .by((_, _) -> Answer.of(Page.of(List.of(BOAT), Optional.empty()))),
            Route.post("/v1/boats")
                    .needing("boats:write")
                    .about("Boats", "A new boat", "It *floats*.")
                    .taking(new NewBoat("k", BOAT))
                    .answering(201, Boat.class, BOAT)
                    .failing(ProblemCode.CONFLICT)
                    .by((in, _) -> Answer.of(in.boat())),
            Route.put("/v1/boats/{id}/sail")
                    .open()
                    .about("Sails", "A new sail", "")
                    .taking(new Sail("b", Body.EMPTY))
                    .answeringRaw(List.of(200), "image/png")
                    .by((_, _) -> Answer.of(Response.empty(200))));

    private static final Shapes SHAPES = Shapes.standard();
    private static final List<Route<?, ?>> ALL =
            DocsPages.with(ROUTES, new OpenApi.Title("Boats", "1", "About boats"), SHAPES);
    private final Router router = new Router(ALL, SHAPES, (request, _) -> request);

    private Response get(String path) throws Exception {
        return router.answer(Request.of("GET", path, Headers.NONE, ""));
    }

    private static String text(Response response) {
        return new String(((Content.Bytes) response.content()).value().toArray(), StandardCharsets.UTF_8);
    }

    private JsonNode document() throws Exception {
        return Json.parse(((Content.Bytes) get("/openapi.json").content()).value());
    }

    @Test
    void theDocumentHasEveryRouteAndNoOther() throws Exception {
        var document = document();
        var described = new HashSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        ALL.stream().map(route -> route.operation().name()).toList());
        assertThat(document.at("/openapi").stringValue()).isEqualTo("3.1.1");
    }

    @Test
    void anOperationTellsAllThatIsDeclared() throws Exception {
        var list = document().at("/paths/~1v1~1boats/get");
        assertThat(list.at("/operationId").stringValue()).isEqualTo("getV1Boats");
        assertThat(list.at("/x-permission").stringValue()).isEqualTo("boats:read");
        assertThat(list.at("/parameters/0"))
                .hasToString("{\"name\":\"limit\",\"in\":\"query\",\"required\":false,\"description\":\"How many\","
                        + "\"schema\":{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"maximum\":200},"
                        + "\"example\":10}");
        assertThat(list.at("/responses/200/content/application~1json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/BoatPage");
        assertThat(list.at("/responses/200/content/application~1json/example/data/0/name")
                        .stringValue())
                .isEqualTo("Anna");
        var create = document().at("/paths/~1v1~1boats/post");
        assertThat(create.at("/parameters/0/name").stringValue()).isEqualTo("Idempotency-Key");
        assertThat(create.at("/parameters/0/required").booleanValue()).isTrue();
        assertThat(create.at("/responses").propertyNames()).contains("201", "400", "401", "403", "409", "413", "503");
        assertThat(create.at("/responses/409/description").stringValue()).contains("`conflict`");
        var sail = document().at("/paths/~1v1~1boats~1{id}~1sail/put");
        assertThat(sail.at("/security").isEmpty()).isTrue();
        assertThat(sail.at("/responses").propertyNames()).doesNotContain("401", "403");
        assertThat(sail.at("/requestBody/content").propertyNames()).containsExactly("*/*");
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        var document = document();
        var references =
                document.findValues("$ref").stream().map(JsonNode::stringValue).toList();
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .isTrue());
    }

    @Test
    void examplesAreTakenAndGivenAsTheyStand() throws Exception {
        var document = document();
        var body = document.at("/paths/~1v1~1boats/post/requestBody/content/application~1json/example");
        var headers = Headers.of("Content-Type", "application/json").adding("Idempotency-Key", "k");
        var answer = router.answer(Request.of("POST", "/v1/boats", headers, body.toString()));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(Json.parse(((Content.Bytes) answer.content()).value()))
                .isEqualTo(document.at("/paths/~1v1~1boats/post/responses/201/content/application~1json/example"));
    }

    @Test
    void thePagesNeedNothingFromElsewhere() throws Exception {
        var outside =
                Pattern.compile("(src|href)=\"(?!/)|https?://|@import|url\\(|innerHTML|eval\\(|style=|\\son[a-z]+=\"");
        for (var path : List.of("/docs", "/docs/docs.js", "/docs/docs.css")) {
            var page = get(path);
            assertThat(outside.matcher(text(page)).find()).as(path).isFalse();
            assertThat(page.headers().first("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
        var assets = Stream.of("/docs/docs.css", "/docs/docs.js");
        assertThat(assets).allSatisfy(asset -> assertThat(text(get("/docs"))).contains("\"" + asset + "\""));
    }

    @Test
    void everyProblemsTypeLeadsToItsPage() throws Exception {
        for (var code : ProblemCode.values()) {
            assertThat(text(get("/docs/problems/" + code.word()))).contains(code.word(), code.explanation());
            assertThat(code.word()).matches("[a-z]+(_[a-z]+)*");
        }
        assertThat(text(get("/docs/problems"))).contains("url_not_allowed");
    }
}
