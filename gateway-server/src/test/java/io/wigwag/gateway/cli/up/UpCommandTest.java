package io.wigwag.gateway.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.CliProcess;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.EventFeed;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.Pause;
import io.wigwag.gateway.cli.client.Ran;
import io.wigwag.gateway.cli.pair.PairCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `up` as people and service managers run it: a process that is started, told to end, and started again.
class UpCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private CliProcess up(String... arguments) throws IOException {
        var command = Stream.concat(Stream.of("up"), Stream.of(arguments));
        return CliProcess.start(folder, command.toArray(String[]::new));
    }

    private static JsonNode announced(CliProcess up) throws IOException {
        return Gateway.JSON.readTree(up.until("{\"event\":\"up\""));
    }

    private String key() throws IOException {
        return Files.readString(folder.resolve("wigwag-data/first-key")).strip();
    }

    private static void assertQuiet(CliProcess up) throws IOException {
        assertThat(up.complaints()).isEmpty();
        assertThat(up.err()).doesNotContain("\"level\":\"WARN\"", "\"level\":\"ERROR\"");
    }

    @Test
    void itSaysWhatRunsWhereAndEndsWellWhenItIsToldTo() throws Exception {
        String key;
        try (var up = up("--port", "0")) {
            up.until("Ctrl-C ends");
            key = key();
            assertThat(up.said().getFirst()).isEqualTo("Wigwag is up.");
            var all = String.join("\n", up.said());
            assertThat(all)
                    .contains("  interface   http://127.0.0.1:", "  data        wigwag-data\n")
                    .contains("wigwag-data/master.key   (just made; without it the data can't be read: keep a copy)")
                    .contains("  API key     " + key + "   (shown this once)\n", " in wigwag-data/first-key,")
                    .contains("  WhatsApp    the real one\n", "\n  ./wigwag pair --url http://127.0.0.1:");
            up.tellToEnd();
            assertThat(up.ended()).isEqualTo(ExitStatus.OK);
            assertThat(up.said().getLast()).isEqualTo("Stopped.");
            assertQuiet(up);
        }
        try (var again = up("--port", "0")) {
            again.until("Ctrl-C ends");
            assertThat(String.join("\n", again.said()))
                    .doesNotContain(key, "just made")
                    .contains("  API key     in wigwag-data/first-key, where the commands here find it\n");
            again.tellToEnd();
            assertThat(again.ended()).isEqualTo(ExitStatus.OK);
            assertQuiet(again);
        }
    }

    @Test
    void aDeviceIsLinkedWithASimulatedPhoneAndIsBackAfterARestart() throws Exception {
        Device device;
        String online;
        try (var up = up("--port", "0", "--sandbox", "--json")) {
            var url = announced(up).path("url").asString();
            var linked = pair(url);
            assertThat(linked.status()).as(linked.out() + linked.err()).isEqualTo(ExitStatus.OK);
            try (var gateway = new Gateway(URI.create(url), Optional.of(key()))) {
                device = gateway.devices().list().getFirst();
                online = awaitOnline(gateway, device.id(), Optional.of(firstEvent(gateway)));
            }
            assertThat(device.phone()).isPresent();
            up.tellToEnd();
            assertThat(up.ended()).isEqualTo(ExitStatus.OK);
            assertThat(up.said()).endsWith("{\"event\":\"stopping\"}", "{\"event\":\"stopped\"}");
            assertQuiet(up);
        }
        assertThat(pair("http://127.0.0.1:1").err()).contains("no simulated WhatsApp runs beside a gateway");
        try (var again = up("--port", "0", "--sandbox", "--json");
                var gateway =
                        new Gateway(URI.create(announced(again).path("url").asString()), Optional.of(key()))) {
            awaitOnline(gateway, device.id(), Optional.of(online));
            assertThat(gateway.devices().get(device.id()).phone()).isEqualTo(device.phone());
            again.tellToEnd();
            assertThat(again.ended()).isEqualTo(ExitStatus.OK);
            assertQuiet(again);
        }
    }

    private Ran pair(String url) {
        return Ran.of(
                new PairCommand(),
                "--url",
                url,
                "--data",
                folder.resolve("wigwag-data").toString(),
                "--simulated",
                "Ann B.");
    }

    private static String firstEvent(Gateway gateway) throws Exception {
        return gateway.ask("/v1/events?limit=1").body().at("/data/0/id").asString();
    }

    /// Waits for the device to get online after an event; the event that said so.
    private static String awaitOnline(Gateway gateway, String device, Optional<String> after) throws Exception {
        var found = new AtomicReference<>("");
        gateway.events().follow(Optional.of(device), after, Pause.REAL, new EventFeed.Listener() {
            @Override
            public boolean heard(EventFeed.Event event) {
                if (event.json().at("/data/state").asString("").equals("online")) {
                    found.set(event.cursor().orElseThrow());
                }
                return found.get().isEmpty();
            }

            @Override
            public void lost(String why, Duration pause) {
                throw new AssertionError("lost: " + why);
            }
        });
        return found.get();
    }

    @Test
    void aStopLetsARequestComeToItsEndAndEndsStreams() throws Exception {
        try (var up = up("--port", "0", "--json");
                var client = HttpClient.newHttpClient()) {
            var url = URI.create(announced(up).path("url").asString());
            var listening = HttpRequest.newBuilder(url.resolve("/v1/events/stream"))
                    .header("Authorization", "Bearer " + key())
                    .build();
            var stream = client.send(listening, HttpResponse.BodyHandlers.ofLines());
            try (var socket = new Socket(url.getHost(), url.getPort());
                    var answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                var body = "{\"start\":false}";
                write(
                        socket,
                        "POST /v1/devices HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key()
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                + "\r\nExpect: 100-continue\r\n\r\n");
                // By now it is under way, and waits for us.
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
                up.tellToEnd();
                up.until("{\"event\":\"stopping\"");
                // Ends while that request is still waited for.
                assertThat(stream.body().toList()).contains("retry: 2000");
                write(socket, body);
                assertThat(answer.readLine()).isEmpty();
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 201 Created");
            }
            assertThat(up.ended()).isEqualTo(ExitStatus.OK);
            assertQuiet(up);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /// Its database takes the connection and says nothing.
    @Test
    void aStartThatTakesLongIsEndedWhenItIsToldTo() throws Exception {
        try (var database = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var up = up("--port", "0", "--set", "mongo.uri=mongodb://127.0.0.1:" + database.getLocalPort() + "/a");
                var _ = database.accept()) {
            up.tellToEnd();
            assertThat(up.ended()).isEqualTo(ExitStatus.OK);
            assertThat(up.said()).containsExactly("Stopped.");
            assertThat(up.complaints()).isEmpty();
        }
    }

    @Test
    void aStartThatIsOnlyToBeLearnedEndsByItself() throws Exception {
        try (var up = up("--port", "0", "--json", "--once")) {
            assertThat(up.ended()).isEqualTo(ExitStatus.OK);
            assertThat(up.said()).hasSize(3).last().isEqualTo("{\"event\":\"stopped\"}");
            assertQuiet(up);
        }
    }

    @Test
    void whoHasTheFolderAndThePortIsSaidInASentence() throws Exception {
        try (var first = up("--port", "0", "--json")) {
            announced(first);
            try (var second = up("--port", "0")) {
                assertThat(second.ended()).isEqualTo(ExitStatus.FAILED);
                assertThat(second.said()).isEmpty();
                assertThat(second.complaints())
                        .singleElement()
                        .satisfies(line -> assertThat(line)
                                .startsWith("up: another process")
                                .contains("uses wigwag-data"));
            }
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = String.valueOf(taken.getLocalPort());
            try (var second = up("--data", "other", "--port", port)) {
                assertThat(second.ended()).isEqualTo(ExitStatus.FAILED);
                assertThat(second.complaints())
                        .containsExactly("up: can't listen on 127.0.0.1:" + port
                                + ": Address already in use; choose another port with --port");
            }
        }
        try (var misled = up("--set", "http.prot=1", "--set", "http.grace=soon")) {
            assertThat(misled.ended()).isEqualTo(ExitStatus.USAGE);
            assertThat(misled.complaints()).hasSize(2).allMatch(line -> line.startsWith("up: "));
        }
    }
}
