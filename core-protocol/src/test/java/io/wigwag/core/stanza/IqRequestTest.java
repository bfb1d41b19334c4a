package io.wigwag.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IqRequestTest {
    private static NodeBuilder get(String namespace) {
        return query("get", namespace);
    }

    private static NodeBuilder set(String namespace) {
        return query("set", namespace);
    }

    private static NodeBuilder query(String type, String namespace) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", type)
                .attribute("id", "7.1")
                .attribute("xmlns", namespace);
    }

    private static NodeBuilder result() {
        return Node.tag("iq")
                .attribute("from", Jid.SERVER)
                .attribute("type", "result")
                .attribute("id", "7.1");
    }

    private static Node error(NodeBuilder error) {
        return Node.tag("iq")
                .attribute("type", "error")
                .attribute("id", "7.1")
                .child(error)
                .build();
    }

    @Test
    void aPingIsEmptyAndAnsweredWithTheTime() throws Exception {
        assertThat(new Ping().toNode("7.1")).isEqualTo(get("w:p").build());
        assertThat(new Ping().answer(result().attribute("t", 1752021890).build()))
                .contains(Instant.ofEpochSecond(1752021890));
        assertThat(new Ping().answer(result().build())).isEmpty();
        var negative = result().attribute("t", -1).build();
        assertThatThrownBy(() -> new Ping().answer(negative)).isInstanceOf(MalformedNode.class);
        var beyond = result().attribute("t", Long.MAX_VALUE).build();
        assertThatThrownBy(() -> new Ping().answer(beyond)).isInstanceOf(MalformedNode.class);
    }

    @Test
    void deliveryIsTurnedOnAndOff() throws Exception {
        assertThat(Deliver.ACTIVE.toNode("7.1"))
                .isEqualTo(set("passive").child(Node.of("active")).build());
        assertThat(Deliver.PASSIVE.toNode("7.1"))
                .isEqualTo(set("passive").child(Node.of("passive")).build());
        assertThat(Deliver.ACTIVE.answer(result().build())).isEqualTo(Done.DONE);
    }

    @Test
    void whatWasFetchedIsCleanedInOneQuery() {
        var clean = new CleanDirty(
                List.of(new ServerNotice.Dirty("groups", 1700000000), new ServerNotice.Dirty("account_sync", 5)));

        assertThat(clean.toNode("7.1"))
                .isEqualTo(set("urn:xmpp:whatsapp:dirty")
                        .child(Node.tag("clean").attribute("type", "groups").attribute("timestamp", "1700000000"))
                        .child(Node.tag("clean")
                                .attribute("type", "account_sync")
                                .attribute("timestamp", "5"))
                        .build());
        assertThatThrownBy(() -> new CleanDirty(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCompanionIsRemovedAlsoOneWithoutAPhone() throws Exception {
        var companion = Jid.parse("999100:3@s.whatsapp.net");

        assertThat(new RemoveCompanion(companion).toNode("7.1"))
                .isEqualTo(set("md")
                        .child(Node.tag("remove-companion-device")
                                .attribute("jid", companion)
                                .attribute("reason", "user_initiated"))
                        .build());
        assertThat(new RemoveCompanion(companion.bare())
                        .toNode("7.2")
                        .requireChild("remove-companion-device")
                        .attributes()
                        .requireJid("jid"))
                .as("accounts without a phone have a companion 0")
                .isEqualTo(companion.bare());
    }

    @Test
    void propsAreAskedForInTwoDialects() {
        assertThat(PropsQuery.first(PropsQuery.Form.ABT).toNode("7.1"))
                .isEqualTo(get("abt")
                        .child(Node.tag("props").attribute("protocol", "1"))
                        .build());
        assertThat(new PropsQuery(PropsQuery.Form.ABT, Optional.of("h"), Optional.of("9")).toNode("7.1"))
                .isEqualTo(get("abt")
                        .child(Node.tag("props")
                                .attribute("protocol", "1")
                                .attribute("hash", "h")
                                .attribute("refresh_id", "9"))
                        .build());
        assertThat(PropsQuery.first(PropsQuery.Form.W).toNode("7.1"))
                .isEqualTo(get("w").child(
                                Node.tag("props").attribute("protocol", "2").attribute("hash", ""))
                        .build());
    }

    @Test
    void propsAreReadAsTheWebClientReadsThem() throws Exception {
        var props = PropsQuery.first(PropsQuery.Form.ABT)
                .answer(result().child(Node.tag("props")
                                .attribute("hash", "h1")
                                .attribute("refresh", 86400)
                                .child(prop("1430", "15s"))
                                .child(prop("10518", "True"))
                                .child(prop("10519", "yes"))
                                .child(prop("7", "-3"))
                                .child(prop("8", "none"))
                                .child(Node.tag("prop")
                                        .attribute("event_code", "5138")
                                        .attribute("sampling_weight", "-1")))
                        .build());

        assertThat(props.values()).hasSize(5);
        assertThat(props.number(1430, 10)).isEqualTo(15);
        assertThat(props.number(7, 0)).isEqualTo(-3);
        assertThat(props.number(8, 4)).isEqualTo(4);
        assertThat(props.number(9, 5)).isEqualTo(5);
        assertThat(props.flag(10518, false)).isTrue();
        assertThat(props.flag(10519, true)).isFalse();
        assertThat(props.flag(9, true)).isTrue();
        assertThat(props.text(8, "")).isEqualTo("none");
        assertThat(props.refresh()).contains(Duration.ofDays(1));
        assertThat(props.delta()).isFalse();
    }

    private static NodeBuilder prop(String code, String value) {
        return Node.tag("prop").attribute("config_code", code).attribute("config_value", value);
    }

    @Test
    void aDeltaAddsToWhatWasKnownAndAFullAnswerReplacesIt() throws Exception {
        var known = new Props(Map.of(1, "a", 2, "b"), Optional.of("h1"), Optional.of("r"), Optional.empty(), false);
        var props = Node.tag("props").attribute("hash", "h2").child(prop("2", "c"));

        var full = Props.read(props.build());
        assertThat(full.after(known)).isEqualTo(full);

        var delta = Props.read(props.attribute("delta_update", "true").build());
        assertThat(delta.after(known))
                .isEqualTo(new Props(
                        Map.of(1, "a", 2, "c"), Optional.of("h2"), Optional.of("r"), Optional.empty(), false));
    }

    @Test
    void aRefusalKeepsTheServersCodeTextAndWish() {
        var refused = catchThrowableOfType(
                IqRefused.class,
                () -> new Ping()
                        .answer(error(Node.tag("error")
                                .attribute("code", 429)
                                .attribute("text", "rate-overlimit")
                                .attribute("backoff", 30))));

        assertThat(refused.code()).hasValue(429);
        assertThat(refused.is(IqRefused.RATE_LIMITED)).isTrue();
        assertThat(refused.text()).isEqualTo("rate-overlimit");
        assertThat(refused.backoff()).contains(Duration.ofSeconds(30));
        assertThat(refused).hasMessage("429 rate-overlimit");
        assertThat(refused.getStackTrace()).isEmpty();
    }

    @Test
    void aRefusalThatCannotBeReadIsOneAllTheSame() {
        var refused = catchThrowableOfType(
                IqRefused.class,
                () -> new Ping()
                        .answer(error(Node.tag("error").attribute("code", "4o4").attribute("backoff", "-1"))));

        assertThat(refused.code()).isEmpty();
        assertThat(refused.is(IqRefused.NOT_FOUND)).isFalse();
        assertThat(refused.text()).isEmpty();
        assertThat(refused.backoff()).isEmpty();
    }

    @Test
    void nobodyIsSentAwayForMoreThanADay() {
        var refused = catchThrowableOfType(
                IqRefused.class,
                () -> new Ping()
                        .answer(error(
                                Node.tag("error").attribute("code", 503).attribute("backoff", Integer.MAX_VALUE))));

        assertThat(refused.backoff()).contains(Duration.ofDays(1));
    }

    @Test
    void aQueryIsNoAnswer() {
        assertThatThrownBy(() -> new Ping().answer(get("w:p").build())).isInstanceOf(MalformedNode.class);
    }
}
