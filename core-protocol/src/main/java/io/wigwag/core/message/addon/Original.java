package io.wigwag.core.message.addon;

import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.AddOns;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.MalformedMessage;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.OpenedAddOn;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.EventTally;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.PollTally;
import io.wigwag.core.message.secret.PollVote;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A message to which something can be added.
record Original(KeptMessage message, Content content, MessageSecret secret) {
    /// Of each person only the latest few are tried: nobody makes a count dear by adding much.
    private static final int TRIES = 5;
    /// Options are few; what goes beyond this is nobody's honest wish.
    private static final int OPTIONS = 100;

    /// Empty for a message without a secret.
    static Optional<Original> of(KeptMessage message) {
        var read = ContentReader.read(message.message());
        return read.facts().secret().map(secret -> new Original(message, read.content(), secret));
    }

    OpenedAddOn open(KeptMessage addOn, SealedAddOn sealed) throws DecryptionFailed, MalformedMessage {
        return AddOns.open(sealed, secret, message.authors(), addOn.authors());
    }

    /// The count of a poll, by options.
    List<PollTally.Result> votes(Poll poll, List<KeptMessage> added) {
        var tally = new PollTally(poll.options());
        Additions.of(AddOn.POLL_OPTION, added).all().stream()
                .limit(OPTIONS)
                .flatMap(option -> opened(option, OpenedAddOn.OptionAdded.class).stream())
                .forEach(option -> tally.offer(option.name()));
        Additions.of(AddOn.POLL_VOTE, added).ofEach().entrySet().stream()
                .flatMap(each -> cast(each.getKey(), each.getValue()).stream())
                .sorted(Comparator.comparing(Cast::at))
                .forEach(cast -> tally.count(cast.voter(), cast.vote(), cast.at()));
        return tally.results();
    }

    private record Cast(Jid voter, PollVote vote, Instant at) {}

    private Optional<Cast> cast(Jid voter, List<Additions.Addition> votes) {
        return votes.stream()
                .limit(TRIES)
                .flatMap(each ->
                        opened(each, OpenedAddOn.Vote.class)
                                .map(opened -> new Cast(voter, opened.vote(), each.at()))
                                .stream())
                .findFirst();
    }

    /// How many come to an event.
    int guests(List<KeptMessage> added) {
        var tally = new EventTally();
        Additions.of(AddOn.EVENT_RESPONSE, added)
                .ofEach()
                .forEach((person, answers) -> answers.stream()
                        .limit(TRIES)
                        .flatMap(each -> opened(each, OpenedAddOn.Answer.class).stream())
                        .findFirst()
                        .ifPresent(answer -> tally.count(person, answer.response())));
        return tally.guests();
    }

    /// Empty for one that says nothing: it counts no more than one that never came.
    private <T extends OpenedAddOn> Optional<T> opened(Additions.Addition addition, Class<T> kind) {
        try {
            var opened = open(addition.message(), addition.sealed());
            return kind.isInstance(opened) ? Optional.of(kind.cast(opened)) : Optional.empty();
        } catch (DecryptionFailed | MalformedMessage nonsense) {
            return Optional.empty();
        }
    }
}
