package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Five people with nine devices between them: the phones of all, and companions of four.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class GroupScenarioTest extends Scenarios {
    private final Companion ana;
    private final Companion bob;
    private final Companion carl;
    private final Companion dora;
    private final VirtualPhone eve;
    private final List<VirtualPhone> phones;

    GroupScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.beside(version, "ana", 1);
        bob = stage.beside(partner, "bob", 1);
        carl = stage.beside(version, "carl", 1);
        dora = stage.beside(partner, "dora", 1);
        eve = stage.phone("eve");
        phones = List.of(stage.phone("ana"), stage.phone("bob"), stage.phone("carl"), stage.phone("dora"), eve);
    }

    /// Made by Ana, with these.
    private String group(String subject, String... members) throws Exception {
        var made = ana.does(command("createGroup").with("subject", subject).with("participants", List.of(members)));
        return made.at("/group/id").asString();
    }

    private String all(String subject) throws Exception {
        return group(
                subject, bob.number(), carl.number(), dora.number(), eve.pn().toString());
    }

    private static DriverCommand in(String op, String group) {
        return command(op).with("group", group);
    }

    private static DriverCommand people(String group, String action, String who) {
        return in("groupPeople", group).with("action", action).with("participants", List.of(who));
    }

    private static DriverEvent news(Companion who, String group, String action) throws Exception {
        return who.takes(
                "group",
                event -> event.text("group").equals(group)
                        && event.text("action").equals(action));
    }

    private static JsonNode seen(Companion by, String group) throws Exception {
        return by.does(in("groupInfo", group)).path("group");
    }

    /// A text on all screens but that of the device that wrote it.
    private void reachesAll(Companion author, String group, String text) throws Exception {
        var id = author.says(group, text);
        for (var reader : List.of(ana, bob, carl, dora)) {
            if (!reader.equals(author)) {
                assertThat(reader.hears(id).text("text")).isEqualTo(text);
            }
        }
        for (var phone : phones) {
            assertThat(phone.awaitMessage(message -> message.id().equals(id), PATIENCE)
                            .text())
                    .contains(text);
        }
    }

    @Scenario("groups: messages to 5 members on 9 devices, from each of them")
    void messagesReachEveryDevice() throws Exception {
        var group = all("everybody");
        for (var member : List.of(bob, carl, dora)) {
            news(member, group, "create");
        }
        reachesAll(ana, group, "hello all");
        reachesAll(bob, group, "hello ana");
        reachesAll(carl, group, "hello too");
        reachesAll(ana, group, "and again");
        var said = eve.sendText(group, "from the phone");
        for (var reader : List.of(ana, bob, carl, dora)) {
            assertThat(reader.hears(said.id()).text("text")).isEqualTo("from the phone");
        }
    }

    @Scenario("groups: subject, description, settings, members' ranks, and what is told of them")
    void changesAreTold() throws Exception {
        var group = group("first name", bob.number(), carl.number());
        news(bob, group, "create");
        ana.does(in("groupSubject", group).with("subject", "second name"));
        assertThat(news(bob, group, "subject").text("subject")).isEqualTo("second name");
        ana.does(in("groupDescription", group).with("description", "what for"));
        assertThat(news(bob, group, "desc").text("desc")).isEqualTo("what for");
        ana.does(in("groupSetting", group).with("setting", "announcement"));
        assertThat(news(bob, group, "announce").flag("announce")).isTrue();
        ana.does(people(group, "promote", bob.number()));
        news(bob, group, "promote");
        assertThat(admins(seen(carl, group))).isEqualTo(2);
        ana.does(people(group, "demote", bob.number()));
        news(bob, group, "demote");

        var info = seen(bob, group);
        assertThat(info.path("subject").asString()).isEqualTo("second name");
        assertThat(info.path("desc").asString()).isEqualTo("what for");
        assertThat(info.path("announce").asBoolean()).isTrue();
        assertThat(info.path("participants").size()).isEqualTo(3);
        assertThat(admins(info)).isEqualTo(1);
        assertThat(bob.does(command("groups")).path("groups").valueStream())
                .anyMatch(one -> one.path("id").asString().equals(group));
    }

    private static long admins(JsonNode info) {
        return info.path("participants")
                .valueStream()
                .filter(member -> member.has("admin"))
                .count();
    }

    @Scenario("groups: newcomers read what comes later, and whoever was removed hears nothing")
    void membersComeAndGo() throws Exception {
        var group = group("coming and going", bob.number());
        news(bob, group, "create");
        var before = ana.says(group, "before carl");
        bob.hears(before);
        ana.does(people(group, "add", carl.number()));
        news(bob, group, "add");
        var with = ana.says(group, "with carl");
        assertThat(bob.hears(with).text("text")).isEqualTo("with carl");
        assertThat(carl.hears(with).text("text")).isEqualTo("with carl");

        ana.does(people(group, "remove", bob.number()));
        news(bob, group, "remove");
        var without = ana.says(group, "without bob");
        assertThat(carl.hears(without).text("text")).isEqualTo("without bob");
        // What comes to Bob behind it shows that it is not on its way to him.
        bob.hears(ana.says(bob.number(), "a word aside"));
        assertThat(bob.hasHeard(without)).isFalse();
        assertThat(carl.hasHeard(before)).isFalse();
    }

    @Scenario("groups: by invitation, and leaving")
    void peopleJoinByInvitationAndLeave() throws Exception {
        var group = group("by invitation", bob.number());
        var code = ana.does(in("groupInvite", group)).path("code").asString();
        assertThat(carl.does(command("groupJoin").with("code", code))
                        .path("group")
                        .asString())
                .isEqualTo(group);
        news(ana, group, "add");
        var said = carl.says(group, "thanks");
        assertThat(bob.hears(said).text("text")).isEqualTo("thanks");
        var other = ana.does(in("groupRevokeInvite", group)).path("code").asString();
        assertThat(other).isNotEqualTo(code);
        carl.does(in("groupLeave", group));
        news(ana, group, "remove");
        assertThat(seen(bob, group).path("participants").size()).isEqualTo(2);
    }
}
