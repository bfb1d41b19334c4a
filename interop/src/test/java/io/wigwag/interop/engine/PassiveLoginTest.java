package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Nothing that waited comes before the device has asked for it.
class PassiveLoginTest {
    private static final DeviceName NAME = new DeviceName("passive");

    /// Which stanzas went by, in their order.
    private static final class Passage implements NodeTap {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Boolean> message = new CompletableFuture<>();

        @Override
        public void received(Node node) {
            words.add(node.tag());
            if (node.is("message")) {
                message.complete(true);
            }
        }

        @Override
        public void sent(Node node) {
            words.add(node.child("active").isPresent() ? "our active" : "our " + node.tag());
        }
    }

    private static boolean saidPassive(EngineStage stage, VirtualPhone phone) throws Exception {
        var exchange = stage.sandbox().exchange();
        return exchange.loop()
                .call(() -> exchange.connectionOf(phone.account().device(1).orElseThrow())
                        .orElseThrow()
                        .greeting()
                        .payload()
                        .getPassive());
    }

    @Test
    void whatWaitedComesBehindActive() throws Exception {
        try (var stage = new EngineStage()) {
            var ana = stage.phone("ana");
            var linked = stage.device(NAME);
            linked.link(ana);
            stage.engine().release(NAME).join();
            stage.phone("bob").sendText(ana.number(), "while you were away");

            var passage = new Passage();
            var online = new CompletableFuture<Boolean>();
            var device = stage.engine()
                    .device(
                            NAME,
                            event -> {
                                if (event instanceof LinkEvent.StatusChanged(DeviceStatus.Online _)) {
                                    online.complete(true);
                                }
                            },
                            MailKeeper.NONE,
                            passage);
            device.start().join();
            assertThat(passage.message).succeedsWithin(TestDevice.PATIENCE);
            assertThat(online).succeedsWithin(TestDevice.PATIENCE);
            assertThat(saidPassive(stage, ana)).isTrue();
            var before = passage.words.subList(0, passage.words.indexOf("our active"));
            assertThat(before).contains("success").doesNotContain("message", "receipt", "notification");
        }
    }
}
