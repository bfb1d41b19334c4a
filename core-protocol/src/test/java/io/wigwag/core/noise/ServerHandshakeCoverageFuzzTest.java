package io.wigwag.core.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/// The responder under Jazzer: whatever a stranger says as hello and as finish, it is answered or refused. A stranger
/// without keys never gets further than the answer to its hello.
class ServerHandshakeCoverageFuzzTest {
    @FuzzTest(maxDuration = "5m")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void anyHelloAndFinishIsAnsweredOrRefused(FuzzedDataProvider data) throws Exception {
        var hello = Octets.wrap(data.consumeBytes(data.consumeInt(0, 512)));
        var finish = Octets.wrap(data.consumeRemainingAsBytes());
        var server = new ServerHandshake(
                new ServerHandshake.Party(key(1), key(2), Octets.ofHex("00")), Intro.PLAIN.prologue());
        try {
            switch (server.answer(hello, _ -> true)) {
                case ServerHandshake.Answer.Awaiting awaiting -> {
                    awaiting.next().finish(finish);
                    throw new AssertionError("a stranger was let in");
                }
                case ServerHandshake.Answer.Resumed _ -> throw new AssertionError("a stranger resumed");
            }
        } catch (HandshakeFailed refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    private static KeyPair key(int seed) throws Exception {
        var bytes = new byte[PrivateKey.SIZE];
        Arrays.fill(bytes, (byte) seed);
        return KeyPair.of(PrivateKey.of(bytes));
    }
}
