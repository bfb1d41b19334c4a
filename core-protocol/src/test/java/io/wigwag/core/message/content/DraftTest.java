package io.wigwag.core.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaReference.Seal;
import io.wigwag.core.message.vcard.VCard;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final Octets HASH = Octets.wrap(new byte[32]);
    private final Jid ada = jid("1@lid");
    private final MessageRef ref = MessageRef.theirs(ada, new MessageId("X"));
    private final MediaReference file = MediaReference.clear("/v/1", "image/png", HASH, 5);

    @Test
    void mentionsAreAddedOnceAndWithoutDevices() {
        var draft = Draft.of(Text.of("@1 @2"))
                .mentioning(ada.withDevice(3))
                .mentioning(ada, jid("2@lid"))
                .mentioningEverybody();
        assertThat(draft.context().mentions()).isEqualTo(new Mentions(List.of(ada, jid("2@lid")), true, List.of()));
        assertThat(Mentions.NONE.isEmpty()).isTrue();
        assertThat(draft.context().mentions().isEmpty()).isFalse();
    }

    @Test
    void onlyPicturesVideosAndRecordingsAreSeenOnce() {
        assertThat(Draft.of(Image.of(file)).onlyOnce().viewOnce()).isTrue();
        assertThat(Draft.of(VoiceNote.of(file, Duration.ZERO)).onlyOnce().viewOnce())
                .isTrue();
        assertThatThrownBy(() -> Draft.of(Text.of("x")).onlyOnce()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Draft.of(Document.of(file, "a")).onlyOnce())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Draft.of(Text.of("x")).inAlbum(ref)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pollsThatCannotBeAnsweredAreRefused() {
        assertThatThrownBy(() -> Poll.single("?", List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Poll.single("?", List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Poll.atMost(3, "?", List.of("a", "b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Poll.quiz("?", List.of("a", "b"), "c")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Poll.quiz("?", List.of("a", "b"), "b").rules().rightAnswer()).hasValue("b");
    }

    @Test
    void whatPeopleSayIsInNoLog() {
        var secretWords = "the words";
        var card = VCard.of(secretWords, "49151");
        for (var shown : List.of(
                Text.of(secretWords).toString(),
                Draft.of(Image.of(file).withCaption(secretWords)).toString(),
                Contacts.of(card).toString(),
                Quote.of(
                                new MessageId("X"),
                                ada,
                                Message.newBuilder()
                                        .setConversation(secretWords)
                                        .build())
                        .toString(),
                Raw.of(
                                "conversation",
                                Message.newBuilder()
                                        .setConversation(secretWords)
                                        .build())
                        .toString(),
                new Invite.Ticket(secretWords, Instant.EPOCH).toString(),
                new Seal(HASH, HASH, Optional.empty()).toString())) {
            assertThat(shown)
                    .doesNotContain(secretWords)
                    .doesNotContain("49151")
                    .doesNotContain("mediaKey");
        }
    }

    @Test
    void aFileNamedWronglyIsRefused() {
        assertThatThrownBy(() -> MediaReference.clear("/v/1", "image/png", Octets.EMPTY, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MediaReference.clear("/v/1", "image/png", HASH, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Seal(Octets.EMPTY, HASH, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Seal(HASH, Octets.EMPTY, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Dimensions(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        var moved = file.withUrl("https://old.example/").withDirectPath("/v/2");
        assertThat(moved.directPath()).isEqualTo("/v/2");
        assertThat(moved.url()).isEmpty();
    }

    @Test
    void cardsAreReadAgain() throws Exception {
        var contacts = Contacts.of(VCard.of("Ada", "49151"), VCard.of("Bob", "49152"));
        assertThat(contacts.title()).isEqualTo("2 contacts");
        assertThat(contacts.text()).isEqualTo("Ada, Bob");
        assertThat(contacts.cards().getFirst().parse().phones().getFirst().whatsApp())
                .hasValue("49151");
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid e) {
            throw new AssertionError(e);
        }
    }
}
