package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.PollCreationMessage;
import io.wigwag.proto.e2e.PollEncValue;
import io.wigwag.proto.e2e.PollVoteMessage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// A poll, under whose secret the votes are sealed. Written for the sandbox alone, apart from the engine's.
///
/// ```
/// key = HKDF(secret, id | creator | voter | "Poll Vote"), associated data = id | 00 | voter
/// ```
record Poll(String id, Octets secret, List<String> answers) {
    private static final int KEY = 32;

    /// The poll that a message of this id asks.
    ///
    /// @throws IllegalArgumentException when it asks none
    static Poll in(String id, Message message) {
        var creation = creation(message);
        var secret = message.getMessageContextInfo().getMessageSecret();
        if (creation.getOptionsCount() == 0 || secret.isEmpty()) {
            throw new IllegalArgumentException("message: " + id + " (expected: a poll)");
        }
        return new Poll(
                id,
                Octets.wrap(secret.toByteArray()),
                creation.getOptionsList().stream()
                        .map(PollCreationMessage.Option::getOptionName)
                        .toList());
    }

    private static PollCreationMessage creation(Message message) {
        if (message.hasPollCreationMessageV3()) {
            return message.getPollCreationMessageV3();
        }
        return message.hasPollCreationMessageV2()
                ? message.getPollCreationMessageV2()
                : message.getPollCreationMessage();
    }

    PollEncValue seal(Jid creator, Jid voter, List<String> chosen, SecureRandom random) {
        var vote = PollVoteMessage.newBuilder();
        chosen.forEach(answer -> vote.addSelectedOptions(hash(answer)));
        var iv = new byte[AesGcm.NONCE];
        random.nextBytes(iv);
        var sealed = AesGcm.seal(
                key(creator, voter), iv, associated(voter), vote.build().toByteArray());
        return PollEncValue.newBuilder()
                .setEncPayload(ByteString.copyFrom(sealed))
                .setEncIv(ByteString.copyFrom(iv))
                .build();
    }

    /// The answers that a voter has chosen.
    List<String> open(Jid creator, Jid voter, PollEncValue vote) throws UnreadableMessage {
        try {
            var opened = PollVoteMessage.parseFrom(AesGcm.open(
                    key(creator, voter),
                    vote.getEncIv().toByteArray(),
                    associated(voter),
                    vote.getEncPayload().toByteArray()));
            return answers.stream()
                    .filter(answer -> opened.getSelectedOptionsList().contains(hash(answer)))
                    .toList();
        } catch (DecryptionFailed | InvalidProtocolBufferException foreign) {
            throw new UnreadableMessage("a vote that does not open: " + foreign.getMessage());
        }
    }

    /// The same; empty when the vote is not between these two.
    Optional<List<String>> opened(Jid creator, Jid voter, PollEncValue vote) {
        try {
            return Optional.of(open(creator, voter, vote));
        } catch (UnreadableMessage ofOthers) {
            return Optional.empty();
        }
    }

    private static ByteString hash(String answer) {
        return ByteString.copyFrom(Sha256.hash(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] key(Jid creator, Jid voter) {
        var info = id + creator + voter + "Poll Vote";
        return Hkdf.derive(secret.toArray(), new byte[0], info.getBytes(StandardCharsets.UTF_8), KEY);
    }

    private byte[] associated(Jid voter) {
        return (id + '\0' + voter).getBytes(StandardCharsets.UTF_8);
    }
}
