package io.wigwag.sandbox.media;

import io.wigwag.sandbox.world.Account;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// The words by which uploads show whose they are: given out in the world, asked for by requests.
public final class MediaAuth {
    private static final int BYTES = 24;

    private final Random random;
    private final Map<String, String> accountOf = new ConcurrentHashMap<>();
    private final Map<String, String> wordOf = new ConcurrentHashMap<>();

    public MediaAuth(Random random) {
        this.random = random;
    }

    /// The word of an account, always the same.
    public String of(Account account) {
        return wordOf.computeIfAbsent(account.number(), number -> {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            var word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            accountOf.put(word, number);
            return word;
        });
    }

    public boolean knows(String word) {
        return accountOf.containsKey(word);
    }

    public void clear() {
        accountOf.clear();
        wordOf.clear();
    }
}
