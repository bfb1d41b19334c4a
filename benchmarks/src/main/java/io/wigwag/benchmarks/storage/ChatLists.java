package io.wigwag.benchmarks.storage;

import io.wigwag.benchmarks.SystemSuite.Figure;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import java.io.PrintWriter;
import java.util.List;
import java.util.SplittableRandom;

/// The last 50 messages of some chat among many messages, read and opened.
final class ChatLists {
    private static final int LAST = 50;
    private static final int MESSAGES_EACH = 1_000;
    private static final int BATCH = 2_000;
    private static final int STEP = 100_000;
    private static final long SEED = 50;
    private static final Octets BODY = Octets.wrap(new byte[256]);

    private final String database;
    private final Place place;
    private final Sizes sizes;

    ChatLists(String database, Place place, Sizes sizes) {
        this.database = database;
        this.place = place;
        this.sizes = sizes;
    }

    List<Figure> measure(PrintWriter progress) {
        fill(progress);
        var chats = chats();
        var records = place.store().records(MessageRow.TYPE, Place.TENANT);
        var random = new SplittableRandom(SEED);
        var durations = new Durations(sizes.lists());
        for (var i = -sizes.lists() / 10; i < sizes.lists(); i++) {
            var query = Query.on(MessageRow.BY_CHAT).where(MessageRow.CHAT, "chat-" + random.nextInt(chats));
            var begun = System.nanoTime();
            var page = records.find(query.backwards().limit(LAST));
            var took = System.nanoTime() - begun;
            if (page.found().size() != Math.min(LAST, sizes.messages() / chats)) {
                throw new IllegalStateException("a chat with " + page.found().size() + " messages");
            }
            if (i >= 0) {
                durations.took(i, took);
            }
        }
        var named = "a chat's last 50 of " + sizes.messages() + ", " + database;
        return List.of(
                Figure.of(named + ", p50", durations.millis(0.5), "ms"),
                Figure.of(named + ", p99", durations.millis(0.99), "ms").wanted("< 5"));
    }

    /// Removes what an earlier run has left, or this one.
    void clear() {
        var records = place.store().records(MessageRow.TYPE, Place.TENANT);
        var all = Query.on(Index.BY_ID).limit(Query.MAX_LIMIT);
        var removed = records.delete(all);
        while (removed > 0) {
            removed = records.delete(all);
        }
    }

    private int chats() {
        return Math.max(1, sizes.messages() / MESSAGES_EACH);
    }

    /// As they come in life: one chat after the other, so that those of one chat lie far apart.
    private void fill(PrintWriter progress) {
        var records = place.store().records(MessageRow.TYPE, Place.TENANT);
        var chats = chats();
        var all = chats * (sizes.messages() / chats);
        for (var from = 0; from < all; from += BATCH) {
            var batch = place.store().batch();
            for (var i = from; i < Math.min(all, from + BATCH); i++) {
                batch.insert(records, new MessageRow("m%09d".formatted(i), "dev_1", "chat-" + i % chats, i, BODY));
            }
            batch.commit();
            if ((from + BATCH) % STEP == 0) {
                progress.printf("%s: %d messages stored%n", database, from + BATCH);
            }
        }
    }
}
