package io.wigwag.core.message.content;

import java.util.Optional;

/// What stands around a content. Reactions, changes and the like have none.
///
/// @param referral the advertisement that brought a person here
public record Context(
        Optional<Quote> quote,
        Mentions mentions,
        Optional<Forwarding> forwarding,
        Optional<Disappearing> disappearing,
        Optional<AdReferral> referral) {
    public static final Context NONE =
            new Context(Optional.empty(), Mentions.NONE, Optional.empty(), Optional.empty(), Optional.empty());

    public Context withQuote(Quote answered) {
        return new Context(Optional.of(answered), mentions, forwarding, disappearing, referral);
    }

    public Context withMentions(Mentions named) {
        return new Context(quote, named, forwarding, disappearing, referral);
    }

    public Context withForwarding(Forwarding passedOn) {
        return new Context(quote, mentions, Optional.of(passedOn), disappearing, referral);
    }

    public Context withDisappearing(Disappearing timer) {
        return new Context(quote, mentions, forwarding, Optional.of(timer), referral);
    }

    public Context withReferral(AdReferral advertisement) {
        return new Context(quote, mentions, forwarding, disappearing, Optional.of(advertisement));
    }
}
