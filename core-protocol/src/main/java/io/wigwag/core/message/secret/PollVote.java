package io.wigwag.core.message.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.PollVoteMessage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What one person chose in a poll: the hashes of the options' names. None takes an earlier vote back.
public record PollVote(Set<Octets> choices) {

    public PollVote {
        choices = Set.copyOf(choices);
    }

    public static PollVote forOptions(String... names) {
        return forOptions(List.of(names));
    }

    public static PollVote forOptions(Collection<String> names) {
        var hashes = new LinkedHashSet<Octets>();
        names.forEach(name -> hashes.add(hash(name)));
        return new PollVote(hashes);
    }

    public static PollVote none() {
        return new PollVote(Set.of());
    }

    public static PollVote parse(Octets plaintext) throws MalformedAddOn {
        try {
            var hashes = new LinkedHashSet<Octets>();
            for (var hash : PollVoteMessage.parseFrom(plaintext.toArray()).getSelectedOptionsList()) {
                hashes.add(Octets.wrap(hash.toByteArray()));
            }
            return new PollVote(hashes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedAddOn("vote: " + e.getMessage());
        }
    }

    public Octets toOctets() {
        var vote = PollVoteMessage.newBuilder();
        // In an order of its own: a set has none, and one vote should have one form.
        choices.stream()
                .sorted((a, b) -> a.toHex().compareTo(b.toHex()))
                .forEach(hash -> vote.addSelectedOptions(ByteString.copyFrom(hash.asBuffer())));
        return Octets.wrap(vote.build().toByteArray());
    }

    public boolean chose(String option) {
        return choices.contains(hash(option));
    }

    static Octets hash(String option) {
        return Octets.wrap(Sha256.hash(option.getBytes(UTF_8)));
    }
}
