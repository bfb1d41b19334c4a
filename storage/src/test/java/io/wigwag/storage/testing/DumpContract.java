package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.MasterRotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whoever reads the raw bytes of a store learns no number, name, text or key from them.
public abstract class DumpContract extends SealedContract {
    private static final String NUMBER = "4915731460042";
    private static final String NAME = "Wilhelmine";
    private static final String TEXT = "the harbour tower code is 88-314";
    private static final Octets KEY = Octets.ofHex("7c3f9e0d51b8a2664ff01d9377ab20c8e4935d1b6a8f7720c9be04d1526387fa");

    /// All that lies in the store, in every file of it, as after its process ended.
    protected abstract byte[] dump() throws Exception;

    @Test
    void nothingPrivateIsReadable() throws Exception {
        var letters = process.store().records(Letter.TYPE, ANA);
        var hashes = new LookupHashes(process.keys());
        var scope = KeyScope.of(ANA);
        var found = new ArrayList<>(hashes.words(scope, "letter.text", NAME + ": " + TEXT));
        found.add(hashes.value(scope, "letter.number", NUMBER));
        var letter = new Letter("letter-1", "phone", found, NUMBER, NAME + ": " + TEXT, KEY, 1);
        var stored = letters.insert(letter);
        letters.replace(stored.with(letter.next()));
        var second = masterKey("second");
        new MasterRotation(process.chains(), masterKeys(second, master)).run();

        assertThat(process(masterKeys(second))
                        .store()
                        .records(Letter.TYPE, ANA)
                        .find(Query.on(Letter.BY_HASH)
                                .where(Field.texts("hashes"), hashes.words(scope, "letter.text", "TOWER harbour")))
                        .records())
                .as("the owner finds it")
                .hasSize(1);
        var bytes = new String(dump(), StandardCharsets.ISO_8859_1);
        assertThat(bytes)
                .as("the search would find what is there")
                .contains("letter-1")
                .contains("second")
                .contains(found.getFirst());
        planted(second.reveal())
                .forEach((what, text) -> assertThat(bytes.contains(text))
                        .as("%s is in the dump", what)
                        .isFalse());
    }

    /// In every form in which it could lie there.
    private Map<String, String> planted(String secondKey) {
        var planted = new LinkedHashMap<String, String>();
        for (var secret : List.of(master.reveal(), secondKey)) {
            var key = Octets.wrap(Base64.getDecoder().decode(secret.substring(secret.indexOf(':') + 1)));
            putAll(planted, "master key", key);
        }
        putAll(planted, "key", KEY);
        for (var text : List.of(NUMBER, NAME, TEXT, "harbour", "tower")) {
            planted.put(text + " in lower case", text.toLowerCase(Locale.ROOT));
            putAll(planted, text, Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
            putAll(planted, text + " in UTF-16", Octets.wrap(text.getBytes(StandardCharsets.UTF_16LE)));
        }
        return planted;
    }

    private static void putAll(Map<String, String> planted, String what, Octets bytes) {
        planted.put(what + ", raw", new String(bytes.toArray(), StandardCharsets.ISO_8859_1));
        planted.put(what + ", hexadecimal", bytes.toHex());
        planted.put(what + ", HEXADECIMAL", bytes.toHex().toUpperCase(Locale.ROOT));
        var encoder = Base64.getEncoder().withoutPadding();
        planted.put(what + ", Base64", encoder.encodeToString(bytes.toArray()));
    }
}
