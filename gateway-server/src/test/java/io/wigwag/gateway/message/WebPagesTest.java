package io.wigwag.gateway.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.message.preview.LinkPreviews;
import io.wigwag.core.message.preview.PageSource.PageUnavailable;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressLimits;
import io.wigwag.gateway.egress.Range;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A listener on loopback plays the web, as far as it is allowed to.
class WebPagesTest {
    private static final String PAGE = "<html><head><title>A page</title>"
            + "<meta property='og:image' content='/picture'><meta property='og:description' content='about it'></head>";

    private final HttpServer server;
    private final String here;

    WebPagesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", WebPagesTest::answer);
        server.start();
        here = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/page" -> send(exchange, "text/html; charset=utf-8", PAGE.getBytes(UTF_8));
                case "/picture" -> send(exchange, "image/png", new byte[1000]);
                case "/moved" -> {
                    exchange.getResponseHeaders().add("Location", "/page");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/inside" -> {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.2/page");
                    exchange.sendResponseHeaders(302, -1);
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static WebPages pages(Range... allowed) {
        return new WebPages(EgressClient.standard(List.of(allowed), EgressLimits.DEFAULT), Set.of());
    }

    private static WebPages pages() {
        return pages(Range.parse("127.0.0.1"));
    }

    @Test
    void aTextGetsTheCardOfItsLink() {
        var card = new LinkPreviews(pages(), picture -> picture.slice(0, 10))
                .of("see " + here + "/moved for more")
                .orElseThrow();
        assertThat(card.title()).isEqualTo("A page");
        assertThat(card.description()).isEqualTo("about it");
        assertThat(card.thumbnail().size()).isEqualTo(10);
    }

    @Test
    void whatIsLongerIsCut() throws Exception {
        var page = pages().fetch(URI.create(here + "/picture"), 100);
        assertThat(page.body().size()).isEqualTo(100);
        assertThat(page.complete()).isFalse();
        assertThat(pages().fetch(URI.create(here + "/picture"), 1000).complete())
                .isTrue();
        assertThat(pages().fetch(URI.create(here + "/picture"), 1001).complete())
                .isTrue();
    }

    @Test
    void theOwnNetworkIsNotGoneToNeitherAtOnceNorByARedirect() {
        assertThatThrownBy(() -> pages(new Range[0]).fetch(URI.create(here + "/page"), 100))
                .isInstanceOf(PageUnavailable.class)
                .hasMessageContaining("NOT_ALLOWED");
        assertThatThrownBy(() -> pages().fetch(URI.create(here + "/inside"), 100))
                .isInstanceOf(PageUnavailable.class)
                .hasMessageContaining("NOT_ALLOWED");
        assertThat(new LinkPreviews(pages(new Range[0]), picture -> picture).of(here + "/page"))
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsNoPage() {
        assertThatThrownBy(() -> pages().fetch(URI.create(here + "/nothing"), 100))
                .isInstanceOf(PageUnavailable.class)
                .hasMessageContaining("404");
    }
}
