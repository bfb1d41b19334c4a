package io.wigwag.core.link;

import io.wigwag.core.frame.FrameReader;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.frame.MalformedFrame;
import io.wigwag.core.noise.ChannelBroken;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import java.time.InstantSource;

/// The client's end of one connection, from the first byte to the last: intro, handshake, sealed frames. Owned by the
/// connection and used by its thread alone; what it has to say goes to [LinkEvents] while it is fed.
public final class LinkChannel implements AutoCloseable {

    /// What a link trusts and bears.
    public record Rules(TrustRoot root, InstantSource clock, int largestFrame) {
        public static final Rules DEFAULT = new Rules(TrustRoot.WHATSAPP, InstantSource.system(), Frames.LARGEST);
    }

    private sealed interface State {}

    private record Greeting(ClientHandshake handshake) implements State {}

    private record Sealed(NoiseChannel channel) implements State {}

    private record Ended() implements State {}

    private final Intro intro;
    private final Rules rules;
    private final LinkEvents events;
    private final FrameReader frames;
    private State state;

    /// `handshake` was begun with the prologue of `intro`.
    public LinkChannel(Intro intro, ClientHandshake handshake, Rules rules, LinkEvents events) {
        this.intro = intro;
        this.rules = rules;
        this.events = events;
        this.frames = new FrameReader(rules.largestFrame());
        this.state = new Greeting(handshake);
    }

    /// The first thing to do once the connection is open: sends the intro and the hello in one piece.
    public void greet() {
        if (!(state instanceof Greeting(var handshake))) {
            throw new IllegalStateException("a link greets once, at its start");
        }
        events.send(Octets.concat(intro.encoded(), Frames.frame(handshake.hello())));
    }

    /// Takes the next bytes of the stream.
    public void receive(Octets bytes) throws LinkBroken {
        if (state instanceof Ended) {
            throw new LinkBroken(LinkBroken.Cause.AFTER_END, bytes.size() + " bytes after the end");
        }
        frames.add(bytes);
        try {
            for (var frame = frames.next(); frame.isPresent() && !(state instanceof Ended); frame = frames.next()) {
                receiveFrame(frame.get());
            }
        } catch (LinkBroken e) {
            close();
            throw e;
        } catch (MalformedFrame e) {
            close();
            throw new LinkBroken(e);
        } catch (HandshakeFailed e) {
            close();
            throw new LinkBroken(e);
        } catch (ChannelBroken e) {
            close();
            throw new LinkBroken(e);
        }
    }

    /// The connection has ended; fails when it did so in the middle of a frame.
    public void endOfStream() throws LinkBroken {
        close();
        if (frames.pending() > 0) {
            throw new LinkBroken(
                    LinkBroken.Cause.CUT_SHORT, "ended within a frame, after " + frames.pending() + " bytes");
        }
    }

    /// Sends a frame.
    public void send(Octets plaintext) {
        if (!(state instanceof Sealed(var channel))) {
            throw new IllegalStateException("this link is not established");
        }
        var frame = channel.seal(plaintext, Frames.HEADER);
        Frames.writeHeader(frame, 0, frame.length - Frames.HEADER);
        events.send(Octets.wrap(frame));
    }

    /// Forgets the keys. Later bytes are refused.
    @Override
    public void close() {
        if (state instanceof Sealed(var channel)) {
            channel.close();
        }
        state = new Ended();
    }

    private void receiveFrame(Octets frame) throws LinkBroken, HandshakeFailed, ChannelBroken {
        switch (state) {
            case Sealed(var channel) -> events.frame(channel.open(frame));
            case Greeting(var handshake) -> {
                var established =
                        handshake.answer(frame, rules.root(), rules.clock().instant());
                if (established instanceof Established.Proven proven) {
                    events.send(Frames.frame(proven.finish()));
                }
                state = new Sealed(established.channel());
                events.established(established);
            }
            case Ended() -> throw new IllegalStateException("no frame is read after the end");
        }
    }
}
