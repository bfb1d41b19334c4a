package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.BaileysVersion;
import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// What foreign clients say of themselves, whom they let see it, and what they share with their own companions.
class PeopleScenarioTest {
    private static final DriverCommand PRIVACY = DriverCommand.of("privacy");
    private static final DriverCommand BLOCK_LIST = DriverCommand.of("blocklist");
    private static final Map<String, String> CHOICES = Map.of(
            "last", "none",
            "online", "match_last_seen",
            "profile", "contacts",
            "status", "contacts",
            "readreceipts", "none",
            "groupadd", "contacts",
            "calladd", "known",
            "messages", "contacts");

    private final Stage stage;

    PeopleScenarioTest(TestReporter reporter) throws Exception {
        stage = new Stage(reporter::publishEntry);
    }

    @AfterEach
    void end() throws Exception {
        var exchange = stage.sandbox().exchange();
        assertThat(exchange.loop().call(() -> Map.copyOf(exchange.unknown())))
                .as("what nobody answered")
                .isEmpty();
        stage.close();
    }

    private static String address(Driver driver) throws Exception {
        return driver.answer(DriverCommand.of("state")).path("jid").asString().replaceFirst(":\\d+@", "@");
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aProfileIsThereForOthersToSee(BaileysVersion version) throws Exception {
        var ana = stage.linked(version, stage.options("ana"));
        var bea = stage.linked(version, stage.options("bea"));
        var address = address(bea);
        var number = address.replaceFirst("@.*", "");

        var found = list(ana.answer(DriverCommand.of("onWhatsApp").with("phones", List.of(number)))
                .path("found"));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().path("jid").asString()).isEqualTo(address);
        assertThat(found.getFirst().path("exists").asBoolean()).isTrue();
        assertThat(list(ana.answer(DriverCommand.of("onWhatsApp").with("phones", List.of("12025550123")))
                        .path("found")))
                .noneMatch(nobody -> nobody.path("exists").asBoolean());

        bea.answer(DriverCommand.of("setAbout").with("text", "at the sea"));
        assertThat(ana.answer(DriverCommand.of("about").with("jid", address))
                        .path("status")
                        .asString())
                .isEqualTo("at the sea");

        var picture = DriverCommand.of("picture").with("jid", address);
        assertThatThrownBy(() -> ana.answer(picture))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("404");
        bea.answer(DriverCommand.of("setPicture").with("bytes", Octets.ofHex("ffd8ffe0")));
        assertThat(ana.answer(picture).path("url").asString()).startsWith("https://127.0.0.1");
        assertThat(ana.take("picture").text("action")).isEqualTo("changed");
        bea.answer(DriverCommand.of("deletePicture"));
        assertThat(ana.take("picture").text("action")).isEqualTo("removed");
    }

    @ParameterizedTest
    @EnumSource
    void choicesAndBlocksAreKept(BaileysVersion version) throws Exception {
        var ana = stage.linked(version, stage.options("ana"));
        var bea = stage.linked(version, stage.options("bea"));
        for (var category : CHOICES.keySet()) {
            assertThat(ana.answer(PRIVACY).path("settings").path(category).asString())
                    .as(category)
                    .isEqualTo("all");
            ana.answer(DriverCommand.of("setPrivacy")
                    .with("setting", category)
                    .with("value", CHOICES.getOrDefault(category, "")));
        }
        var kept = ana.answer(PRIVACY).path("settings");
        CHOICES.forEach((category, value) ->
                assertThat(kept.path(category).asString()).as(category).isEqualTo(value));
        ana.answer(
                DriverCommand.of("setPrivacy").with("setting", "disappearing").with("value", 86_400));

        var block = DriverCommand.of("block").with("jid", address(bea));
        assertThat(list(ana.answer(BLOCK_LIST).path("jids"))).isEmpty();
        ana.answer(block);
        assertThat(list(ana.answer(BLOCK_LIST).path("jids"))).hasSize(1);
        ana.answer(block.with("on", false));
        assertThat(list(ana.answer(BLOCK_LIST).path("jids"))).isEmpty();
    }

    /// One more client of the same account, whatever names it gives.
    private Driver companion(BaileysVersion version, Driver of) throws Exception {
        var exchange = stage.sandbox().exchange();
        var number = address(of).replaceFirst("@.*", "");
        var driver = stage.start(version, stage.options("ana"));
        var code = driver.take("qr").text("qr");
        exchange.loop()
                .call(() -> exchange.linking().scan(code, exchange.accounts().byNumber(number)));
        stage.open(driver);
        return driver;
    }

    @ParameterizedTest
    @EnumSource
    void whatOneCompanionDoesToAChatTheOtherDoesToo(BaileysVersion version) throws Exception {
        var first = stage.linked(version, stage.options("ana"));
        var second = companion(version, first);
        for (var client : List.of(first, second)) {
            client.take("history");
            client.answer(DriverCommand.of("syncAppState"));
        }
        var chat = "12025550123@s.whatsapp.net";

        first.answer(DriverCommand.of("pin").with("chat", chat));
        second.take(
                "chatUpdate",
                event -> event.text("id").equals(chat) && event.json().has("pinned"));
        second.answer(DriverCommand.of("mute").with("chat", chat).with("untilMs", 4_102_444_800_000L));
        first.take(
                "chatUpdate",
                event -> event.text("id").equals(chat) && event.json().has("muteEndTime"));

        var accepted = new ArrayList<String>();
        for (var event : stage.sandbox().events().after(0)) {
            assertThat(event.type()).isNotEqualTo("appstate.conflict");
            if (event.type().equals("appstate.accepted")) {
                accepted.add(event.text("collection") + " " + event.text("device"));
            }
        }
        assertThat(accepted).containsExactly("regular_low 0", "regular_high 1");
    }
}
