package io.wigwag.gateway.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    private static SseReader reader(String text) {
        return new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<SseReader.Told> all(SseReader reader) throws Exception {
        var told = new ArrayList<SseReader.Told>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            told.add(next.get());
        }
        return told;
    }

    @Test
    void eventsAreReadWithTheirIdsNamesAndData() throws Exception {
        var reader = reader("retry: 2000\n\n: alive\n\nid: a\nevent: x.y\ndata: {\"é\":1}\n\ndata:no name\ndata\n\n");

        assertThat(reader.next()).contains(new SseReader.Told("x.y", "{\"é\":1}"));
        assertThat(reader.reached()).contains("a");
        assertThat(reader.next()).contains(new SseReader.Told("message", "no name\n"));
        assertThat(reader.reached()).as("stays until another is named").contains("a");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.retry()).contains(Duration.ofSeconds(2));
    }

    @Test
    void anIdWithoutAnEventSaysWhereTheStreamBegins() throws Exception {
        var reader = reader("id: begin\n\n");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.reached()).contains("begin");
    }

    @Test
    void anEventThatWasCutOffIsNotTold() throws Exception {
        var whole = "id: a\ndata: 1\n\nid: b\ndata: 2\n\n";
        for (var cut = 0; cut < whole.length(); cut++) {
            var reader = reader(whole.substring(0, cut));
            var told = all(reader);
            assertThat(told.size()).as("cut at %d", cut).isEqualTo(cut < 15 ? 0 : 1);
            assertThat(reader.reached().orElse("")).isEqualTo(told.isEmpty() ? "" : "a");
        }
    }

    @Test
    void whatNobodyKnowsIsPassedOver() throws Exception {
        var reader = reader("future: field\nretry: soon\ndata: 1\n\n");
        assertThat(all(reader)).containsExactly(new SseReader.Told("message", "1"));
        assertThat(reader.retry()).isEmpty();
    }
}
