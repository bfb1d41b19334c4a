package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events over the interface.
class EventStoryTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder, Map.of());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private String linked() throws Exception {
        var device = stage.post("/v1/devices", "", 201).at("/id").stringValue();
        var code = stage.post("/v1/devices/" + device + "/qr", "", 200);
        var _ = stage.sandbox().phones().create("ana").scan(code.at("/text").stringValue());
        stage.await(device, "online");
        return device;
    }

    @Test
    void aStreamGoesOnBehindTheLastEventAlsoAfterARestart() throws Exception {
        String last;
        var device = stage.post("/v1/devices", "", 201).at("/id").stringValue();
        try (var events = stage.listen("/v1/events/stream")) {
            var code = stage.post("/v1/devices/" + device + "/qr", "", 200);
            var _ = stage.sandbox().phones().create("ana").scan(code.at("/text").stringValue());
            var linked = events.next("device.linked");
            assertThat(linked.at("/deviceId").stringValue()).isEqualTo(device);
            assertThat(linked.at("/id").stringValue()).isEqualTo(events.lastId());
            last = events.lastId();
        }
        stage.await(device, "online");
        stage.restart();
        var states = new ArrayList<String>();
        try (var events = stage.listen("/v1/events/stream", "Last-Event-ID", last)) {
            while (states.stream().filter("online"::equals).count() < 2) {
                states.add(events.next("device.status").at("/data/state").stringValue());
            }
        }
        assertThat(states).containsSubsequence("connecting", "syncing", "online", "connecting", "online");
    }

    @Test
    void theListHasThemAllInOrderAndInPieces() throws Exception {
        var device = linked();
        stage.post("/v1/devices/" + device + "/stop", "", 200);
        var all = ids("/v1/events?limit=200");
        assertThat(all).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(3);
        var pieces = new ArrayList<String>();
        var piece = ids("/v1/events?limit=2&device=" + device);
        while (!piece.isEmpty()) {
            pieces.addAll(piece);
            piece = ids("/v1/events?limit=2&device=" + device + "&cursor=" + pieces.getLast());
        }
        assertThat(pieces).startsWith(all.toArray(String[]::new));
        assertThat(ids("/v1/events?device=dev_none")).isEmpty();
        assertThat(stage.ask("GET", "/v1/events?cursor=evt_1", "", 400)
                        .at("/code")
                        .stringValue())
                .isEqualTo("invalid_cursor");
        assertThat(stage.get("/v1/events").toString()).doesNotContain("2@");
    }

    private List<String> ids(String path) throws Exception {
        var ids = new ArrayList<String>();
        stage.get(path).at("/data").forEach(event -> ids.add(event.at("/id").stringValue()));
        return ids;
    }
}
