package io.wigwag.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.event.GroupChange.Setting;
import io.wigwag.core.group.ChangeMembers.Deed;
import io.wigwag.core.group.ChangeMembers.Result;
import io.wigwag.core.group.GroupInfo.Rank;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.stanza.IqRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupQueriesTest {
    private static final Jid GROUP = jid("120363001@g.us");
    private static final Jid ANNA = jid("7001@lid");
    private static final Jid ANNAS_PHONE = jid("491111@s.whatsapp.net");
    private static final Jid BEN = jid("7002@lid");

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Node child(IqRequest<?> request, String type, Jid to) throws MalformedNode {
        var iq = request.toNode("7");
        assertThat(iq.attributes().text("id")).contains("7");
        assertThat(iq.attributes().text("type")).contains(type);
        assertThat(iq.attributes().text("xmlns")).contains("w:g2");
        assertThat(iq.attributes().requireJid("to")).isEqualTo(to);
        assertThat(iq.children()).hasSize(1);
        return iq.children().getFirst();
    }

    private static Node result(NodeBuilder child) {
        return Node.tag("iq").attribute("type", "result").child(child).build();
    }

    private static NodeBuilder group() {
        return Node.tag("group")
                .attribute("id", "120363001")
                .attribute("subject", "friends")
                .attribute("creator", ANNA)
                .child(Node.tag("participant")
                        .attribute("jid", ANNA)
                        .attribute("phone_number", ANNAS_PHONE)
                        .attribute("type", "superadmin"))
                .child(Node.tag("participant").attribute("jid", BEN).attribute("type", "admin"))
                .child(Node.tag("participant").attribute("jid", jid("7003@lid")));
    }

    @Test
    void aGroupIsReadWithAllThatIsOn() throws Exception {
        var whole = group().child(Node.tag("description")
                        .attribute("id", "D1")
                        .child(Node.tag("body").text("what for")))
                .child(Node.of("announcement"))
                .child(Node.of("locked"))
                .child(Node.of("membership_approval_mode"))
                .child(Node.tag("member_add_mode").text("all_member_add"))
                .child(Node.tag("ephemeral").attribute("expiration", 86_400));
        var info = new GroupQuery.One(GROUP).read(result(whole));
        assertThat(info.id()).isEqualTo(GROUP);
        assertThat(info.subject()).isEqualTo("friends");
        assertThat(info.owner()).contains(ANNA);
        assertThat(info.description()).contains(new GroupInfo.Description("D1", "what for"));
        assertThat(info.on()).containsExactlyInAnyOrder(Setting.values());
        assertThat(info.timer()).isEqualTo(Duration.ofDays(1));
        assertThat(info.members())
                .extracting(GroupInfo.Member::rank)
                .containsExactly(Rank.CREATOR, Rank.ADMIN, Rank.MEMBER);
        assertThat(info.members().getFirst().other()).contains(ANNAS_PHONE);
        assertThat(child(new GroupQuery.One(GROUP), "get", GROUP))
                .isEqualTo(Node.tag("query").attribute("request", "interactive").build());
    }

    @Test
    void whatIsNotSaidIsOff() throws Exception {
        var info = new GroupQuery.One(GROUP).read(result(group()));
        assertThat(info.on()).isEmpty();
        assertThat(info.description()).isEmpty();
        assertThat(info.timer()).isZero();
    }

    @Test
    void allGroupsComeAtOnce() throws Exception {
        assertThat(child(new GroupQuery.All(), "get", Jid.GROUPS).children()).hasSize(2);
        var all = new GroupQuery.All()
                .read(result(Node.tag("groups").child(group()).child(group())));
        assertThat(all).hasSize(2);
        assertThatThrownBy(() -> new GroupQuery.All().read(Node.of("iq"))).isInstanceOf(MalformedNode.class);
    }

    @Test
    void groupsAreMade() throws Exception {
        var wish = new CreateGroup("friends", List.of(BEN.withDevice(3)), "K1");
        assertThat(child(wish, "set", Jid.GROUPS))
                .isEqualTo(Node.tag("create")
                        .attribute("subject", "friends")
                        .attribute("key", "K1")
                        .child(Node.tag("participant").attribute("jid", BEN))
                        .build());
        assertThat(wish.read(result(group())).id()).isEqualTo(GROUP);
        var strange = result(Node.tag("group").attribute("id", "a b"));
        assertThatThrownBy(() -> wish.read(strange)).isInstanceOf(MalformedNode.class);
    }

    @Test
    void whatBecameOfEachMemberIsTold() throws Exception {
        var wish = new ChangeMembers(GROUP, Deed.ADD, List.of(ANNA, BEN));
        assertThat(child(wish, "set", GROUP).tag()).isEqualTo("add");
        assertThat(wish.read(result(Node.tag("add")
                        .child(Node.tag("participant").attribute("jid", ANNA).attribute("type", "200"))
                        .child(Node.tag("participant").attribute("jid", BEN).attribute("error", "403")))))
                .containsExactly(new Result(ANNA, 200), new Result(BEN, 403));
    }

    @Test
    void changesAreWritten() throws Exception {
        assertThat(child(ChangeGroup.subject(GROUP, "pals"), "set", GROUP))
                .isEqualTo(Node.tag("subject").text("pals").build());
        assertThat(child(ChangeGroup.description(GROUP, "new", "D2", Optional.of("D1")), "set", GROUP))
                .isEqualTo(Node.tag("description")
                        .attribute("id", "D2")
                        .attribute("prev", "D1")
                        .child(Node.tag("body").text("new"))
                        .build());
        assertThat(child(ChangeGroup.description(GROUP, "", "D3", Optional.empty()), "set", GROUP))
                .isEqualTo(Node.tag("description")
                        .attribute("id", "D3")
                        .attribute("delete", "true")
                        .build());
        assertThat(child(ChangeGroup.leave(GROUP), "set", Jid.GROUPS))
                .isEqualTo(Node.tag("leave")
                        .child(Node.tag("group").attribute("id", GROUP))
                        .build());
        assertThat(child(ChangeGroup.timer(GROUP, Duration.ofDays(7)), "set", GROUP))
                .isEqualTo(
                        Node.tag("ephemeral").attribute("expiration", 604_800).build());
        assertThat(child(ChangeGroup.timer(GROUP, Duration.ZERO), "set", GROUP)).isEqualTo(Node.of("not_ephemeral"));
    }

    private static Node switched(Setting setting, boolean on) throws MalformedNode {
        return child(ChangeGroup.setting(GROUP, setting, on), "set", GROUP);
    }

    @Test
    void settingsAreWritten() throws Exception {
        assertThat(switched(Setting.ANNOUNCEMENT, true)).isEqualTo(Node.of("announcement"));
        assertThat(switched(Setting.ANNOUNCEMENT, false)).isEqualTo(Node.of("not_announcement"));
        assertThat(switched(Setting.LOCKED, true)).isEqualTo(Node.of("locked"));
        assertThat(switched(Setting.LOCKED, false)).isEqualTo(Node.of("unlocked"));
        assertThat(switched(Setting.OPEN_ADDING, true).text()).contains("all_member_add");
        assertThat(switched(Setting.OPEN_ADDING, false).text()).contains("admin_add");
        assertThat(switched(Setting.APPROVAL, true)
                        .requireChild("group_join")
                        .attributes()
                        .is("state", "on"))
                .isTrue();
        assertThat(switched(Setting.APPROVAL, false)
                        .requireChild("group_join")
                        .attributes()
                        .is("state", "off"))
                .isTrue();
    }

    @Test
    void invitationsAreAskedForAndFollowed() throws Exception {
        assertThat(child(new Invitation.Code(GROUP, false), "get", GROUP)).isEqualTo(Node.of("invite"));
        assertThat(child(new Invitation.Code(GROUP, true), "set", GROUP)).isEqualTo(Node.of("invite"));
        assertThat(new Invitation.Code(GROUP, true)
                        .read(result(Node.tag("invite").attribute("code", "AbC"))))
                .isEqualTo("AbC");
        var join = new Invitation.Join("AbC");
        assertThat(join.toString()).doesNotContain("AbC");
        assertThat(child(join, "set", Jid.GROUPS))
                .isEqualTo(Node.tag("invite").attribute("code", "AbC").build());
        assertThat(join.read(result(Node.tag("group").attribute("jid", GROUP))))
                .isEqualTo(new Invitation.Entry(GROUP, false));
        assertThat(join.read(result(Node.tag("membership_approval_request").attribute("jid", GROUP))))
                .isEqualTo(new Invitation.Entry(GROUP, true));
    }
}
