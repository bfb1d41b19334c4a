package io.wigwag.gateway.message;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.MalformedCursor;
import io.wigwag.storage.document.Page;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.document.WriteConflict;
import java.util.List;
import java.util.Optional;

/// All messages as they are kept.
public final class MessageBook {
    private static final int PIECE = 200;

    private final DocumentStore store;

    public MessageBook(DocumentStore store) {
        this.store = store;
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(MessageRecord.SCHEMA, OnceRecord.SCHEMA, MediaRecord.SCHEMA);
    }

    private Records<MessageRecord> messages(Tenant tenant) {
        return store.records(MessageRecord.TYPE, tenant);
    }

    Optional<MessageRecord> find(Tenant tenant, String id) {
        return messages(tenant).get(id).map(Versioned::record);
    }

    /// A message of ours, or one that came, that is the same.
    Optional<Versioned<MessageRecord>> byKey(Tenant tenant, String device, String key) {
        return messages(tenant)
                .findFirst(Query.on(MessageRecord.BY_KEY)
                        .where(MessageRecord.DEVICE, device)
                        .where(MessageRecord.KEY, key));
    }

    /// Those that a device knows under WhatsApp's id: more than one only if somebody gave two messages one id.
    List<MessageRecord> byWaId(Tenant tenant, String device, String waId) {
        return messages(tenant)
                .find(Query.on(MessageRecord.BY_WA_ID)
                        .where(MessageRecord.DEVICE, device)
                        .where(MessageRecord.WA_ID, waId))
                .records();
    }

    // --- Those to be sent

    /// Keeps a message to be sent; with a client's key, once: whoever comes second gets what the first one has kept.
    Optional<OnceRecord> insert(Tenant tenant, MessageRecord message, Optional<OnceRecord> once) {
        if (once.isEmpty()) {
            messages(tenant).insert(message);
            return Optional.empty();
        }
        var keys = store.records(OnceRecord.TYPE, tenant);
        try {
            store.batch()
                    .insert(keys, once.get())
                    .insert(messages(tenant), message)
                    .commit();
            return Optional.empty();
        } catch (DuplicateKey used) {
            return Optional.of(keys.get(once.get().id()).map(Versioned::record).orElseThrow(() -> used));
        }
    }

    /// The same for a key that somebody has taken and not used before they ended.
    MessageRecord insertMissing(Tenant tenant, MessageRecord message) {
        try {
            messages(tenant).insert(message);
            return message;
        } catch (DuplicateKey there) {
            return find(tenant, message.id()).orElseThrow(() -> there);
        }
    }

    /// What a device has still to send, in order; a piece of it.
    Page<MessageRecord> queue(Tenant tenant, String device, Optional<Cursor> after) {
        var queue = Query.on(MessageRecord.BY_QUEUE)
                .where(MessageRecord.DEVICE, device)
                .limit(PIECE);
        return messages(tenant).find(after.map(queue::after).orElse(queue));
    }

    void compose(Versioned<MessageRecord> message, Octets wire) {
        messages(message.tenant()).replace(message.with(message.record().withWire(wire)));
    }

    /// Notes that these are on their way now: in one write, since each would wait for the disk.
    void sending(Tenant tenant, List<MessageRecord> messages) {
        var batch = store.batch();
        for (var message : messages) {
            if (message.standing().state() == MessageState.QUEUED) {
                batch.update(
                        messages(tenant),
                        message.id(),
                        Update.set(MessageRecord.STATE, MessageState.SENDING.name())
                                .andSet(MessageRecord.RANK, MessageState.SENDING.rank())
                                .ifAtMost(MessageRecord.RANK, MessageState.QUEUED.rank()));
            }
        }
        try {
            batch.commit();
        } catch (WriteConflict further) {
            // One of them is gone, or went further; it matters to nobody what the others are called for a moment.
        }
    }

    // --- What becomes of them

    /// Notes in a batch how far a message is now, and by which event that is told. What was sent waits no more: the
    /// engine tells again of what was not told. One that failed waits until [#waitsNoMore].
    Batch noting(Tenant tenant, String id, MessageRecord.Standing standing, Optional<String> chatKey, long told) {
        var change = Update.set(MessageRecord.STATE, standing.state().name())
                .andSet(MessageRecord.RANK, standing.state().rank())
                .andSet(MessageRecord.SINCE, standing.since())
                .andSet(MessageRecord.TOLD, told)
                .ifAtMost(MessageRecord.RANK, standing.state().rank() - 1);
        if (standing.state() != MessageState.FAILED) {
            change = change.andUnset(MessageRecord.QUEUED);
        }
        if (standing.error().isPresent()) {
            change = change.andSet(MessageRecord.ERROR, standing.error().get())
                    .andSet(MessageRecord.ADVICE, standing.advice().orElse(""));
        }
        if (chatKey.isPresent()) {
            change = change.andSet(MessageRecord.CHAT_KEY, chatKey.get());
        }
        return store.batch().update(messages(tenant), id, change);
    }

