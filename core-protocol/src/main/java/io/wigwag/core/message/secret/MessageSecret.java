package io.wigwag.core.message.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;

/// The 32 random bytes inside a message that only its readers know.
public record MessageSecret(Octets value) {
    public static final int SIZE = 32;

    private static final byte[] NO_SALT = new byte[0];
    private static final byte[] NOTHING = new byte[0];

    public MessageSecret {
        if (value.size() != SIZE) {
            throw new IllegalArgumentException("message secret: " + value.size() + " bytes (expected: " + SIZE + ")");
        }
    }

    public static MessageSecret random(SecureRandom random) {
        var bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new MessageSecret(Octets.wrap(bytes));
    }

    /// Who adds to which message, in the name space that the chat uses.
    ///
    /// @param author who sent the message that has the secret
    /// @param sender who sends the add-on
    public record Parties(MessageId message, Jid author, Jid sender) {
        public Parties {
            author = author.bare();
            sender = sender.bare();
        }
    }

    public Sealed seal(AddOn kind, Parties parties, Octets plaintext, SecureRandom random) {
        var iv = new byte[AesGcm.NONCE];
        random.nextBytes(iv);
        return seal(kind, parties, plaintext, Octets.wrap(iv));
    }

    /// With bytes of the caller's choice, which must never come twice with one key.
    public Sealed seal(AddOn kind, Parties parties, Octets plaintext, Octets iv) {
        var key = key(parties, kind.word());
        return new Sealed(
                Octets.wrap(AesGcm.seal(key, iv.toArray(), associated(kind, parties), plaintext.toArray())), iv);
    }

    /// Opens what one sender added.
    public Octets open(AddOn kind, Parties parties, Sealed sealed) throws DecryptionFailed {
        if (sealed.iv().size() != AesGcm.NONCE) {
            throw new DecryptionFailed("an IV of " + sealed.iv().size() + " bytes");
        }
        var failure = new DecryptionFailed("no words for " + kind);
        for (var word : kind.words()) {
            try {
                return Octets.wrap(AesGcm.open(
                        key(parties, word),
                        sealed.iv().toArray(),
                        associated(kind, parties),
                        sealed.payload().toArray()));
            } catch (DecryptionFailed otherWords) {
                failure = otherWords;
            }
        }
        throw failure;
    }

    /// Opens what was added under one of several names: numbers and hidden ids are mixed by different clients, and only
    /// the tag tells which ones were meant.
    public Octets open(AddOn kind, MessageId message, Collection<Jid> authors, Collection<Jid> senders, Sealed sealed)
            throws DecryptionFailed {
        var failure = new DecryptionFailed("no names of author and sender");
        for (var author : distinct(authors)) {
            for (var sender : distinct(senders)) {
                try {
                    return open(kind, new Parties(message, author, sender), sealed);
                } catch (DecryptionFailed otherNames) {
                    failure = otherNames;
                }
            }
        }
        throw failure;
    }

    private static List<Jid> distinct(Collection<Jid> names) {
        return names.stream().map(Jid::bare).distinct().toList();
    }

    private byte[] key(Parties parties, String word) {
        return derive(value, parties.message().value() + parties.author() + parties.sender() + word);
    }

    private static byte[] associated(AddOn kind, Parties parties) {
        return kind.bound() ? bound(parties.message(), parties.sender()) : NOTHING;
    }

    static byte[] bound(MessageId message, Jid sender) {
        return (message.value() + '\0' + sender).getBytes(UTF_8);
    }

    static byte[] derive(Octets secret, String info) {
        return Hkdf.derive(secret.toArray(), NO_SALT, info.getBytes(UTF_8), SIZE);
    }

    /// Nothing of it.
    @Override
    public String toString() {
        return "MessageSecret[..]";
    }
}
