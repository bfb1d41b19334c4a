package io.wigwag.gateway.http.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Finding;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.RequestFailed;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import io.wigwag.gateway.http.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

class FiltersTest {
    private static final String LONG_JSON = "{\"text\":\"" + "wigwag ".repeat(300) + "\"}";
    private static final Problems PROBLEMS = new Problems(_ -> Optional.empty());

    private static Request get(Headers headers) throws Exception {
        return Request.of("GET", "/a?secret=b", headers, "");
    }

    private static Service json(String text) {
        return _ -> Response.of(200, "application/json", Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(Response response) {
        return ((Content.Bytes) response.content()).value().toArray();
    }

    private static JsonNode tree(Response response) throws Problem {
        return Json.parse(((Content.Bytes) response.content()).value());
    }

    @Test
    void aTraceIsTakenOverOrBegun() throws Exception {
        var tracing = new Tracing(new SplittableRandom(1));
        var seen = new ArrayList<String>();
        Service service = request -> {
            seen.add(Trace.of(request).orElseThrow().traceId());
            seen.add(MDC.get("trace"));
            return Response.empty(204);
        };
        var given = "4bf92f3577b34da6a3ce929d0e0e4736";
        var response =
                service.behind(tracing).answer(get(Headers.of("traceparent", "00-" + given + "-00f067aa0ba902b7-01")));
        assertThat(seen).containsExactly(given, given);
        assertThat(response.headers().first("X-Request-Id").orElseThrow()).matches("req_[0-9a-f]{16}");
        assertThat(MDC.get("trace")).isNull();
        seen.clear();
        var _ = service.behind(tracing).answer(get(Headers.of("traceparent", "00-" + "0".repeat(32) + "-1-01")));
        assertThat(seen.getFirst()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    }

    @Test
    void aProblemHasAllItsParts() throws Exception {
        Service failing = _ -> {
            throw Problem.invalid(List.of(
                    new Finding(new Finding.Place.InBody("/to"), "missing", "Must be given."),
                    new Finding(new Finding.Place.InTarget("limit"), "out_of_range", "At most 9."),
                    new Finding(new Finding.Place.InHead("If-Match"), "wrong_form", "A tag.")));
        };
        var response =
                failing.behind(new Tracing(new SplittableRandom(1)), PROBLEMS).answer(get(Headers.NONE));
        var json = tree(response);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers().first("Content-Type")).contains("application/problem+json");
        assertThat(json.at("/type").stringValue()).isEqualTo("/docs/problems/validation_failed");
        assertThat(json.at("/instance").stringValue()).isEqualTo("/a");
        assertThat(json.at("/traceId").stringValue()).hasSize(32);
        assertThat(json.at("/errors/0/pointer").stringValue()).isEqualTo("/to");
        assertThat(json.at("/errors/1/parameter").stringValue()).isEqualTo("limit");
        assertThat(json.at("/errors/2/header").stringValue()).isEqualTo("If-Match");
    }

    @Test
    void waitingIsToldInWholeSeconds() throws Exception {
        Service busy = _ -> {
            throw Problem.of(ProblemCode.OVERLOADED, "Later.").retryAfter(Duration.ofMillis(1200));
        };
        var response = busy.behind(PROBLEMS).answer(get(Headers.NONE));
        assertThat(response.headers().first("Retry-After")).contains("2");
        assertThat(tree(response).at("/retryAfter").intValue()).isEqualTo(2);
        assertThat(tree(response).at("/retryable").booleanValue()).isTrue();
    }

    @Test
    void failuresTellNothingOfTheInside() throws Exception {
        Service broken = _ -> {
            throw new IllegalStateException("the password is hunter2");
        };
        Service cut = _ -> {
            throw new IOException("/var/secret");
        };
        Service slow = _ -> {
            throw new RequestFailed(Problem.of(ProblemCode.REQUEST_TIMEOUT, "Too slow."));
        };
        assertThat(new String(bytes(broken.behind(PROBLEMS).answer(get(Headers.NONE))), StandardCharsets.UTF_8))
                .contains("internal")
                .doesNotContain("hunter2");
        assertThat(cut.behind(PROBLEMS).answer(get(Headers.NONE)).status()).isEqualTo(500);
        assertThat(slow.behind(PROBLEMS).answer(get(Headers.NONE)).status()).isEqualTo(408);
        var known = new Problems(_ -> Optional.of(Problem.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "No store.")));
        assertThat(broken.behind(known).answer(get(Headers.NONE)).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip|true", "br, gzip;q=0.5|true", "GZIP|true", "gzip;q=0|false", "br|false", "identity|false"})
    void longTextsArePackedForWhoUnpacks(String accepted, boolean packed) throws Exception {
        var response = json(LONG_JSON).behind(new Compression()).answer(get(Headers.of("Accept-Encoding", accepted)));
        assertThat(response.headers().has("Content-Encoding")).isEqualTo(packed);
        assertThat(response.headers().lists("Vary", "accept-encoding")).isTrue();
        if (packed) {
            try (var gzip = new GZIPInputStream(
                    ((Content.Bytes) response.content()).value().asStream())) {
                assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(LONG_JSON);
            }
        }
    }

    @Test
    void shortAndPackedThingsStayAsTheyAre() throws Exception {
        var accepting = Headers.of("Accept-Encoding", "gzip");
        assertThat(json("{}")
                        .behind(new Compression())
                        .answer(get(accepting))
                        .headers()
                        .has("Content-Encoding"))
                .isFalse();
        Service picture = _ -> Response.of(200, "image/png", Octets.wrap(new byte[5000]));
        assertThat(picture.behind(new Compression())
                        .answer(get(accepting))
                        .headers()
                        .has("Content-Encoding"))
                .isFalse();
    }

    @Test
    void whatAClientHasIsNotSentAgain() throws Exception {
        var tagged = json("{\"a\":1}").behind(new EntityTags());
        var tag = tagged.answer(get(Headers.NONE)).headers().first("ETag").orElseThrow();
        var again = tagged.answer(get(Headers.of("If-None-Match", "\"x\", " + tag)));
        assertThat(again.status()).isEqualTo(304);
        assertThat(bytes(again)).isEmpty();
        assertThat(tagged.answer(get(Headers.of("If-None-Match", "\"x\""))).status())
                .isEqualTo(200);
        assertThat(json("{\"a\":2}")
                        .behind(new EntityTags())
                        .answer(get(Headers.of("If-None-Match", tag)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void browsersAreToldToDoLittle() throws Exception {
        var headers =
                json("{}").behind(new SafeHeaders()).answer(get(Headers.NONE)).headers();
        assertThat(headers.first("Cache-Control")).contains("no-store");
        assertThat(headers.first("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.first("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(headers.fields()).noneMatch(field -> field.name().startsWith("Access-Control"));
    }

    @Test
    void answersAreTimed() throws Exception {
        var ticks = new AtomicLong();
        var seen = new ArrayList<String>();
        var timing = new Timing(
                ticks::get, (_, route, status, took) -> seen.add(route + " " + status + " " + took.toMillis()));
        Service slow = _ -> {
            ticks.addAndGet(5_000_000);
            return Response.empty(204);
        };
        var _ = slow.behind(timing).answer(get(Headers.NONE));
        assertThat(seen).containsExactly("none 204 5");
    }

    @Test
    void moreThanTheServerTakesOnIsSentAway() throws Exception {
        var admission = new Admission(1);
        Service outer = request -> json("{}").behind(admission).answer(request);
        assertThat(outer.behind(PROBLEMS, admission).answer(get(Headers.NONE)).status())
                .isEqualTo(503);
        assertThat(json("{}").behind(admission).answer(get(Headers.NONE)).status())
                .isEqualTo(200);
    }
}
