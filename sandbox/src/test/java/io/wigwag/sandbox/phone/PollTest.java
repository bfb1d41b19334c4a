package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.PollEncValue;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.world.Addressing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PollTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /// Made by an independent implementation.
    @Test
    void votesAreSealedAsOthersSealThem() throws Exception {
        var poll = new Poll(
                "BAE5BB6F57E8D9E4",
                Octets.ofHex("a87565acb2de61e259b0f64c2583195e93cb6f1cca8bbcddc37b2e0784d63590"),
                List.of("", "tujzsd"));
        var vote = PollEncValue.newBuilder()
                .setEncIv(bytes("ce71a86f38be8aa50796f03d"))
                .setEncPayload(
                        bytes(
                                "fc45350bb330a42a93e02640eb7e9eb1d068909ab003f6cb775e3151dc24d3cded908467ba1376ac7d426f51b297022d591f"))
                .build();

        assertThat(poll.open(Jid.parse("487777518681665@lid"), Jid.parse("767813815189377@lid"), vote))
                .containsExactly("");
        assertThatThrownBy(() -> poll.open(Jid.parse("1@lid"), Jid.parse("767813815189377@lid"), vote))
                .isInstanceOf(UnreadableMessage.class);
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(Octets.ofHex(hex).asBuffer());
    }

    @ParameterizedTest
    @EnumSource
    void phonesVoteInEachOthersPolls(Addressing addressing) throws Exception {
        try (var sandbox = Sandbox.start()) {
            var alice = sandbox.phones().create("alice");
            var bob = sandbox.phones().create("bob");
            var poll = alice.send(Draft.of(
                            "name:bob",
                            Contents.poll(
                                    "tea?",
                                    List.of("yes", "no", "later"),
                                    0,
                                    sandbox.exchange().random()))
                    .by(addressing));

            bob.vote(bob.awaitMessage(message -> message.type().equals("poll"), SOON), "yes", "later");

            var vote = alice.awaitMessage(message -> message.message().hasPollUpdateMessage(), SOON);
            assertThat(alice.chosen(poll, vote)).containsExactly("yes", "later");
            assertThat(vote.message()
                            .getPollUpdateMessage()
                            .getPollCreationMessageKey()
                            .getId())
                    .isEqualTo(poll.id());
        }
    }
}
