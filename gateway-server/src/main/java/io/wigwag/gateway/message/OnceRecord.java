package io.wigwag.gateway.message;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;

/// That a client's key was used, and for which message: the same key again is the same message.
///
/// @param id a keyed hash of the client's key
/// @param fingerprint a hash of what was asked for
/// @param until when the key may be used for something else
record OnceRecord(String id, String fingerprint, String message, String waId, Instant until) {
    private static final Field<String> FINGERPRINT = Field.text("fingerprint");
    private static final Field<String> MESSAGE = Field.text("message");
    private static final Field<String> WA_ID = Field.text("waId");
    private static final Field<Instant> UNTIL = Field.moment("until");

    static final Schema SCHEMA = Schema.named("idempotency").expiring(UNTIL).build();
    static final RecordType<OnceRecord> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<OnceRecord> {
        @Override
        public String id(OnceRecord once) {
            return once.id();
        }

        @Override
        public Document encode(OnceRecord once) {
            return Document.builder()
                    .put(FINGERPRINT, once.fingerprint())
                    .put(MESSAGE, once.message())
                    .put(WA_ID, once.waId())
                    .put(UNTIL, once.until())
                    .build();
        }

        @Override
        public OnceRecord decode(String id, Document document) {
            return new OnceRecord(
                    id,
                    document.require(FINGERPRINT),
                    document.require(MESSAGE),
                    document.require(WA_ID),
                    document.require(UNTIL));
        }
    }
}
