package io.wigwag.core.message.content;

import io.wigwag.core.id.Jid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A message before it has an id, a secret and a time: a content and what stands around it.
///
/// ```java
/// Draft.of(Text.of("Welcome, @4915112345678")).mentioning(guest).quoting(question)
/// ```
///
/// @param album the album that a picture or video is part of
/// @param viewOnce whether it can be opened one time only
public record Draft(Content content, Context context, Optional<MessageRef> album, boolean viewOnce) {

    public Draft {
        if (viewOnce && !(content instanceof Media media && media.canBeViewOnce())) {
            throw new IllegalArgumentException("only pictures, videos and recordings can be opened once");
        }
        if (album.isPresent() && !(content instanceof Media)) {
            throw new IllegalArgumentException("only files can be part of an album");
        }
    }

    public static Draft of(Content content) {
        return new Draft(content, Context.NONE, Optional.empty(), false);
    }

    public Draft quoting(Quote quote) {
        return with(context.withQuote(quote));
    }

    public Draft mentioning(Jid... people) {
        return mentioning(List.of(people));
    }

    /// Names people; the text says where, as `@` and the user part of each address.
    public Draft mentioning(Collection<Jid> people) {
        return with(context.withMentions(context.mentions().and(people)));
    }

    /// Names everybody in the group.
    public Draft mentioningEverybody() {
        return with(context.withMentions(context.mentions().andEverybody()));
    }

    public Draft forwarded(Forwarding forwarding) {
        return with(context.withForwarding(forwarding));
    }

    public Draft disappearing(Disappearing disappearing) {
        return with(context.withDisappearing(disappearing));
    }

    public Draft inAlbum(MessageRef first) {
        return new Draft(content, context, Optional.of(first), viewOnce);
    }

    public Draft onlyOnce() {
        return new Draft(content, context, album, true);
    }

    public Draft with(Context other) {
        return new Draft(content, other, album, viewOnce);
    }

    /// The kind alone; what people say belongs in no log.
    @Override
    public String toString() {
        return "Draft[" + content.getClass().getSimpleName() + "]";
    }
}
