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
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// One device that writes, and counts what it reads.
final class Talker {
    private static final int MINUTES = 10;
    private static final int UNDERWAY = 50;

    /// Shows a device's code to a phone.
    interface Scanner {
        void scan(String code) throws IOException, InterruptedException;
    }

    private final AtomicLong sent = new AtomicLong();
    private final Scanner scanner;
    private final DeviceHandle device;
    private volatile CountDownLatch online = new CountDownLatch(1);
    private volatile CountDownLatch read = new CountDownLatch(0);
    private boolean scanned;

    Talker(DeviceEngine engine, DeviceName name, Scanner scanner) {
        this.scanner = scanner;
        device = engine.device(name, this::happened, this::keep);
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

    /// Who it is, once it is linked.
    Jid jid() throws InterruptedException, ExecutionException {
        return device.account().get().orElseThrow().jid().bare();
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

    /// Sends so many, some at once, and has the server's word about each.
    void send(Jid to, int count) throws Exception {
        var underway = new ArrayDeque<CompletableFuture<SendOutcome>>();
        for (var i = 0; i < count; i++) {
            underway.add(send(to));
            if (underway.size() == UNDERWAY) {
                settled(underway.remove());
            }
        }
        while (!underway.isEmpty()) {
            settled(underway.remove());
        }
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
            scanner.scan(code);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
