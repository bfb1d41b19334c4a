package io.wigwag.sandbox.group;

import static io.wigwag.sandbox.group.GroupWorld.content;
import static io.wigwag.sandbox.group.GroupWorld.error;
import static io.wigwag.sandbox.group.GroupWorld.news;
import static io.wigwag.sandbox.group.GroupWorld.people;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SmallWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GroupChangesTest {
    private final GroupWorld groups = new GroupWorld();
    private final Group group = groups.group();

    @AfterEach
    void close() {
        groups.close();
    }

    @Test
    void theSubjectSaysWhoChangedItAndWhen() {
        var subject = Node.tag("subject").text("Summer").build();

        assertThat(content(groups.set(groups.member, group, subject))).isEqualTo(subject);

        assertThat(news(groups.other))
                .isEqualTo(Node.tag("subject")
                        .attribute("subject", "Summer")
                        .attribute("s_t", SmallWorld.START.getEpochSecond())
                        .attribute("s_o", groups.ben.lid())
                        .attribute("s_o_pn", groups.ben.pn())
                        .build());
        var element = content(groups.get(groups.founder, group, Node.of("query")));
        assertThat(element.attributes().text("subject")).hasValue("Summer");
        assertThat(element.attributes().text("s_o")).hasValue(groups.ben.lid().toString());
    }

    @Test
    void aLockedGroupIsNamedByAdmins() {
        groups.set(groups.founder, group, Node.of("locked"));

        var subject = Node.tag("subject").text("Mine").build();
        assertThat(error(groups.set(groups.member, group, subject))).isEqualTo("401");
        content(groups.set(groups.founder, group, subject));
        groups.set(groups.founder, group, Node.of("unlocked"));

        content(groups.set(groups.member, group, subject));
    }

    private static Node description(String id, String previous, String text) {
        var description = Node.tag("description").attribute("id", id);
        if (!previous.isEmpty()) {
            description.attribute("prev", previous);
        }
        return text.isEmpty()
                ? description.attribute("delete", "true").build()
                : description.child(Node.tag("body").text(text)).build();
    }

    @Test
    void aDescriptionFollowsTheOneThatItsWriterSaw() {
        content(groups.set(groups.member, group, description("D1", "", "First")));
        assertThat(news(groups.other).child("body").orElseThrow().text()).hasValue("First");

        assertThat(error(groups.set(groups.founder, group, description("D3", "D0", "Blind"))))
                .isEqualTo("409");
        content(groups.set(groups.founder, group, description("D2", "D1", "Second")));
        var shown = content(groups.get(groups.founder, group, Node.of("query")))
                .child("description")
                .orElseThrow();
        assertThat(shown.attributes().text("id")).hasValue("D2");
        assertThat(shown.attributes().text("participant"))
                .hasValue(groups.anna.lid().toString());
        groups.other.took();
        content(groups.set(groups.founder, group, description("D4", "D2", "")));

        assertThat(news(groups.other).child("delete")).isPresent();
        assertThat(group.description()).isEmpty();
    }

    @Test
    void aDescriptionHasABound() {
        assertThat(error(groups.set(groups.founder, group, description("D1", "", "x".repeat(2049)))))
                .isEqualTo("406");
    }

    @ParameterizedTest
    @EnumSource
    void adminsTurnThingsOnAndOff(Toggle toggle) {
        assertThat(error(groups.set(groups.member, group, Node.of(toggle.tag(true)))))
                .isEqualTo("401");

        assertThat(content(groups.set(groups.founder, group, Node.of(toggle.tag(true))))
                        .is(toggle.tag(true)))
                .isTrue();
        assertThat(news(groups.other).is(toggle.tag(true))).isTrue();
        assertThat(GroupElement.complete(group).child(toggle.tag(true))).isPresent();
        content(groups.set(groups.founder, group, Node.of(toggle.tag(false))));

        assertThat(news(groups.other).is(toggle.tag(false))).isTrue();
        assertThat(GroupElement.complete(group).child(toggle.tag(true))).isEmpty();
    }

    @Test
    void whoMayWriteHasAVersion() {
        groups.set(groups.founder, group, Node.of("announcement"));

        assertThat(news(groups.other).attributes().has("v_id")).isTrue();
    }

    @Test
    void messagesDisappearOrDont() {
        content(groups.set(
                groups.member,
                group,
                Node.tag("ephemeral").attribute("expiration", 604800).build()));
        assertThat(news(groups.other).attributes().text("expiration")).hasValue("604800");
        assertThat(GroupElement.complete(group).child("ephemeral")).isPresent();

        content(groups.set(groups.member, group, Node.of("not_ephemeral")));

        assertThat(news(groups.other).is("not_ephemeral")).isTrue();
        assertThat(GroupElement.complete(group).child("ephemeral")).isEmpty();
    }

    @Test
    void modesAreWords() {
        var mode = Node.tag("member_add_mode").text("all_member_add").build();

        assertThat(error(groups.set(groups.member, group, mode))).isEqualTo("401");
        content(groups.set(groups.founder, group, mode));

        assertThat(news(groups.other).text()).hasValue("all_member_add");
        assertThat(group.mode("member_add_mode")).hasValue("all_member_add");
    }

    @Test
    void queriesShowGroupsToTheirMembers() throws Exception {
        assertThat(content(groups.get(
                        groups.member,
                        group,
                        Node.tag("query").attribute("request", "interactive").build())))
                .isEqualTo(GroupElement.complete(group));
        assertThat(error(groups.ask(groups.member, "get", Jid.parse("120363999999999999@g.us"), Node.of("query"))))
                .isEqualTo("404");
        var many = content(groups.ask(
                groups.member,
                "get",
                Jid.GROUPS,
                Node.tag("query")
                        .child(Node.tag("group").attribute("jid", group.jid()))
                        .child(Node.tag("group").attribute("jid", Jid.parse("1-2@g.us")))
                        .build()));
        assertThat(many.children().getFirst()).isEqualTo(GroupElement.complete(group));
        assertThat(many.children().get(1).attributes().text("error")).hasValue("404");
    }

    @Test
    void theListOfOnesGroupsHasWhatWasAskedFor() {
        var all = Node.tag("participating")
                .child(Node.of("participants"))
                .child(Node.of("description"))
                .build();

        assertThat(content(groups.ask(groups.member, "get", Jid.GROUPS, all)).children())
                .containsExactly(GroupElement.complete(group));
        assertThat(content(groups.ask(groups.member, "get", Jid.GROUPS, Node.of("participating")))
                        .children()
                        .getFirst()
                        .children("participant"))
                .isEmpty();
        groups.set(groups.founder, group, people("remove", groups.ben));

        assertThat(content(groups.ask(groups.member, "get", Jid.GROUPS, all)))
                .isEqualTo(Node.tag("groups").children(List.of()).build());
    }
}
