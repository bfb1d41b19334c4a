package io.wigwag.gateway.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final String STREAM = "GET /v1/events/stream";

    private final StubGateway stub;
    private final List<String> heard = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    EventFeedTest() throws Exception {
        stub = new StubGateway();
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private void follow(int wanted, Optional<String> after) throws Exception {
        try (var gateway = new Gateway(URI.create(stub.url()), Optional.of(StubGateway.KEY))) {
            gateway.events().follow(Optional.empty(), after, pauses::add, new EventFeed.Listener() {
                @Override
                public boolean heard(EventFeed.Event event) {
                    heard.add(event.cursor().orElse("-") + event.json());
                    return heard.size() < wanted;
                }

                @Override
                public void lost(String why, Duration pause) {
                    heard.add("lost: " + why);
                }
            });
        }
    }

    private List<String> positions() {
        return stub.asked().stream()
                .map(asked -> asked.headers().getOrDefault("Last-event-id", "-"))
                .toList();
    }

    @Test
    void aStreamThatEndsIsTakenUpWhereItEnded() throws Exception {
        stub.on(STREAM, StubGateway.stream("retry: 1500\n\nid: a\ndata: 1\n\nid: b\ndata: 2\n\n"));
        stub.on(STREAM, StubGateway.problem(503, "stopping", "About to stop", ""));
        stub.on(STREAM, StubGateway.stream("id: c\ndata: 3\n\n"));

        follow(5, Optional.empty());

        assertThat(heard)
                .containsExactly("a1", "b2", "lost: the gateway ended the stream", "lost: About to stop", "c3");
        assertThat(positions()).containsExactly("-", "b", "b");
        assertThat(pauses).containsExactly(Duration.ofMillis(1500), Duration.ofMillis(1500));
    }

    @Test
    void whereTheStreamBeganIsKnownBeforeTheFirstEvent() throws Exception {
        stub.on(STREAM, StubGateway.stream("id: begin\n\n"));
        stub.on(STREAM, StubGateway.stream("id: a\ndata: 1\n\n"));

        follow(2, Optional.empty());

        assertThat(positions()).containsExactly("-", "begin");
    }

    @Test
    void itBeginsBehindACursor() throws Exception {
        stub.on(STREAM, StubGateway.stream("id: b\ndata: 2\n\n"));
        follow(1, Optional.of("a"));
        assertThat(positions()).containsExactly("a");
    }

    @Test
    void whatIsRefusedAtTheBeginningIsAFailure() {
        stub.on(STREAM, StubGateway.problem(503, "overloaded", "Too busy", "Later."));
        assertThatThrownBy(() -> follow(1, Optional.empty()))
                .isInstanceOf(CallFailed.Refused.class)
                .hasMessage("Too busy: Later.");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRefusalThatTimeDoesNotMendEndsIt() {
        stub.on(STREAM, StubGateway.stream("id: a\ndata: 1\n\n"));
        stub.on(STREAM, StubGateway.problem(400, "invalid_cursor", "Not a cursor", ""));
        assertThatThrownBy(() -> follow(9, Optional.empty())).isInstanceOf(CallFailed.Refused.class);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void anEventThatIsNoJsonIsNoGateways() {
        stub.on(STREAM, StubGateway.stream("data: {\n\n"));
        assertThatThrownBy(() -> follow(1, Optional.empty())).isInstanceOf(CallFailed.NotUnderstood.class);
    }
}
