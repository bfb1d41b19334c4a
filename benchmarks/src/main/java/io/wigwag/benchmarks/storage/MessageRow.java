package io.wigwag.benchmarks.storage;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;

/// A message as a store keeps it: found by its chat in the order of time, its content sealed for the device.
record MessageRow(String id, String device, String chat, long at, Octets body) {
    private static final Field<String> DEVICE = Field.text("device");
    static final Field<String> CHAT = Field.text("chat");
    private static final Field<Long> AT = Field.whole("at");
    private static final Field<Octets> BODY = Field.bytes("body");

    static final Index BY_CHAT = Index.of("byChat", CHAT, AT);
    static final Schema SCHEMA = Schema.named("benchMessages")
            .index(BY_CHAT)
            .sealed(BODY)
            .sealedFor(DEVICE)
            .build();
    static final RecordType<MessageRow> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<MessageRow> {
        @Override
        public String id(MessageRow row) {
            return row.id();
        }

        @Override
        public Document encode(MessageRow row) {
            return Document.builder()
                    .put(DEVICE, row.device())
                    .put(CHAT, row.chat())
                    .put(AT, row.at())
                    .put(BODY, row.body())
                    .build();
        }

        @Override
        public MessageRow decode(String id, Document document) {
            return new MessageRow(
                    id, document.require(DEVICE), document.require(CHAT), document.require(AT), document.require(BODY));
        }
    }
}
