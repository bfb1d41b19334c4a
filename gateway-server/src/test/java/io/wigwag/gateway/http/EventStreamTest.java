package io.wigwag.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static String written(EventStream.Source source) throws Exception {
        var text = new StringBuilder();
        var response = EventStream.response(Duration.ofSeconds(3), source);
        assertThat(response.headers().first("Content-Type")).contains("text/event-stream");
        ((Content.Stream) response.content())
                .source()
                .writeTo(bytes -> text.append(new String(bytes.toArray(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    @Test
    void eventsAreLinesWithAnEmptyOneBehindEach() throws Exception {
        var text = written(stream -> {
            stream.event(Optional.of("7"), "message", "{\"a\":\n1}");
            stream.heartbeat();
            stream.event(Optional.empty(), "end", "bye");
        });
        assertThat(text)
                .isEqualTo(
                        "retry: 3000\n\nid: 7\nevent: message\ndata: {\"a\":\ndata: 1}\n\n:\n\nevent: end\ndata: bye\n\n");
    }

    @Test
    void anIdThatWouldBeTwoLinesIsOurMistake() {
        assertThatThrownBy(() -> written(stream -> stream.event(Optional.of("7\nevent: forged"), "a", "b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(stream -> stream.event(Optional.empty(), "a\rb", "c")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
