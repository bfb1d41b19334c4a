package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonaRestartTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Sandbox sandbox(Path data) throws Exception {
        return Sandbox.start(SandboxSettings.builder().data(data).build());
    }

    private static VirtualPhone phone(Sandbox sandbox, String name) throws Exception {
        var account = sandbox.exchange()
                .loop()
                .call(() -> sandbox.exchange().accounts().byName(name).orElseThrow());
        return sandbox.phones().find(account).orElseThrow();
    }

    @Test
    void phonesTalkOnAfterARestart(@TempDir Path data) throws Exception {
        SyncKeys.SyncKey key;
        try (var before = sandbox(data)) {
            var alice = before.phones().create("alice");
            var bob = before.phones().create("bob");
            alice.sendText("name:bob", "before");
            bob.reply(bob.awaitText("before", SOON), "answer");
            alice.awaitText("answer", SOON);
            key = before.exchange().loop().call(() -> before.phones().syncKeys().current(alice.account()));
        }

        try (var after = sandbox(data)) {
            var alice = phone(after, "alice");
            var bob = phone(after, "bob");
            alice.sendText("name:bob", "after");
            var received = bob.awaitText("after", SOON);
            bob.reply(received, "still here");
            alice.awaitText("still here", SOON);
            assertThat(alice.receipts()).isEmpty();
            assertThat(bob.receipts()).isEmpty();
            assertThat(after.exchange()
                            .loop()
                            .call(() -> after.phones().syncKeys().current(alice.account())))
                    .isEqualTo(key);
            alice.sendText("name:bob", "more");
            bob.awaitText("more", SOON);
            assertThat(after.exchange().loop().failures()).isZero();
        }
    }

    @Test
    void strangersCanStillBeginWithAPhoneThatWasRestarted(@TempDir Path data) throws Exception {
        try (var before = sandbox(data)) {
            before.phones().create("alice");
        }

        try (var after = sandbox(data)) {
            var carol = after.phones().create("carol");
            carol.sendText("name:alice", "hello");

            assertThat(phone(after, "alice").awaitText("hello", SOON).own()).isFalse();
            assertThat(carol.receipts()).isEmpty();
        }
    }

    @Test
    void groupsTalkOnWithTheKeysThatTheirMembersHold(@TempDir Path data) throws Exception {
        String group;
        try (var before = sandbox(data)) {
            var alice = before.phones().create("alice");
            var bob = before.phones().create("bob");
            group = alice.createGroup("Friends", "name:bob").toString();
            alice.sendText(group, "before");
            bob.awaitText("before", SOON);
            bob.sendText(group, "answer");
            alice.awaitText("answer", SOON);
        }

        try (var after = sandbox(data)) {
            var alice = phone(after, "alice");
            var bob = phone(after, "bob");
            var sent = alice.sendText(group, "after");
            assertThat(bob.awaitText("after", SOON).id()).isEqualTo(sent.id());
            bob.sendText(group, "still here");
            alice.awaitText("still here", SOON);
            assertThat(alice.receipts()).isEmpty();
            assertThat(bob.receipts()).isEmpty();
            assertThat(after.exchange().loop().failures()).isZero();
        }
    }
}
