package io.wigwag.gateway.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Ran;
import io.wigwag.gateway.cli.client.StubGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {
    private static final String MESSAGE = "GET /v1/messages/msg_1";

    private final StubGateway stub;
    private final List<Duration> pauses = new ArrayList<>();

    SendCommandTest() throws Exception {
        stub = new StubGateway();
        stub.on("GET /v1/devices/dev_1", StubGateway.device("dev_1", "shop", "online", "+49151"));
        stub.on("POST /v1/messages", message("queued"));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private static String message(String status) {
        return "{\"id\":\"msg_1\",\"status\":\"" + status + "\"}";
    }

    private Ran run(String... more) {
        var arguments =
                new ArrayList<>(List.of("--device", "dev_1", "--to", "+4915187654321", "--text", "hello, \"you\""));
        arguments.addAll(List.of(more));
        var command = new SendCommand(stub.environment(), pauses::add, () -> "fresh");
        return Ran.of(command, arguments.toArray(String[]::new));
    }

    @Test
    void aMessageIsFollowedUntilItIsSent() {
        stub.on(MESSAGE, message("queued")).on(MESSAGE, message("sending")).on(MESSAGE, message("sent"));
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out().lines()).containsExactly("msg_1 queued", "msg_1 sending", "msg_1 sent");
        assertThat(pauses).hasSize(3);
        var posted = stub.asked().get(1);
        assertThat(posted.body())
                .isEqualTo("{\"device\":\"dev_1\",\"to\":\"+4915187654321\",\"type\":\"text\","
                        + "\"text\":{\"body\":\"hello, \\\"you\\\"\"}}");
        assertThat(posted.headers()).containsEntry("Idempotency-key", "fresh");
    }

    @Test
    void aMessageThatIsFartherThanWantedWillDo() {
        stub.on(MESSAGE, message("read"));
        assertThat(run("--until", "delivered", "--json").out().lines())
                .containsExactly(message("queued"), message("read"));
        assertThat(run("--until", "queued").out().lines()).containsExactly("msg_1 queued");
    }

    @Test
    void aKeyOfOnesOwnIsHandedOn() {
        run("--until", "queued", "--once", "order-7");
        assertThat(stub.asked().get(1).headers()).containsEntry("Idempotency-key", "order-7");
    }

    @Test
    void aMessageThatFailedSaysWhy() {
        stub.on(MESSAGE, "{\"id\":\"msg_1\",\"status\":\"failed\",\"error\":{\"detail\":\"Not on WhatsApp.\"}}");
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.out()).endsWith("msg_1 failed: Not on WhatsApp.\n");
    }

    @Test
    void aMessageThatTakesTooLongGoesOnWithoutUs() {
        stub.on(MESSAGE, message("queued"));
        var ran = run("--timeout", "2");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_IN_TIME);
        assertThat(ran.err()).contains("Not sent after 2 s").contains("msg_1");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(2));
        assertThat(run("--timeout", "-1").status()).isEqualTo(ExitStatus.USAGE);
    }

    private Ran runFile(Path file, String... more) {
        var arguments = new ArrayList<>(List.of("--device", "dev_1", "--to", "+49151", "--until", "queued"));
        arguments.addAll(List.of("--file", file.toString()));
        arguments.addAll(List.of(more));
        var command = new SendCommand(stub.environment(), pauses::add, () -> "fresh");
        return Ran.of(command, arguments.toArray(String[]::new));
    }

    @Test
    void aFileIsUploadedAndThenNamedInTheMessage(@TempDir Path folder) throws Exception {
        var picture = Files.writeString(folder.resolve("Cat.JPG"), "meow");
        stub.on("POST /v1/devices/dev_1/media?kind=image", "{\"id\":\"med_1\"}");
        assertThat(runFile(picture, "--text", "look").status()).isEqualTo(ExitStatus.OK);
        var upload = stub.asked().get(1);
        assertThat(upload.body()).isEqualTo("meow");
        assertThat(upload.headers()).containsEntry("Content-type", "image/jpeg");
        assertThat(stub.asked().get(2).body())
                .isEqualTo("{\"device\":\"dev_1\",\"to\":\"+49151\",\"type\":\"image\","
                        + "\"image\":{\"media\":\"med_1\",\"caption\":\"look\"}}");
    }

    @Test
    void whatTheFileIsIsToldByItsNameOrByTheSender(@TempDir Path folder) throws Exception {
        var note = Files.writeString(folder.resolve("note.ogg"), "hm");
        stub.on("POST /v1/devices/dev_1/media?kind=voice_note", "{\"id\":\"med_2\"}");
        stub.on("POST /v1/devices/dev_1/media?kind=document", "{\"id\":\"med_3\"}");
        assertThat(runFile(note).status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.asked().getLast().body())
                .endsWith("\"type\":\"audio\",\"audio\":{\"media\":\"med_2\",\"voice\":true}}");
        assertThat(runFile(note, "--as", "document").status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.asked().getLast().body())
                .endsWith("\"document\":{\"media\":\"med_3\",\"fileName\":\"note.ogg\"}}");
        var odd = Files.writeString(folder.resolve("README"), "hm");
        assertThat(runFile(odd).status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.asked().getLast().body()).contains("\"fileName\":\"README\"");
    }

    @Test
    void whatCanNotBeSentIsSaidBeforeAnythingIsAsked(@TempDir Path folder) throws Exception {
        var note = Files.writeString(folder.resolve("note.ogg"), "hm");
        assertThat(runFile(note, "--text", "listen").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(runFile(folder.resolve("none.jpg")).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(runFile(folder).status()).isEqualTo(ExitStatus.USAGE);
        var command = new SendCommand(stub.environment(), pauses::add, () -> "fresh");
        assertThat(Ran.of(command, "--device", "dev_1", "--to", "+49151").err()).contains("--text or --file");
        assertThat(Ran.of(command, "--device", "dev_1", "--to", "+49", "--text", "x", "--as", "image")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void whatIsRefusedIsSaidAndNotFollowed() throws Exception {
        try (var refusing = new StubGateway()) {
            refusing.on("GET /v1/devices/dev_1", StubGateway.device("dev_1", "shop", "online", "+49151"));
            refusing.on("POST /v1/messages", StubGateway.problem(422, "idempotency_conflict", "Another", "Differs."));
            var command = new SendCommand(refusing.environment(), pauses::add, () -> "fresh");
            var ran = Ran.of(command, "--device", "dev_1", "--to", "+49", "--text", "x");
            assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(ran.err().strip()).isEqualTo("Another: Differs.");
            assertThat(pauses).isEmpty();
        }
    }
}
