package io.wigwag.benchmarks;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Nodes to frames and back, on stanzas as they occur. An encoded frame is an array of its own, as the other engine's
/// is; a connection of ours encodes into its buffer and saves even that copy.
@State(Scope.Thread)
public class NodeCodec {
    static final BenchSuite SUITE = new BenchSuite(
            "wire",
            "NodeCodec",
            Optional.of("wire.mjs"),
            Map.of(
                    "encode group_message_200", 15.0,
                    "encode group_metadata_500", 15.0,
                    "encode usync_100", 15.0,
                    "encode message_1to1", 5.0,
                    "encode receipt", 5.0,
                    "decode group_message_200", 10.0,
                    "decode group_metadata_500", 10.0,
                    "decode usync_100", 10.0,
                    "decode message_1to1", 5.0,
                    "decode receipt", 5.0));

    /// One of the inputs beside this class.
    @Param({"group_message_200", "group_metadata_500", "usync_100", "message_1to1", "receipt"})
    public String stanza = "";

    private final NodeEncoder encoder = new NodeEncoder(TokenDictionary.version3());
    private final NodeDecoder decoder = new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT);
    private byte[] frame = {};
    private Node node = Node.of("nothing");

    /// Reads the input and makes sure that both directions really work on it.
    @Setup
    public void read() throws IOException, MalformedNode {
        try (var in = Objects.requireNonNull(NodeCodec.class.getResourceAsStream(stanza + ".bin"), stanza)) {
            frame = in.readAllBytes();
        }
        node = decoder.decode(frame);
        if (!Arrays.equals(encoder.encode(node), frame)) {
            throw new IllegalStateException(stanza + " does not encode to its own bytes");
        }
    }

    /// A node to a new frame.
    @Benchmark
    public byte[] encode() {
        return encoder.encode(node);
    }

    /// A frame to a new node.
    @Benchmark
    public Node decode() throws MalformedNode {
        return decoder.decode(frame);
    }
}
