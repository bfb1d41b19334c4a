package io.wigwag.interop.conform;

import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.MessageSecret.Parties;
import io.wigwag.core.message.secret.PollTally;
import io.wigwag.core.message.secret.PollVote;
import io.wigwag.core.message.secret.Sealed;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// `poll-votes.json`: votes sealed and opened, what must not open, and counting.
final class PollVotes implements VectorSuite {
    private static final String NO_OPTION = "Unknown";

    @Override
    public String file() {
        return "poll-votes.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "vote" -> vote(vector);
            case "vote-refused" -> refused(vector);
            case "count" -> count(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void vote(VectorCase vector) throws Exception {
        var secret = secret(vector);
        var plaintext = Octets.wrap(vector.hex("plaintext"));
        Mismatch.unlessSame(
                "sealed",
                sealed(vector),
                secret.seal(
                        AddOn.POLL_VOTE,
                        parties(vector),
                        plaintext,
                        sealed(vector).iv()));
        var opened = secret.open(AddOn.POLL_VOTE, parties(vector), sealed(vector));
        Mismatch.unlessSame("opened", plaintext, opened);

        var hashes = new HashSet<Octets>();
        vector.get("selectedHashes").forEach(hash -> hashes.add(Octets.wrap(VectorCase.hex(hash))));
        var names = new ArrayList<String>();
        vector.get("selected").forEach(name -> names.add(name.asString()));
        Mismatch.unlessSame("read", new PollVote(hashes), PollVote.parse(opened));
        Mismatch.unlessSame("chosen by name", new PollVote(hashes), PollVote.forOptions(names));
        Mismatch.unlessSame(
                "written and read",
                new PollVote(hashes),
                PollVote.parse(PollVote.forOptions(names).toOctets()));
    }

    private static void refused(VectorCase vector) throws Exception {
        try {
            var opened = secret(vector).open(AddOn.POLL_VOTE, parties(vector), sealed(vector));
            throw new Mismatch("a refusal: " + vector.text("why"), "none", opened.toString());
        } catch (DecryptionFailed asItShouldBe) {
            Mismatch.unlessSame("refused: " + asItShouldBe.getMessage(), true, vector.has("why"));
        }
    }

    private static void count(VectorCase vector) throws Exception {
        var names = new ArrayList<String>();
        vector.get("options").forEach(name -> names.add(name.asString()));
        var tally = new PollTally(names);
        for (var update : vector.get("updates")) {
            var choices = new HashSet<Octets>();
            update.get("vote")
                    .get("selectedOptions")
                    .forEach(hash -> choices.add(Octets.wrap(VectorCase.hex(hash.get("$hex")))));
            tally.count(
                    author(update.get("pollUpdateMessageKey"), vector),
                    new PollVote(choices),
                    Instant.ofEpochMilli(update.get("senderTimestampMs").asLong()));
        }
        var expected = new ArrayList<String>();
        for (var result : vector.get("result")) {
            // Choices that are no options are not counted by us.
            if (!result.get("name").asString().equals(NO_OPTION)) {
                var voters = new ArrayList<String>();
                result.get("voters").forEach(voter -> voters.add(voter.asString()));
                expected.add(result.get("name").asString() + " " + Set.copyOf(voters));
            }
        }
        Mismatch.unlessSame("results", expected, results(tally));
    }

    private static List<String> results(PollTally tally) {
        return tally.results().stream()
                .map(result -> result.option() + " "
                        + Set.copyOf(result.voters().stream().map(Jid::toString).toList()))
                .toList();
    }

    /// Who sent an update: the own account where its key says so.
    static Jid author(JsonNode key, VectorCase vector) throws Exception {
        if (key.get("fromMe").asBoolean()) {
            return Jid.parse(vector.text("me"));
        }
        return Jid.parse(key.path("participant").asString(key.get("remoteJid").asString()));
    }

    private static MessageSecret secret(VectorCase vector) {
        return new MessageSecret(Octets.wrap(vector.hex("pollEncKey")));
    }

    private static Parties parties(VectorCase vector) throws Exception {
        return new Parties(
                new MessageId(vector.text("pollMsgId")),
                Jid.parse(vector.text("pollCreatorJid")),
                Jid.parse(vector.text("voterJid")));
    }

    private static Sealed sealed(VectorCase vector) {
        return new Sealed(Octets.wrap(vector.hex("encPayload")), Octets.wrap(vector.hex("encIv")));
    }
}
