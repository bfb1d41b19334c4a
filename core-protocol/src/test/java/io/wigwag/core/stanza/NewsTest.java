package io.wigwag.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.event.PeopleEvent.Activity;
import io.wigwag.core.event.PeopleEvent.CallFacts;
import io.wigwag.core.event.PeopleEvent.CallSignalled;
import io.wigwag.core.event.PeopleEvent.PresenceChanged;
import io.wigwag.core.event.PeopleEvent.Signal;
import io.wigwag.core.event.PeopleEvent.Typing;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsTest {
    private static final Jid ANNA = jid("7001@lid");
    private static final Jid PHONE = jid("491111@s.whatsapp.net");
    private static final Jid GROUP = jid("120363001@g.us");

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static PeopleEvent news(NodeBuilder stanza) throws MalformedNode {
        return ((News) ServerStanza.read(stanza.build())).event();
    }

    private static NodeBuilder presence() {
        return Node.tag("presence").attribute("from", ANNA);
    }

    @Test
    void whoIsThereIsThereUnlessItSaysOtherwise() throws Exception {
        assertThat(news(presence())).isEqualTo(new PresenceChanged(ANNA, true, Optional.empty()));
        assertThat(news(presence().attribute("type", "unavailable").attribute("last", 1_700_000_000)))
                .isEqualTo(new PresenceChanged(ANNA, false, Optional.of(Instant.ofEpochSecond(1_700_000_000))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny", "none", "error", "-1", "99999999999999999999"})
    void aWordInPlaceOfATimeIsNone(String last) throws Exception {
        assertThat(news(presence().attribute("type", "unavailable").attribute("last", last)))
                .isEqualTo(new PresenceChanged(ANNA, false, Optional.empty()));
    }

    @Test
    void howManyAreInAGroupIsNobodysPresence() throws Exception {
        var counted = Node.tag("presence").attribute("from", GROUP).attribute("count", 3);
        assertThat(ServerStanza.read(counted.build())).isInstanceOf(ServerStanza.Other.class);
    }

    private static NodeBuilder state(NodeBuilder state) {
        return Node.tag("chatstate")
                .attribute("from", GROUP)
                .attribute("participant", ANNA)
                .child(state);
    }

    @Test
    void typingIsReadInGroupsAndBetweenTwo() throws Exception {
        assertThat(news(state(Node.tag("composing")))).isEqualTo(new Typing(GROUP, ANNA, Activity.WRITING));
        assertThat(news(state(Node.tag("composing").attribute("media", "audio"))))
                .isEqualTo(new Typing(GROUP, ANNA, Activity.RECORDING));
        assertThat(news(state(Node.tag("paused")))).isEqualTo(new Typing(GROUP, ANNA, Activity.NOTHING));
        assertThat(news(Node.tag("chatstate").attribute("from", ANNA).child(Node.of("paused"))))
                .isEqualTo(new Typing(ANNA, ANNA, Activity.NOTHING));
        assertThat(ServerStanza.read(state(Node.tag("dancing")).build())).isInstanceOf(ServerStanza.Other.class);
    }

    private static NodeBuilder call(NodeBuilder step) {
        return Node.tag("call")
                .attribute("from", ANNA)
                .attribute("id", "1")
                .attribute("t", 1_700_000_000)
                .child(step.attribute("call-id", "C1").attribute("call-creator", ANNA));
    }

    @Test
    void anOfferTellsWhatKindOfCallItIs() throws Exception {
        var time = Optional.of(Instant.ofEpochSecond(1_700_000_000));
        assertThat(news(call(Node.tag("offer")
                        .attribute("caller_pn", PHONE)
                        .child(Node.of("audio"))
                        .child(Node.of("video")))))
                .isEqualTo(new CallSignalled(
                        "C1", ANNA, ANNA, Signal.OFFER, new CallFacts(true, false, Optional.of(PHONE), time, false)));
        assertThat(news(call(Node.tag("offer_notice")
                                .attribute("media", "audio")
                                .attribute("type", "group"))
                        .attribute("offline", 0)))
                .isEqualTo(new CallSignalled(
                        "C1", ANNA, ANNA, Signal.OFFER, new CallFacts(false, true, Optional.empty(), time, true)));
    }

    @ParameterizedTest
    @CsvSource({
        "accept, ACCEPT",
        "reject, REJECT",
        "terminate, TERMINATE",
        "preaccept, RINGING",
        "transport, NEGOTIATION",
        "something_new, NEGOTIATION"
    })
    void everyStepHasAName(String tag, Signal signal) throws Exception {
        assertThat(((CallSignalled) news(call(Node.tag(tag)))).signal()).isEqualTo(signal);
    }

    @Test
    void aCallThatNobodyAnsweredTimedOut() throws Exception {
        assertThat(((CallSignalled) news(call(Node.tag("terminate").attribute("reason", "timeout")))).signal())
                .isEqualTo(Signal.TIMEOUT);
    }

    @Test
    void whatNamesNobodyIsMalformed() {
        var nameless = Node.tag("call")
                .attribute("from", ANNA)
                .attribute("id", "1")
                .child(Node.of("offer"))
                .build();
        assertThatThrownBy(() -> ServerStanza.read(nameless)).isInstanceOf(MalformedNode.class);
        for (var tag : new String[] {"presence", "chatstate"}) {
            assertThatThrownBy(() -> ServerStanza.read(Node.of(tag))).isInstanceOf(MalformedNode.class);
        }
    }
}
