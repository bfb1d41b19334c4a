package io.wigwag.gateway.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.gateway.http.Body;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Length;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.json.Within;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Routes without a socket.
class RouterTest {
    record Greeting(@Length(min = 1) String text) {}

    record Greet(
            @From(From.Part.PATH) String name,
            @From(From.Part.QUERY) @Within(max = 3) Optional<Integer> times,
            @From(value = From.Part.HEAD, name = "X-Mood") Optional<String> mood,
            @From(From.Part.BODY) Greeting greeting) {}

    record Named(@From(From.Part.PATH) String name) {}

    record Upload(@From(From.Part.BODY) Body body) {}

    private static final Greet EXAMPLE = new Greet("ana", Optional.of(2), Optional.empty(), new Greeting("hello"));

    private final Router router = new Router(
            List.of(
                    Route.post("/greet/{name}")
                            .needing("greetings:write")
                            .taking(EXAMPLE)
                            .answering(201, Greeting.class, new Greeting("hello ana"))
                            .failing(ProblemCode.CONFLICT)
                            .by(RouterTest::greet),
                    Route.get("/greet/nobody").open().by((_, _) -> Answer.nothing()),
                    Route.get("/greet/{name}")
                            .needing("greetings:read")
                            .taking(new Named("ana"))
                            .by((_, _) -> Answer.nothing()),
                    Route.put("/upload")
                            .open()
                            .taking(new Upload(Body.EMPTY))
                            .answeringRaw(List.of(200), "text/plain")
                            .by((in, _) -> Answer.of(Response.text(
                                    200, new String(in.body().stream().readAllBytes(), StandardCharsets.UTF_8))))),
            Shapes.standard(),
            RouterTest::admit);

    private static Answer<Greeting> greet(Greet in, Request request) throws Problem {
        if (in.name().equals("twice")) {
            throw Problem.of(ProblemCode.CONFLICT, "Greeted already.");
        }
        var text =
                (in.greeting().text() + " " + in.name() + " ").repeat(in.times().orElse(1));
        return Answer.of(new Greeting(text.strip())).with("Location", "/greet/" + in.name());
    }

    private static Request admit(Request request, Access access) throws Problem {
        if (access instanceof Access.Needs(var permission)
                && !request.headers().all("X-May").contains(permission)) {
            throw Problem.of(ProblemCode.FORBIDDEN, "No.");
        }
        return request;
    }

    private static Request request(String method, String target, String body) throws Exception {
        var headers = Headers.of("Content-Type", "application/json; charset=utf-8")
                .adding("X-May", "greetings:write")
                .adding("X-May", "greetings:read");
        return Request.of(method, target, headers, body);
    }

    private Problem problem(String method, String target, String body) {
        return catchThrowableOfType(Problem.class, () -> router.answer(request(method, target, body)));
    }

    private static String text(Response response) {
        return new String(((Content.Bytes) response.content()).value().toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void aRequestIsReadAnsweredAndWritten() throws Exception {
        var response = router.answer(request("POST", "/greet/an%20a?times=2", "{\"text\":\"hi\"}"));
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().first("Location")).contains("/greet/an a");
        assertThat(text(response)).isEqualTo("{\"text\":\"hi an a hi an a\"}");
    }

    @Test
    void allThatIsWrongIsToldWherever() {
        var problem = problem("POST", "/greet/ana?times=9&tone=loud", "{\"text\":\"\",\"x\":1}");
        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(problem.findings())
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly(
                        "InTarget[parameter=times] out_of_range",
                        "InBody[pointer=/text] too_short",
                        "InBody[pointer=/x] unknown_field",
                        "InTarget[parameter=tone] unknown_parameter");
    }

    @Test
    void aParameterComesOnce() {
        assertThat(problem("POST", "/greet/ana?times=1&times=2", "{\"text\":\"a\"}")
                        .findings())
                .extracting(finding -> finding.code())
                .containsExactly("repeated");
    }

    @Test
    void aBodyIsJsonOrIsMissing() throws Exception {
        assertThat(problem("POST", "/greet/ana", "").findings())
                .extracting(finding -> finding.code())
                .containsExactly("missing");
        var xml = Request.of(
                "POST",
                "/greet/ana",
                Headers.of("Content-Type", "text/xml").adding("X-May", "greetings:write"),
                "<a/>");
        assertThat(catchThrowableOfType(Problem.class, () -> router.answer(xml)).code())
                .isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
    }

    @Test
    void wordsGoBeforeFreeSegments() throws Exception {
        assertThat(router.answer(Request.of("GET", "/greet/nobody", Headers.NONE, ""))
                        .status())
                .isEqualTo(204);
        assertThat(catchThrowableOfType(
                                Problem.class, () -> router.answer(Request.of("GET", "/greet/ana", Headers.NONE, "")))
                        .code())
                .isEqualTo(ProblemCode.FORBIDDEN);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(List.of("/", "/greet", "/greet/", "/greet/a/b", "/GREET/a", "/greet//"))
                .allSatisfy(path -> assertThat(problem("GET", path, "").code()).isEqualTo(ProblemCode.NOT_FOUND));
    }

    @Test
    void otherMethodsAreTold() throws Exception {
        var problem = problem("DELETE", "/greet/ana", "");
        assertThat(problem.code()).isEqualTo(ProblemCode.METHOD_NOT_ALLOWED);
        assertThat(problem.headers().first("Allow")).contains("GET, HEAD, OPTIONS, POST");
        var options = router.answer(request("OPTIONS", "/greet/ana", ""));
        assertThat(options.headers().first("Allow")).contains("GET, HEAD, OPTIONS, POST");
        assertThat(options.headers().has("Access-Control-Allow-Origin")).isFalse();
        assertThat(router.answer(request("HEAD", "/greet/ana", "")).status()).isEqualTo(204);
    }

    @Test
    void aBodyMayBeTakenAsItComes() throws Exception {
        assertThat(text(router.answer(request("PUT", "/upload", "any thing")))).isEqualTo("any thing");
    }

    @Test
    void mistakesInDeclarationsAreFoundAtStart() {
        assertThatThrownBy(() -> Route.get("/a").by((_, _) -> Answer.nothing())).hasMessageContaining("who may call");
        var open = Route.get("/a").open().by((_, _) -> Answer.nothing());
        assertThatThrownBy(() -> new Router(List.of(open, open), Shapes.standard(), (request, _) -> request))
                .hasMessageContaining("one route");
        var unread = Route.get("/{other}").open().taking(EXAMPLE).by((_, _) -> Answer.nothing());
        assertThatThrownBy(() -> new Router(List.of(unread), Shapes.standard(), (request, _) -> request))
                .hasMessageContaining("from the path");
        assertThatThrownBy(() -> Route.get("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Route.get("/{a}/{a}")).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Access.Needs("everything")).isInstanceOf(IllegalArgumentException.class);
    }
}
