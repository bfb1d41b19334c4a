package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.phone.ChatState;
import io.wigwag.sandbox.phone.Contents;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// A foreign client and somebody else's phone.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class PhoneScenarioTest extends Scenarios {
    private static final int DAY = 86_400;

    private final Companion ana;
    private final VirtualPhone pia;
    private final String toAna;
    private final String toPia;

    PhoneScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.alone(version, "ana");
        pia = stage.phone("pia");
        toAna = ana.number();
        toPia = pia.pn().toString();
    }

    private Received piaHears(String id) {
        return pia.awaitMessage(message -> message.id().equals(id), PATIENCE);
    }

    @Scenario("a phone: text, quotes and mentions, both ways")
    void textGoesBothWays() throws Exception {
        var question = pia.sendText(toAna, "who comes?");
        assertThat(ana.hears(question.id()).text("text")).isEqualTo("who comes?");
        var answer =
                ana.sends(command("send").with("to", toPia).with("text", "I do").with("quote", question.id()));
        var heard = piaHears(answer);
        assertThat(heard.text()).contains("I do");
        assertThat(heard.message().getExtendedTextMessage().getContextInfo().getStanzaId())
                .isEqualTo(question.id());
        var reply = pia.reply(heard, "good");
        var context = ana.hears(reply.id()).json().at("/message/extendedTextMessage/contextInfo");
        assertThat(context.path("stanzaId").asString()).isEqualTo(answer);
        var mention = pia.send(toAna, Contents.mentioning(List.of(toAna), "@ana"));
        assertThat(ana.hears(mention.id())
                        .json()
                        .at("/message/extendedTextMessage/contextInfo/mentionedJid/0")
                        .asString())
                .isEqualTo(toAna);
    }

    @Scenario("a phone: receipts, both ways")
    void receiptsGoBothWays() throws Exception {
        pia.manners(Manners.SILENT.receipts(Manners.Receipts.READ));
        var id = ana.says(toPia, "read me");
        ana.receipt("read", id);
        pia.manners(Manners.SILENT);
        var sent = pia.sendText(toAna, "read me, too");
        ana.hears(sent.id());
        ana.does(command("readMessage").with("target", sent.id()));
        // What follows it shows that the receipt has come by.
        piaHears(ana.says(toPia, "done"));
        assertThat(pia.receipts())
                .anyMatch(receipt ->
                        receipt.id().equals(sent.id()) && receipt.type().equals("read"));
    }

    @Scenario("a phone: reactions, edits and revocations, both ways")
    void whatIsDoneToMessagesReachesTheOther() throws Exception {
        var hers = ana.says(toPia, "helo");
        var heard = piaHears(hers);
        var mine = pia.sendText(toAna, "helo, too");
        ana.hears(mine.id());

        pia.react(heard, "👍");
        assertThat(ana.reaction(hers).text("text")).isEqualTo("👍");
        var reaction = piaHears(ana.sends(
                command("react").with("to", toPia).with("target", mine.id()).with("emoji", "🦀")));
        assertThat(reaction.message().getReactionMessage().getText()).isEqualTo("🦀");
        assertThat(reaction.message().getReactionMessage().getKey().getId()).isEqualTo(mine.id());

        pia.edit(mine, "hello");
        assertThat(ana.update(mine.id()).path("text").asString()).isEqualTo("hello");
        var edit = piaHears(
                ana.sends(command("edit").with("to", toPia).with("target", hers).with("text", "hello")));
        assertThat(edit.text()).contains("hello");

        pia.revoke(mine);
        assertThat(ana.update(mine.id()).path("revoked").asBoolean()).isTrue();
        var revocation = piaHears(ana.sends(command("revoke").with("to", toPia).with("target", hers)));
        assertThat(revocation.message().getProtocolMessage().getKey().getId()).isEqualTo(hers);
    }

    private Received vote(String target, String option) throws Exception {
        return piaHears(ana.sends(
                command("vote").with("to", toPia).with("target", target).with("options", List.of(option))));
    }

    @Scenario("a phone: polls and votes, both ways")
    void pollsGoBothWays() throws Exception {
        var mine = pia.poll(toAna, "colour?", "red", "green");
        assertThat(ana.hears(mine.id()).text("text")).isEqualTo("colour?");
        for (var choice : List.of("green", "red")) {
            assertThat(pia.chosen(mine, vote(mine.id(), choice))).containsExactly(choice);
        }
        var hers = piaHears(ana.sends(
                command("poll").with("to", toPia).with("name", "when?").with("options", List.of("now", "later"))));
        assertThat(hers.json()).contains("when?", "now", "later");
        for (var choice : List.of("later", "now")) {
            pia.vote(hers, choice);
            assertThat(ana.update(hers.id()).path("vote").valueStream().map(JsonNode::asString))
                    .containsExactly(choice);
        }
    }

    @Scenario("a phone counts the votes in a group")
    void votesInAGroupAreCounted() throws Exception {
        var bob = stage.alone(partner, "bob");
        var group = pia.createGroup("Colours", toAna, bob.number());
        var poll = pia.poll(group.toString(), "colour?", "red", "green", "blue");
        var cast = new LinkedHashMap<Companion, List<String>>();
        cast.put(ana, List.of("green", "red"));
        cast.put(bob, List.of("blue", "green", "red"));
        var last = new LinkedHashMap<Jid, List<String>>();
        for (var voter : cast.keySet()) {
            voter.hears(poll.id());
            for (var choice : cast.getOrDefault(voter, List.of())) {
                var vote = piaHears(voter.sends(command("vote")
                        .with("to", group.toString())
                        .with("target", poll.id())
                        .with("options", List.of(choice))));
                last.put(vote.from().bare(), pia.chosen(poll, vote));
            }
        }
        // Whoever votes anew takes the old vote back.
        assertThat(last.values()).containsExactly(List.of("red"), List.of("red"));
    }

    @Scenario("a phone: presence and typing")
    void presenceAndTypingAreSeen() throws Exception {
        ana.comesOnline("Ana");
        ana.does(command("subscribe").with("jid", toPia));
        pia.available(true);
        ana.takes("presence", event -> event.text("type").equals("available"));
        pia.chatState(toAna, ChatState.WRITING);
        ana.takes("chatstate", event -> event.text("state").equals("composing"));
        pia.chatState(toAna, ChatState.PAUSED);
        ana.takes("chatstate", event -> event.text("state").equals("paused"));

        pia.watch(toAna);
        ana.does(command("chatstate").with("to", toPia).with("state", "composing"));
        // What follows it shows that it has come by.
        piaHears(ana.says(toPia, "there"));
        assertThat(pia.heard()).anyMatch(node -> node.is("chatstate"));
        assertThat(pia.heard()).anyMatch(node -> node.is("presence"));
    }

    @Scenario("a phone: messages that disappear, messages that are pinned, status posts, both ways")
    void whatStaysAndWhatGoes() throws Exception {
        var passing = pia.send(toAna, Contents.disappearing(DAY, "soon gone"));
        assertThat(ana.hears(passing.id())
                        .json()
                        .at("/message/extendedTextMessage/contextInfo/expiration")
                        .asInt())
                .isEqualTo(DAY);
        var answer = piaHears(ana.sends(
                command("send").with("to", toPia).with("text", "so is this").with("expiration", DAY)));
        assertThat(answer.message().getExtendedTextMessage().getContextInfo().getExpiration())
                .isEqualTo(DAY);

        var pin = piaHears(ana.sends(command("pinMessage").with("to", toPia).with("target", passing.id())));
        assertThat(pin.message().getPinInChatMessage().getKey().getId()).isEqualTo(passing.id());

        var post = pia.sendStatus(Contents.text("at the sea"));
        var seen = ana.hears(post.id());
        assertThat(seen.text("chat")).isEqualTo("status@broadcast");
        assertThat(seen.text("text")).isEqualTo("at the sea");
        var hers = piaHears(
                ana.sends(command("status").with("text", "in the hills").with("recipients", List.of(toPia))));
        assertThat(hers.chat().isStatus()).isTrue();
        assertThat(hers.text()).contains("in the hills");
    }
}
