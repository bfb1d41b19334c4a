package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.BaileysVersion;
import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverEvent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Two foreign clients talk to each other through the sandbox.
class TalkingScenarioTest {
    private static final long SEED = 5;

    private final Stage stage;

    TalkingScenarioTest(TestReporter reporter) throws Exception {
        stage = new Stage(reporter::publishEntry);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private static String number(Driver driver) throws Exception {
        var jid = driver.answer(DriverCommand.of("state")).path("jid").asString();
        return jid.replaceFirst(":\\d+@", "@");
    }

    private static DriverEvent message(Driver driver, String id) throws Exception {
        return driver.take("message", event -> event.text("id").equals(id));
    }

    private static String sent(JsonNode answer) {
        return answer.path("msg").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "V7_RC14, V7_RC14",
        "V7_RC14, V6_7_24",
        "V6_7_24, V7_RC14",
        "V6_7_24, V6_7_24",
        "V7_RC14, V6_7_18",
        "V6_7_18, V6_7_24"
    })
    void textGoesBothWaysInOrder(BaileysVersion one, BaileysVersion other) throws Exception {
        var ana = stage.linked(one, stage.options("ana"));
        var bob = stage.linked(other, stage.options("bob"));
        var toBob = DriverCommand.of("send").with("to", number(bob));
        var toAna = DriverCommand.of("send").with("to", number(ana));
        for (var round = 0; round < 3; round++) {
            var question = sent(ana.answer(toBob.with("text", "question " + round)));
            assertThat(message(bob, question).text("text")).isEqualTo("question " + round);
            var answer =
                    sent(bob.answer(toAna.with("text", "answer 🦀 " + round).with("quote", question)));
            var heard = message(ana, answer);
            assertThat(heard.text("text")).isEqualTo("answer 🦀 " + round);
            assertThat(heard.json()
                            .at("/message/extendedTextMessage/contextInfo/stanzaId")
                            .asString())
                    .isEqualTo(question);
        }
        assertThat(ana.left()).extracting(DriverEvent::name).doesNotContain("undecodable", "failure");
        assertThat(bob.left()).extracting(DriverEvent::name).doesNotContain("undecodable", "failure");
    }

    @ParameterizedTest
    @CsvSource({"V7_RC14, V7_RC14", "V7_RC14, V6_7_24", "V6_7_24, V7_RC14"})
    void whatIsDoneToAMessageReachesTheOther(BaileysVersion one, BaileysVersion other) throws Exception {
        var ana = stage.linked(one, stage.options("ana"));
        var bob = stage.linked(other, stage.options("bob"));
        var toBob = number(bob);
        var toAna = number(ana);
        var id = sent(ana.answer(DriverCommand.of("send").with("to", toBob).with("text", "helo")));
        message(bob, id);

        bob.answer(DriverCommand.of("readMessage").with("target", id));
        ana.take("receipt", event -> event.text("status").equals("read") && names(event, id));

        bob.answer(
                DriverCommand.of("react").with("to", toAna).with("target", id).with("emoji", "👍"));
        assertThat(ana.take("reaction", event -> event.text("target").equals(id))
                        .text("text"))
                .isEqualTo("👍");

        ana.answer(DriverCommand.of("edit").with("to", toBob).with("target", id).with("text", "hello"));
        assertThat(update(bob, id).path("text").asString()).isEqualTo("hello");
        ana.answer(DriverCommand.of("revoke").with("to", toBob).with("target", id));
        assertThat(update(bob, id).path("revoked").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"V7_RC14, V6_7_24", "V6_7_24, V7_RC14"})
    void aPollIsVotedOn(BaileysVersion one, BaileysVersion other) throws Exception {
        var ana = stage.linked(one, stage.options("ana"));
        var bob = stage.linked(other, stage.options("bob"));
        var poll = sent(ana.answer(DriverCommand.of("poll")
                .with("to", number(bob))
                .with("name", "colour?")
                .with("options", List.of("red", "green"))));
        assertThat(message(bob, poll).text("text")).isEqualTo("colour?");
        bob.answer(DriverCommand.of("vote")
                .with("to", number(ana))
                .with("target", poll)
                .with("options", List.of("green")));
        assertThat(update(ana, poll).path("vote").path(0).asString()).isEqualTo("green");
    }

    @ParameterizedTest
    @EnumSource(names = {"V7_RC14", "V6_7_24"})
    void mediaOfEveryKindArriveWhole(BaileysVersion version) throws Exception {
        var ana = stage.linked(version, stage.options("ana"));
        var bob = stage.linked(version, stage.options("bob"));
        var random = new Random(SEED);
        for (var kind : List.of("image", "video", "audio", "ptt", "document", "sticker")) {
            var file = new byte[10_000 + random.nextInt(100_000)];
            random.nextBytes(file);
            var bytes = Octets.wrap(file);
            var answer = ana.answer(DriverCommand.of("media")
                    .with("to", number(bob))
                    .with("kind", kind)
                    .with("bytes", bytes)
                    .with("seconds", 1));
            assertThat(answer.path("size").asInt()).as(kind).isEqualTo(file.length);
            message(bob, sent(answer));
            var got = bob.answer(
                    DriverCommand.of("download").with("target", sent(answer)).with("includeBytes", true));
            assertThat(DriverEvent.bytes(got.path("bytes"))).as(kind).isEqualTo(bytes);
            assertThat(got.path("sha256")).as(kind).isEqualTo(answer.path("sha256"));
        }
    }

    private static JsonNode update(Driver driver, String id) throws Exception {
        return driver.take("update", event -> event.text("id").equals(id))
                .json()
                .path("update");
    }

    private static boolean names(DriverEvent receipt, String id) {
        return receipt.texts("ids").anyMatch(id::equals);
    }
}
