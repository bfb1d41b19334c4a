package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentRoundTripTest {
    private static final int ROUNDS = 4000;
    private static final long SEED = 20261121;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var drafts = new RandomDrafts(SEED + round);
            var draft = drafts.draft();
            var composition = composition(drafts);
            var bytes = Octets.wrap(ContentWriter.write(draft, composition).toByteArray());

            var read = ContentReader.read(bytes);

            var what = "seed " + (SEED + round) + ": " + draft.content().getClass();
            assertThat(read.content()).as(what).isEqualTo(draft.content());
            assertThat(read.context()).as(what).isEqualTo(draft.context());
            assertThat(read.facts().album()).as(what).isEqualTo(draft.album());
            assertThat(read.facts().viewOnce()).as(what).isEqualTo(draft.viewOnce());
            assertThat(read.text()).as(what).isEqualTo(draft.content().text());
            read.facts().secret().ifPresent(secret -> assertThat(secret).isEqualTo(composition.secret()));
            read.facts().sentAt().ifPresent(time -> assertThat(time).as(what).isEqualTo(composition.now()));
        }
    }

    @Test
    void theCopyForOwnDevicesSaysTheSame() throws Exception {
        for (var round = 0; round < 300; round++) {
            var drafts = new RandomDrafts(SEED + round);
            var draft = drafts.draft();
            var chat = drafts.person();
            var message = ContentWriter.write(draft, composition(drafts));

            var copy = DeviceCopy.of(message, chat, drafts.maybe(drafts::word));

            var read = ContentReader.read(copy);
            var original = ContentReader.read(message);
            assertThat(read.content()).as("seed " + (SEED + round)).isEqualTo(original.content());
            assertThat(read.facts()).isEqualTo(original.facts());
            assertThat(read.context()).isEqualTo(original.context());
            assertThat(Unwrapped.of(copy).deviceSent().orElseThrow().getDestinationJid())
                    .isEqualTo(chat.toString());
        }
    }

    /// Without this, a new kind could be left out of the test above and nobody would see it.
    @Test
    void everyKindThereIsIsTried() {
        var missing = leaves(Content.class);
        for (var round = 0; round < ROUNDS; round++) {
            missing.remove(new RandomDrafts(SEED + round).draft().content().getClass());
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aContentWithoutAPlaceForItRefusesAQuoteButNotATimer() throws Exception {
        var drafts = new RandomDrafts(SEED);
        var reaction = Draft.of(new Reaction(drafts.ref(), "!"));
        var timed = reaction.disappearing(Disappearing.after(Duration.ofDays(1)));

        assertThat(ContentReader.read(ContentWriter.write(timed, composition(drafts)))
                        .content())
                .isEqualTo(reaction.content());
        assertThatThrownBy(() -> ContentWriter.write(reaction.mentioning(drafts.person()), composition(drafts)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Composition composition(RandomDrafts drafts) {
        return new Composition(
                drafts.time().plus(5, ChronoUnit.MILLIS), new MessageSecret(drafts.exactly(MessageSecret.SIZE)));
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        var found = new HashSet<Class<?>>();
        var permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            found.add(type);
        } else {
            for (var one : permitted) {
                found.addAll(leaves(one));
            }
        }
        return found;
    }
}
