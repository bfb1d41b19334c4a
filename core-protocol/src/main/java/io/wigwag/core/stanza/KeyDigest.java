package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// The server's view of our keys. Of the one-time keys it tells only the ids, and a hash over everything:
/// `SHA-1(identity | signed key | its signature | one-time keys in the order of the list)`.
public record KeyDigest(OwnKeys own, List<Integer> oneTime, Octets hash) {
    private static final int HASH_SIZE = 20;

    /// What a comparison found: the first thing that differs.
    public enum Finding {
        SAME,
        OTHER_REGISTRATION,
        OTHER_IDENTITY,
        OTHER_SIGNED_KEY,
        /// The server holds a one-time key that we do not.
        UNKNOWN_KEY,
        /// The ids agree and the keys do not.
        OTHER_HASH
    }

    public KeyDigest {
        oneTime = List.copyOf(oneTime);
        PublicPreKey.checkSize("hash", hash, HASH_SIZE);
    }

    static KeyDigest read(Node digest) throws MalformedNode {
        if (!digest.requireChild("type").requireBytes().equals(OwnKeys.CURVE_25519)) {
            throw new MalformedNode("digest: keys of an unknown type");
        }
        var ids = new ArrayList<Integer>();
        for (var id : digest.requireChild("list").children("id")) {
            ids.add(FixedNumber.read(id, FixedNumber.KEY_ID));
        }
        return new KeyDigest(
                new OwnKeys(
                        FixedNumber.read(digest.requireChild("registration"), FixedNumber.REGISTRATION_ID),
                        FixedNumber.sized(digest.requireChild("identity"), PublicPreKey.KEY_SIZE),
                        SignedPublicPreKey.read(digest.requireChild("skey"))),
                ids,
                FixedNumber.sized(digest.requireChild("hash"), HASH_SIZE));
    }

    /// Holds the server's view against our keys.
    ///
    /// @param publicKey of ours with an id, where we have it
    public Finding compare(OwnKeys ours, IntFunction<Optional<Octets>> publicKey) {
        if (own.registrationId() != ours.registrationId()) {
            return Finding.OTHER_REGISTRATION;
        }
        if (!own.identity().equals(ours.identity())) {
            return Finding.OTHER_IDENTITY;
        }
        if (!own.signed().equals(ours.signed())) {
            return Finding.OTHER_SIGNED_KEY;
        }
        var keys = new ArrayList<Octets>();
        for (var id : oneTime) {
            var key = publicKey.apply(id);
            if (key.isEmpty()) {
                return Finding.UNKNOWN_KEY;
            }
            keys.add(key.get());
        }
        return hash(ours, keys).equals(hash) ? Finding.SAME : Finding.OTHER_HASH;
    }

    static Octets hash(OwnKeys own, List<Octets> oneTime) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            own.identity().update(digest);
            own.signed().key().update(digest);
            own.signed().signature().update(digest);
            oneTime.forEach(key -> key.update(digest));
            return Octets.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
