package io.wigwag.benchmarks;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.memory.MemoryState;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SignalSessions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One message to a hundred devices: together, where other cores may help, and one after the other.
@State(Scope.Thread)
public class FanOutBenchmark {
    private static final int DEVICES = 100;
    private static final Octets TEXT = Octets.wrap(new byte[160]);

    private final SecureRandom random = new SecureRandom();
    private final MemoryState state = new MemoryState();
    private final SignalSessions sessions = new SignalSessions(
            state,
            new SessionCipher(OwnIdentity.generate(random), () -> KeyPair.generate(random)),
            IdentityPolicy.TRUST_CHANGES,
            InstantSource.system());
    private final Map<DeviceAddress, Octets> texts = new LinkedHashMap<>();
    private final Map<DeviceAddress, PreKeyBundle> bundles = new LinkedHashMap<>();

    @Setup
    public void meet() {
        for (var i = 0; i < DEVICES; i++) {
            var device = new DeviceAddress("member" + i, 0);
            texts.put(device, TEXT);
            bundles.put(device, bundle());
        }
        state.commit(sessions.encrypt(texts, bundles).changes());
    }

    private PreKeyBundle bundle() {
        var identity = OwnIdentity.generate(random);
        var signed = KeyPair.generate(random).publicKey();
        var signature = Octets.wrap(Curve.sign(identity.keys().privateKey(), signed.typed(), random));
        return new PreKeyBundle(
                identity.publicKey(),
                identity.registrationId(),
                new PreKeyBundle.SignedKey(1, signed, signature),
                Optional.of(
                        new PreKeyBundle.Numbered(1, KeyPair.generate(random).publicKey())));
    }

    @Benchmark
    public SignalSessions.Outgoing hundredNewSessions() {
        return sessions.encrypt(texts, bundles);
    }

    @Benchmark
    public int hundredNewSessionsInTurn() {
        var count = 0;
        for (var entry : texts.entrySet()) {
            count += sessions.encrypt(
                            Map.of(entry.getKey(), entry.getValue()),
                            Map.of(entry.getKey(), bundles.get(entry.getKey())))
                    .messages()
                    .size();
        }
        return count;
    }

    @Benchmark
    public SignalSessions.Outgoing hundredMessages() {
        return sessions.encrypt(texts, Map.of());
    }

    @Benchmark
    public int hundredMessagesInTurn() {
        var count = 0;
        for (var entry : texts.entrySet()) {
            count += sessions.encrypt(Map.of(entry.getKey(), entry.getValue()), Map.of())
                    .messages()
                    .size();
        }
        return count;
    }
}
