package io.wigwag.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.event.GroupChange;
import io.wigwag.core.event.GroupChange.Action;
import io.wigwag.core.event.GroupChange.Members;
import io.wigwag.core.event.GroupChange.Setting;
import io.wigwag.core.event.GroupChange.Switched;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.id.Jid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupNewsTest {
    private static final Jid GROUP = PeopleFixture.jid("120363001@g.us");
    private static final Jid ANNA = PeopleFixture.jid("7001@lid");
    private static final Jid BEN = PeopleFixture.jid("7002@lid");

    private static GroupChange change(NodeBuilder child) throws MalformedNode {
        var notification = Node.tag("notification")
                .attribute("type", "w:gp2")
                .attribute("from", GROUP)
                .attribute("participant", ANNA)
                .child(child)
                .build();
        var news = GroupNews.read(notification);
        assertThat(news).hasSize(1);
        var told = (PeopleEvent.GroupChanged) news.getFirst();
        assertThat(told.group()).isEqualTo(GROUP);
        assertThat(told.author()).isEqualTo(Optional.of(ANNA));
        return told.change();
    }

    private static NodeBuilder with(String tag) {
        return Node.tag(tag).child(Node.tag("participant").attribute("jid", BEN));
    }

    @Test
    void membersComeAndGo() throws Exception {
        assertThat(change(with("add"))).isEqualTo(new Members(Action.ADDED, List.of(BEN)));
        assertThat(change(with("remove"))).isEqualTo(new Members(Action.REMOVED, List.of(BEN)));
        assertThat(change(with("leave"))).isEqualTo(new Members(Action.REMOVED, List.of(BEN)));
        assertThat(change(with("promote"))).isEqualTo(new Members(Action.PROMOTED, List.of(BEN)));
        assertThat(change(with("demote"))).isEqualTo(new Members(Action.DEMOTED, List.of(BEN)));
        assertThat(change(with("modify"))).isEqualTo(new Members(Action.RENAMED, List.of(BEN)));
    }

    @Test
    void aNewGroupTellsItsNameAndMembers() throws Exception {
        var group = with("group").attribute("id", "120363001").attribute("subject", "friends");
        assertThat(change(Node.tag("create").child(group))).isEqualTo(new GroupChange.Created("friends", List.of(BEN)));
    }

    @Test
    void wordsAndTimersAreRead() throws Exception {
        assertThat(change(Node.tag("subject").attribute("subject", "pals"))).isEqualTo(new GroupChange.Subject("pals"));
        assertThat(change(Node.tag("description").child(Node.tag("body").text("what for"))))
                .isEqualTo(new GroupChange.Description("what for"));
        assertThat(change(Node.tag("description").child(Node.of("delete")))).isEqualTo(new GroupChange.Description(""));
        assertThat(change(Node.tag("ephemeral").attribute("expiration", 86_400)))
                .isEqualTo(new GroupChange.Timer(Duration.ofDays(1)));
        assertThat(change(Node.tag("not_ephemeral"))).isEqualTo(new GroupChange.Timer(Duration.ZERO));
        assertThat(change(Node.tag("invite").attribute("code", "AbC"))).isEqualTo(new GroupChange.InviteRenewed("AbC"));
        assertThat(change(Node.tag("delete"))).isEqualTo(new GroupChange.Deleted());
        assertThat(change(Node.tag("growth_locked"))).isEqualTo(new GroupChange.Other("growth_locked"));
    }

    @Test
    void settingsGoOnAndOff() throws Exception {
        assertThat(change(Node.tag("announcement"))).isEqualTo(new Switched(Setting.ANNOUNCEMENT, true));
        assertThat(change(Node.tag("not_announcement"))).isEqualTo(new Switched(Setting.ANNOUNCEMENT, false));
        assertThat(change(Node.tag("locked"))).isEqualTo(new Switched(Setting.LOCKED, true));
        assertThat(change(Node.tag("unlocked"))).isEqualTo(new Switched(Setting.LOCKED, false));
        for (var on : new boolean[] {true, false}) {
            assertThat(change(Node.tag("membership_approval_mode")
                            .child(Node.tag("group_join").attribute("state", on ? "on" : "off"))))
                    .isEqualTo(new Switched(Setting.APPROVAL, on));
            assertThat(change(Node.tag("member_add_mode").text(on ? "all_member_add" : "admin_add")))
                    .isEqualTo(new Switched(Setting.OPEN_ADDING, on));
        }
    }

    @Test
    void aNamelessMemberIsMalformed() {
        var nameless = Node.tag("add").child(Node.of("participant"));
        assertThatThrownBy(() -> change(nameless)).isInstanceOf(MalformedNode.class);
    }

    @Test
    void theInvitationIsNotForLogs() {
        assertThat(new GroupChange.InviteRenewed("AbC").toString()).doesNotContain("AbC");
    }
}
