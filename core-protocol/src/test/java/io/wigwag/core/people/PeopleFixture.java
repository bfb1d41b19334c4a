package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.core.testing.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A device with an empty memory, on a line whose answers a test writes.
final class PeopleFixture {
    final OwnAccount own = new OwnAccount(jid("490000:4@s.whatsapp.net"), Optional.of(jid("7000:4@lid")));
    final MemoryDeviceState state = new MemoryDeviceState();
    final SeededRandom random = new SeededRandom(3);
    final SignalSessions sessions = new SignalSessions(
            state,
            new SessionCipher(OwnIdentity.generate(random), () -> KeyPair.generate(random)),
            IdentityPolicy.TRUST_CHANGES,
            this::time);
    final GroupSessions groups = new GroupSessions(state, new GroupCipher(random));
    final Aliases aliases = new Aliases(own, state, sessions, groups);
    final List<Node> asked = new ArrayList<>();
    final Map<String, Function<Node, NodeBuilder>> answers = new HashMap<>();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    boolean silent;

    final Line line = new Line() {
        @Override
        public <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered {
            var question = request.toNode("q" + asked.size());
            asked.add(question);
            var answer = answers.get(question.attributes().text("xmlns").orElseThrow());
            if (silent || answer == null) {
                throw Unanswered.late(Duration.ofSeconds(60));
            }
            try {
                return request.answer(answer.apply(question).build());
            } catch (MalformedNode malformed) {
                throw Unanswered.unreadable(String.valueOf(malformed.getMessage()));
            }
        }

        @Override
        public void send(Node stanza) {
            throw new AssertionError("nobody here sends " + stanza.tag());
        }
    };

    private Instant time() {
        return now;
    }

    static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (Exception malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    static NodeBuilder refusal(int code, int backoff) {
        return Node.tag("iq")
                .attribute("type", "error")
                .child(Node.tag("error").attribute("code", code).attribute("backoff", backoff));
    }
}
