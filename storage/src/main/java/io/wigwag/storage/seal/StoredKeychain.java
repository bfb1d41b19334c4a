package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.seal.master.Wrapped;
import java.time.Instant;
import java.util.List;

/// A keychain as a document, which knows its tenant and version beside itself and not within.
///
/// ```
/// keychains   id ":" owner | masterKey, wrapped, generations [number, since]     in use
///                          | shreddedAt                                          destroyed
/// ```
sealed interface StoredKeychain {
    String owner();

    record Living(String owner, List<Keychain.Generation> generations, Wrapped keys) implements StoredKeychain {}

    record Shredded(String owner, Instant at) implements StoredKeychain {}

    static StoredKeychain of(Keychain chain) {
        return switch (chain) {
            case Keychain.Living living -> new Living(living.scope().owner(), living.generations(), living.keys());
            case Keychain.Shredded shredded -> new Shredded(shredded.scope().owner(), shredded.at());
        };
    }

    static Keychain chain(Versioned<StoredKeychain> stored) {
        var scope = new KeyScope(stored.tenant(), stored.record().owner());
        return switch (stored.record()) {
            case Living living -> new Keychain.Living(scope, stored.version(), living.generations(), living.keys());
            case Shredded shredded -> new Keychain.Shredded(scope, stored.version(), shredded.at());
        };
    }

    static Versioned<StoredKeychain> versioned(Keychain chain, long version) {
        return new Versioned<>(chain.scope().tenant(), of(chain), version);
    }

    static String idOf(KeyScope scope) {
        return Codec.MARK + scope.owner();
    }

    static Key keyOf(KeyScope scope) {
        return new Key(SCHEMA, scope.tenant(), idOf(scope));
    }

    Schema SCHEMA = Schema.named("keychains").build();
    RecordType<StoredKeychain> TYPE = new RecordType<>(SCHEMA, new Codec());

    /// Maps by hand.
    final class Codec implements DocumentCodec<StoredKeychain> {
        private static final String MARK = ":";
        private static final Field<String> MASTER_KEY = Field.text("masterKey");
        private static final Field<Octets> WRAPPED = Field.bytes("wrapped");
        private static final Field<List<Document>> GENERATIONS = Field.documents("generations");
        private static final Field<Long> NUMBER = Field.whole("number");
        private static final Field<Instant> SINCE = Field.moment("since");
        private static final Field<Instant> SHREDDED_AT = Field.moment("shreddedAt");

        @Override
        public String id(StoredKeychain chain) {
            return MARK + chain.owner();
        }

        @Override
        public Document encode(StoredKeychain chain) {
            var document = Document.builder();
            return switch (chain) {
                case Living(var _, var generations, var keys) ->
                    document.put(MASTER_KEY, keys.masterKey())
                            .put(WRAPPED, keys.bytes())
                            .put(
                                    GENERATIONS,
                                    generations.stream().map(Codec::encode).toList())
                            .build();
                case Shredded(var _, var at) -> document.put(SHREDDED_AT, at).build();
            };
        }

        @Override
        public StoredKeychain decode(String id, Document document) {
            if (!id.startsWith(MARK)) {
                throw new DamagedDocument("no keychain's id");
            }
            var owner = id.substring(MARK.length());
            if (document.has(SHREDDED_AT)) {
                return new Shredded(owner, document.require(SHREDDED_AT));
            }
            try {
                var generations = document.require(GENERATIONS).stream()
                        .map(Codec::generation)
                        .toList();
                var wrapped = new Wrapped(document.require(MASTER_KEY), document.require(WRAPPED));
                return new Living(owner, Keychain.requireRising(generations), wrapped);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new DamagedDocument("generations that can't be", e);
            }
        }

        private static Document encode(Keychain.Generation generation) {
            return Document.builder()
                    .put(NUMBER, (long) generation.number())
                    .put(SINCE, generation.since())
                    .build();
        }

        private static Keychain.Generation generation(Document document) {
            return new Keychain.Generation(Math.toIntExact(document.require(NUMBER)), document.require(SINCE));
        }
    }
}
