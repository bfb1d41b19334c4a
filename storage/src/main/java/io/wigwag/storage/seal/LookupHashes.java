package io.wigwag.storage.seal;

import io.wigwag.core.crypto.HmacSha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Keyed hashes to find records by values that are personal. Equal values of one scope and one subject have equal
/// hashes; across scopes and subjects nothing can be compared, and without the scope's key nothing can be guessed,
/// however few phone numbers there are.
///
/// Whoever reads the store still sees which records share a value, and how often. So hash what has to be found, and
/// nothing else.
public final class LookupHashes {
    /// Enough that no two of a tenant's values ever meet.
    public static final int VALUE = 16;

    /// A search that finds one text too many in 10^15 opens it and sees.
    public static final int WORD = 8;

    private final DataKeys keys;

    public LookupHashes(DataKeys keys) {
        this.keys = keys;
    }

    /// The hash of a value; the subject says what kind of value it is ("chat.number").
    public String value(KeyScope scope, String subject, String value) {
        return hash(
                scope,
                new ContextBytes("wigwag lookup").scope(scope).text(subject).text(value),
                VALUE);
    }

    /// The hashes of a text's words, each once, in an order that tells nothing of the text's.
    public List<String> words(KeyScope scope, String subject, String text) {
        return SearchWords.of(text).stream()
                .map(word -> new ContextBytes("wigwag word")
                        .scope(scope)
                        .text(subject)
                        .text(word))
                .map(message -> hash(scope, message, WORD))
                .sorted()
                .toList();
    }

    private String hash(KeyScope scope, ContextBytes message, int size) {
        var code = HmacSha256.of(keys.toSeal(scope).lookup(), message.toArray());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(code, size));
    }
}
