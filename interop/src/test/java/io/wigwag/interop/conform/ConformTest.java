package io.wigwag.interop.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.cli.Wigwag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformTest {
    private static final Path SAMPLES =
            Path.of(Objects.requireNonNull(System.getProperty("wigwag.root")), "interop/src/test/resources/vectors");

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSamplesPassAndEverySuiteHasSome() throws Exception {
        assertThat(conform(SAMPLES.toString(), "--strict")).as(out.toString()).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).doesNotContain(": 0 passed");
        for (var suite : VectorSuites.ALL) {
            assertThat(SAMPLES.resolve(suite.file())).exists();
            assertThat(out.toString()).contains(suite.file() + ": ");
        }
        assertThat(out.toString().lines().toList().getLast()).matches("\\d+ passed, 0 failed(, \\d+ skipped)?");
    }

    @Test
    void eachSampleFileHoldsEveryKindOfItsCases() throws Exception {
        assertThat(VectorFile.read(SAMPLES.resolve("messages.json")).cases().stream()
                        .map(VectorCase::kind))
                .contains("content", "unwrap", "extract", "padding", "unpad");
        assertThat(VectorFile.read(SAMPLES.resolve("client-payload.json")).cases().stream()
                        .map(VectorCase::kind))
                .contains("registration", "login");
        assertThat(VectorFile.read(SAMPLES.resolve("history-sync.json")).cases().stream()
                        .map(VectorCase::kind))
                .contains("history", "refused");
        assertThat(VectorFile.read(SAMPLES.resolve("pairing.json")).cases().stream()
                        .map(VectorCase::kind))
                .contains("pair-success", "qr", "code-key", "pairing-code");
    }

    @Test
    void aWrongAnswerIsShownWithItsCaseAndBothValues() throws Exception {
        // Field 1952 of the payload is in no schema; and the JSON says that the chat is another one.
        write("client-payload.json", """
            {"cases": [{"name": "unheard of", "kind": "login", "payload": "180180fa0001", "json": {}}]}""");
        write("messages.json", """
            {"cases": [
              {"name": "fine", "kind": "padding", "message": "0a0161", "padded": "0a016101", "padLength": 1},
              {"name": "other text", "kind": "extract", "message": "0a0161", "json": {"conversation": "b"}},
              {"name": "stranger", "kind": "surprise"},
              {"name": "no bytes", "kind": "padding"},
              {"name": "not protobuf", "kind": "padding", "message": "0aff"}]}""");
        assertThat(conform(folder.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString())
                .contains("client-payload.json: 0 passed, 1 failed")
                .contains("case 0 \"unheard of\": fields that the schema does not know", "ClientPayload.1952")
                .contains("messages.json: 1 passed, 4 failed")
                .contains("case 1 \"other text\": the message as JSON")
                .contains("expected: {\"conversation\":\"b\"}", "but was:  {\"conversation\":\"a\"}")
                .contains("unknown kind: surprise", "and 1 more");
        assertThat(out.toString().lines().toList().getLast()).isEqualTo("1 passed, 5 failed");
    }

    @Test
    void acceptedHistoryThatShouldBeRefusedFails() throws Exception {
        // An empty deflated message is a fine HistorySync.
        write("history-sync.json", """
            {"cases": [{"name": "fine", "kind": "refused", "why": "for the test", "compressedB64": "eJwDAAAAAAE="}]}""");
        assertThat(conform(folder.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString()).contains("a refusal: for the test");
    }

    @Test
    void anUnknownFileIsListedAndFailsOnlyStrictly() throws Exception {
        Files.copy(SAMPLES.resolve("messages.json"), folder.resolve("messages.json"));
        write("future.json", "{\"cases\": []}");
        assertThat(conform(folder.toString())).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("future.json: unknown");
        assertThat(conform(folder.toString(), "--strict")).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString()).contains("future.json: unknown, which counts as failed");
    }

    @Test
    void nothingFoundIsAFailure() {
        assertThat(conform(folder.toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(conform(folder.resolve("nowhere").toString())).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString()).contains("nothing was found to run").contains("0 passed, 0 failed");
    }

    @Test
    void aFileThatIsNoVectorFileIsAnError() throws Exception {
        write("messages.json", "[");
        assertThat(conform(folder.toString())).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void longValuesAreCutWithTheirLength() {
        var mismatch = new Mismatch("size", "a".repeat(1000), "b");
        assertThat(mismatch).hasMessageContaining(".. (1000 characters)");
        assertThat(List.of(mismatch.getStackTrace())).isEmpty();
    }

    private int conform(String... arguments) {
        var line = new String[arguments.length + 1];
        line[0] = "conform";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return new Wigwag(new Terminal(new PrintWriter(out), new PrintWriter(out))).run(line);
    }

    private void write(String name, String json) throws Exception {
        Files.writeString(folder.resolve(name), json);
    }
}
