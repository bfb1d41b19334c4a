package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Conversations between our code and somebody else's: whatever one writes the other reads.
abstract class ForeignConversationContract {
    private final Correspondent ours = new Correspondent(new SeededRandom(11));
    private final GroupCipher groups = new GroupCipher(new SeededRandom(12));
    private final ForeignParty theirs = foreigner();

    abstract ForeignParty foreigner();

    @AfterEach
    void leave() {
        theirs.close();
    }

    private void toThem(String text) throws Exception {
        assertThat(theirs.receive(ours.send(text)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    private void toUs(String text) throws Exception {
        assertThat(ours.receive(theirs.send(bytes(text)))).isEqualTo(text);
    }

    @Test
    void weBeginWithAOneTimeKey() throws Exception {
        ours.begin(theirs.bundle(true));
        toThem("first");
        toThem("still a first message");
        toUs("answer");
        toThem("now a message");
    }

    @Test
    void weBeginWithoutAOneTimeKey() throws Exception {
        ours.begin(theirs.bundle(false));
        toThem("first");
        toUs("answer");
    }

    @Test
    void theyBeginWithAOneTimeKey() throws Exception {
        theirs.begin(ours.bundle(true));
        toUs("first");
        toUs("second");
        toThem("answer");
        toUs("third");
        assertThat(ours.preKeys).isEmpty();
    }

    @Test
    void theyBeginWithoutAOneTimeKey() throws Exception {
        theirs.begin(ours.bundle(false));
        toUs("first");
        toThem("answer");
    }

    @Test
    void aHundredStepsOfTheRatchet() throws Exception {
        ours.begin(theirs.bundle(true));
        for (var step = 0; step < 100; step++) {
            toThem("there " + step);
            toUs("back " + step);
        }
    }

    @Test
    void textsOfManySizes() throws Exception {
        ours.begin(theirs.bundle(true));
        for (var size : new int[] {1, 15, 16, 17, 31, 32, 255, 4_096, 65_537}) {
            toThem("x".repeat(size));
            toUs("y".repeat(size));
        }
    }

    @Test
    void anyOrderAndAnyBursts() throws Exception {
        var seed = 4711L;
        var dice = new Random(seed);
        ours.begin(theirs.bundle(true));
        toThem("first");
        toUs("answer");
        for (var round = 0; round < 20; round++) {
            var sent = new ArrayList<Encrypted>();
            var texts = new ArrayDeque<String>();
            var weSend = dice.nextBoolean();
            for (var i = 0; i < 1 + dice.nextInt(8); i++) {
                var text = "round " + round + " message " + i;
                sent.add(weSend ? ours.send(text) : theirs.send(bytes(text)));
                texts.add(text);
            }
            Collections.shuffle(sent, dice);
            for (var message : sent) {
                var text = weSend ? new String(theirs.receive(message), StandardCharsets.UTF_8) : ours.receive(message);
                assertThat(texts.remove(text)).as("seed %d", seed).isTrue();
            }
            assertThat(texts).isEmpty();
        }
    }

    @Test
    void ourGroupMessagesAreRead() throws Exception {
        var record = groups.begin();
        theirs.accept(groups.distribution(record).toOctets().toArray());
        for (var i = 0; i < 12; i++) {
            var sent = groups.encrypt(record, Correspondent.text("to all " + i));
            record = SenderKeyRecord.parse(sent.record().toOctets());
            // Every third one is lost.
            if (i % 3 != 1) {
                assertThat(theirs.receiveFromGroup(sent.encrypted().ciphertext().toArray()))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("to all " + i);
            }
        }
    }

    @Test
    void theirGroupMessagesAreReadInAnyOrder() throws Exception {
        var seed = 99L;
        var record =
                groups.accept(SenderKeyRecord.EMPTY, SenderKeyDistribution.parse(Octets.wrap(theirs.distribution())));
        var sent = new ArrayList<byte[]>();
        var texts = new ArrayDeque<String>();
        for (var i = 0; i < 12; i++) {
            texts.add("from them " + i);
            sent.add(theirs.sendToGroup(bytes("from them " + i)));
        }
        Collections.shuffle(sent, new Random(seed));
        for (var message : sent) {
            var received = groups.decrypt(record, Octets.wrap(message));
            record = SenderKeyRecord.parse(received.record().toOctets());
            assertThat(texts.remove(Correspondent.text(received.plaintext())))
                    .as("seed %d", seed)
                    .isTrue();
        }
        assertThat(texts).isEmpty();
    }

    @Test
    void aNewcomerReadsFromWhereTheKeyWasGiven() throws Exception {
        theirs.distribution();
        var before = theirs.sendToGroup(bytes("before"));
        var record =
                groups.accept(SenderKeyRecord.EMPTY, SenderKeyDistribution.parse(Octets.wrap(theirs.distribution())));
        var after = groups.decrypt(record, Octets.wrap(theirs.sendToGroup(bytes("after"))));

        assertThat(Correspondent.text(after.plaintext())).isEqualTo("after");
        assertThatThrownBy(() -> groups.decrypt(after.record(), Octets.wrap(before)))
                .isInstanceOf(SignalFailure.DuplicateMessage.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
