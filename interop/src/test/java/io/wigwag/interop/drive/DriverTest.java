package io.wigwag.interop.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverTest {
    private static final Path FAKE = Path.of(
            Objects.requireNonNull(System.getProperty("wigwag.root")),
            "interop/src/test/resources/drive/fake-driver.mjs");
    private static final List<String> COMMAND = List.of("node", FAKE.toString());
    private static final DriverOptions OPTIONS =
            DriverOptions.to(URI.create("ws://127.0.0.1:1/ws/chat"), Octets.ofHex("01".repeat(32)));

    /// Patient only until it is ready.
    private static final Patience SHORT =
            new Patience(Patience.DEFAULT.start(), Duration.ofMillis(50), Duration.ofMillis(50));

    private Driver driver;

    DriverTest() throws Exception {
        assumeTrue(nodeIsHere(), "the fake driver wants Node, and here is none");
        driver = Driver.start(COMMAND, OPTIONS);
    }

    private static boolean nodeIsHere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    @AfterEach
    void end() {
        driver.close();
    }

    @Test
    void answersComeInAnyOrderEachToItsOwnCommand() throws Exception {
        var first = driver.ask(DriverCommand.of("hold").with("number", 1));
        var second = driver.ask(DriverCommand.of("hold").with("number", 2));
        var last = driver.answer(DriverCommand.of("release").with("number", 3));
        assertThat(first.get().path("number").asInt()).isEqualTo(1);
        assertThat(second.get().path("number").asInt()).isEqualTo(2);
        assertThat(last.path("number").asInt()).isEqualTo(3);
    }

    /// A dozen of them on a machine with two cores would else hold every carrier there is.
    @Test
    void whatReadsItHoldsNoCarrierOfVirtualThreads() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("driver-" + driver.pid(), "driver-complaints-" + driver.pid());
    }

    @Test
    void valuesTravelAsJsonAndBytesAsBase64() throws Exception {
        var bytes = Octets.ofHex("00ff10");
        var answer = driver.answer(DriverCommand.of("echo")
                .with("text", "Zoë 🦀\n\"")
                .with("list", List.of(bytes))
                .with("bytes", bytes)
                .with("tree", Map.of("deep", true)));
        assertThat(answer.path("text").asString()).isEqualTo("Zoë 🦀\n\"");
        assertThat(DriverEvent.bytes(answer.path("bytes"))).isEqualTo(bytes);
        assertThat(DriverEvent.bytes(answer.path("list").path(0))).isEqualTo(bytes);
        assertThat(answer.path("tree").path("deep").asBoolean()).isTrue();
    }

    @Test
    void aRefusalFailsTheAnswerWithItsReason() throws Exception {
        assertThatThrownBy(() -> driver.answer(DriverCommand.of("fail").with("why", "not today (463)")))
                .isInstanceOf(DriverFailure.class)
                .hasMessage("not today (463)");
        assertThat(driver.answer(DriverCommand.of("echo")).path("ok").asBoolean())
                .isTrue();
    }

    @Test
    void eachEventIsTakenOnceAndInOrder() throws Exception {
        happen("happen", List.of(event("message", "a"), event("receipt", "b"), event("message", "c")));
        assertThat(driver.take("message").text("id")).isEqualTo("a");
        assertThat(driver.take("message").text("id")).isEqualTo("c");
        assertThat(driver.left()).extracting(DriverEvent::name).containsExactly("receipt");
        assertThat(driver.take("receipt", event -> event.text("id").equals("b")).name())
                .isEqualTo("receipt");
    }

    @Test
    void anEventMayBeAwaitedBeforeItComes() throws Exception {
        var wanted = driver.event(event -> event.text("id").equals("y"));
        assertThat(wanted).isNotDone();
        happen("later", List.of(event("message", "x"), event("message", "y")));
        assertThat(wanted.get().text("id")).isEqualTo("y");
        assertThat(driver.take("message").text("id")).isEqualTo("x");
    }

    @Test
    void whatIsNotOfTheProtocolBecomesAFailureEventAndHarmsNothing() throws Exception {
        driver.answer(DriverCommand.of("say").with("line", "Closing session: SessionEntry {"));
        driver.answer(DriverCommand.of("say").with("line", "{\"re\": 99, \"ok\": true}"));
        assertThat(driver.take("failure").text("error")).contains("Closing session");
        assertThat(driver.take("failure").text("error")).contains("99");
        assertThat(driver.answer(DriverCommand.of("echo").with("still", "here"))
                        .path("still")
                        .asString())
                .isEqualTo("here");
    }

    @Test
    void anExitInTheMiddleFailsAllThatWaitAndAllThatComesAfter() throws Exception {
        var silent = driver.ask(DriverCommand.of("silence"));
        var event = driver.event(any -> any.name().equals("never"));
        var leaving = driver.ask(DriverCommand.of("exit").with("code", 7));
        for (var waiting : List.<Future<?>>of(silent, event, leaving)) {
            assertThatThrownBy(waiting::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(DriverFailure.class)
                    .hasMessageContainingAll("the driver ended with 7", "leaving now");
        }
        assertThatThrownBy(() -> driver.answer(DriverCommand.of("echo"))).hasMessageContaining("ended with 7");
        assertThatThrownBy(() -> driver.take("message")).hasMessageContaining("ended with 7");
    }

    @Test
    void waitingHasALimitThatTellsWhatCameInstead() throws Exception {
        try (var hurried = Driver.start(COMMAND, OPTIONS, SHORT)) {
            assertThatThrownBy(() -> hurried.answer(DriverCommand.of("silence").with("but", "an event")))
                    .isInstanceOf(DriverFailure.class)
                    .hasMessageContaining("no answer to silence {but=an event} within PT0.05S");
            assertThatThrownBy(() -> hurried.take("message")).hasMessageContaining("no event message");
        }
    }

    @Test
    void aFailureTellsTheEventsThatCameInstead() throws Exception {
        happen("happen", List.of(event("message", "odd one")));
        var other = driver.ask(DriverCommand.of("exit").with("code", 0));
        assertThatThrownBy(other::get).hasMessageContainingAll("events that nobody took", "odd one", "leaving now");
    }

    @Test
    void theReadyLineTellsWhatItWasStartedWith() throws Exception {
        var options =
                OPTIONS.name("Ana").mediaHost("127.0.0.1:9").version("2.3000.1").and(DriverOptions.Flag.WAIT);
        try (var other = Driver.start(COMMAND, options.and(DriverOptions.Flag.NODES))) {
            assertThat(other.ready().texts("args"))
                    .containsExactly(
                            "--url", "ws://127.0.0.1:1/ws/chat",
                            "--root", "01".repeat(32),
                            "--media-host", "127.0.0.1:9",
                            "--name", "Ana",
                            "--version", "2.3000.1",
                            "--nodes", "--wait");
        }
    }

    @Test
    void oneThatDoesNotStartSaysWhy() {
        assertThatThrownBy(() -> Driver.start(COMMAND, OPTIONS.store(Path.of("anywhere"))))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContainingAll("the driver ended with 3", "this fake has no store");
        assertThatThrownBy(() -> Driver.start(List.of("no-such-program-anywhere"), OPTIONS))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("cannot start");
    }

    @Test
    void closingEndsItByTheEndOfItsInput() {
        driver.close();
        assertThat(driver.isAlive()).isFalse();
        driver.close();
    }

    @Test
    void oneThatStaysIsKilled() throws Exception {
        var stubborn = Driver.start(COMMAND, OPTIONS, SHORT);
        var staying = stubborn.ask(DriverCommand.of("stay"));
        var end = stubborn.ask(DriverCommand.of("silence"));
        assertThat(staying.get().path("ok").asBoolean()).isTrue();
        stubborn.close();
        assertThatThrownBy(end::get).cause().isInstanceOf(DriverFailure.class);
        assertThat(stubborn.complaints()).contains("killed");
    }

    private static Map<String, String> event(String name, String id) {
        return Map.of("ev", name, "id", id);
    }

    private void happen(String op, List<Map<String, String>> events) throws Exception {
        driver.answer(DriverCommand.of(op).with("events", events));
    }
}
