package io.wigwag.core.message.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.secret.MessageSecret.Parties;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageSecretTest {
    private static final Octets PLAIN = Octets.ofHex("0a0161");
    private static final MessageId PARENT = new MessageId("3EB001");

    private final SeededRandom random = new SeededRandom(11);
    private final MessageSecret secret = MessageSecret.random(random);
    private final Jid number = jid("4915112345678@s.whatsapp.net");
    private final Jid hidden = jid("123456789@lid");
    private final Jid other = jid("987654321@lid");

    @ParameterizedTest
    @EnumSource(AddOn.class)
    void whatIsSealedOpensForTheSameParties(AddOn kind) throws Exception {
        var parties = new Parties(PARENT, hidden, other);
        var sealed = secret.seal(kind, parties, PLAIN, random);
        assertThat(secret.open(kind, parties, sealed)).isEqualTo(PLAIN);
        for (var wrong : List.of(
                new Parties(new MessageId("3EB002"), hidden, other),
                new Parties(PARENT, number, other),
                new Parties(PARENT, hidden, number))) {
            assertThatThrownBy(() -> secret.open(kind, wrong, sealed)).isInstanceOf(DecryptionFailed.class);
        }
        assertThatThrownBy(() -> MessageSecret.random(random).open(kind, parties, sealed))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void oneKindDoesNotOpenAsAnother() {
        var parties = new Parties(PARENT, hidden, other);
        var vote = secret.seal(AddOn.POLL_VOTE, parties, PLAIN, random);
        assertThatThrownBy(() -> secret.open(AddOn.EVENT_RESPONSE, parties, vote))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void devicesCountAsTheirAccounts() throws Exception {
        var sealed = secret.seal(AddOn.REACTION, new Parties(PARENT, hidden.withDevice(3), other), PLAIN, random);
        assertThat(secret.open(AddOn.REACTION, new Parties(PARENT, hidden, other.withDevice(7)), sealed))
                .isEqualTo(PLAIN);
    }

    @Test
    void theNamesThatWereMeantAreFound() throws Exception {
        var sealed = secret.seal(AddOn.POLL_VOTE, new Parties(PARENT, number, other), PLAIN, random);
        assertThat(secret.open(AddOn.POLL_VOTE, PARENT, List.of(hidden, number), List.of(number, other), sealed))
                .isEqualTo(PLAIN);
        assertThatThrownBy(() -> secret.open(AddOn.POLL_VOTE, PARENT, List.of(hidden), List.of(other), sealed))
                .isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() -> secret.open(AddOn.POLL_VOTE, PARENT, List.of(), List.of(other), sealed))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void anOptionSealedWithTheWordsOfAnEditOpensToo() throws Exception {
        var parties = new Parties(PARENT, hidden, other);
        var sealed = secret.seal(AddOn.POLL_EDIT, parties, PLAIN, random);
        assertThat(secret.open(AddOn.POLL_OPTION, parties, sealed)).isEqualTo(PLAIN);
        assertThatThrownBy(() ->
                        secret.open(AddOn.POLL_EDIT, parties, secret.seal(AddOn.POLL_OPTION, parties, PLAIN, random)))
                .isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void wrongSizesAreRefusedAsEverythingElse() {
        var parties = new Parties(PARENT, hidden, other);
        assertThatThrownBy(() -> secret.open(AddOn.POLL_VOTE, parties, new Sealed(PLAIN, PLAIN)))
                .isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() ->
                        secret.open(AddOn.POLL_VOTE, parties, new Sealed(PLAIN, Octets.wrap(new byte[AesGcm.NONCE]))))
                .isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() -> new MessageSecret(PLAIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingOfItIsShown() {
        assertThat(secret.toString()).doesNotContain(secret.value().toHex().substring(0, 8));
        assertThat(BotSecret.of(secret).toString()).isEqualTo("BotSecret[..]");
    }

    @Test
    void aBotsReplyOpensWithWhatTheBotWasTold() throws Exception {
        var bot = BotSecret.of(secret);
        assertThat(bot.value().toArray())
                .isEqualTo(Hkdf.derive(secret.value().toArray(), new byte[0], "Bot Message".getBytes(UTF_8), 32));
        var reply = new MessageId("B1");
        var iv = Octets.wrap(new byte[AesGcm.NONCE]);
        var sealed = bot.seal(reply, hidden, Jid.META_AI, PLAIN, iv);
        assertThat(bot.open(reply, hidden, Jid.META_AI, sealed)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> bot.open(new MessageId("B2"), hidden, Jid.META_AI, sealed))
                .isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() -> bot.open(reply, other, Jid.META_AI, sealed)).isInstanceOf(DecryptionFailed.class);
        assertThatThrownBy(() -> bot.open(reply, hidden, Jid.META_AI, new Sealed(PLAIN, PLAIN)))
                .isInstanceOf(DecryptionFailed.class);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid e) {
            throw new AssertionError(e);
        }
    }
}
