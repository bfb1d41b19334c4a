package io.wigwag.benchmarks;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// What the operations on the curve alone take that each task of [SignalBenchmark] can't do without: no protocol can be
/// faster.
@State(Scope.Thread)
public class CurveLimitBenchmark {
    private final SecureRandom random = new SecureRandom();
    private final KeyPair own = KeyPair.generate(random);
    private final KeyPair theirs = KeyPair.generate(random);
    private final byte[] message = new byte[180];
    private final byte[] signature = Curve.sign(theirs.privateKey(), message, random);
    private final PublicKey known = theirs.publicKey();

    /// A check of the bundle, two new keys, five agreements.
    @Benchmark
    public void setUpCurveOnly(Blackhole hole) throws Exception {
        hole.consume(Curve.verify(PublicKey.of(known.octets()), message, signature));
        generate(hole, 2);
        agree(hole, 5);
    }

    /// Four agreements of X3DH, two of the ratchet step, one new key.
    @Benchmark
    public void decryptFirstCurveOnly(Blackhole hole) throws Exception {
        generate(hole, 1);
        agree(hole, 6);
    }

    /// For each of two messages: two agreements and a new key.
    @Benchmark
    public void pingPongCurveOnly(Blackhole hole) throws Exception {
        generate(hole, 2);
        agree(hole, 4);
    }

    @Benchmark
    public byte[] senderKeyEncryptCurveOnly() throws Exception {
        return Curve.sign(PrivateKey.of(own.privateKey().raw()), message, random);
    }

    @Benchmark
    public byte[] senderKeyEncryptCachedCurveOnly() {
        return Curve.sign(own.privateKey(), message, random);
    }

    @Benchmark
    public boolean senderKeyDecryptCurveOnly() throws Exception {
        return Curve.verify(PublicKey.of(known.octets()), message, signature);
    }

    @Benchmark
    public boolean senderKeyDecryptCachedCurveOnly() {
        return Curve.verify(known, message, signature);
    }

    private void generate(Blackhole hole, int times) {
        for (var i = 0; i < times; i++) {
            hole.consume(KeyPair.generate(random));
        }
    }

    private void agree(Blackhole hole, int times) throws Exception {
        for (var i = 0; i < times; i++) {
            hole.consume(Curve.agree(own.privateKey(), known));
        }
    }
}
