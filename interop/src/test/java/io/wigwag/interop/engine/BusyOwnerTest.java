package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.LineLimits;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A device that has not come to what waits for it asks something: the answer stands behind all of that.
class BusyOwnerTest {
    private static final int WAITING = 300;
    private static final LineLimits SMALL = new LineLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            32);

    @Test
    void anAnswerIsReadThoughMoreWaitsThanUsual() throws Exception {
        try (var stage = new EngineStage(new MemoryDevices(), settings -> settings.withLine(SMALL))) {
            var anna = stage.phone("busy-anna");
            var ben = stage.phone("busy-ben");
            var mail = new KeptMail();
            var device = stage.device(mail);
            device.link(anna);
            device.handle().stop().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (var i = 0; i < WAITING; i++) {
                ben.sendText(anna.number(), "text " + i);
            }
            var begun = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            mail.failOn(event -> {
                if (KeptMail.text(event).equals("text 0")) {
                    begun.countDown();
                    await(goOn);
                }
                return false;
            });
            device.start();
            await(begun);
            // Before it leaves, the device asks who Cleo is: when it comes to that, more has come in behind.
            var word = device.handle().send(letter(stage.phone("busy-cleo")));
            goOn.countDown();
            assertThat(word.get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(SendOutcome.Accepted.class);
            mail.awaitText("text " + (WAITING - 1));
            assertThat(mail.texts()).hasSize(WAITING);
            assertThat(device.path()).doesNotContain("backing_off");
        }
    }

    private static Letter letter(VirtualPhone to) {
        var hello = Message.newBuilder().setConversation("hello").build();
        return new Letter(new MessageId("ASKS"), to.pn(), hello);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException hurry) {
            throw new IllegalStateException(hurry);
        }
    }
}
