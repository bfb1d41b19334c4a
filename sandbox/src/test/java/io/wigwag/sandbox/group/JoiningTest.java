package io.wigwag.sandbox.group;

import static io.wigwag.sandbox.group.GroupWorld.content;
import static io.wigwag.sandbox.group.GroupWorld.error;
import static io.wigwag.sandbox.group.GroupWorld.news;
import static io.wigwag.sandbox.group.GroupWorld.people;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JoiningTest {
    private final GroupWorld groups = new GroupWorld();
    private final Group group = groups.group(groups.ben);

    @AfterEach
    void close() {
        groups.close();
    }

    private static Node invite(String code) {
        return Node.tag("invite").attribute("code", code).build();
    }

    private String code() {
        return content(groups.get(groups.founder, group, Node.of("invite")))
                .attributes()
                .text("code")
                .orElseThrow();
    }

    @Test
    void aLinkShowsTheGroupAndLetsIn() {
        var code = code();
        assertThat(error(groups.get(groups.member, group, Node.of("invite")))).isEqualTo("401");

        var shown = content(groups.ask(groups.other, "get", Jid.GROUPS, invite(code)));
        assertThat(shown.attributes().text("subject")).hasValue("Trip");
        assertThat(shown.attributes().text("size")).hasValue("2");
        assertThat(shown.children("participant")).isEmpty();
        var joined = groups.asked(groups.other, "set", Jid.GROUPS, invite(code));

        assertThat(content(joined.getFirst()).attributes().text("jid"))
                .hasValue(group.jid().toString());
        assertThat(joined.get(1).child("create").orElseThrow().attributes().text("reason"))
                .hasValue("invite");
        assertThat(news(groups.member).attributes().text("reason")).hasValue("invite");
        assertThat(error(groups.ask(groups.other, "set", Jid.GROUPS, invite(code))))
                .isEqualTo("409");
    }

    @Test
    void anOldLinkIsGoneAndNonsenseIsNone() {
        var old = code();

        var renewed = content(groups.set(groups.founder, group, Node.of("invite")))
                .attributes()
                .text("code");

        assertThat(renewed).isPresent().isNotEqualTo(Optional.of(old));
        assertThat(news(groups.member).attributes().text("code")).isEqualTo(renewed);
        assertThat(error(groups.ask(groups.other, "set", Jid.GROUPS, invite(old))))
                .isEqualTo("410");
        assertThat(error(groups.ask(groups.other, "get", Jid.GROUPS, invite("?"))))
                .isEqualTo("406");
        assertThat(error(groups.ask(groups.other, "get", Jid.GROUPS, invite("abcdefghijk"))))
                .isEqualTo("404");
    }

    private void approval(String state) {
        content(groups.set(
                groups.founder,
                group,
                Node.tag("membership_approval_mode")
                        .child(Node.tag("group_join").attribute("state", state))
                        .build()));
        groups.member.took();
    }

    private static Node decision(String decision, Account person) {
        return Node.tag("membership_requests_action")
                .child(people(decision, person))
                .build();
    }

    @Test
    void whereAdminsDecideOneWaitsAndIsLetIn() {
        approval("on");

        var answer = content(groups.ask(groups.other, "set", Jid.GROUPS, invite(code())));
        assertThat(answer.is("membership_approval_request")).isTrue();
        assertThat(group.has(groups.carl)).isFalse();
        var requested = news(groups.founder);
        assertThat(requested.is("created_membership_requests")).isTrue();
        assertThat(requested.child("requested_user").orElseThrow().attributes().text("jid"))
                .hasValue(groups.carl.lid().toString());
        var list = content(groups.get(groups.founder, group, Node.of("membership_approval_requests")));
        assertThat(list.children()).hasSize(1);
        assertThat(list.children().getFirst().attributes().text("request_method"))
                .hasValue("invite_link");
        assertThat(error(groups.get(groups.member, group, Node.of("membership_approval_requests"))))
                .isEqualTo("401");

        var decided = content(groups.set(groups.founder, group, decision("approve", groups.carl)));

        assertThat(decided.child("approve")
                        .orElseThrow()
                        .children()
                        .getFirst()
                        .attributes()
                        .text("type"))
                .hasValue("200");
        assertThat(news(groups.other).is("create")).isTrue();
        assertThat(group.requests()).isEmpty();
        assertThat(content(groups.set(groups.founder, group, decision("approve", groups.carl)))
                        .child("approve")
                        .orElseThrow()
                        .children()
                        .getFirst()
                        .attributes()
                        .text("error"))
                .hasValue("404");
    }

    @Test
    void whoIsTurnedAwayHearsOfIt() {
        approval("on");
        groups.ask(groups.other, "set", Jid.GROUPS, invite(code()));

        groups.set(groups.founder, group, decision("reject", groups.carl));

        assertThat(news(groups.other).is("revoked_membership_requests")).isTrue();
        assertThat(group.has(groups.carl)).isFalse();
    }

    @Test
    void oneMayThinkBetterOfIt() {
        approval("on");
        groups.ask(groups.other, "set", Jid.GROUPS, invite(code()));

        content(groups.set(groups.other, group, people("cancel_membership_requests", groups.carl)));

        assertThat(group.requests()).isEmpty();
    }

    private Node personalInvitation() {
        groups.world.exchange().consent(new Consent() {
            @Override
            public boolean isAddable(Account member, Account by) {
                return false;
            }
        });
        var refused = content(groups.set(groups.founder, group, people("add", groups.carl)))
                .children()
                .getFirst();
        assertThat(refused.attributes().text("error")).hasValue("403");
        return refused.child("add_request").orElseThrow();
    }

    @Test
    void apersonalInvitationShowsTheGroupAndLetsItsHolderIn() {
        var invitation = personalInvitation();

        var shown = content(groups.get(
                groups.other, group, Node.tag("query").child(invitation).build()));
        assertThat(shown.attributes().text("subject")).hasValue("Trip");
        var accept = Node.tag("accept")
                .attribute("code", invitation.attributes().text("code"))
                .attribute("expiration", invitation.attributes().text("expiration"))
                .attribute("admin", groups.anna.lid())
                .build();
        assertThat(groups.set(groups.other, group, accept).attributes().text("type"))
                .hasValue("result");

        assertThat(group.has(groups.carl)).isTrue();
        assertThat(error(groups.set(groups.member, group, accept))).isEqualTo("410");
    }

    @Test
    void aPersonalInvitationEndsByTimeAndByWord() {
        var invitation = personalInvitation();
        var accept = Node.tag("accept")
                .attribute("code", invitation.attributes().text("code"))
                .build();

        content(groups.set(groups.founder, group, people("revoke", groups.carl)));
        assertThat(error(groups.set(groups.other, group, accept))).isEqualTo("410");
        var second = personalInvitation();
        groups.world.settings().silenceTimeout = Duration.ofDays(30);
        groups.world.advance(Duration.ofDays(3));
        var back = groups.world.online(groups.other.device());

        assertThat(error(groups.set(
                        back,
                        group,
                        Node.tag("accept")
                                .attribute("code", second.attributes().text("code"))
                                .build())))
                .isEqualTo("410");
    }
}
