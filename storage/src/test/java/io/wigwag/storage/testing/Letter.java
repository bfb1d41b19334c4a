package io.wigwag.storage.testing;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.util.List;

/// Something private, kept as our real collections keep it: sealed for a device, found by keyed hashes.
public record Letter(
        String id, String device, List<String> hashes, String number, String text, Octets key, long edition) {
    private static final Field<String> DEVICE = Field.text("device");
    static final Field<List<String>> HASHES = Field.texts("hashes");
    static final Field<Long> EDITION = Field.whole("edition");
    static final Field<String> NUMBER = Field.text("number");
    static final Field<String> TEXT = Field.text("text");
    static final Field<Octets> KEY = Field.bytes("key");

    public static final Index BY_HASH = Index.words("byHash", HASHES);
    public static final Schema SCHEMA = Schema.named("letters")
            .index(BY_HASH)
            .sealed(NUMBER, TEXT, KEY)
            .sealedFor(DEVICE)
            .changing(EDITION)
            .build();
    public static final RecordType<Letter> TYPE = new RecordType<>(SCHEMA, new Codec());

    public Letter {
        hashes = List.copyOf(hashes);
    }

    public Letter next() {
        return new Letter(id, device, hashes, number, text, key, edition + 1);
    }

    private static final class Codec implements DocumentCodec<Letter> {
        @Override
        public String id(Letter letter) {
            return letter.id();
        }

        @Override
        public Document encode(Letter letter) {
            return Document.builder()
                    .put(DEVICE, letter.device())
                    .put(HASHES, letter.hashes())
                    .put(NUMBER, letter.number())
                    .put(TEXT, letter.text())
                    .put(KEY, letter.key())
                    .put(EDITION, letter.edition())
                    .build();
        }

        @Override
        public Letter decode(String id, Document document) {
            return new Letter(
                    id,
                    document.require(DEVICE),
                    document.require(HASHES),
                    document.require(NUMBER),
                    document.require(TEXT),
                    document.require(KEY),
                    document.require(EDITION));
        }
    }
}
