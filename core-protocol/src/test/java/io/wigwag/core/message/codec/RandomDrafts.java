package io.wigwag.core.message.codec;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.id.Server;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaReference.Seal;
import io.wigwag.core.message.content.AdReferral;
import io.wigwag.core.message.content.Context;
import io.wigwag.core.message.content.Dimensions;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Forwarding;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Mentions;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Quote;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Thumbnail;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Values of all sorts, the same again with the same seed.
final class RandomDrafts {
    private static final List<String> WORDS = List.of(
            "", "hello", "Zażółć", "日本", "a\nb", "*bold*", "\uD83D\uDE00", "x".repeat(300), "https://a.example/");

    final SplittableRandom random;

    RandomDrafts(long seed) {
        random = new SplittableRandom(seed);
    }

    /// A draft with everything around it that its content can have.
    Draft draft() {
        var content = new RandomContents(this).any();
        var draft = Draft.of(content);
        if (RandomContents.hasContext(content) && chance()) {
            draft = draft.with(context());
        }
        if (content instanceof Media media && media.canBeViewOnce() && chance()) {
            draft = draft.onlyOnce();
        }
        return content instanceof Media && chance() ? draft.inAlbum(ref()) : draft;
    }

    /// What is said again in an edit or a comment.
    Draft words() {
        var draft = Draft.of(Text.of(word()));
        return chance() ? draft.with(context()) : draft;
    }

    Context context() {
        return new Context(
                maybe(this::quote),
                new Mentions(list(this::person), chance(), list(() -> new Mentions.Group(jid(Server.GROUP), word()))),
                maybe(() -> new Forwarding(
                        1 + random.nextInt(Forwarding.OFTEN),
                        maybe(() -> new Forwarding.FromChannel(jid(Server.NEWSLETTER), random.nextInt(), word())))),
                maybe(this::disappearing),
                maybe(() -> new AdReferral(
                        word(), word(), new AdReferral.Source(word(), word(), word(), word()), bytes(20))));
    }

    private Quote quote() {
        var message = Message.newBuilder().setConversation(word()).build();
        return new Quote(id(), maybe(this::person), message, maybe(this::person));
    }

    private Disappearing disappearing() {
        return new Disappearing(
                Duration.ofSeconds(1 + random.nextInt(Integer.MAX_VALUE - 1)),
                maybe(this::time),
                maybe(() -> new Disappearing.Mode(
                        pick(Disappearing.Initiator.values()), maybe(() -> pick(Disappearing.Trigger.values())))));
    }

    MessageRef ref() {
        return new MessageRef(person(), chance(), id(), maybe(this::person));
    }

    MediaReference file(String mimetype) {
        return new MediaReference(
                maybe(() -> "https://host.example/" + random.nextInt()),
                "/v/t62/" + random.nextInt(),
                mimetype,
                exactly(32),
                random.nextLong(1L << 32),
                maybe(this::seal),
                Octets.EMPTY);
    }

    Seal seal() {
        return new Seal(exactly(32), exactly(32), maybe(this::time));
    }

    Thumbnail thumbnail(Optional<Seal> seal) {
        return new Thumbnail("/v/" + random.nextInt(), exactly(32), seal, size());
    }

    Dimensions size() {
        return new Dimensions(random.nextInt(5000), random.nextInt(5000));
    }

    Duration length() {
        return Duration.ofSeconds(random.nextInt(100_000));
    }

    Instant time() {
        return Instant.ofEpochSecond(1 + random.nextInt(Integer.MAX_VALUE - 1));
    }

    MessageId id() {
        return new MessageId("3EB0" + Long.toHexString(random.nextLong()).toUpperCase(Locale.ROOT));
    }

    Jid person() {
        return jid(chance() ? Server.LID : Server.USER);
    }

    Jid jid(Server server) {
        try {
            return Jid.of(1 + random.nextLong(1L << 40), 0, server);
        } catch (MalformedJid e) {
            throw new AssertionError(e);
        }
    }

    String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    Octets bytes(int most) {
        return exactly(random.nextInt(most));
    }

    Octets exactly(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    boolean chance() {
        return random.nextBoolean();
    }

    <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return chance() ? Optional.of(value.get()) : Optional.empty();
    }

    <T> List<T> list(Supplier<T> value) {
        var list = new ArrayList<T>();
        for (var count = random.nextInt(4); count > 0; count--) {
            list.add(value.get());
        }
        return list;
    }
}
