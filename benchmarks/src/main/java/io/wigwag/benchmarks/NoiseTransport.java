package io.wigwag.benchmarks;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.CertChain;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Sealing frames beside the bare cipher of the same provider, and whole handshakes of both ends.
@State(Scope.Thread)
public class NoiseTransport {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final int TAG_BITS = 128;

    @Param({"1024", "65536"})
    public int size = 1024;

    private final SecureRandom random = new SecureRandom();
    private final KeyPair root = KeyPair.generate(random);
    private final KeyPair server = KeyPair.generate(random);
    private final KeyPair client = KeyPair.generate(random);
    private final Octets certificates = chain();
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private final Cipher cipher;
    private final NoiseChannel[] ends;
    private byte[] plaintext = {};
    private Octets octets = Octets.EMPTY;
    private long counter;

    public NoiseTransport() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            ends = shakeHands();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup
    public void fill() {
        plaintext = new byte[size];
        octets = Octets.wrap(plaintext);
    }

    /// A whole frame, its header included.
    @Benchmark
    public byte[] sealFrame() {
        var frame = ends[0].seal(octets, Frames.HEADER);
        Frames.writeHeader(frame, 0, frame.length - Frames.HEADER);
        return frame;
    }

    /// Seals at one end and opens at the other.
    @Benchmark
    public Octets sealAndOpenFrame() throws GeneralSecurityException {
        var frame = ends[1].seal(octets, Frames.HEADER);
        return ends[0].open(Octets.wrap(frame, Frames.HEADER, frame.length - Frames.HEADER));
    }

    /// The cipher alone, with a fresh nonce each time as the protocol asks.
    @Benchmark
    public byte[] rawSeal() throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce());
        return cipher.doFinal(plaintext);
    }

    @Benchmark
    public byte[] rawSealAndOpen() throws GeneralSecurityException {
        var nonce = nonce();
        cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
        var sealed = cipher.doFinal(plaintext);
        cipher.init(Cipher.DECRYPT_MODE, key, nonce);
        return cipher.doFinal(sealed);
    }

    /// Both ends of a first handshake, new ephemeral keys and the check of the certificates included.
    @Benchmark
    public NoiseChannel[] handshake() throws GeneralSecurityException {
        return shakeHands();
    }

    private GCMParameterSpec nonce() {
        return new GCMParameterSpec(
                TAG_BITS, ByteBuffer.allocate(12).putLong(4, counter++).array());
    }

    private NoiseChannel[] shakeHands() throws GeneralSecurityException {
        var prologue = Intro.PLAIN.prologue();
        var hello = ClientHandshake.first(
                new ClientHandshake.Party(client, KeyPair.generate(random), Octets.wrap(new byte[300])), prologue);
        var party = new ServerHandshake.Party(server, KeyPair.generate(random), certificates);
        if (!(new ServerHandshake(party, prologue).answer(hello.hello(), any -> false)
                instanceof ServerHandshake.Answer.Awaiting(var answer, var next))) {
            throw new IllegalStateException("a first handshake was asked for");
        }
        if (!(hello.answer(answer, new TrustRoot(root.publicKey(), 0), NOW) instanceof Established.Proven proven)) {
            throw new IllegalStateException("the certificates were to be checked");
        }
        return new NoiseChannel[] {
            proven.channel(), next.finish(proven.finish()).channel()
        };
    }

    private Octets chain() {
        var intermediate = KeyPair.generate(random);
        return Octets.wrap(CertChain.newBuilder()
                .setIntermediate(certificate(1, 0, intermediate, root))
                .setLeaf(certificate(2, 1, server, intermediate))
                .build()
                .toByteArray());
    }

    private CertChain.NoiseCertificate certificate(int serial, int issuer, KeyPair subject, KeyPair signer) {
        var details = CertChain.NoiseCertificate.Details.newBuilder()
                .setSerial(serial)
                .setIssuerSerial(issuer)
                .setKey(ByteString.copyFrom(subject.publicKey().raw()))
                .build()
                .toByteString();
        return CertChain.NoiseCertificate.newBuilder()
                .setDetails(details)
                .setSignature(ByteString.copyFrom(Curve.sign(signer.privateKey(), details.toByteArray(), random)))
                .build();
    }
}
