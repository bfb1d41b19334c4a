package io.wigwag.gateway.message;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.device.TestStations;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.MalformedCursor;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// One life of a gateway on a disk, as far as the messages of one device go.
final class MessageLife {
    static final Tenant TENANT = new Tenant("ana");
    static final String DEVICE = "dev_1";

    private final InstantSource clock;
    private final Events events;
    private final MessageBook book;
    private final Station station;
    private final Reporter reporter;
    private final Chats chats;
    private final Inflow inflow;
    private final BlockingQueue<String> became = new LinkedBlockingQueue<>();

    /// @param number of this life among those on its disk
    MessageLife(DocumentAdapter disk, MasterKey master, InstantSource clock, int number) {
        this.clock = clock;
        var random = new SecureRandom();
        var keys = new DataKeys(
                DocumentKeychains.over(disk), masterKeys(master, random), random, clock, DataKeys.Bounds.DEFAULT);
        var schemas = new ArrayList<>(Catalogue.schemas());
        schemas.addAll(MessageBook.schemas());
        var store = DocumentStore.open(disk, new RecordSealer(keys, random), schemas);
        var membership = Membership.joinAlone(store, "process-" + number, "test", clock);
        var rules = new Events.Rules(Duration.ofDays(7), Duration.ZERO);
        events = new Events(store, membership, clock, new SplittableRandom(number), rules);
        book = new MessageBook(store);
        var journal = events.journal(TENANT, DEVICE).orElseThrow();
        station = TestStations.station(store, TENANT, DEVICE, journal, clock);
        reporter = new Reporter(book, new Counted(), clock);
        chats = new Chats(new LookupHashes(keys));
        var ids = new SortableIds(clock, new SplittableRandom(number));
        inflow = new Inflow(station, book, reporter, chats, clock, (_, _) -> {}, ids);
    }

    static MasterKey masterKey() {
        try {
            return MasterKey.generate("test", new SecureRandom());
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static LocalMasterKeys masterKeys(MasterKey master, SecureRandom random) {
        try {
            return new LocalMasterKeys(List.of(master), random);
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    MessageBook book() {
        return book;
    }

    Station station() {
        return station;
    }

    Reporter reporter() {
        return reporter;
    }

    Inflow inflow() {
        return inflow;
    }

    /// The types of all events, and how far messages are said to be.
    List<String> told() {
        return events.after(TENANT, Optional.of(DEVICE), 0, 100).stream()
                .map(event -> event.type()
                        + (event.type().equals("message.status")
                                ? " " + event.data().path("status").asString()
                                : ""))
                .toList();
    }

    /// How far messages are, from when that is written; each once.
    BlockingQueue<String> became() {
        return became;
    }

    List<MessageRecord> kept() {
        try {
            return book.list(TENANT, Optional.empty(), Optional.empty(), 200).records();
        } catch (MalformedCursor e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Those that wait to be sent.
    List<MessageRecord> waiting() {
        return book.queue(TENANT, DEVICE, Optional.empty()).records();
    }

    /// A message of ours waits to be sent.
    void submit(String id, String waId, Jid chat, Octets wire) {
        submit(id, waId, chat, Optional.empty(), Optional.of(wire));
    }

    /// One whose file has still to be fetched.
    void submitUnfinished(String id, String waId, Jid chat) {
        submit(id, waId, chat, Optional.of(Octets.EMPTY), Optional.empty());
    }

    private void submit(String id, String waId, Jid chat, Optional<Octets> wish, Optional<Octets> wire) {
        var now = clock.instant();
        var message = new MessageRecord(
                id,
                DEVICE,
                MessageRecord.Direction.OUT,
                MessageRecord.Kind.TEXT,
                waId,
                chats.ownKey(TENANT, waId),
                chats.key(TENANT, chat),
                now,
                MessageRecord.Standing.of(MessageState.QUEUED, now),
                Optional.of(now),
                Optional.empty(),
                new MessageRecord.Contents(
                        chat.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        wish,
                        wire,
                        Optional.empty()));
        book.insert(TENANT, message, Optional.empty());
    }

    private final class Counted implements Traffic {
        @Override
        public void came() {}

        @Override
        public void became(String state) {
            became.add(state);
        }

        @Override
        public void failed(String code) {}
    }
}
