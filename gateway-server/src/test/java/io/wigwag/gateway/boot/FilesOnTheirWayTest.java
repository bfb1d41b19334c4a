package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.phone.MediaFile;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies on the gateway's disk while files come and go.
class FilesOnTheirWayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Stage stage;
    private VirtualPhone ana;
    private VirtualPhone ben;
    private String device;

    @BeforeEach
    void setUp() throws Exception {
        stage = new Stage(folder, Map.of("egress.allowed", "127.0.0.0/8", "egress.ports", "any"));
        ana = stage.sandbox().phones().create("ana");
        ben = stage.sandbox().phones().create("ben");
        device = stage.post("/v1/devices", "{}", 201).at("/id").stringValue();
        var code = stage.get("/v1/devices/" + device + "/qr?format=json&wait=10");
        var _ = ana.scan(code.at("/text").stringValue());
        stage.await(device, "online");
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    /// The one of this process.
    private Path own() throws IOException {
        try (var folders = Files.list(folder.resolve("transit"))) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void whoAsksOnlyHowLongAFileIsLeavesNoneBehind() throws Exception {
        var file = "a picture".getBytes(StandardCharsets.UTF_8);
        try (var events = stage.listen("/v1/events/stream?device=" + device)) {
            var _ = ben.sendMedia(ana.number(), MediaFile.of(MediaFile.Kind.IMAGE, Octets.wrap(file), "image/jpeg"));
            var came = events.next("message.received").at("/data/id").stringValue();
            try (var client = java.net.http.HttpClient.newHttpClient()) {
                var head =
                        stage.request("/v1/messages/" + came + "/media").HEAD().build();
                var answer = client.send(head, java.net.http.HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(file.length);
            }
        }
        assertThat(own()).isEmptyDirectory();
    }

    /// Its folder is gone, as with a disk that fails; the address that the client named can't help it.
    @Test
    void whatTheDiskDoesNotTakeWaitsUntilItDoes() throws Exception {
        var lost = own();
        Files.delete(lost);
        var fetches = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/doc", exchange -> {
            if (fetches.incrementAndGet() == 2) {
                var _ = Files.createDirectory(lost);
            }
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("text".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            var _ = stage.post(
                    "/v1/messages",
                    "{\"device\":\"" + device + "\",\"to\":\"" + ben.number()
                            + "\",\"type\":\"document\",\"document\":{\"url\":\"http://127.0.0.1:"
                            + server.getAddress().getPort() + "/doc\"}}",
                    202);
            var there = ben.awaitMessage(each -> each.message().hasDocumentMessage(), PATIENCE);
            assertThat(there.message().getDocumentMessage().getFileLength()).isEqualTo(4);
            assertThat(fetches).hasValue(2);
        } finally {
            server.stop(0);
        }
    }
}
