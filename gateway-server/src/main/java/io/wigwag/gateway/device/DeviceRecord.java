package io.wigwag.gateway.device;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.Optional;

/// A device as it is kept. Sealed with its tenant's key, not with its own: so it can still be read when the device's
/// key was destroyed and the rest of it is to be removed.
///
/// @param wanted whether it should run, also after a restart
/// @param removing whether its owner has deleted it and what it left behind is not gone yet
/// @param last how it was when it was last heard of
record DeviceRecord(
        String id,
        String name,
        Instant created,
        boolean wanted,
        boolean removing,
        Standing last,
        Optional<Account> account) {
    static final Field<String> NAME = Field.text("name");
    static final Field<Instant> CREATED = Field.moment("created");
    static final Field<Boolean> WANTED = Field.flag("wanted");
    static final Field<Boolean> REMOVING = Field.flag("removing");
    static final Field<String> STATE = Field.text("state");
    static final Field<Instant> SINCE = Field.moment("since");
    static final Field<String> REASON = Field.text("reason");
    static final Field<String> NEXT_STEP = Field.text("nextStep");
    private static final Field<String> PHONE = Field.text("phone");
    private static final Field<String> LID = Field.text("lid");
    private static final Field<String> DISPLAY_NAME = Field.text("displayName");

    /// Those that should run.
    static final Index BY_WANTED = Index.of("byWanted", WANTED).everywhere();
    static final Index BY_REMOVING = Index.of("byRemoving", REMOVING).everywhere();
    static final Schema SCHEMA = Schema.named("devices")
            .index(BY_WANTED)
            .index(BY_REMOVING)
            .sealed(PHONE, LID, DISPLAY_NAME)
            .changing(NAME, WANTED, REMOVING, STATE, SINCE, REASON, NEXT_STEP)
            .build();
    static final RecordType<DeviceRecord> TYPE = new RecordType<>(SCHEMA, new Codec());

    /// Whose device it is.
    record Account(String phone, Optional<String> lid, Optional<String> displayName) {
        /// Prints nobody's number.
        @Override
        public String toString() {
            return "Account[redacted]";
        }
    }

    DeviceRecord with(Optional<Account> other) {
        return new DeviceRecord(id, name, created, wanted, removing, last, other);
    }

    private static final class Codec implements DocumentCodec<DeviceRecord> {
        @Override
        public String id(DeviceRecord device) {
            return device.id();
        }

        @Override
        public Document encode(DeviceRecord device) {
            return Document.builder()
                    .put(NAME, device.name())
                    .put(CREATED, device.created())
                    .put(WANTED, Optional.of(true).filter(_ -> device.wanted()))
                    .put(REMOVING, Optional.of(true).filter(_ -> device.removing()))
                    .put(STATE, device.last().state())
                    .put(SINCE, device.last().since())
                    .put(REASON, device.last().reason())
                    .put(NEXT_STEP, device.last().nextStep())
                    .put(PHONE, device.account().map(Account::phone))
                    .put(LID, device.account().flatMap(Account::lid))
                    .put(DISPLAY_NAME, device.account().flatMap(Account::displayName))
                    .build();
        }

        @Override
        public DeviceRecord decode(String id, Document document) {
            return new DeviceRecord(
                    id,
                    document.require(NAME),
                    document.require(CREATED),
                    document.has(WANTED),
                    document.has(REMOVING),
                    new Standing(
                            document.require(STATE),
                            document.get(REASON),
                            document.require(SINCE),
                            document.require(NEXT_STEP)),
                    document.get(PHONE)
                            .map(phone -> new Account(phone, document.get(LID), document.get(DISPLAY_NAME))));
        }
    }
}
