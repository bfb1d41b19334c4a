package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// What foreign clients say of themselves, whom they let see it, and what they share with their own companions.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "V6_7_18"})
class PeopleScenarioTest extends Scenarios {
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

    private final Companion ana;
    private final Companion bea;

    PeopleScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.alone(version, "ana");
        bea = stage.alone(partner, "bea");
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Scenario("about texts, pictures, who is there")
    void aProfileIsThereForOthersToSee() throws Exception {
        var address = bea.number();
        var number = address.replaceFirst("@.*", "");

        var found = list(ana.does(DriverCommand.of("onWhatsApp").with("phones", List.of(number)))
                .path("found"));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().path("jid").asString()).isEqualTo(address);
        assertThat(found.getFirst().path("exists").asBoolean()).isTrue();
        assertThat(list(ana.does(DriverCommand.of("onWhatsApp").with("phones", List.of("12025550123")))
                        .path("found")))
                .noneMatch(nobody -> nobody.path("exists").asBoolean());

        bea.does(DriverCommand.of("setAbout").with("text", "at the sea"));
        assertThat(ana.does(DriverCommand.of("about").with("jid", address))
                        .path("status")
                        .asString())
                .isEqualTo("at the sea");

        var picture = DriverCommand.of("picture").with("jid", address);
        assertThatThrownBy(() -> ana.does(picture))
                .isInstanceOf(DriverFailure.class)
                .hasMessageContaining("404");
        bea.does(DriverCommand.of("setPicture").with("bytes", Octets.ofHex("ffd8ffe0")));
        assertThat(ana.does(picture).path("url").asString()).startsWith("https://127.0.0.1");
        assertThat(ana.takes("picture", event -> true).text("action")).isEqualTo("changed");
        bea.does(DriverCommand.of("deletePicture"));
        assertThat(ana.takes("picture", event -> true).text("action")).isEqualTo("removed");
    }

    @Scenario("privacy and the block list")
    void choicesAndBlocksAreKept() throws Exception {
        for (var category : CHOICES.keySet()) {
            assertThat(ana.does(PRIVACY).path("settings").path(category).asString())
                    .as(category)
                    .isEqualTo("all");
            ana.does(DriverCommand.of("setPrivacy")
                    .with("setting", category)
                    .with("value", CHOICES.getOrDefault(category, "")));
        }
        var kept = ana.does(PRIVACY).path("settings");
        CHOICES.forEach((category, value) ->
                assertThat(kept.path(category).asString()).as(category).isEqualTo(value));
        ana.does(DriverCommand.of("setPrivacy").with("setting", "disappearing").with("value", 86_400));

        var block = DriverCommand.of("block").with("jid", bea.number());
        assertThat(list(ana.does(BLOCK_LIST).path("jids"))).isEmpty();
        ana.does(block);
        assertThat(list(ana.does(BLOCK_LIST).path("jids"))).hasSize(1);
        ana.does(block.with("on", false));
        assertThat(list(ana.does(BLOCK_LIST).path("jids"))).isEmpty();
    }

    @Scenario("what is done to a chat, on every device of the account")
    void whatOneCompanionDoesToAChatTheOtherDoesToo() throws Exception {
        var first = stage.beside(version, "carl", 1);
        var second = stage.beside(partner, "carl", 2);
        for (var client : List.of(first, second)) {
            client.takes("history", event -> true);
            client.does(DriverCommand.of("syncAppState"));
        }
        var chat = "12025550123@s.whatsapp.net";

        first.does(DriverCommand.of("pin").with("chat", chat));
        second.takes(
                "chatUpdate",
                event -> event.text("id").equals(chat) && event.json().has("pinned"));
        second.does(DriverCommand.of("mute").with("chat", chat).with("untilMs", 4_102_444_800_000L));
        first.takes(
                "chatUpdate",
                event -> event.text("id").equals(chat) && event.json().has("muteEndTime"));

        var accepted = new ArrayList<String>();
        for (var event : stage.sandbox().events().after(0)) {
            assertThat(event.type()).isNotEqualTo("appstate.conflict");
            if (event.type().equals("appstate.accepted")) {
                accepted.add(event.text("collection") + " " + event.text("device"));
            }
        }
        assertThat(accepted).containsExactly("regular_low 1", "regular_high 2");
    }
}
