package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Two foreign clients of different versions talk to each other.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "V6_7_18", "WIGWAG"})
class TalkingScenarioTest extends Scenarios {
    private final Companion ana;
    private final Companion bob;
    private final String toAna;
    private final String toBob;

    TalkingScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.alone(version, "ana");
        bob = stage.alone(partner, "bob");
        toAna = ana.number();
        toBob = bob.number();
    }

    @Scenario("text, both ways and in order")
    void textGoesBothWaysInOrder() throws Exception {
        for (var round = 0; round < 3; round++) {
            var question = ana.says(toBob, "question " + round);
            assertThat(bob.hears(question).text("text")).isEqualTo("question " + round);
            var answer = bob.says(toAna, "answer 🦀 " + round);
            assertThat(ana.hears(answer).text("text")).isEqualTo("answer 🦀 " + round);
        }
        for (var client : List.of(ana, bob)) {
            assertThat(client.driver().left())
                    .filteredOn(event -> List.of("undecodable", "failure").contains(event.name()))
                    .isEmpty();
        }
    }

    @Scenario("quotes and mentions")
    void quotesAndMentionsNameWhatTheyMean() throws Exception {
        var question = ana.says(toBob, "who comes?");
        bob.hears(question);
        var answer = bob.sends(command("send")
                .with("to", toAna)
                .with("text", "ask @" + toAna.replaceFirst("@.*", ""))
                .with("quote", question)
                .with("mentions", List.of(toAna)));
        var context = ana.hears(answer).json().at("/message/extendedTextMessage/contextInfo");
        assertThat(context.path("stanzaId").asString()).isEqualTo(question);
        assertThat(context.at("/mentionedJid/0").asString()).isEqualTo(toAna);
    }

    @Scenario("receipts of delivery and of reading")
    void receiptsComeBack() throws Exception {
        bob.comesOnline("Bob");
        var id = ana.says(toBob, "read me");
        bob.hears(id);
        ana.receipt("delivered", id);
        bob.does(command("readMessage").with("target", id));
        ana.receipt("read", id);
    }

    @Scenario("reactions, edits and revocations")
    void whatIsDoneToAMessageReachesTheOther() throws Exception {
        var id = ana.says(toBob, "helo");
        bob.hears(id);
        // Baileys 6 tells each message, but leaves out a reaction's own event now and then where others come close by.
        var reacted = ana.hears(
                bob.sends(command("react").with("to", toAna).with("target", id).with("emoji", "👍")));
        assertThat(reacted.text("kind")).isEqualTo("reactionMessage");
        assertThat(reacted.json().at("/message/reactionMessage/key/id").asString())
                .isEqualTo(id);
        assertThat(reacted.json().at("/message/reactionMessage/text").asString())
                .isEqualTo("👍");
        var back = bob.sends(command("react").with("to", toAna).with("target", id));
        assertThat(ana.hears(back).text("kind")).isEqualTo("reactionMessage");
        ana.sends(command("edit").with("to", toBob).with("target", id).with("text", "hello"));
        assertThat(bob.update(id).path("text").asString()).isEqualTo("hello");
        ana.sends(command("revoke").with("to", toBob).with("target", id));
        assertThat(bob.update(id).path("revoked").asBoolean()).isTrue();
    }

    @Scenario("a poll and the votes in it")
    void aPollIsVotedOn() throws Exception {
        var poll = ana.sends(
                command("poll").with("to", toBob).with("name", "colour?").with("options", List.of("red", "green")));
        assertThat(bob.hears(poll).text("text")).isEqualTo("colour?");
        for (var choice : List.of("green", "red")) {
            bob.sends(command("vote").with("to", toAna).with("target", poll).with("options", List.of(choice)));
            assertThat(ana.update(poll).path("vote").path(0).asString()).isEqualTo(choice);
        }
    }

    @Scenario("presence and typing")
    void presenceAndTypingAreSeen() throws Exception {
        bob.comesOnline("Bob");
        ana.comesOnline("Ana");
        ana.does(command("subscribe").with("jid", toBob));
        ana.takes("presence", event -> event.text("type").equals("available"));
        for (var state : List.of("composing", "recording", "paused")) {
            bob.does(command("chatstate").with("to", toAna).with("state", state));
            ana.takes("chatstate", event -> event.text("state").equals(state));
        }
        bob.does(command("presence").with("type", "unavailable"));
        ana.takes("presence", event -> event.text("type").equals("unavailable"));
    }
}
