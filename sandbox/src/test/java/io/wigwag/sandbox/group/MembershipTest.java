package io.wigwag.sandbox.group;

import static io.wigwag.sandbox.group.GroupWorld.content;
import static io.wigwag.sandbox.group.GroupWorld.error;
import static io.wigwag.sandbox.group.GroupWorld.news;
import static io.wigwag.sandbox.group.GroupWorld.participant;
import static io.wigwag.sandbox.group.GroupWorld.people;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MembershipTest {
    private final GroupWorld groups = new GroupWorld();

    @AfterEach
    void close() {
        groups.close();
    }

    @Test
    void aNewcomerGetsTheWholeGroupAndTheOthersTheName() {
        var group = groups.group(groups.ben);

        var answer = groups.set(groups.founder, group, people("add", groups.carl));

        assertThat(content(answer))
                .isEqualTo(Node.tag("add")
                        .child(participant(groups.carl.lid())
                                .attribute("phone_number", groups.carl.pn())
                                .attribute("type", "200"))
                        .build());
        var add = news(groups.member);
        assertThat(add.is("add")).isTrue();
        assertThat(add.attributes().has("v_id")).isTrue();
        assertThat(add.attributes().has("prev_v_id")).isTrue();
        assertThat(add.children())
                .containsExactly(participant(groups.carl.lid())
                        .attribute("phone_number", groups.carl.pn())
                        .build());
        var create = news(groups.other);
        assertThat(create.attributes().text("type")).hasValue("invite");
        assertThat(create.children()).containsExactly(GroupElement.complete(group));
    }

    @Test
    void eachPersonAskedForHasAnOutcome() throws Exception {
        var group = groups.group(groups.ben);
        groups.world.exchange().consent(new Consent() {
            @Override
            public boolean blocks(Account who, Account whom) {
                return who == groups.carl;
            }
        });
        var stranger = Jid.parse("4912345@s.whatsapp.net");
        var add = people("add", groups.ben, groups.carl).toBuilder()
                .child(participant(stranger))
                .build();

        var answer = content(groups.set(groups.founder, group, add));

        assertThat(answer.children())
                .extracting(child -> child.attributes().text("error").orElse("none"))
                .containsExactly("409", "403", "404");
        assertThat(group.size()).isEqualTo(2);
        assertThat(groups.member.took()).isEmpty();
    }

    @Test
    void aFullGroupTakesNobody() {
        groups.world.settings().groupMembers = 2;
        var group = groups.group(groups.ben);

        var answer = content(groups.set(groups.founder, group, people("add", groups.carl)));

        assertThat(answer.children().getFirst().attributes().text("error")).hasValue("419");
    }

    @Test
    void membersBringOthersOnlyWhereTheyMay() {
        var group = groups.group(groups.ben);

        assertThat(error(groups.set(groups.member, group, people("add", groups.carl))))
                .isEqualTo("401");
        assertThat(error(groups.set(groups.other, group, people("add", groups.carl))))
                .isEqualTo("403");
        groups.set(
                groups.founder,
                group,
                Node.tag("member_add_mode").text("all_member_add").build());

        content(groups.set(groups.member, group, people("add", groups.carl)));
        assertThat(group.has(groups.carl)).isTrue();
    }

    @Test
    void theRemovedHearsOfItAndThenNothingMore() {
        var group = groups.group();

        var answer = groups.set(groups.founder, group, people("remove", groups.carl));

        assertThat(content(answer).children().getFirst().attributes().text("type"))
                .hasValue("200");
        assertThat(news(groups.member).is("remove")).isTrue();
        assertThat(news(groups.other).is("remove")).isTrue();
        groups.set(
                groups.founder, group, Node.tag("subject").text("Without Carl").build());
        assertThat(groups.other.took()).isEmpty();
        assertThat(news(groups.member).is("subject")).isTrue();
        assertThat(error(groups.get(groups.other, group, Node.of("query")))).isEqualTo("403");
    }

    @Test
    void theFounderStaysWhatTheyAre() {
        var group = groups.group();
        groups.set(groups.founder, group, people("promote", groups.ben));

        var removed = content(groups.set(groups.member, group, people("remove", groups.anna)));
        var demoted = content(groups.set(groups.member, group, people("demote", groups.anna)));

        assertThat(removed.children().getFirst().attributes().text("error")).hasValue("406");
        assertThat(demoted.children().getFirst().attributes().text("error")).hasValue("406");
        assertThat(group.rank(groups.anna)).hasValue(Group.Rank.SUPERADMIN);
    }

    @Test
    void adminsRiseAndFall() {
        var group = groups.group();

        var answer = groups.set(groups.founder, group, people("promote", groups.ben));

        assertThat(content(answer).children()).hasSize(1);
        var promote = news(groups.other);
        assertThat(promote.is("promote")).isTrue();
        assertThat(promote.children().getFirst().attributes().text("type")).hasValue("admin");
        assertThat(group.isAdmin(groups.ben)).isTrue();
        groups.set(groups.founder, group, people("demote", groups.ben));
        assertThat(news(groups.other).is("demote")).isTrue();
        assertThat(error(groups.set(groups.member, group, people("remove", groups.carl))))
                .isEqualTo("401");
    }

    @Test
    void whoLeavesIsBothActorAndParticipant() {
        var group = groups.group();
        var leave = Node.tag("leave")
                .child(Node.tag("group").attribute("id", group.jid()))
                .build();

        assertThat(content(groups.ask(groups.member, "set", Jid.GROUPS, leave))).isEqualTo(leave);

        var notification = groups.other.took().getFirst();
        assertThat(notification.attributes().text("participant"))
                .hasValue(groups.ben.lid().toString());
        assertThat(notification
                        .child("remove")
                        .orElseThrow()
                        .children()
                        .getFirst()
                        .attributes()
                        .text("jid"))
                .hasValue(groups.ben.lid().toString());
        assertThat(group.has(groups.ben)).isFalse();
    }

    @Test
    void aGroupWithoutAnAdminGetsOneAndAnEmptyOneEnds() {
        var group = groups.group();

        groups.world.in(() -> {
            groups.assembly.membership().leave(Actor.of(groups.anna), group);
            return true;
        });
        assertThat(group.isAdmin(groups.ben)).isTrue();
        groups.world.in(() -> {
            groups.assembly.membership().leave(Actor.of(groups.ben), group);
            groups.assembly.membership().leave(Actor.of(groups.carl), group);
            return true;
        });

        assertThat(groups.assembly.groups().all()).isEmpty();
    }

    @Test
    void anAccountThatGoesLeavesItsGroups() {
        var group = groups.group();

        groups.world.in(() -> {
            groups.world.exchange().forEach(feature -> feature.accountRemoved(groups.carl));
            return true;
        });

        assertThat(group.has(groups.carl)).isFalse();
        assertThat(news(groups.member).is("remove")).isTrue();
    }

    @Test
    void newsWaitsForThoseWhoAreAway() {
        var group = groups.group();
        groups.other.close();

        groups.set(groups.founder, group, people("promote", groups.ben));
        groups.set(groups.founder, group, Node.tag("subject").text("Later").build());
        var back = groups.world.login(groups.other.device());

        assertThat(back.took("notification"))
                .extracting(news -> news.children().getFirst().tag())
                // The first one was sent before, but nobody said that it had arrived.
                .containsExactly("create", "promote", "subject");
    }

    @Test
    void theActingDeviceMayBeLeftOut() {
        var group = groups.group();
        var second = groups.world.online(groups.anna);
        groups.world.settings().notifyActor = false;

        var came = groups.asked(groups.founder, "set", group.jid(), people("promote", groups.ben));

        assertThat(came).extracting(Node::tag).containsExactly("iq");
        assertThat(news(second).is("promote")).isTrue();
    }

    @Test
    void anEndedGroupIsGoneForAll() {
        var group = groups.group();

        groups.world.in(() -> {
            groups.assembly.membership().dissolve(Actor.of(groups.anna), group, "admin");
            return true;
        });

        assertThat(news(groups.member).attributes().text("reason")).hasValue("admin");
        assertThat(error(groups.get(groups.founder, group, Node.of("query")))).isEqualTo("404");
    }
}
