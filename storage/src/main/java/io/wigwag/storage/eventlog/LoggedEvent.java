package io.wigwag.storage.eventlog;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;

/// An event as it was stored. Numbers of a device only grow; some may be left out.
public record LoggedEvent(String device, long number, NewEvent event, Instant until) {
    static final Field<String> DEVICE = Field.text("device");
    static final Field<Long> NUMBER = Field.whole("number");
    static final Field<String> CHAT = Field.text("chat");
    static final Field<String> KIND = Field.text("kind");
    static final Field<Instant> AT = Field.moment("at");
    static final Field<Instant> UNTIL = Field.moment("until");
    static final Field<Octets> BODY = Field.bytes("body");
    static final Field<Long> PLACE = Field.whole("place");

    static final Index BY_CHAT = Index.of("byChat", DEVICE, CHAT, NUMBER);
    static final Index BY_PLACE = Index.of("byPlace", PLACE);
    static final Index OF_DEVICE_BY_PLACE = Index.of("ofDeviceByPlace", DEVICE, PLACE);

    public static final Schema SCHEMA = Schema.named("events")
            .index(BY_CHAT)
            .index(BY_PLACE)
            .index(OF_DEVICE_BY_PLACE)
            .sealed(BODY)
            .sealedFor(DEVICE)
            .expiring(UNTIL)
            .build();

    static final RecordType<LoggedEvent> TYPE = new RecordType<>(SCHEMA, new Codec());

    /// Sorts as the numbers do.
    static String id(String device, long number) {
        return device + "/" + "%019d".formatted(number);
    }

    private static final class Codec implements DocumentCodec<LoggedEvent> {
        @Override
        public String id(LoggedEvent logged) {
            return LoggedEvent.id(logged.device(), logged.number());
        }

        @Override
        public Document encode(LoggedEvent logged) {
            return Document.builder()
                    .put(DEVICE, logged.device())
                    .put(NUMBER, logged.number())
                    .put(CHAT, logged.event().chat())
                    .put(KIND, logged.event().kind())
                    .put(AT, logged.event().at())
                    .put(UNTIL, logged.until())
                    .put(BODY, logged.event().body())
                    .put(PLACE, logged.event().place())
                    .build();
        }

        @Override
        public LoggedEvent decode(String id, Document document) {
            var event = new NewEvent(
                    document.require(KIND),
                    document.get(CHAT),
                    document.require(AT),
                    document.require(BODY),
                    document.get(PLACE));
            return new LoggedEvent(document.require(DEVICE), document.require(NUMBER), event, document.require(UNTIL));
        }
    }
}
