package io.wigwag.benchmarks.messages;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// One device that writes, and counts what it reads.
final class Talker {
    private static final int MINUTES = 10;

    private final AtomicLong sent = new AtomicLong();
    private final People people;
    private final People.Person owner;
    private final DeviceHandle device;
    private volatile CountDownLatch online = new CountDownLatch(1);
    private volatile CountDownLatch read = new CountDownLatch(0);
    private boolean scanned;

    Talker(DeviceEngine engine, DeviceName name, People people, People.Person owner) {
        this.people = people;
        this.owner = owner;
        device = engine.device(name, this::happened, this::keep);
    }

    People.Person owner() {
        return owner;
    }

    /// Begins to come online.
    void start() {
        var _ = device.start();
    }

    void awaitOnline() throws InterruptedException, IOException {
        await(online, "device is not online");
    }

    void stop() throws InterruptedException, ExecutionException {
        device.stop().get();
        online = new CountDownLatch(1);
    }

    /// Counts the next so many that it reads.
    void expect(int messages) {
        read = new CountDownLatch(messages);
    }

    void awaitRead() throws InterruptedException, IOException {
        await(read, "messages were not read");
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException, IOException {
        if (!latch.await(MINUTES, TimeUnit.MINUTES)) {
            throw new IOException(latch.getCount() + " " + what);
        }
    }

    CompletableFuture<SendOutcome> send(Jid to) {
        var number = sent.incrementAndGet();
        return device.send(new Letter(
                new MessageId("BENCH-" + device.name() + "-" + number),
                to,
                Message.newBuilder()
                        .setConversation("the quick brown fox jumps over the lazy dog, time and again: " + number)
                        .build()));
    }

    static void settled(CompletableFuture<SendOutcome> word)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        var outcome = word.get(MINUTES, TimeUnit.MINUTES);
        if (!(outcome instanceof SendOutcome.Accepted)) {
            throw new IOException("not accepted: " + outcome);
        }
    }

    private void keep(MailEvent event) {
        if (event instanceof MailEvent.MessageCame came && came.outcome() instanceof Received.Read) {
            read.countDown();
        }
    }

    private void happened(DeviceEvent event) {
        switch (event) {
            case LinkEvent.QrShown qr when !scanned -> scan(qr.text());
            case LinkEvent.StatusChanged(DeviceStatus.Online _) -> online.countDown();
            default -> {
                // Nothing that this measures.
            }
        }
    }

    private void scan(String code) {
        scanned = true;
        try {
            people.scan(owner, code);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
