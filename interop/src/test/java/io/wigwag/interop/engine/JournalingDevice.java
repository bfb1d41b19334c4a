package io.wigwag.interop.engine;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.link.Backoff;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Endpoint;
import io.wigwag.proto.e2e.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// A process that is going to be killed: one device on the embedded store, which writes a list of numbered texts to
/// one person and puts all that comes into a journal. What the journal does not hold yet is sent, under the ids that it
/// always had. Each step is a line on standard output, so that somebody can choose one to kill it at.
final class JournalingDevice {
    private static final int UNDERWAY = 8;
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final MailJournal journal;
    private boolean scanned;
    private boolean online;

    private JournalingDevice(MailJournal journal) {
        this.journal = journal;
    }

    /// What it is told: where, whose root, which folder, to whom, how many.
    public static void main(String... words) throws Exception {
        var folder = Path.of(words[2]);
        try (var devices = DeviceFolder.open(folder);
                var journal = MailJournal.open(folder.resolve("journal"));
                var timers = new SystemTimers();
                var transport = new NettyTransport(TransportLimits.DEFAULT, 1)) {
            var clock = InstantSource.system();
            var root = PublicKey.of(Octets.ofHex(words[1]));
            var settings = EngineSettings.DEFAULT
                    .towards(new Endpoint(URI.create(words[0]), Map.of(), Optional.empty()), new TrustRoot(root, 0))
                    .withReconnect(QUICK);
            var ports = new EnginePorts(
                    transport,
                    devices.devices(),
                    new ClientProfiles(ClientProfile.SHIPPED, clock),
                    timers,
                    clock,
                    new SecureRandom());
            try (var engine = new DeviceEngine(settings, ports)) {
                new JournalingDevice(journal).run(engine, Jid.parse(words[3]), Integer.parseInt(words[4]));
            }
        }
    }

    private void run(DeviceEngine engine, Jid to, int count) throws Exception {
        var device = engine.device(new DeviceName("journaling"), this::happened, this::keep);
        device.start().get(1, TimeUnit.MINUTES);
        awaitOnline();
        send(device, to, count);
        out.println("done");
        var _ = System.in.read();
    }

    private synchronized void awaitOnline() throws InterruptedException {
        while (!online) {
            wait();
        }
    }

    private synchronized void happened(DeviceEvent event) {
        switch (event) {
            case LinkEvent.QrShown qr
            when !scanned -> {
                scanned = true;
                out.println("qr " + qr.text());
            }
            case LinkEvent.StatusChanged(DeviceStatus.Online _) -> {
                online = true;
                out.println("online");
                notifyAll();
            }
            case LinkEvent.StatusChanged _ -> online = false;
            default -> {
                // Told by what it leads to.
            }
        }
    }

    private record Underway(int number, CompletableFuture<SendOutcome> word) {}

    private void send(DeviceHandle device, Jid to, int count) throws Exception {
        var underway = new ArrayDeque<Underway>();
        for (var number = 0; number < count; number++) {
            if (!isSent(number)) {
                underway.add(new Underway(number, device.send(letter(to, number))));
            }
            while (underway.size() >= UNDERWAY || (number == count - 1 && !underway.isEmpty())) {
                settle(device, to, underway.remove());
            }
        }
    }

    /// A connection that ends under a message leaves open whether it left.
    private void settle(DeviceHandle device, Jid to, Underway sent) throws Exception {
        var next = sent;
        while (!isSent(next.number())) {
            try {
                var outcome = next.word().get(2, TimeUnit.MINUTES);
                if (outcome instanceof SendOutcome.Accepted) {
                    out.println("told " + next.number());
                    write("out " + next.number());
                    return;
                }
                out.println("outcome " + outcome);
            } catch (ExecutionException failed) {
                out.println("failed " + failed.getCause());
                awaitOnline();
            }
            next = new Underway(next.number(), device.send(letter(to, next.number())));
        }
    }

    private boolean isSent(int number) {
        synchronized (journal) {
            return journal.has("out " + number);
        }
    }

    private static Letter letter(Jid to, int number) {
        return new Letter(
                new MessageId("KILL" + number),
                to,
                Message.newBuilder().setConversation("out " + number).build());
    }

    private void keep(MailEvent event) throws IOException {
        switch (event) {
            case MailEvent.MessageCame came -> {
                out.println("came " + came.id());
                var who = came.chat().jid() + " " + came.author().jid().bare();
                write("in " + who + " " + came.id() + " " + words(came));
                out.println("kept " + came.id());
            }
            case MailEvent.AskedAgain again -> write("asked again " + again.answer());
            case MailEvent.Settled(var outcome) -> out.println("settled " + outcome.id());
            default -> {
                // Receipts and names are not what is counted.
            }
        }
    }

    private static String words(MailEvent.MessageCame came) {
        return came.outcome() instanceof Received.Read
                ? KeptMail.text(came)
                : came.outcome().toString();
    }

    private void write(String line) throws IOException {
        synchronized (journal) {
            if (!journal.add(line)) {
                out.println("twice " + line);
            }
        }
    }
}
