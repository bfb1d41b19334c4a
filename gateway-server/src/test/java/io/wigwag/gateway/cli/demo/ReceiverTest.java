package io.wigwag.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The receiver believes what Standard Webhooks' own example is signed with, and nothing else.
class ReceiverTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIME = "1614265330";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";

    private final Receiver receiver;

    ReceiverTest() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void whatIsSignedIsTakenOnce() {
        assertThat(receiver.take(ID, TIME, SIGNATURE, BODY))
                .as("before a secret is shared")
                .isFalse();
        receiver.shares("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(receiver.take(ID, TIME, SIGNATURE, BODY)).isTrue();
        assertThat(receiver.take(ID, TIME, SIGNATURE, BODY)).isTrue();
        assertThat(receiver.taken()).containsExactly(ID);
        assertThat(receiver.refused()).isEqualTo(1);
    }

    @Test
    void whatWasChangedIsRefused() {
        receiver.shares("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(receiver.take("msg_other", TIME, SIGNATURE, BODY)).isFalse();
        assertThat(receiver.take(ID, "1614265331", SIGNATURE, BODY)).isFalse();
        assertThat(receiver.take(ID, TIME, SIGNATURE, "{\"test\": 1}")).isFalse();
        assertThat(receiver.take(ID, TIME, "null", BODY)).isFalse();
        receiver.shares("whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(receiver.take(ID, TIME, SIGNATURE, BODY)).isFalse();
        assertThat(receiver.refused()).isEqualTo(5);
        assertThat(receiver.taken()).isEmpty();
    }
}
