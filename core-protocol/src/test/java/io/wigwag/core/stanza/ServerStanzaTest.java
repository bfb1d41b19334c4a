package io.wigwag.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServerStanzaTest {
    private static NodeBuilder notification(String type) {
        return Node.tag("notification")
                .attribute("id", "42")
                .attribute("from", Jid.SERVER)
                .attribute("type", type)
                .attribute("t", 1700000000);
    }

    private static Notification.Subject subject(NodeBuilder notification) throws MalformedNode {
        return ((Notification) ServerStanza.read(notification.build())).subject();
    }

    private static void malformed(NodeBuilder node) {
        assertThatThrownBy(() -> ServerStanza.read(node.build())).isInstanceOf(MalformedNode.class);
    }

    @Test
    void aSuccessOfARealServerIsRead() throws Exception {
        var frame =
                Octets.ofHex("00f80f4c1aff0517520218905cee043dfc0366726376f7012aff88100000000000001f4becb43cff051752"
                        + "020041ece6fc2c643559623557784c2b6b35554b5148564936627546524751456a30475a413565767a38623656"
                        + "32786b64773d");

        var success = (Success) ServerStanza.read(
                new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT).decode(frame.toArray()));

        assertThat(success.time()).contains(Instant.ofEpochSecond(1752021890));
        assertThat(success.location()).contains("frc");
        assertThat(success.lid()).contains(Jid.parse("100000000000001:42@lid"));
        assertThat(success.displayName()).isEmpty();
    }

    @Test
    void anEdgeRoutingOfARealServerIsRead() throws Exception {
        var frame = Octets.ofHex("00f804fc02696206fa0003f801f80228f801f80227fc0608020812080d");

        assertThat(ServerStanza.read(
                        new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT).decode(frame.toArray())))
                .isEqualTo(new ServerNotices(List.of(new ServerNotice.EdgeRouting(Octets.ofHex("08020812080d")))));
    }

    @Test
    void noticesAreReadInTheirOrder() throws Exception {
        var notices = ServerStanza.read(Node.tag("ib")
                .child(Node.tag("offline_preview")
                        .attribute("count", 10)
                        .attribute("message", 4)
                        .attribute("notification", 3)
                        .attribute("receipt", 2)
                        .attribute("appdata", 1))
                .child(Node.tag("dirty").attribute("type", "groups").attribute("timestamp", 5))
                .child(Node.tag("downgrade_webclient"))
                .child(Node.tag("thread_metadata"))
                .child(Node.tag("offline").attribute("count", 10))
                .build());

        assertThat(notices)
                .isEqualTo(new ServerNotices(List.of(
                        new ServerNotice.OfflinePreview(10, 4, 3, 2, 1),
                        new ServerNotice.Dirty("groups", 5),
                        new ServerNotice.Downgraded(),
                        new ServerNotice.Unknown("thread_metadata"),
                        new ServerNotice.OfflineEnd(10))));
        malformed(Node.tag("ib").child(Node.tag("dirty").attribute("type", "groups")));
        malformed(Node.tag("ib").child(Node.tag("edge_routing")));
    }

    @Test
    void aFailureKeepsWhatCanBeRead() throws Exception {
        assertThat(ServerStanza.read(Node.tag("failure")
                        .attribute("reason", 402)
                        .attribute("code", 104)
                        .attribute("expire", 3600)
                        .attribute("location", "prn")
                        .build()))
                .isEqualTo(new Failure(
                        OptionalInt.of(402), OptionalInt.of(104), Optional.of(Duration.ofHours(1)), Optional.empty()));
        assertThat(ServerStanza.read(Node.tag("failure")
                        .attribute("reason", "?")
                        .attribute("logout_message_header", "Locked")
                        .build()))
                .isEqualTo(
                        new Failure(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of("Locked")));
    }

    @Test
    void pairingBeginsWithTheRefsInTheirOrder() throws Exception {
        var pairDevice = Node.tag("pair-device")
                .child(Node.tag("ref").bytes(Octets.ofHex("3240")))
                .child(Node.tag("ref").text("next"));
        var iq = Node.tag("iq")
                .attribute("type", "set")
                .attribute("id", "9")
                .child(pairDevice)
                .build();

        var read = (PairDevice) ServerStanza.read(iq);

        assertThat(read.refs()).containsExactly("2@", "next");
        assertThat(read.reply())
                .isEqualTo(Node.tag("iq")
                        .attribute("to", Jid.SERVER)
                        .attribute("type", "result")
                        .attribute("id", "9")
                        .build());
        malformed(Node.tag("iq").attribute("type", "set").attribute("id", "9").child(Node.tag("pair-device")));
    }

    @Test
    void theServersPingIsAnswered() throws Exception {
        var ping = ServerStanza.read(Node.tag("iq")
                .attribute("type", "get")
                .attribute("xmlns", "urn:xmpp:ping")
                .attribute("id", "p1")
                .build());

        assertThat(ping).isEqualTo(new ServerStanza.ServerPing("p1"));
        assertThat(((ServerStanza.ServerPing) ping).reply().attributes().is("id", "p1"))
                .isTrue();
    }

    @Test
    void notificationsAreToldApartBySubject() throws Exception {
        assertThat(subject(notification("encrypt").child(Node.tag("count").attribute("value", 4))))
                .isEqualTo(new Notification.KeysLow(4));
        assertThat(subject(notification("encrypt").child(Node.of("digest")))).isEqualTo(new Notification.CompareKeys());
        assertThat(subject(notification("encrypt").child(Node.of("identity"))))
                .isEqualTo(new Notification.IdentityChanged());
        assertThat(subject(notification("encrypt").child(Node.of("novelty"))))
                .isEqualTo(new Notification.OtherSubject());
        assertThat(subject(notification("devices"))).isEqualTo(new Notification.DevicesChanged());
        assertThat(subject(notification("account_sync"))).isEqualTo(new Notification.AccountChanged());
        assertThat(subject(notification("companion_reg_refresh"))).isEqualTo(new Notification.PairingSecretSpent());
        assertThat(subject(notification("picture"))).isEqualTo(new Notification.OtherSubject());
        assertThat(subject(notification("passkey_prologue_request")
                        .child(Node.tag("passkey_request_options").bytes(Octets.ofHex("7b7d")))))
                .isEqualTo(new Notification.PasskeyWanted(Octets.ofHex("7b7d")));
        assertThat(subject(notification("crsc_continuation")
                        .child(Node.tag("primary_ephemeral_identity").bytes(Octets.ofHex("0a00")))))
                .isEqualTo(new Notification.PasskeyContinued(Octets.ofHex("0a00")));
        malformed(notification("passkey_prologue_request"));
        malformed(notification("crsc_continuation"));
        malformed(notification("encrypt").child(Node.tag("count").attribute("value", "few")));
        malformed(notification("devices").remove("id"));
        malformed(notification("devices").remove("from"));
    }

    private static NodeBuilder code(String stage) {
        return Node.tag("link_code_companion_reg").attribute("stage", stage);
    }

    @Test
    void theStagesOfLinkingByCodeAreToldApart() throws Exception {
        var type = "link_code_companion_reg";
        var ref = Node.tag("link_code_pairing_ref").bytes(Octets.ofHex("3132"));

        assertThat(subject(notification(type).child(code("primary_hello")))).isEqualTo(new Notification.CodeTyped());
        assertThat(subject(notification(type)
                        .child(code("refresh_code")
                                .attribute("force_manual_refresh", "true")
                                .child(ref))))
                .isEqualTo(new Notification.FreshCodeWanted(Octets.ofHex("3132"), true));
        assertThat(subject(notification(type).child(code("refresh_code").child(ref))))
                .isEqualTo(new Notification.FreshCodeWanted(Octets.ofHex("3132"), false));
        assertThat(subject(notification(type).child(code("companion_hello"))))
                .isEqualTo(new Notification.OtherSubject());
        malformed(notification(type));
        malformed(notification(type).child(code("refresh_code")));
    }

    @Test
    void aNotificationSaysFromWhomAndWhenAndIsAcked() throws Exception {
        var from = Jid.parse("999100@s.whatsapp.net");
        var read = (Notification)
                ServerStanza.read(notification("devices").set("from", from).build());

        assertThat(read.from()).isEqualTo(from);
        assertThat(read.time()).contains(Instant.ofEpochSecond(1700000000));
        assertThat(read.ack())
                .isEqualTo(Node.tag("ack")
                        .attribute("class", "notification")
                        .attribute("id", "42")
                        .attribute("to", from)
                        .attribute("type", "devices")
                        .build());
    }

    @Test
    void anAckNamesTheOthersToo() throws Exception {
        var group = Jid.parse("123-456@g.us");
        var person = Jid.parse("999100@s.whatsapp.net");
        for (var tag : List.of("message", "receipt", "call")) {
            var ack = Ack.of(Node.tag(tag)
                    .attribute("id", "M1")
                    .attribute("from", group)
                    .attribute("participant", person)
                    .attribute("recipient", person)
                    .attribute("type", "text")
                    .attribute("offline", "0")
                    .build());

            var expected = Node.tag("ack")
                    .attribute("class", tag)
                    .attribute("id", "M1")
                    .attribute("to", group)
                    .attribute("participant", person)
                    .attribute("recipient", person);
            assertThat(ack).isEqualTo((tag.equals("message") ? expected : expected.attribute("type", "text")).build());
        }
        assertThat(Ack.isWantedBy(Node.of("ib"))).isFalse();
        assertThatThrownBy(() -> Ack.of(Node.of("ib"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ack.of(Node.of("call"))).isInstanceOf(MalformedNode.class);
    }

    @Test
    void theRestIsLeftToOthers() throws Exception {
        var message = Node.tag("message").attribute("id", "1").build();
        assertThat(ServerStanza.read(message)).isEqualTo(new ServerStanza.Other(message));
        var answer = Node.tag("iq").attribute("type", "result").build();
        assertThat(ServerStanza.read(answer)).isEqualTo(new ServerStanza.Other(answer));
        assertThat(ServerStanza.read(Node.tag("error").attribute("code", 479).build()))
                .isEqualTo(new ServerStanza.Complaint(OptionalInt.of(479)));
        assertThat(ServerStanza.read(Node.of("xmlstreamend"))).isEqualTo(new ServerStanza.StreamEnd());
    }

    @Test
    void weSayHowMuchWeTakeAtATime() {
        assertThat(new OfflineBatch(200).toNode())
                .isEqualTo(Node.tag("ib")
                        .child(Node.tag("offline_batch").attribute("count", "200"))
                        .build());
        assertThatThrownBy(() -> new OfflineBatch(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSessionIsNamedByTheTimeSinceMonday() {
        var monday = Instant.parse("2026-11-16T00:00:00Z");
        assertThat(UnifiedSession.at(monday).id()).isZero();
        assertThat(UnifiedSession.at(monday.minusMillis(1)).id()).isEqualTo(7 * 86_400_000L - 1);
        assertThat(UnifiedSession.at(monday.plusSeconds(90)).toNode())
                .isEqualTo(Node.tag("ib")
                        .child(Node.tag("unified_session").attribute("id", "90000"))
                        .build());
        assertThat(UnifiedSession.at(Instant.EPOCH).id()).isEqualTo(3 * 86_400_000L);
    }
}