    /// Notes by which event it is told how a message is.
    Batch telling(Tenant tenant, String id, long told) {
        return store.batch().update(messages(tenant), id, Update.set(MessageRecord.TOLD, told));
    }

    void waitsNoMore(Tenant tenant, String id) {
        messages(tenant).update(id, Update.unset(MessageRecord.QUEUED));
    }

    void waitsNoMore(Batch batch, Tenant tenant, String id) {
        batch.update(messages(tenant), id, Update.unset(MessageRecord.QUEUED));
    }

    // --- Those that come

    Batch keeping(Tenant tenant, MessageRecord message) {
        return store.batch().insert(messages(tenant), message);
    }

    Batch replacing(Versioned<MessageRecord> changed) {
        return store.batch().replace(messages(changed.tenant()), changed);
    }

    /// The file of a message lies somewhere else now.
    void moved(Tenant tenant, String id, String path) {
        while (true) {
            var known = messages(tenant).get(id);
            if (known.isEmpty()) {
                return;
            }
            try {
                var _ = messages(tenant)
                        .replace(known.get().with(known.get().record().withFileAt(path)));
                return;
            } catch (WriteConflict meanwhile) {
                // Something else about it has changed: it is read anew.
            }
        }
    }

    Batch nothing() {
        return store.batch();
    }

    /// Two chats turned out to be one.
    void merge(Tenant tenant, String device, String before, String now) {
        var chat = Query.on(MessageRecord.BY_CHAT)
                .where(MessageRecord.DEVICE, device)
                .where(MessageRecord.CHAT_KEY, before)
                .limit(PIECE);
        for (var found = messages(tenant).find(chat).records();
                !found.isEmpty();
                found = messages(tenant).find(chat).records()) {
            var batch = store.batch();
            found.forEach(
                    message -> batch.update(messages(tenant), message.id(), Update.set(MessageRecord.CHAT_KEY, now)));
            try {
                batch.commit();
            } catch (WriteConflict deleted) {
                // The next look finds the others.
            }
        }
    }

    /// Removes all that a device had to say, was told and was to send.
    void forget(Tenant tenant, String device) {
        var ofDevice = Query.on(MessageRecord.BY_DEVICE)
                .where(MessageRecord.DEVICE, device)
                .limit(PIECE);
        while (messages(tenant).delete(ofDevice) == PIECE) {
            // A piece at a time, so that no batch grows with the years.
        }
        var files = Query.on(MediaRecord.BY_DEVICE)
                .where(MediaRecord.DEVICE, device)
                .limit(PIECE);
        while (store.records(MediaRecord.TYPE, tenant).delete(files) == PIECE) {
            // As above.
        }
    }

    // --- Lists

    /// Where to look.
    record Search(String device, Optional<String> chatKey) {}

    /// The newest first.
    Page<MessageRecord> list(Tenant tenant, Optional<Search> search, Optional<String> after, int limit)
            throws MalformedCursor {
        var query = search.map(MessageBook::query)
                .orElseGet(() -> Query.on(Index.BY_ID))
                .backwards()
                .limit(limit);
        return messages(tenant).find(after.isPresent() ? query.after(after.get()) : query);
    }

    private static Query query(Search search) {
        return search.chatKey()
                .map(chat -> Query.on(MessageRecord.BY_CHAT)
                        .where(MessageRecord.DEVICE, search.device())
                        .where(MessageRecord.CHAT_KEY, chat))
                .orElseGet(() -> Query.on(MessageRecord.BY_DEVICE).where(MessageRecord.DEVICE, search.device()));
    }

    // --- Files

    void keep(Tenant tenant, MediaRecord media) {
        store.records(MediaRecord.TYPE, tenant).insert(media);
    }

    Optional<MediaRecord> media(Tenant tenant, String id) {
        return store.records(MediaRecord.TYPE, tenant).get(id).map(Versioned::record);
    }
}
