package io.wigwag.core.link;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.octets.Octets;

/// A [LinkChannel] that speaks in nodes. Used by the connection's thread alone.
public final class NodeLink implements AutoCloseable {
    private final LinkChannel channel;
    private final NodeEncoder encoder = new NodeEncoder(TokenDictionary.version3());
    private final NodeTap tap;

    /// `tap` sees every node in both directions; see [NodeTap#NONE].
    public NodeLink(
            Intro intro,
            ClientHandshake handshake,
            LinkChannel.Rules rules,
            DecodeLimits limits,
            NodeTap tap,
            NodeEvents events) {
        this.tap = tap;
        var decoder = new NodeDecoder(TokenDictionary.version3(), limits);
        this.channel = new LinkChannel(intro, handshake, rules, new LinkEvents() {
            @Override
            public void send(Octets bytes) {
                events.send(bytes);
            }

            @Override
            public void established(Established how) {
                events.established(how);
            }

            @Override
            public void frame(Octets plaintext) throws LinkBroken {
                try {
                    var node = decoder.decode(plaintext.toArray());
                    tap.received(node);
                    events.node(node);
                } catch (MalformedNode e) {
                    throw new LinkBroken(e);
                }
            }
        });
    }

    /// See [LinkChannel#greet()].
    public void greet() {
        channel.greet();
    }

    /// See [LinkChannel#receive(Octets)].
    public void receive(Octets bytes) throws LinkBroken {
        channel.receive(bytes);
    }

    public void send(Node node) {
        tap.sent(node);
        channel.send(Octets.wrap(encoder.encode(node)));
    }

    /// See [LinkChannel#endOfStream()].
    public void endOfStream() throws LinkBroken {
        channel.endOfStream();
    }

    @Override
    public void close() {
        channel.close();
    }
}
