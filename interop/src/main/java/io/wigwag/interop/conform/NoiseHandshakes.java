package io.wigwag.interop.conform;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.frame.FrameReader;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.ChannelBroken;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// `noise.json`: whole handshakes, each run as client and as server, and the frames after them in both directions.
final class NoiseHandshakes implements VectorSuite {
    /// Between the dates of the certificates.
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    @Override
    public String file() {
        return "noise.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        var accepted = "accepted".equals(vector.text("expect"));
        var client = client(vector);
        var intro = vector.has("routingInfo") ? Intro.routed(octets(vector.get("routingInfo"))) : Intro.PLAIN;
        Mismatch.unlessSame(
                "first frame",
                frame(vector, 0),
                Octets.concat(intro.encoded(), Frames.frame(client.hello())).toArray());
        Established established;
        try {
            established = client.answer(message(vector, 1), root(vector), NOW);
        } catch (HandshakeFailed e) {
            if (accepted) {
                throw e;
            }
            return;
        }
        if (!accepted) {
            throw new Mismatch("handshake", "refused: " + vector.text("why"), "accepted");
        }
        var server = server(vector, intro);
        if (!(established instanceof Established.Proven proven)) {
            throw new Mismatch("handshake", "proven", established.toString());
        }
        Mismatch.unlessSame(
                "finish", frame(vector, 2), Frames.frame(proven.finish()).toArray());
        var connected = server.finish(message(vector, 2));
        Mismatch.unlessSame("payload", octets(vector.get("clientPayload")), connected.payload());
        Mismatch.unlessSame(
                "hash of the client",
                octets(vector.get("handshakeHash")),
                proven.channel().binding());
        Mismatch.unlessSame(
                "hash of the server",
                octets(vector.get("handshakeHash")),
                connected.channel().binding());
        transport(vector, proven.channel(), connected.channel());
    }

    private static ClientHandshake client(VectorCase vector) throws Exception {
        var keys = vector.get("client");
        // A refused case has no payload: it ends before one is sent.
        var payload = vector.has("clientPayload") ? octets(vector.get("clientPayload")) : Octets.EMPTY;
        return ClientHandshake.first(
                new ClientHandshake.Party(pair(keys.get("static")), pair(keys.get("ephemeral")), payload),
                octets(vector.get("prologue")));
    }

    private static ServerHandshake.AwaitingFinish server(VectorCase vector, Intro intro) throws Exception {
        var reader = new FrameReader(Frames.LARGEST);
        reader.add(Octets.wrap(frame(vector, 0)));
        Mismatch.unlessSame("intro", intro, reader.intro().orElseThrow());
        var keys = vector.get("server");
        var party = new ServerHandshake.Party(
                pair(keys.get("static")),
                pair(keys.get("ephemeral")),
                octets(vector.get("certificates").get("chain")));
        var answer = new ServerHandshake(party, intro.prologue())
                .answer(reader.next().orElseThrow(), any -> false);
        Mismatch.unlessSame(
                "server hello", frame(vector, 1), Frames.frame(answer.hello()).toArray());
        return ((ServerHandshake.Answer.Awaiting) answer).next();
    }

    private static void transport(VectorCase vector, NoiseChannel client, NoiseChannel server) throws Exception {
        var fromServer = new ByteArrayOutputStream();
        var expected = new ArrayDeque<Octets>();
        for (var sent : vector.get("transport")) {
            var plaintext = plaintext(sent.get("plaintext"));
            var fromClient = "client".equals(sent.get("from").asString());
            var sealed = (fromClient ? client : server).seal(plaintext, Frames.HEADER);
            Frames.writeHeader(sealed, 0, sealed.length - Frames.HEADER);
            Mismatch.unlessSame("size", sent.get("frameSize").asInt(), sealed.length);
            Mismatch.unlessSame("frame", VectorCase.hex(sent.get("frameSha256")), Sha256.hash(sealed));
            if (fromClient) {
                var opened = server.open(Octets.wrap(sealed, Frames.HEADER, sealed.length - Frames.HEADER));
                Mismatch.unlessSame("opened by the server", plaintext, opened);
            } else {
                fromServer.write(sealed);
                expected.add(plaintext);
            }
        }
        var reader = new FrameReader(Frames.LARGEST);
        for (var chunk : chunks(vector, fromServer.toByteArray())) {
            reader.add(chunk);
            for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                Mismatch.unlessSame("opened by the client", expected.remove(), client.open(frame.get()));
            }
        }
        Mismatch.unlessSame("frames left", 0, expected.size());
        for (var refused : vector.json().path("refusedTransport")) {
            var frame = octets(refused.get("frame"));
            try {
                client.open(frame.slice(Frames.HEADER, frame.size()));
                throw new Mismatch(refused.get("what").asString(), "refused", "opened");
            } catch (ChannelBroken wanted) {
                Mismatch.unlessSame(
                        "a reason is given",
                        false,
                        String.valueOf(wanted.getMessage()).isEmpty());
            }
        }
    }

    private static Iterable<Octets> chunks(VectorCase vector, byte[] stream) {
        var chunks = new ArrayList<Octets>();
        var at = 0;
        for (var size : vector.json().path("serverChunks")) {
            chunks.add(Octets.wrap(stream, at, size.asInt()));
            at += size.asInt();
        }
        chunks.add(Octets.wrap(stream, at, stream.length - at));
        return chunks;
    }

    private static Octets plaintext(JsonNode parts) throws Exception {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.write(part.has("hex") ? VectorCase.hex(part.get("hex")) : pseudoRandom(part.get("prng")));
        }
        return Octets.wrap(out.toByteArray());
    }

    /// The vectors' own generator: hashes of the seed and a block number.
    private static byte[] pseudoRandom(JsonNode prng) {
        var seed = prng.get("seed").asString().getBytes(StandardCharsets.UTF_8);
        var size = prng.get("size").asInt();
        var bytes = new ByteArrayOutputStream();
        for (var block = 0; bytes.size() < size; block++) {
            bytes.writeBytes(
                    Sha256.hash(seed, ByteBuffer.allocate(4).putInt(block).array()));
        }
        return Arrays.copyOf(bytes.toByteArray(), size);
    }

    private static TrustRoot root(VectorCase vector) throws InvalidKey {
        var root = vector.get("root");
        return new TrustRoot(
                PublicKey.of(octets(root.get("public"))), root.get("serial").asInt());
    }

    private static KeyPair pair(JsonNode keys) throws InvalidKey {
        return KeyPair.of(PrivateKey.of(VectorCase.hex(keys.get("private"))));
    }

    private static byte[] frame(VectorCase vector, int index) {
        var step = vector.get("handshake").get(index);
        return step.has("frame")
                ? VectorCase.hex(step.get("frame"))
                : Base64.getDecoder().decode(step.get("frameB64").asString());
    }

    private static Octets message(VectorCase vector, int index) {
        return octets(vector.get("handshake").get(index).get("message"));
    }

    private static Octets octets(JsonNode hex) {
        return Octets.wrap(VectorCase.hex(hex));
    }
}
