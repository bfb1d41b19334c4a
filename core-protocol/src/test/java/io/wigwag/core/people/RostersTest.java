package io.wigwag.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RostersTest {
    private static final Jid GROUP = PeopleFixture.jid("120363001@g.us");
    private static final Jid ANNA = PeopleFixture.jid("7001@lid");
    private static final Jid ANNAS_NUMBER = PeopleFixture.jid("491111@s.whatsapp.net");
    private static final Jid BEN = PeopleFixture.jid("7002@lid");

    private final PeopleFixture fixture = new PeopleFixture();
    private final Rosters rosters = rosters();

    {
        fixture.answers.put("w:g2", _ -> described());
    }

    private Rosters rosters() {
        return new Rosters(fixture.own, fixture.state, fixture.aliases, () -> fixture.now);
    }

    private static NodeBuilder described() {
        return Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("group")
                        .attribute("id", "120363001")
                        .attribute("addressing_mode", "lid")
                        .child(member(ANNA)
                                .attribute("phone_number", ANNAS_NUMBER)
                                .attribute("type", "superadmin"))
                        .child(member(BEN))
                        .child(Node.tag("announcement"))
                        .child(Node.tag("ephemeral").attribute("expiration", 86_400)));
    }

    private static NodeBuilder member(Jid jid) {
        return Node.tag("participant").attribute("jid", jid);
    }

    private void changed(NodeBuilder change) throws Exception {
        rosters.changed(Node.tag("notification")
                .attribute("type", "w:gp2")
                .attribute("from", GROUP)
                .attribute("id", "1")
                .child(change)
                .build());
    }

    private List<Jid> members() throws Exception {
        return rosters.of(fixture.line, GROUP).members().stream()
                .map(Roster.Member::jid)
                .toList();
    }

    @Test
    void aGroupIsAskedForOnceAlsoOverARestart() throws Exception {
        var roster = rosters.of(fixture.line, GROUP);
        assertThat(roster.addressing()).isEqualTo(Roster.Addressing.LID);
        assertThat(roster.announcement()).isTrue();
        assertThat(roster.expiration()).isEqualTo(86_400);
        assertThat(roster.members()).extracting(Roster.Member::admin).containsExactly(true, false);
        assertThat(roster.has(ANNA.withDevice(3))).isTrue();
        assertThat(roster.has(ANNAS_NUMBER)).isTrue();
        assertThat(roster.has(PeopleFixture.jid("7009@lid"))).isFalse();
        assertThat(fixture.aliases.canonical(ANNAS_NUMBER)).isEqualTo(ANNA);
        assertThat(fixture.asked.getFirst().attributes().requireJid("to")).isEqualTo(GROUP);

        assertThat(rosters().of(fixture.line, GROUP)).isEqualTo(roster);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void twoThousandGroupsAndTenThousandSendsAreAtMostOneQuestionEach() throws Exception {
        for (var i = 0; i < 10_000; i++) {
            rosters.of(fixture.line, PeopleFixture.jid((120363002L + i % 2_000) + "@g.us"));
        }
        assertThat(fixture.asked).hasSize(2_000);
        var restarted = rosters();
        for (var i = 0; i < 10_000; i++) {
            restarted.of(fixture.line, PeopleFixture.jid((120363002L + i % 2_000) + "@g.us"));
        }
        assertThat(fixture.asked).hasSize(2_000);
    }

    @Test
    void notificationsKeepItTrue() throws Exception {
        assertThat(members()).containsExactly(ANNA, BEN);
        var cleo = PeopleFixture.jid("7003@lid");
        changed(Node.tag("add").child(member(cleo)));
        assertThat(members()).containsExactly(ANNA, BEN, cleo);
        changed(Node.tag("promote").child(member(BEN)));
        assertThat(rosters.of(fixture.line, GROUP).members())
                .extracting(Roster.Member::admin)
                .containsExactly(true, true, false);
        changed(Node.tag("demote").child(member(BEN)));
        assertThat(rosters.of(fixture.line, GROUP).members())
                .extracting(Roster.Member::admin)
                .containsExactly(true, false, false);
        changed(Node.tag("remove").child(member(BEN)));
        assertThat(members()).containsExactly(ANNA, cleo);
        changed(Node.tag("not_announcement"));
        assertThat(rosters.of(fixture.line, GROUP).announcement()).isFalse();
        changed(Node.tag("not_ephemeral"));
        assertThat(rosters.of(fixture.line, GROUP).expiration()).isZero();
        changed(Node.tag("subject").attribute("subject", "new"));
        assertThat(members()).containsExactly(ANNA, cleo);
        assertThat(fixture.asked).hasSize(1);

        changed(Node.tag("modify").child(member(ANNA)).child(member(cleo)));
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThat(fixture.asked).hasSize(2);
    }

    @Test
    void aGroupThatWeWereAddedToComesWithItsMembers() throws Exception {
        changed(Node.tag("create").child(described().build().requireChild("group")));
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThat(fixture.asked).isEmpty();
    }

    private SenderKeyName ourKey() {
        return new SenderKeyName(
                GROUP.toString(), DeviceAddress.of(fixture.own.lid().orElseThrow()));
    }

    private void giveKeyTo(Jid member) {
        fixture.state.commit(List.of(
                new StateChange.PutSenderKey(ourKey(), Octets.ofHex("01")),
                new StateChange.AddHolders(GROUP.toString(), Set.of(DeviceAddress.of(member)))));
    }

    private void assertRenewed(boolean renewed) {
        assertThat(fixture.state.senderKeys(List.of(ourKey()))).hasSize(renewed ? 0 : 1);
        assertThat(fixture.state.holders(GROUP.toString())).hasSize(renewed ? 0 : 1);
    }

    @Test
    void ourKeyGoesWhenSomebodyLeavesWhoeverIsSaidToHoldIt() throws Exception {
        rosters.of(fixture.line, GROUP);
        for (var change : List.of("remove", "leave", "modify")) {
            for (var gone : List.of(ANNA, BEN)) {
                giveKeyTo(ANNA);
                changed(Node.tag("add").child(member(PeopleFixture.jid("7003@lid"))));
                changed(Node.tag("promote").child(member(PeopleFixture.jid("7003@lid"))));
                assertRenewed(false);
                changed(Node.tag(change).child(member(gone)));
                assertRenewed(true);
            }
        }
        giveKeyTo(ANNA);
        changed(Node.tag("delete"));
        assertRenewed(true);
    }

    @Test
    void aMemberIsNeverGoneWhileTheKeyStays() throws Exception {
        rosters.of(fixture.line, GROUP);
        giveKeyTo(ANNA);
        fixture.state.refuseNextCommit();
        assertThatThrownBy(() -> changed(Node.tag("remove").child(member(BEN)))).isInstanceOf(CommitRefused.class);
        // Neither happened, so that the notification does both when it comes again.
        assertThat(members()).containsExactly(ANNA, BEN);
        assertRenewed(false);

        var commits = fixture.state.commits();
        changed(Node.tag("remove").child(member(BEN)));
        assertThat(fixture.state.commits()).isEqualTo(commits + 1);
        assertThat(members()).containsExactly(ANNA);
        assertRenewed(true);
    }

    @Test
    void ourKeyGoesWhenTheServersRosterLacksSomebody() throws Exception {
        rosters.of(fixture.line, GROUP);
        giveKeyTo(ANNA);
        rosters.doubt(GROUP);
        members();
        assertRenewed(false);

        changed(Node.tag("add").child(member(PeopleFixture.jid("7003@lid"))));
        rosters.doubt(GROUP);
        // The answer knows nothing of the one who was added: they left, and nobody told us.
        assertThat(members()).containsExactly(ANNA, BEN);
        assertRenewed(true);
    }

    @Test
    void aGroupThatCallsItsMembersByOtherNamesHasLostNobody() throws Exception {
        fixture.answers.put(
                "w:g2",
                _ -> Node.tag("iq")
                        .attribute("type", "result")
                        .child(Node.tag("group")
                                .attribute("id", "120363001")
                                .attribute("addressing_mode", "pn")
                                .child(member(ANNAS_NUMBER))));
        assertThat(members()).containsExactly(ANNAS_NUMBER);
        giveKeyTo(ANNA);
        fixture.answers.put("w:g2", _ -> described());
        rosters.doubt(GROUP);
        assertThat(members()).containsExactly(ANNA, BEN);
        assertRenewed(false);
    }

    @Test
    void aRosterThatThereIsNothingToCompareWithBringsANewKey() throws Exception {
        giveKeyTo(ANNA);
        members();
        assertRenewed(true);
    }

    @Test
    void aServerThatWantsToBeLeftAloneIs() throws Exception {
        rosters.of(fixture.line, GROUP);
        fixture.answers.put("w:g2", _ -> PeopleFixture.refusal(429, 60));
        rosters.doubt(GROUP);
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThat(fixture.asked).hasSize(2);

        fixture.answers.put("w:g2", _ -> described());
        fixture.now = fixture.now.plus(Duration.ofSeconds(61));
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThat(fixture.asked).hasSize(3);
    }

    @Test
    void doubtsAreCheckedAtTheConfiguredRate() throws Exception {
        rosters.of(fixture.line, GROUP);
        for (var i = 0; i < 100; i++) {
            rosters.doubt(GROUP);
            rosters.of(fixture.line, GROUP);
        }
        assertThat(fixture.asked).hasSize(Rosters.BUDGET);
        fixture.now = fixture.now.plus(Rosters.REFILL);
        rosters.of(fixture.line, GROUP);
        assertThat(fixture.asked).hasSize(Rosters.BUDGET + 1);
    }

    @Test
    void aSilentServerDoesNotStopASendThatCanUseWhatIsKept() throws Exception {
        rosters.of(fixture.line, GROUP);
        rosters.doubt(GROUP);
        fixture.silent = true;
        assertThat(members()).containsExactly(ANNA, BEN);
        assertThatThrownBy(() -> rosters.of(fixture.line, PeopleFixture.jid("120363009@g.us")))
                .isInstanceOf(Unanswered.class);
    }

    @Test
    void whoIsNoMemberHearsIt() throws Exception {
        rosters.of(fixture.line, GROUP);
        rosters.doubt(GROUP);
        fixture.answers.put("w:g2", _ -> PeopleFixture.refusal(403, 0));
        assertThatThrownBy(() -> rosters.of(fixture.line, GROUP)).isInstanceOf(IqRefused.class);
    }

    @Test
    void recordsComeBackAsTheyWere() throws Exception {
        var roster = rosters.of(fixture.line, GROUP);
        var record = RosterFormat.write(roster);
        assertThat(RosterFormat.parse(record)).contains(roster);
        for (var cut = 0; cut < record.size(); cut++) {
            assertThat(RosterFormat.parse(record.slice(0, cut))).isEmpty();
        }
    }
}
