package io.wigwag.sandbox.group;

import static io.wigwag.sandbox.group.GroupWorld.people;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupSectionTest {
    private final GroupWorld groups = new GroupWorld();
    private final GroupSection section =
            new GroupSection(groups.assembly.groups(), groups.world.exchange().accounts());

    @AfterEach
    void close() {
        groups.close();
    }

    /// A group with something of everything.
    private Group eventful() {
        var group = groups.group(groups.ben);
        groups.set(groups.founder, group, people("promote", groups.ben));
        groups.set(groups.founder, group, Node.tag("subject").text("Later").build());
        groups.set(groups.founder, group, Node.of("announcement"));
        groups.set(
                groups.founder,
                group,
                Node.tag("member_add_mode").text("all_member_add").build());
        groups.set(
                groups.founder,
                group,
                Node.tag("ephemeral").attribute("expiration", 60).build());
        groups.set(
                groups.member,
                group,
                Node.tag("description")
                        .attribute("id", "D1")
                        .child(Node.tag("body").text("About"))
                        .build());
        groups.set(groups.founder, group, Node.of("invite"));
        groups.set(
                groups.founder,
                group,
                Node.tag("membership_approval_mode")
                        .child(Node.tag("group_join").attribute("state", "on"))
                        .build());
        groups.ask(
                groups.other,
                "set",
                Jid.GROUPS,
                Node.tag("invite").attribute("code", group.inviteCode()).build());
        groups.world.exchange().consent(new Consent() {
            @Override
            public boolean isAddable(Account member, Account by) {
                return false;
            }
        });
        groups.set(groups.founder, group, people("add", groups.carl));
        return group;
    }

    @Test
    void aGroupComesBackAsItWas() {
        var group = eventful();
        var kept = section.dump(group.toString()).orElseThrow();

        try (var next = new SmallWorld()) {
            next.account("anna");
            next.account("ben");
            next.account("carl");
            var back = new Groups();
            var restored = new GroupSection(back, next.exchange().accounts());
            restored.restore(group.toString(), kept);

            assertThat(restored.keys()).containsExactly(group.toString());
            assertThat(restored.dump(group.toString())).hasValue(kept);
            assertThat(GroupElement.complete(back.all().iterator().next())).isEqualTo(GroupElement.complete(group));
            assertThat(kept.path("requests")).hasSize(1);
            assertThat(kept.path("secret").path("invitations")).hasSize(1);
            assertThat(kept.path("secret").path("revokedCodes")).hasSize(1);
        }
    }

    @Test
    void itOutlivesTheAccountOfItsFounder() {
        var group = eventful();
        var kept = section.dump(group.toString()).orElseThrow();

        try (var next = new SmallWorld()) {
            next.account("ben");
            var back = new Groups();
            new GroupSection(back, next.exchange().accounts()).restore(group.toString(), kept);

            assertThat(back.find(group.jid()).orElseThrow().members())
                    .extracting(Account::pushName)
                    .containsExactly("ben");
        }
    }

    @Test
    void everyChangeIsReported() {
        var reported = new ArrayList<String>();
        groups.assembly.groups().keptBy(group -> reported.add(group.toString()));
        var group = groups.group();
        reported.clear();

        groups.set(groups.founder, group, Node.of("locked"));
        assertThat(reported).isNotEmpty();
        reported.clear();
        groups.world.in(() -> {
            groups.assembly.membership().dissolve(Actor.of(groups.anna), group, "over");
            return true;
        });

        assertThat(reported).containsExactly(group.toString());
        assertThat(section.dump(group.toString())).isEmpty();
    }
}
