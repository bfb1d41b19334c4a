package io.wigwag.sandbox.group;

import static io.wigwag.sandbox.group.GroupWorld.content;
import static io.wigwag.sandbox.group.GroupWorld.error;
import static io.wigwag.sandbox.group.GroupWorld.participant;
import static io.wigwag.sandbox.group.GroupWorld.people;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FoundingTest {
    private final GroupWorld groups = new GroupWorld();

    @AfterEach
    void close() {
        groups.close();
    }

    @Test
    void aNewGroupShowsHiddenIdsWhateverTheFounderUsed() {
        var answer = groups.ask(
                groups.founder,
                "set",
                Jid.GROUPS,
                Node.tag("create")
                        .attribute("subject", "Trip")
                        .attribute("key", "K1")
                        .child(participant(groups.ben.pn()))
                        .build());

        var group = content(answer);
        var now = SmallWorld.START.getEpochSecond();
        assertThat(answer.attributes().text("from")).hasValue("@g.us");
        assertThat(group.attributes().text("subject")).hasValue("Trip");
        assertThat(group.attributes().text("s_t")).hasValue(Long.toString(now));
        assertThat(group.attributes().text("creation")).hasValue(Long.toString(now));
        assertThat(group.attributes().text("creator"))
                .hasValue(groups.anna.lid().toString());
        assertThat(group.attributes().text("creator_pn"))
                .hasValue(groups.anna.pn().toString());
        assertThat(group.attributes().text("addressing_mode")).hasValue("lid");
        assertThat(group.attributes().text("size")).hasValue("2");
        assertThat(group.attributes().text("id").orElseThrow()).matches("120363[0-9]{12}");
        assertThat(group.children())
                .containsExactly(
                        participant(groups.anna.lid())
                                .attribute("phone_number", groups.anna.pn())
                                .attribute("type", "superadmin")
                                .build(),
                        participant(groups.ben.lid())
                                .attribute("phone_number", groups.ben.pn())
                                .build());
    }

    @Test
    void everyMemberHearsOfItWithTheFoundersKeyAndTheFounderBehindTheAnswer() {
        var came = groups.asked(
                groups.founder,
                "set",
                Jid.GROUPS,
                people("create", groups.ben).toBuilder()
                        .attribute("subject", "Trip")
                        .attribute("key", "K1")
                        .build());

        assertThat(came).extracting(Node::tag).containsExactly("iq", "notification");
        var notification = groups.member.took().getFirst();
        assertThat(notification.attributes().text("participant"))
                .hasValue(groups.anna.lid().toString());
        assertThat(notification.attributes().text("participant_pn"))
                .hasValue(groups.anna.pn().toString());
        assertThat(notification.attributes().text("notify")).hasValue("anna");
        assertThat(notification.attributes().text("addressing_mode")).hasValue("lid");
        var create = notification.child("create").orElseThrow();
        assertThat(create.attributes().text("type")).hasValue("new");
        assertThat(create.attributes().text("key")).hasValue("K1");
        assertThat(create.children()).containsExactly(content(came.getFirst()));
        assertThat(groups.other.took()).isEmpty();
    }

    @Test
    void theOptionsHoldFromTheStart() {
        var group = content(groups.ask(
                groups.founder,
                "set",
                Jid.GROUPS,
                Node.tag("create")
                        .attribute("subject", "Trip")
                        .child(Node.of("announcement"))
                        .child(Node.tag("ephemeral").attribute("expiration", 86400))
                        .child(Node.tag("membership_approval_mode")
                                .child(Node.tag("group_join").attribute("state", "on")))
                        .child(Node.tag("member_add_mode").text("all_member_add"))
                        .child(Node.tag("description")
                                .attribute("id", "D1")
                                .child(Node.tag("body").text("About")))
                        .build()));

        assertThat(group.children())
                .extracting(Node::tag)
                .containsExactly(
                        "participant",
                        "description",
                        "announcement",
                        "ephemeral",
                        "membership_approval_mode",
                        "member_add_mode");
        assertThat(group.child("description")
                        .orElseThrow()
                        .child("body")
                        .orElseThrow()
                        .text())
                .hasValue("About");
    }

    @Test
    void whoMayNotBeAddedIsNamedWithAnInvitationAndTheUnknownWithoutOne() throws Exception {
        groups.world.exchange().consent(new Consent() {
            @Override
            public boolean isAddable(Account member, Account by) {
                return member != groups.ben;
            }
        });

        var group = content(groups.ask(
                groups.founder,
                "set",
                Jid.GROUPS,
                people("create", groups.ben, groups.carl).toBuilder()
                        .attribute("subject", "Trip")
                        .child(participant(Jid.parse("4912345@s.whatsapp.net")))
                        .build()));

        assertThat(group.attributes().text("size")).hasValue("2");
        var refused = group.children().stream()
                .filter(child -> child.attributes().has("error"))
                .toList();
        assertThat(refused)
                .extracting(child -> child.attributes().text("error").orElse(""))
                .containsExactly("403", "404");
        assertThat(refused.getFirst().child("add_request")).isPresent();
        assertThat(groups.member.took()).isEmpty();
    }

    @Test
    void aSubjectHasAHundredCharacters() {
        var tooLong = Node.tag("create").attribute("subject", "x".repeat(101)).build();
        var longest = Node.tag("create").attribute("subject", "😀".repeat(100)).build();

        assertThat(error(groups.ask(groups.founder, "set", Jid.GROUPS, tooLong)))
                .isEqualTo("406");
        content(groups.ask(groups.founder, "set", Jid.GROUPS, longest));
    }

    @Test
    void aGroupMayUseNumbers() throws Exception {
        var founded = groups.world.in(() -> groups.assembly
                .founding()
                .create(
                        Actor.of(groups.anna),
                        Draft.of("Old", List.of(groups.ben.pn())).in(Addressing.PN)));

        var element = GroupElement.complete(founded.group());
        assertThat(element.attributes().text("addressing_mode")).hasValue("pn");
        assertThat(element.children().get(1))
                .isEqualTo(participant(groups.ben.pn())
                        .attribute("lid", groups.ben.lid())
                        .build());
        var notification = groups.member.took().getFirst();
        assertThat(notification.attributes().text("participant"))
                .hasValue(groups.anna.pn().toString());
    }

    @Test
    void communitiesAreNotMade() {
        var community = Node.tag("create")
                .attribute("subject", "All")
                .child(Node.of("parent"))
                .build();

        assertThat(error(groups.ask(groups.founder, "set", Jid.GROUPS, community)))
                .isEqualTo("501");
    }

    @Test
    void everyNewAccountHasTheGroupsOfTheSettings() {
        groups.world.settings().seedGroups = List.of("One", "Two");

        var account = groups.world.account("dora");

        assertThat(groups.assembly.groups().of(account))
                .extracting(Group::subject)
                .containsExactly("One", "Two");
        assertThat(groups.assembly.groups().of(account).getFirst().isAdmin(account))
                .isTrue();
    }

    @Test
    void anAdminMayChooseTheId() throws Exception {
        var draft = new Draft(
                "Own",
                List.of(),
                Set.of(),
                Addressing.LID,
                Set.of(Toggle.LOCKED),
                Map.of(),
                OptionalLong.empty(),
                false,
                Optional.of(new Draft.Text("D", Octets.wrap(new byte[] {'x'}))),
                Optional.empty(),
                Optional.of("120363000000000001"));

        var founded = groups.world.in(() -> groups.assembly.founding().create(Actor.of(groups.anna), draft));

        assertThat(founded.group().jid()).isEqualTo(Jid.parse("120363000000000001@g.us"));
        assertThatThrownBy(() -> groups.world
                        .exchange()
                        .loop()
                        .call(() -> groups.assembly.founding().create(Actor.of(groups.anna), draft)))
                .isInstanceOf(IqRefused.class)
                .hasMessage("conflict");
    }
}
