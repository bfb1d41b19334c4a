package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Content;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.identity.NoiseIdentity;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// What goes wrong.
public sealed interface Action {
    /// Where it can go wrong in this way.
    Set<Layer> layers();

    /// To anything that passes.
    sealed interface OnPassing extends Action {
        @Override
        default Set<Layer> layers() {
            return EnumSet.complementOf(EnumSet.of(Layer.HTTP));
        }
    }

    /// Vanishes. A query gets no answer then.
    record Drop() implements OnPassing {}

    /// Comes later, by the sandbox's clock; what is behind it waits for it unless `overtaken`.
    record Delay(Duration by, Duration jitter, boolean overtaken) implements OnPassing {
        @Override
        public Set<Layer> layers() {
            return EnumSet.allOf(Layer.class);
        }
    }

    /// Comes so many times more.
    record Duplicate(int count) implements OnPassing {}

    /// So many are held back, and come in the opposite order.
    record Reorder(int window) implements OnPassing {}

    /// The connection ends in good order.
    record Close() implements OnPassing {
        @Override
        public Set<Layer> layers() {
            return EnumSet.allOf(Layer.class);
        }
    }

    /// The TCP connection ends without a word.
    record Reset() implements OnPassing {
        @Override
        public Set<Layer> layers() {
            return EnumSet.allOf(Layer.class);
        }
    }

    /// The connection stays open and silent both ways: for a time, after which everything comes, or for ever.
    record Blackhole(Optional<Duration> time) implements OnPassing {}

    /// To bytes.
    sealed interface OnBytes extends Action {
        @Override
        default Set<Layer> layers() {
            return EnumSet.of(Layer.TCP, Layer.TLS, Layer.WEBSOCKET, Layer.HANDSHAKE, Layer.FRAME);
        }
    }

    /// So many bits, chosen at random, are the wrong way round.
    record Corrupt(int bits) implements OnBytes {}

    /// So many bytes are missing at the end.
    record Truncate(int bytes) implements OnBytes {}

    /// Comes in pieces of so many bytes, each on its own.
    record Split(int bytes) implements OnBytes {
        @Override
        public Set<Layer> layers() {
            return EnumSet.of(Layer.TCP, Layer.TLS, Layer.WEBSOCKET);
        }
    }

    /// So many come as one.
    record Coalesce(int frames) implements OnBytes {
        @Override
        public Set<Layer> layers() {
            return EnumSet.of(Layer.TCP, Layer.TLS, Layer.WEBSOCKET);
        }
    }

    /// Comes at so many bytes a second.
    record Throttle(long bytesPerSecond) implements OnBytes {}

    /// To stanzas.
    sealed interface OnStanza extends Action {
        @Override
        default Set<Layer> layers() {
            return EnumSet.of(Layer.STANZA);
        }
    }

    /// Gets an error, or a node of the test's own, in place of what the service would answer.
    record Answer(OptionalInt code, String text, Optional<Node> node) implements OnStanza {}

    /// A client's message or receipt is refused.
    record AckError(int code) implements OnStanza {}

    /// Has other attributes, or other content.
    record Mutate(Map<String, Value> set, List<String> remove, Optional<Content> content) implements OnStanza {
        public Mutate {
            set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
            remove = List.copyOf(remove);
        }
    }

    /// The value of an attribute.
    sealed interface Value {
        record Text(String text) implements Value {}

        record Address(Jid jid) implements Value {}
    }

    /// Is another one.
    record Replace(Node node) implements OnStanza {}

    /// Comes in company.
    record Inject(List<Node> before, List<Node> after) implements OnStanza {
        public Inject {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// The stream ends with an error.
    record StreamError(Optional<String> code, Optional<String> conflict) implements OnStanza {}

    /// What goes to the client is untrue in a way that clients have to survive.
    sealed interface Lie extends OnStanza {}

    /// Nobody has a one-time key left.
    record PreKeysExhausted() implements Lie {}

    /// The digest of a client's keys is not theirs.
    record WrongDigest() implements Lie {}

    /// The lists of devices are those of some time ago.
    record StaleDeviceList(Duration age) implements Lie {}

    /// The patches of a collection carry a wrong code.
    record WrongMac(String collection) implements Lie {}

    /// To the handshake.
    sealed interface OnHandshake extends Action {
        @Override
        default Set<Layer> layers() {
            return EnumSet.of(Layer.HANDSHAKE);
        }
    }

    record BadCertificate(NoiseIdentity.Flaw flaw) implements OnHandshake {}

    /// A client that wants to resume is asked for a first handshake.
    record ForceFallback() implements OnHandshake {}

    /// A client that wants to resume is taken for one that does not.
    record ForceFirst() implements OnHandshake {}

    /// The handshake succeeds and the login does not.
    record LoginFailure(int reason, OptionalInt code, OptionalLong expire) implements OnHandshake {}

    /// A request gets this answer; or, of the answer that it would have got, so many bytes.
    record Http(OptionalInt status, Map<String, String> headers, Optional<Octets> body, OptionalLong afterBytes)
            implements Action {
        public Http {
            headers = Map.copyOf(headers);
        }

        @Override
        public Set<Layer> layers() {
            return EnumSet.of(Layer.HTTP);
        }
    }
}
