package io.wigwag.core.message.secret;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.octets.Octets;

/// What a bot is told of a message's secret, and what its replies are sealed with.
public record BotSecret(Octets value) {
    private static final String WORDS = "Bot Message";

    public static BotSecret of(MessageSecret prompt) {
        return new BotSecret(Octets.wrap(MessageSecret.derive(prompt.value(), WORDS)));
    }

    /// Opens a reply.
    ///
    /// @param reply the reply's id; of one that replaces an earlier one, the earlier one's
    /// @param prompter who asked
    public Octets open(MessageId reply, Jid prompter, Jid bot, Sealed sealed) throws DecryptionFailed {
        if (sealed.iv().size() != AesGcm.NONCE) {
            throw new DecryptionFailed("an IV of " + sealed.iv().size() + " bytes");
        }
        return Octets.wrap(AesGcm.open(
                key(reply, prompter, bot),
                sealed.iv().toArray(),
                MessageSecret.bound(reply, bot.bare()),
                sealed.payload().toArray()));
    }

    /// Seals a reply, as the bot does.
    public Sealed seal(MessageId reply, Jid prompter, Jid bot, Octets plaintext, Octets iv) {
        var sealed = AesGcm.seal(
                key(reply, prompter, bot), iv.toArray(), MessageSecret.bound(reply, bot.bare()), plaintext.toArray());
        return new Sealed(Octets.wrap(sealed), iv);
    }

    private byte[] key(MessageId reply, Jid prompter, Jid bot) {
        return MessageSecret.derive(value, reply.value() + prompter.bare() + bot.bare());
    }

    /// Nothing of it.
    @Override
    public String toString() {
        return "BotSecret[..]";
    }
}
