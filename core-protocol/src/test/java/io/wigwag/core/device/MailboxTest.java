package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void whatManyThreadsPostIsDoneOneAfterTheOther() throws Exception {
        var each = 500;
        var threads = 8;
        var done = new CountDownLatch(each * threads);
        var inside = new int[1];
        var most = new int[1];
        var order = new ArrayList<List<Integer>>();
        IntStream.range(0, threads).forEach(_ -> order.add(new ArrayList<>()));
        var mailbox = new Mailbox<int[]>("test", mail -> {
            inside[0]++;
            most[0] = Math.max(most[0], inside[0]);
            order.get(mail[0]).add(mail[1]);
            inside[0]--;
            done.countDown();
        });
        for (var thread = 0; thread < threads; thread++) {
            var number = thread;
            Thread.ofVirtual().start(() -> IntStream.range(0, each).forEach(i -> mailbox.post(new int[] {number, i})));
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most[0]).isOne();
        assertThat(order).allSatisfy(one -> assertThat(one).isSorted().hasSize(each));
    }

    @Test
    void whatFailsAsNothingShouldDoesNotEndIt() throws Exception {
        var done = new CountDownLatch(1);
        var mailbox = new Mailbox<Runnable>("test", Runnable::run);
        var posted = new CountDownLatch(1);
        mailbox.post(() -> {
            awaitQuietly(posted);
            throw new AssertionError("as the test wants it");
        });
        mailbox.post(() -> {
            throw new StackOverflowError("as the test wants it");
        });
        posted.countDown();
        mailbox.post(done::countDown);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        var later = new CountDownLatch(1);
        mailbox.post(later::countDown);
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingIsDoneOnceItIsClosedAndWhoIsAtItIsInterrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var mailbox = new Mailbox<Runnable>("test", Runnable::run);
        mailbox.post(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        });
        var later = new CountDownLatch(1);
        mailbox.post(later::countDown);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        mailbox.close();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(mailbox.post(later::countDown)).isFalse();
        assertThat(later.getCount()).isOne();
        assertThat(mailbox.depth()).isZero();
    }
}
