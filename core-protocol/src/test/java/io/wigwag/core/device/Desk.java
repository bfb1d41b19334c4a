package io.wigwag.core.device;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.link.LinkChannel;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.Transport;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.core.testing.ManualTime;
import io.wigwag.core.testing.SeededRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a part of a device works with, laid out for a test: a clock that stands still, a mailbox that is emptied by
/// hand, and a server that says yes to what it knows and no to every other question.
final class Desk implements Registration.Host, Line {
    private static final DeviceName NAME = new DeviceName("desk");

    final ManualTime time = new ManualTime();
    final List<DeviceEvent> events = new ArrayList<>();
    final List<DeviceStatus> statuses = new ArrayList<>();
    final List<Node> asked = new ArrayList<>();
    int expired;
    int givenUp;
    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private final SeededRandom random = new SeededRandom(11);
    final DeviceParts parts = parts();
    final DeviceMemory memory;

    Desk() throws Exception {
        memory = DeviceMemory.open(parts, new MemoryDevices().open(NAME));
    }

    private DeviceParts parts() {
        var transport = new Transport() {
            @Override
            public Connection open(Endpoint endpoint, ConnectionEvents events) {
                throw new AssertionError("nobody here connects");
            }

            @Override
            public void close() {
                // It was never open.
            }
        };
        var settings = EngineSettings.DEFAULT;
        var ports = new EnginePorts(
                transport, new MemoryDevices(), new ClientProfiles(ClientProfile.SHIPPED, time), time, time, random);
        return new DeviceParts(
                NAME,
                ports,
                settings,
                new DialPacer(1, 1, time, time),
                new Pulse(time),
                new Progress(time),
                new LineSession.Parts(
                        transport,
                        settings.endpoint(),
                        LinkChannel.Rules.DEFAULT,
                        settings.line(),
                        time,
                        random,
                        NodeTap.NONE),
                MailKeeper.NONE,
                events::add,
                mailbox::add);
    }

    /// A phone has linked the device.
    void link() throws Exception {
        memory.remember(memory.credentials()
                .linkedTo(new LinkedAccount(
                        Jid.parse("491511234567:12@s.whatsapp.net"),
                        Optional.empty(),
                        Octets.ofHex("0a020801"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }

    /// Does what waits in the mailbox, and what comes of it.
    void work() {
        for (var next = mailbox.poll(); next != null; next = mailbox.poll()) {
            next.run();
        }
    }

    int waiting() {
        return mailbox.size();
    }

    @Override
    public void become(DeviceStatus status) {
        statuses.add(status);
    }

    @Override
    public void expired() {
        expired++;
    }

    @Override
    public void giveUp(String why) {
        givenUp++;
    }

    @Override
    public <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered {
        var question = request.toNode("q" + asked.size());
        asked.add(question);
        try {
            return request.answer(answer(question).build());
        } catch (MalformedNode malformed) {
            throw Unanswered.unreadable(String.valueOf(malformed.getMessage()));
        }
    }

    private static NodeBuilder answer(Node question) {
        var iq = Node.tag("iq");
        return question.attributes().is("xmlns", "passive")
                ? iq.attribute("type", "result")
                : iq.attribute("type", "error").child(Node.tag("error").attribute("code", 500));
    }

    @Override
    public void send(Node stanza) {
        // What is said here is no matter.
    }
}
