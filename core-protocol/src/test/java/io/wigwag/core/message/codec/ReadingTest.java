package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Disappearing;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Choices among fields of one meaning, and forms that only others write.
class ReadingTest {
    private static final RandomDrafts RANDOM = new RandomDrafts(8);
    private static final Composition COMPOSITION =
            new Composition(RANDOM.time(), new MessageSecret(RANDOM.exactly(32)));

    @Test
    void pollsGoIntoTheFieldThatTheirRulesAskFor() {
        var options = List.of("a", "b", "c");
        assertThat(write(Poll.single("?", options)).hasPollCreationMessageV3()).isTrue();
        assertThat(write(Poll.multiple("?", options)).hasPollCreationMessage()).isTrue();
        assertThat(write(Poll.atMost(2, "?", options)).hasPollCreationMessage()).isTrue();
        assertThat(write(Poll.quiz("?", options, "a")).hasPollCreationMessageV5())
                .isTrue();
        var single = Poll.single("?", options);
        assertThat(write(single.with(Poll.Rules.NONE.hidingNames())).hasPollCreationMessageV6())
                .isTrue();
        assertThat(write(single.with(Poll.Rules.NONE.takingNewOptions())).hasPollCreationMessageV6())
                .isTrue();
        assertThat(write(single.with(Poll.Rules.NONE.inAnnouncements())).hasPollCreationMessageV2())
                .isTrue();
    }

    @Test
    void whatIsSeenOnceIsMarkedInsideAndWrapped() {
        var image =
                ContentWriter.write(Draft.of(Image.of(RANDOM.file("image/png"))).onlyOnce(), COMPOSITION);
        assertThat(image.getViewOnceMessageV2().getMessage().getImageMessage().getViewOnce())
                .isTrue();
        var note = Draft.of(VoiceNote.of(RANDOM.file("audio/ogg"), Duration.ofSeconds(1)))
                .onlyOnce();
        var voice = ContentWriter.write(note, COMPOSITION);
        assertThat(voice.getViewOnceMessageV2Extension()
                        .getMessage()
                        .getAudioMessage()
                        .getViewOnce())
                .isTrue();
    }

    @Test
    void theMarkAloneCountsAsOnce() {
        var image = write(Image.of(RANDOM.file("image/png"))).toBuilder();
        image.getImageMessageBuilder().setViewOnce(true);
        assertThat(ContentReader.read(image.build()).facts().viewOnce()).isTrue();
    }

    @Test
    void plainWordsTakeTheShortField() {
        assertThat(write(Text.of("hello")).getConversation()).isEqualTo("hello");
        var named = ContentWriter.write(Draft.of(Text.of("hello")).mentioningEverybody(), COMPOSITION);
        assertThat(named.getExtendedTextMessage().getText()).isEqualTo("hello");
        assertThat(named.getExtendedTextMessage().getContextInfo().getNonJidMentions())
                .isEqualTo(1);
    }

    @Test
    void aTimerInMillisecondsIsReadInSeconds() {
        var message = Message.newBuilder();
        message.getExtendedTextMessageBuilder()
                .setText("x")
                .getContextInfoBuilder()
                .setExpiration(86400)
                .setEphemeralSettingTimestamp(1_760_000_000_123L);
        var timer = ContentReader.read(message.build()).context().disappearing().orElseThrow();
        assertThat(timer.since()).hasValue(Instant.ofEpochSecond(1_760_000_000));
    }

    @Test
    void aChatsTimerNamesWhoSetIt() {
        var draft = Draft.of(Text.of("x")).disappearing(Disappearing.inChat(Duration.ofDays(7), COMPOSITION.now()));
        var info =
                ContentWriter.write(draft, COMPOSITION).getExtendedTextMessage().getContextInfo();
        assertThat(info.getExpiration()).isEqualTo(604800);
        assertThat(info.getDisappearingMode().getTriggerValue()).isEqualTo(1);
        assertThat(info.getEphemeralSettingTimestamp())
                .isEqualTo(COMPOSITION.now().getEpochSecond());
    }

    @Test
    void aPlaceWithAMarkMoves() {
        var message = Message.newBuilder();
        message.getLocationMessageBuilder().setDegreesLatitude(1).setIsLive(true);
        assertThat(ContentReader.read(message.build()).content()).isInstanceOf(Place.LiveLocation.class);
    }

    @Test
    void wordsAreFoundInKindsWithoutAType() {
        var template = Message.newBuilder();
        template.getTemplateMessageBuilder().getHydratedTemplateBuilder().setHydratedContentText("your order");
        assertThat(ContentReader.read(template.build()).text()).isEqualTo("your order");
        var payment = Message.newBuilder();
        payment.getSendPaymentMessageBuilder().getNoteMessageBuilder().setConversation("for lunch");
        assertThat(ContentReader.read(payment.build()).text()).isEqualTo("for lunch");
        var order = Message.newBuilder();
        order.getOrderMessageBuilder().setMessage("two of them");
        assertThat(ContentReader.read(order.build()).text()).isEqualTo("two of them");
    }

    @Test
    void namesOfNobodyAreLeftOut() {
        var message = Message.newBuilder();
        message.getExtendedTextMessageBuilder()
                .setText("x")
                .getContextInfoBuilder()
                .addMentionedJid("1@lid")
                .addMentionedJid("@@@")
                .addMentionedJid("");
        assertThat(ContentReader.read(message.build()).context().mentions().people())
                .hasSize(1);
    }

    private static Message write(Content content) {
        return ContentWriter.write(Draft.of(content), COMPOSITION);
    }
}
