package io.wigwag.benchmarks;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a handshake and the Signal protocol are made of. `-Dwigwag.curve` chooses the library that agrees.
@State(Scope.Thread)
public class NoiseAndCurve {
    static final BenchSuite SUITE = new BenchSuite("noise", "Noise.*", Optional.empty(), Map.of());

    private final SecureRandom random = new SecureRandom();
    private final KeyPair own = KeyPair.generate(random);
    private final KeyPair peer = KeyPair.generate(random);
    private final byte[] message = new byte[33];
    private final byte[] nonce = new byte[64];
    private final byte[] signature = Curve.sign(own.privateKey(), message, nonce);
    private final byte[] raw = own.publicKey().raw();

    @Benchmark
    public byte[] agree() throws InvalidKey {
        return Curve.agree(own.privateKey(), peer.publicKey());
    }

    @Benchmark
    public KeyPair generate() {
        return KeyPair.generate(random);
    }

    @Benchmark
    public byte[] sign() {
        return Curve.sign(own.privateKey(), message, nonce);
    }

    /// With a key object that has verified before.
    @Benchmark
    public boolean verify() {
        return Curve.verify(own.publicKey(), message, signature);
    }

    /// With a key that has just come off the wire.
    @Benchmark
    public boolean verifyNewKey() throws InvalidKey {
        return Curve.verify(PublicKey.of(raw), message, signature);
    }
}
