package io.wigwag.storage.testing;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.List;

/// What the contract suites keep: an id, and a document with whichever of these fields a test needs.
public record Note(String id, Document fields) {
    public static final Field<String> CHAT = Field.text("chat");
    public static final Field<Instant> AT = Field.moment("at");
    public static final Field<String> MARK = Field.text("mark");
    public static final Field<String> HANDLE = Field.text("handle");
    public static final Field<String> STATE = Field.text("state");
    public static final Field<Long> RANK = Field.whole("rank");
    public static final Field<Boolean> SEEN = Field.flag("seen");
    public static final Field<Double> WEIGHT = Field.real("weight");
    public static final Field<Octets> BODY = Field.bytes("body");
    public static final Field<Document> ORIGIN = Field.nested("origin");
    public static final Field<List<String>> WORDS = Field.texts("words");
    public static final Field<List<Document>> RECEIPTS = Field.documents("receipts");
    public static final Field<Instant> UNTIL = Field.moment("until");

    public static final Index BY_CHAT = Index.of("byChat", CHAT, AT);
    public static final Index BY_MARK = Index.unique("byMark", CHAT, MARK);
    public static final Index BY_HANDLE = Index.unique("byHandle", HANDLE).everywhere();
    public static final Index BY_STATE = Index.of("byState", STATE, SEEN, RANK);
    public static final Index QUEUE = Index.of("queue", STATE, AT).everywhere();
    public static final Index BY_WORD = Index.words("byWord", WORDS, AT);

    public static final Schema SCHEMA = Schema.named("notes")
            .index(BY_CHAT)
            .index(BY_MARK)
            .index(BY_HANDLE)
            .index(BY_STATE)
            .index(QUEUE)
            .index(BY_WORD)
            .expiring(UNTIL)
            .build();

    /// The same shape elsewhere, for batches over several collections.
    public static final Schema OTHER_SCHEMA = Schema.named("otherNotes").build();

    public static final RecordType<Note> TYPE = new RecordType<>(SCHEMA, new Codec());
    public static final RecordType<Note> OTHER_TYPE = new RecordType<>(OTHER_SCHEMA, new Codec());

    public static <V> Note with(String id, Field<V> field, V value) {
        return new Note(id, Document.EMPTY).and(field, value);
    }

    public static Note in(String chat, String id, long at) {
        return with(id, CHAT, chat).and(AT, Instant.ofEpochMilli(at));
    }

    public <V> Note and(Field<V> field, V value) {
        return new Note(id, fields.toBuilder().put(field, value).build());
    }

    private static final class Codec implements DocumentCodec<Note> {
        @Override
        public String id(Note note) {
            return note.id();
        }

        @Override
        public Document encode(Note note) {
            return note.fields();
        }

        @Override
        public Note decode(String id, Document document) {
            return new Note(id, document);
        }
    }
}
